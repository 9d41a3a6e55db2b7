"""Costly modules stay with one worker; a module that was moved does not fall apart unnoticed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.sharing_out import TOGETHER, SharedOut

ROOT = Path(__file__).parents[2]


def test_the_modules_that_stay_together_are_there() -> None:
    assert [each for each in TOGETHER if not (ROOT / each).is_file()] == []


def test_their_tests_go_to_one_worker_and_all_others_to_whoever_is_free() -> None:
    scope = SharedOut.__dict__["_split_scope"]
    costly = sorted(TOGETHER)[0]

    assert {scope(None, f"{costly}::test_a"), scope(None, f"{costly}::test_b[x]")} == {costly}
    assert scope(None, "tests/x.py::test_a") != scope(None, "tests/x.py::test_b")


FELLED = """
import os
import pytest

@pytest.mark.parametrize("number", range(40))
def test_each(number):
    if number in (11, 29):
        os.abort()
"""


def test_a_worker_that_dies_fails_its_test_alone_and_the_run_ends(tmp_path: Path) -> None:
    hook = "from tests.conftest import pytest_xdist_make_scheduler\n"
    (tmp_path / "conftest.py").write_text(hook)
    (tmp_path / "test_felled.py").write_text(FELLED)
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-n2", "-p", "no:randomly", "-p", "no:pytest-qt", "."],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert set(re.findall(r"crashed while running '.*\[(\d+)\]'", run.stdout)) == {"11", "29"}
    assert re.search(r"\b2 failed, 38 passed\b", run.stdout)
    assert run.returncode == 1
