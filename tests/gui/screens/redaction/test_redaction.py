"""A customer is hidden with the mouse or with the keyboard alone, and what survives is told."""

from __future__ import annotations

from dataclasses import replace
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gigwallet.app.redaction import letters as letters_of
from gigwallet.app.redaction import redact_exhibit
from gigwallet.app.redaction.letters import Letters
from gigwallet.app.wallet import Wallet
from gigwallet.documents.redaction.reading import Seen
from gigwallet.domain.paper import Box, Page
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.redaction import MaskReason
from gigwallet.gui.screens.redaction.screen import RedactionScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.host.isolation import SameProcess
from tests.documents.redaction import papers
from tests.gui.conftest import shown_alone
from tests.vault import things


@pytest.fixture
def wallet(wallet: Wallet) -> Wallet:
    """What reads files works in this process, so that a test can say what it reads."""
    return replace(wallet, around=replace(wallet.around, isolation=SameProcess()))


@pytest.fixture
def shot(wallet: Wallet) -> ExhibitId:
    data = papers.screenshot()
    return wallet.vault.exhibits.add(things.exhibit(data, "order.png", label="七月"), data)


@pytest.fixture
def screen(
    context: ShellContext,
    wallet: Wallet,
    shot: ExhibitId,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> RedactionScreen:
    """What OCR reads is known, so that no test waits for it; the copy says nothing any more."""
    letters = Letters(((1, papers.read_page()),), frozenset())
    monkeypatch.setattr(letters_of, "read_letters", lambda *_given, **_named: letters)
    monkeypatch.setattr(
        "gigwallet.documents.redaction.reading.seen", lambda *_given: Seen(Page(400, 240, ()))
    )
    context.unlock(wallet)
    made = shown_alone(RedactionScreen(context), context, qtbot)
    made.open(exhibit=shot)
    settle(context)
    return made


def drag(screen: RedactionScreen, begin: tuple[int, int], end: tuple[int, int]) -> None:
    """In pixels of the page, which is shown as it is."""
    QTest.mousePress(screen.sheet, Qt.MouseButton.LeftButton, pos=QPoint(*begin))
    QTest.mouseMove(screen.sheet, QPoint(*end))
    QTest.mouseRelease(screen.sheet, Qt.MouseButton.LeftButton, pos=QPoint(*end))


def press(screen: RedactionScreen, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(screen.sheet, key, held or Qt.KeyboardModifier.NoModifier)


def test_what_the_program_proposes_is_listed_with_its_reason_and_not_yet_black(
    screen: RedactionScreen,
) -> None:
    assert [row.title for row in screen.boxes.rows] == [
        "Name of a person",
        "Telephone number",
        "Address",
    ]
    assert {row.pill.accessibleName() for row in screen.boxes.rows} == {"Proposed"}
    assert screen.editing.masks == ()
    assert not screen.keep.isEnabled()


def test_proposals_are_taken_one_by_one_or_all_at_once_and_undone(
    screen: RedactionScreen,
) -> None:
    screen.boxes.rows[1].hide_it.click()
    assert [each.reason for each in screen.editing.masks] == [MaskReason.PHONE]

    screen.boxes.all.click()
    assert len(screen.editing.masks) == 3
    screen.boxes.rows[0].drop_it.click()
    assert len(screen.editing.boxes) == 2

    for _step in range(3):
        screen.undo.click()
    assert (len(screen.editing.boxes), screen.editing.masks) == (3, ())
    assert not screen.undo.isEnabled()


def test_a_box_is_drawn_moved_and_resized_with_the_mouse(screen: RedactionScreen) -> None:
    assert screen.sheet.width() == 400
    drag(screen, (250, 200), (350, 230))
    place = screen.editing.chosen
    assert screen.editing.boxes[place].mask.box == Box(250, 200, 100, 30)

    drag(screen, (300, 215), (290, 205))
    assert screen.editing.boxes[place].mask.box == Box(240, 190, 100, 30)

    drag(screen, (340, 220), (360, 230))
    assert screen.editing.boxes[place].mask.box == Box(240, 190, 120, 40)

    screen.undo.click()
    screen.undo.click()
    assert screen.editing.boxes[place].mask.box == Box(250, 200, 100, 30)


def test_the_keyboard_alone_draws_moves_resizes_chooses_and_removes(
    screen: RedactionScreen,
) -> None:
    screen.sheet.setFocus()
    press(screen, Qt.Key.Key_N)
    drawn = screen.editing.boxes[-1].mask.box

    press(screen, Qt.Key.Key_Right)
    press(screen, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    press(screen, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    moved = screen.editing.boxes[-1].mask.box
    assert moved == Box(drawn.left + 1, drawn.top - 10, drawn.width, drawn.height + 1)

    press(screen, Qt.Key.Key_PageDown)
    assert screen.editing.chosen == 0
    press(screen, Qt.Key.Key_Return)
    assert screen.editing.boxes[0].black
    press(screen, Qt.Key.Key_Delete)
    assert [each.mask.reason for each in screen.editing.boxes] == [
        MaskReason.PHONE,
        MaskReason.ADDRESS,
        MaskReason.OTHER,
    ]


def test_the_arrows_scroll_a_tall_page_once_no_box_is_held(screen: RedactionScreen) -> None:
    for _step in range(6):
        screen.view.larger.click()
    bar = screen.view.area.verticalScrollBar()
    assert bar.maximum() > 0
    screen.sheet.setFocus()
    press(screen, Qt.Key.Key_PageDown)
    bar.setValue(0)
    press(screen, Qt.Key.Key_Escape)
    assert screen.editing.chosen == -1

    press(screen, Qt.Key.Key_Down)

    assert bar.value() > 0


def test_who_cannot_see_the_page_hears_which_box_the_keys_move_and_where_it_lies(
    screen: RedactionScreen,
) -> None:
    def said() -> str:
        return screen.sheet.accessibleDescription()

    assert said().startswith("Draw a box with the mouse")
    press(screen, Qt.Key.Key_PageDown)
    box = screen.editing.boxes[0].mask.box
    assert said() == (
        f"Name of a person, Proposed: {box.left} from the left, {box.top} from the top, "
        f"{box.width} by {box.height}"
    )

    press(screen, Qt.Key.Key_Return)
    press(screen, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)

    assert said().startswith(f"Box 1: Name of a person, Black: {box.left + 10} from the left")


def test_a_box_stays_on_its_page(screen: RedactionScreen) -> None:
    drag(screen, (350, 200), (390, 230))
    for _step in range(4):
        press(screen, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)

    assert screen.editing.boxes[-1].mask.box == Box(360, 200, 40, 30)


def test_a_box_says_why_it_is_hidden(screen: RedactionScreen) -> None:
    drag(screen, (250, 200), (350, 230))

    screen.boxes.reason.chosen.emit(MaskReason.CARD_NUMBER)

    assert screen.boxes.rows[-1].title == "Box 1: Card number"


def test_the_copy_is_kept_and_shown_in_place_of_the_original(
    screen: RedactionScreen, context: ShellContext, wallet: Wallet, shot: ExhibitId
) -> None:
    went: list[tuple[str, object]] = []
    context.navigated.connect(lambda name, arguments: went.append((name, arguments)))
    screen.boxes.all.click()
    screen.keep.click()
    settle(context)

    held = redact_exhibit.redactions(wallet)[shot]
    assert len(held.masks) == 3
    assert went == [("evidence", {"mode": "originals", "exhibit": shot})]

    screen.open(exhibit=shot)
    settle(context)
    assert screen.editing.masks == held.masks
    screen.taking_back.click()
    settle(context)
    assert redact_exhibit.redactions(wallet) == {}


def test_what_survives_is_told_marked_and_hidden_with_one_press(
    screen: RedactionScreen,
    context: ShellContext,
    wallet: Wallet,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left = Page(400, 240, (papers.read_page().pieces[2],))
    monkeypatch.setattr("gigwallet.documents.redaction.reading.seen", lambda *_given: Seen(left))
    screen.boxes.rows[1].hide_it.click()
    screen.keep.click()
    settle(context)

    assert redact_exhibit.redactions(wallet) == {}
    assert screen.found.isVisibleTo(screen)
    assert screen.found.sentences == [
        "What box 1 hides can still be read on page 1. Make the box larger, or draw another one "
        "there; nothing was kept."
    ]
    assert screen.sheet.found == (left.pieces[0].box,)
    assert screen.found.accessibleDescription() == screen.found.sentences[0]
    assert screen.found.hide_too.hasFocus()  # whoever uses the keyboard is led there

    screen.found.hide_too.click()
    assert screen.editing.masks[-1].box == left.pieces[0].box
    assert screen.editing.masks[-1].reason is MaskReason.PHONE
    assert not screen.found.isVisibleTo(screen)


def test_what_is_no_secret_may_stand_elsewhere(
    screen: RedactionScreen,
    context: ShellContext,
    wallet: Wallet,
    shot: ExhibitId,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left = Page(400, 240, (papers.read_page().pieces[2],))
    monkeypatch.setattr("gigwallet.documents.redaction.reading.seen", lambda *_given: Seen(left))
    screen.boxes.rows[1].hide_it.click()
    screen.keep.click()
    settle(context)

    screen.found.no_secret.click()
    settle(context)

    assert shot in redact_exhibit.redactions(wallet)


def test_the_pages_of_a_pdf_are_turned_and_a_box_is_shown_on_its_page(
    screen: RedactionScreen, context: ShellContext, wallet: Wallet, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = wallet.vault.exhibits.add(
        things.exhibit(papers.paper(), "paper.pdf", media_type="application/pdf"), papers.paper()
    )
    monkeypatch.undo()  # a PDF carries its words: nothing is read
    screen.open(exhibit=paper)
    settle(context)
    assert (screen.view.said.text(), screen.view.before.isEnabled()) == ("Page 1 of 2", False)

    screen.view.after.click()
    settle(context)
    assert screen.view.said.text() == "Page 2 of 2"

    screen.boxes.rows[0].show_it.click()
    settle(context)
    assert screen.sheet.page == 1
    assert screen.editing.chosen == 0
    before = screen.sheet.width()
    screen.view.larger.click()
    assert screen.sheet.width() > before


def test_the_page_of_one_exhibit_never_lies_under_the_boxes_of_another(
    screen: RedactionScreen, context: ShellContext, wallet: Wallet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its boxes are known before its page is drawn."""
    other = wallet.vault.exhibits.add(
        things.exhibit(papers.screenshot(), "other.png"), papers.screenshot()
    )
    assert screen.sheet.has_picture
    seen: list[bool] = []
    monkeypatch.setattr(screen, "_draw", lambda _page: seen.append(screen.sheet.has_picture))
    screen.open(exhibit=other)
    settle(context)

    assert seen == [False]
    assert not screen.keep.isEnabled()


@pytest.mark.parametrize("done", [False, True], ids=["at_work", "done_by_then"])
def test_a_check_that_is_given_up_keeps_nothing_and_is_begun_again(
    screen: RedactionScreen,
    context: ShellContext,
    wallet: Wallet,
    shot: ExhibitId,
    monkeypatch: pytest.MonkeyPatch,
    done: bool,
) -> None:
    make, given_up, made = redact_exhibit.make, Event(), Event()

    def made_slowly(*given: Any, **named: Any) -> object:  # Any: whatever the work is given
        try:
            assert done or given_up.wait(60)
            return make(*given, **named)
        finally:
            made.set()

    screen.boxes.all.click()
    masks = screen.editing.masks
    monkeypatch.setattr(redact_exhibit, "make", made_slowly)
    screen.keep.click()
    assert screen.progress.isVisibleTo(screen)
    assert not done or made.wait(60)
    screen.progress._cancel.click()
    given_up.set()
    settle(context)
    monkeypatch.setattr(redact_exhibit, "make", make)

    assert redact_exhibit.redactions(wallet) == {}
    assert len(wallet.vault.exhibits.all()) == 1
    assert screen.editing.masks == masks
    assert not screen.progress.isVisibleTo(screen)

    screen.keep.click()
    settle(context)
    assert shot in redact_exhibit.redactions(wallet)
