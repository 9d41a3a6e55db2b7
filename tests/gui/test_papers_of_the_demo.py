"""In the window, on the demo vault: letter, evidence PDF, seal check, summary, each to its file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gigwallet.app.bundles.keep_arrangement import arranged
from gigwallet.app.run_demo import DemoOutcome, run_demo
from gigwallet.app.seals.verify_file import verify_file
from gigwallet.app.vaults.open_vault import open_vault
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


def on_screen(context: ShellContext, qtbot: QtBot) -> LettersScreen:
    """Where it is seen: what nobody looks at is not drawn."""
    screen = LettersScreen(context)
    shown(screen, context, qtbot)
    screen.resize(1000, 700)
    screen.show()
    settle(context)
    return screen


def saving_to(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ShellContext, "choose_target", lambda *_arguments: target)


def test_a_letter_is_read_page_by_page_written_on_proven_and_then_saved(
    opened: ShellContext, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One journey: opening the demo again for each part would take longer than all of them."""
    screen = on_screen(opened, qtbot)
    assert len(screen._paper.sheets) > 1
    assert screen._paper.sheets[0].fresh
    assert not screen._paper.sheets[-1].fresh  # drawn when somebody scrolls to it

    before = screen._laid
    qtbot.keyClicks(screen._fields._fields["applicant_name"].editor, "X")
    assert screen._fields._resting.isActive()
    screen._fields._resting.timeout.emit()
    assert not screen._paper.sheets[0]._image.isNull()  # what was drawn stays meanwhile
    settle(opened)
    assert screen._laid is not before
    assert screen._draft.fields["applicant_name"].startswith("X")
    assert screen._paper.sheets[0].fresh

    figure = next(e for e in screen._laid.sheets.links if screen._laid.proofs[e.row].files)
    proof = screen._laid.proofs[figure.row]
    sheet = screen._paper.sheets[figure.page - 1]
    middle = sheet.box_of(figure).center().toPoint()
    qtbot.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=middle)
    went: list[object] = []
    monkeypatch.setattr(
        ShellContext, "navigate", lambda _self, _screen, **where: went.append(where["exhibit"])
    )
    screen._proof._offered[1].click()
    assert screen._proof._said.text().startswith(figure.row)
    assert proof.sources > 0
    assert went == [proof.files[0][0]]

    saving_to(tmp_path / "letter.pdf", monkeypatch)
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


def rested(screen: EvidenceScreen, context: ShellContext, qtbot: QtBot) -> None:
    """Once the pages of what was edited last are counted and one of them is seen."""
    qtbot.waitUntil(lambda: screen.builder.ready, timeout=60_000)
    settle(context)


def test_the_evidence_is_chosen_put_in_order_looked_at_saved_and_checked(
    opened: ShellContext, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the board to a file that another program opens, with as many pages as were counted."""
    screen = EvidenceScreen(opened)
    shown(screen, opened, qtbot)
    rested(screen, opened, qtbot)
    rows = screen.board.list
    at_first, all_pages = screen.making.draft, screen.making.pages.count.pages
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)  # trips before counts
    rows.ticked.emit((len(at_first.items) - 1,), False)
    assert screen.making.pages.count is None  # what was counted is not this file any more
    qtbot.mouseClick(screen._on, Qt.MouseButton.LeftButton)
    assert screen.builder.isVisibleTo(screen)
    assert not screen._on.isEnabled()  # nothing goes out unseen
    rested(screen, opened, qtbot)
    counted = screen.making.pages.count
    screen.builder.view.turn(counted.pages - 1)
    qtbot.waitUntil(lambda: screen.builder.view.shown == counted.pages, timeout=60_000)
    saving_to(tmp_path / "evidence.pdf", monkeypatch)
    qtbot.mouseClick(screen._on, Qt.MouseButton.LeftButton)
    settle(opened)
    saved = screen.builder._saved.isVisibleTo(screen)
    screen.open(mode="check")
    screen._seal.check(tmp_path / "evidence.pdf")
    settle(opened)
    checked = screen._seal._checked

    with pypdfium2.PdfDocument(tmp_path / "evidence.pdf") as read:
        assert len(read) == counted.pages
        words = read[1].get_textpage().get_text_bounded()
    assert counted.pages < all_pages
    assert words.index("trips.csv") < words.index("tallies.csv")
    assert saved
    assert [path.name for path in tmp_path.iterdir() if "evidence" in path.name] == ["evidence.pdf"]
    assert checked is not None
    assert checked[1].grade is Grade.SELF_CONSISTENT
    again = arranged(opened.opened, at_first.engagement, language="en")
    assert [each.name for each in again.draft.items][:2] == ["trips.csv", "tallies.csv"]
    assert not again.draft.items[-1].included


def test_a_file_that_is_cancelled_on_its_way_leaves_nothing_behind(
    opened: ShellContext, qtbot: QtBot, tmp_path: Path
) -> None:
    screen = EvidenceScreen(opened)
    shown(screen, opened, qtbot)
    rested(screen, opened, qtbot)
    (tmp_path / "out").mkdir()
    written: list[object] = []
    begun: list[object] = []
    ticket = screen.making.write(tmp_path / "out" / "evidence.pdf", written.append)
    assert ticket is not None
    ticket.progressed.connect(begun.append)
    ticket.progressed.connect(lambda _progress: ticket.cancel())
    with qtbot.waitSignal(ticket.ended, timeout=60_000):
        pass
    settle(opened)

    assert begun
    assert written == []
    assert list((tmp_path / "out").iterdir()) == []


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
