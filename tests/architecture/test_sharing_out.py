"""Costly modules stay with one worker; a module that was moved does not fall apart unnoticed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

from tests.sharing_out import TOGETHER, SharedOut

ROOT = Path(__file__).parents[2]


def test_the_modules_that_stay_together_are_there() -> None:
    assert [each for each in TOGETHER if not (ROOT / each).is_file()] == []


def test_their_tests_go_to_one_worker_and_all_others_to_whoever_is_free() -> None:
    scope = SharedOut.__dict__["_split_scope"]
    costly = sorted(TOGETHER)[0]

    assert {scope(None, f"{costly}::test_a"), scope(None, f"{costly}::test_b[x]")} == {costly}
    assert scope(None, "tests/x.py::test_a") != scope(None, "tests/x.py::test_b")


class _Worker:
    """What the scheduler asks of a worker."""

    def __init__(self, name: str) -> None:
        self.gateway = SimpleNamespace(id=name)
        self.given: list[int] = []
        self.shutting_down = False

    def send_runtest_some(self, indices: Sequence[int]) -> None:
        self.given += indices

    def shutdown(self) -> None:
        self.shutting_down = True


def test_what_a_dead_worker_leaves_waits_for_one_that_is_still_collecting() -> None:
    """Given to it at once, it was lost, and so was the word that a test had fallen."""
    option = SimpleNamespace(loadscopereorder=True)
    config = SimpleNamespace(getvalue=lambda _name: ["2*popen"], option=option)
    shared = SharedOut(config, None)
    first, second, later = (_Worker(name) for name in ("gw0", "gw1", "gw2"))
    tests = [f"test_any.py::test_{number}" for number in range(6)]
    for each in (first, second):
        shared.add_node(each)
        shared.add_node_collection(each, tests)
    shared.schedule()
    shared.add_node(later)

    assert shared.remove_node(first) == tests[first.given[0]]
    shared.add_node_collection(later, tests)
    shared.schedule()
    for each in (second, later, second, later, second, later):
        if open_ := [
            at for at in each.given if not shared.assigned_work[each][tests[at]][tests[at]]
        ]:
            shared.mark_test_complete(each, open_[0])
    assert sorted({*second.given, *later.given}) == [at for at in range(6) if at != first.given[0]]


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
