"""In the window, on the demo vault: letter, evidence PDF, seal check, summary, each to its file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from gigwallet.app.open_vault import open_vault
from gigwallet.app.run_demo import DemoOutcome, run_demo
from gigwallet.app.verify_file import verify_file
from gigwallet.domain.verdict import Grade
from gigwallet.gui.screens.evidence.screen import EvidenceScreen
from gigwallet.gui.screens.letters.screen import LettersScreen
from gigwallet.gui.screens.summaries.screen import SummariesScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ScreenWidget, ShellContext


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoOutcome:
    return run_demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def opened(context: ShellContext, demo: DemoOutcome) -> Iterator[ShellContext]:
    passphrase = bytearray(demo.passphrase_file.read_bytes().strip())
    wallet = open_vault(demo.vault, passphrase=passphrase)
    context.unlock(wallet)
    yield context
    settle(context)
    context.shut_down()  # waits until the vault is closed; the next test opens it again


def shown(made: ScreenWidget, context: ShellContext, qtbot: QtBot) -> None:
    qtbot.addWidget(made)
    made.retranslate()
    made.refresh(made.shows)
    made.open()
    settle(context)


def saving_to(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ShellContext, "choose_target", lambda *_arguments: target)


def test_a_letter_is_read_page_by_page_and_then_saved(
    opened: ShellContext, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = LettersScreen(opened)
    shown(screen, opened, qtbot)
    saving_to(tmp_path / "letter.pdf", monkeypatch)

    assert screen._paper.count > 1
    assert screen._save.isEnabled()
    qtbot.mouseClick(screen._save, Qt.MouseButton.LeftButton)
    settle(opened)

    assert verify_file(tmp_path / "letter.pdf").grade is Grade.SELF_CONSISTENT


def test_a_letter_without_a_name_says_so_and_is_not_saved(
    opened: ShellContext, qtbot: QtBot
) -> None:
    screen = LettersScreen(opened)
    shown(screen, opened, qtbot)
    name = screen._fields._fields["applicant_name"].editor
    name.setText("")
    screen._fields.edited.emit()
    settle(opened)

    assert not screen._save.isEnabled()
    assert screen._fields._blockers.isVisibleTo(screen)


def test_the_choice_of_letters_follows_the_language_of_the_window(
    opened: ShellContext, qtbot: QtBot
) -> None:
    screen = LettersScreen(opened)
    shown(screen, opened, qtbot)
    screen._which.choose(screen._which._keys[1])
    before = screen._which.key(), screen._which.currentText(), screen._about.text()
    opened.set_language("zh")
    screen.retranslate()

    assert screen._which.key() == before[0]
    assert screen._which.currentText() != before[1]
    assert screen._about.text() != before[2]


def test_a_day_that_is_none_is_pointed_at(opened: ShellContext, qtbot: QtBot) -> None:
    screen = LettersScreen(opened)
    shown(screen, opened, qtbot)
    key = sorted(screen._draft.days)[0]
    field = screen._fields._fields[key]
    field.editor.setText("next Tuesday")
    with qtbot.assertNotEmitted(screen._fields.edited):
        field.editor.editingFinished.emit()

    assert field.error


def test_the_evidence_is_chosen_looked_at_saved_and_checked(
    opened: ShellContext, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = EvidenceScreen(opened)
    shown(screen, opened, qtbot)
    screen.open(mode="bundle")
    settle(opened)
    exhibits = screen._maker.findChild(QListWidget)
    before = exhibits.count()
    assert not screen._save.isEnabled()  # nothing goes out unseen
    screen._maker.wanted.emit()
    settle(opened)
    assert screen._save.isEnabled()
    exhibits.item(before - 1).setCheckState(Qt.CheckState.Unchecked)
    assert not screen._save.isEnabled()  # the pages that were seen are not these
    screen._maker.wanted.emit()
    settle(opened)
    saving_to(tmp_path / "evidence.pdf", monkeypatch)
    qtbot.mouseClick(screen._save, Qt.MouseButton.LeftButton)
    settle(opened)
    screen.open(mode="check")
    screen._seal.check(tmp_path / "evidence.pdf")
    settle(opened)
    checked = screen._seal._checked

    assert before > 3
    assert screen._maker.paper.count > 3
    assert not screen._maker.draft.items[-1].included
    assert checked is not None
    assert checked[1].grade is Grade.SELF_CONSISTENT


def test_a_summary_is_shown_to_the_last_byte_before_it_is_written(
    opened: ShellContext, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = SummariesScreen(opened)
    shown(screen, opened, qtbot)
    page = screen._contribute
    assert not screen._save.isEnabled()
    page._campaign.setText("summer-2025")
    qtbot.mouseClick(page._show, Qt.MouseButton.LeftButton)
    settle(opened)
    saving_to(tmp_path / "summary.json", monkeypatch)
    qtbot.mouseClick(screen._save, Qt.MouseButton.LeftButton)
    settle(opened)

    assert (tmp_path / "summary.json").read_text("utf-8") == page._bytes.toPlainText()
    assert page._who.isVisibleTo(screen)


def test_files_of_too_few_riders_give_a_table_without_cells(
    opened: ShellContext, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = SummariesScreen(opened)
    shown(screen, opened, qtbot)
    screen._contribute.asked.emit("summer-2025")
    settle(opened)
    (tmp_path / "one.json").write_bytes(screen._contribute.contribution.data)
    (tmp_path / "other.json").write_text("{}", "utf-8")
    monkeypatch.setattr(ShellContext, "choose_folder", lambda *_arguments: tmp_path / "table")
    screen.open(mode="add_up")
    screen._add_up.dropped.emit([tmp_path / "one.json", tmp_path / "other.json"])
    settle(opened)
    report = screen._add_up._report

    assert report is not None
    assert (report.cells, report.counted) == ((), 1)
    assert len(report.refused) == 1
    assert (tmp_path / "table" / "summary.csv").exists()
