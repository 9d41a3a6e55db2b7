"""Errors in the window: a sentence for a refusal, a report without personal data for a bug."""

from __future__ import annotations

import sys

import pytest
from pytestqt.qtbot import QtBot

from gigwallet.gui import errors

CANARY = "武汉市洪山区某某路88号"


def _bug() -> BaseException:
    try:
        try:
            raise ValueError(CANARY)
        except ValueError as cause:
            raise RuntimeError(f"while reading {CANARY}") from cause
    except RuntimeError as bug:
        return bug


def test_a_report_names_places_in_the_program_and_nothing_that_was_read() -> None:
    content = errors.report(_bug())

    assert "RuntimeError" in content
    assert "ValueError" in content
    assert "test_errors.py" in content
    assert CANARY not in content
    assert "/home" not in content


def test_the_whole_report_is_on_the_page_that_shows_it(qtbot: QtBot, dressed: object) -> None:
    dialog = errors.CrashDialog("the report")
    qtbot.addWidget(dialog)

    assert dialog.report.toPlainText() == "the report"


def test_an_unexpected_error_is_shown_and_does_not_end_the_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    errors.catch_the_rest(shown.append)
    bug = _bug()

    sys.excepthook(type(bug), bug, bug.__traceback__)

    assert shown == [bug]
