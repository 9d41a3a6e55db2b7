"""Backup, check, proof and export: each from its button to the file that it leaves."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from gigwallet.app.seals.make_checkpoint import checkpoints
from gigwallet.app.vaults.back_up import FEW_ENTRIES
from gigwallet.gui.screens.safekeeping.screen import SafekeepingScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Button
from tests.gui.screens.safekeeping.conftest import Kept, Press


def _words(screen: SafekeepingScreen) -> str:
    shown = (each for each in screen.findChildren(QLabel) if each.isVisibleTo(screen))
    return "\n".join(each.text() for each in shown)


def _target(monkeypatch: pytest.MonkeyPatch, context: ShellContext, path: Path) -> list[str]:
    """Answer the file dialog; what it offered as a name is returned."""
    offered: list[str] = []

    def choose(_title: str, name: str, _filter: str = "") -> Path:
        offered.append(name)
        return path

    monkeypatch.setattr(context, "choose_target", choose)
    return offered


def test_the_head_shows_five_facts_each_with_one_step(screen: SafekeepingScreen) -> None:
    rows = screen.overview.rows

    assert list(rows) == ["backup", "check", "code", "head", "stamps"]
    assert [len(row.findChildren(Button)) for row in rows.values()] == [1] * 5
    assert rows["backup"].pill.accessibleName() == "None so far"


def test_a_backup_is_called_good_after_its_trial_and_shown_at_the_head(
    screen: SafekeepingScreen,
    context: ShellContext,
    press: Press,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    offered = _target(monkeypatch, context, tmp_path / "all.gwbackup")
    press("Back up now")
    told = _words(screen)
    screen.show_part("overview")

    assert "is good: it was restored on trial" in told
    assert offered[0].endswith("-2025-09-03.gwbackup")
    assert (tmp_path / "all.gwbackup").is_file()
    assert screen.overview.rows["backup"].pill.accessibleName() == "Today"


def test_a_reminder_is_shown_and_can_be_put_off(
    screen: SafekeepingScreen, context: ShellContext, kept: Kept, press: Press
) -> None:
    for number in range(FEW_ENTRIES):
        kept.wallet.vault.log.append("export.written", "letter", bytes([number]))
    context.tell_changed(frozenset({"safety"}))
    settle(context)
    due = screen.overview.rows["backup"].pill.accessibleName()
    screen.show_part("backup")
    shown, told = screen.backup.card.reminder.isVisibleTo(screen), _words(screen)
    press("Remind me in a week")

    assert (due, shown) == ("None so far", True)
    assert told.count("never backed up") == 1
    assert not screen.backup.card.reminder.isVisibleTo(screen)


def test_a_check_shows_grade_and_counts_and_is_remembered_at_the_head(
    screen: SafekeepingScreen, press: Press
) -> None:
    press("Check the vault")
    grade = screen.check.grade.accessibleName()
    told = _words(screen)
    screen.show_part("overview")

    assert grade == "Sound"
    assert "log entries" in told
    assert "Entries since the head was last written: 1." in told
    assert screen.overview.rows["check"].pill.accessibleName() == "Sound"


def test_a_quarter_is_read_and_the_next_one_offered(
    screen: SafekeepingScreen, press: Press
) -> None:
    screen.show_part("check")
    press("A quarter of the originals (1 of 4)")
    press("Check now")

    assert "A quarter of the originals (2 of 4)" in {
        each.text() for each in screen.check.findChildren(Button)
    }
    assert "a part of the originals" in screen.overview.rows["check"].sentence


def test_a_checkpoint_is_saved_listed_and_checked_against(
    screen: SafekeepingScreen,
    context: ShellContext,
    kept: Kept,
    press: Press,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "checkpoint.txt"
    _target(monkeypatch, context, target)
    press("Save a checkpoint")
    listed = _words(screen)
    screen.show_part("check")
    screen.check.against.set_path(target)
    press("Check now")

    assert target.read_text(encoding="utf-8").startswith("gigwallet/")
    assert len(checkpoints(kept.wallet)) == 1
    assert "No. 1" in listed
    assert screen.check.grade.accessibleName() == "Sound"


def test_the_export_asks_first_and_says_that_nothing_protects_it(
    screen: SafekeepingScreen,
    context: ShellContext,
    press: Press,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def confirm(question: str, *_words: str, **_how: bool) -> bool:
        asked.append(question)
        return len(asked) > 1

    monkeypatch.setattr(context, "confirm", confirm)
    monkeypatch.setattr(context, "choose_folder", lambda _title: tmp_path)
    screen.show_part("export")
    warned = "not encrypted" in _words(screen)
    press("Export everything...")
    nothing = not list(tmp_path.glob("gigwallet-export*"))
    press("Export everything...")
    [folder] = tmp_path.glob("gigwallet-export*")

    assert (warned, nothing) == (True, True)
    assert asked == ["Write everything without encryption?"] * 2
    assert any(folder.rglob("*.csv"))
    assert folder.name in _words(screen)


def test_the_keyboard_starts_in_the_field_of_a_page(
    screen: SafekeepingScreen, context: ShellContext, press: Press
) -> None:
    screen.activateWindow()
    press("Try your recovery code")

    assert QApplication.focusWidget() is screen.keys.rehearse.line


def test_the_keyboard_comes_along_to_the_part_that_a_step_leads_to(
    screen: SafekeepingScreen, context: ShellContext
) -> None:
    screen.overview._steps["stamps"].setFocus()
    screen.overview._steps["stamps"].click()
    settle(context)

    assert screen.window().focusWidget() is screen.proof
