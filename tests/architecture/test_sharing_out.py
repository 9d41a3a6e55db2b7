"""Costly modules stay with one worker; a module that was moved does not fall apart unnoticed."""

from __future__ import annotations

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
