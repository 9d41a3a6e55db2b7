"""The board: exhibits are found, put in, reworded and put in order by keyboard and by mouse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from gigwallet.app.bundles.keep_arrangement import arranged
from gigwallet.app.wallet import Wallet
from gigwallet.domain.recorded import EngagementId
from gigwallet.domain.redaction import Redaction
from gigwallet.gui.screens.evidence.board_cells import boxes
from gigwallet.gui.screens.evidence.board_list import BoardList
from gigwallet.gui.screens.evidence.board_model import CARRIED
from gigwallet.gui.screens.evidence.board_rows import title
from gigwallet.gui.screens.evidence.screen import EvidenceScreen
from gigwallet.gui.screenshots import settle
from tests.gui.screens.evidence.shown import Shown, add, evidence_of, png

_ALT = Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


def _fill(wallet: Wallet) -> None:
    """Four pictures in the file, and a table that cannot be printed."""
    for n in range(4):
        data = png(50 * n)
        wallet.vault.exhibits.set_thumbnail(add(wallet, f"shot-{n}.png", data), data)
    add(wallet, "notes.csv", b"a,b\n", "text/csv")


@pytest.fixture(scope="module")
def shown(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    with evidence_of(tmp_path_factory.mktemp("board"), _fill) as made:
        yield made


@pytest.fixture
def screen(shown: Shown) -> EvidenceScreen:
    """As it was at first."""
    board = shown.screen.board
    board.search.clear()
    board.filter.choose("all")
    board.filter.chosen.emit("all")
    shown.screen.making.edit(shown.items)
    board.list.select_first()
    board.list.setFocus()
    return shown.screen


def _list(screen: EvidenceScreen) -> BoardList:
    return screen.board.list


def _typing_line(screen: EvidenceScreen) -> QLineEdit:
    # One that was closed a moment ago is still a child until Qt deletes it.
    lines = _list(screen).viewport().findChildren(QLineEdit)
    [open_one] = [each for each in lines if each.isVisible()]
    return open_one


def _titles(screen: EvidenceScreen) -> list[str]:
    return [title(row) for row in _list(screen).rows.shown]


def _order(screen: EvidenceScreen) -> str:
    draft = screen.making.draft
    assert draft is not None
    return "".join(each.name[5] for each in draft.items)


def _chosen(screen: EvidenceScreen) -> list[bool]:
    draft = screen.making.draft
    assert draft is not None
    return [each.included for each in draft.items]


def _engagement(wallet: Wallet) -> EngagementId:
    return wallet.vault.engagements.all()[0].id


def test_every_exhibit_of_the_vault_is_on_it_with_what_cannot_be_printed_last(
    screen: EvidenceScreen,
) -> None:
    assert _titles(screen) == ["shot-0.png", "shot-1.png", "shot-2.png", "shot-3.png", "notes.csv"]
    last = _list(screen).rows.shown[-1]
    assert last.item is None
    model = _list(screen).rows
    assert not model.flags(model.index(4)) & Qt.ItemFlag.ItemIsDragEnabled


def test_a_row_is_moved_by_keyboard_and_keeps_the_keyboard(screen: EvidenceScreen) -> None:
    _list(screen).setFocus()
    QTest.keyClick(_list(screen), Qt.Key.Key_Down, _ALT)
    QTest.keyClick(_list(screen), Qt.Key.Key_Down, _ALT)

    assert _order(screen) == "1203"
    row = _list(screen).current()
    assert row is not None
    assert title(row) == "shot-0.png"
    QTest.keyClick(_list(screen), Qt.Key.Key_Up, _ALT)
    assert _order(screen) == "1023"


def test_nothing_moves_past_what_cannot_be_printed(screen: EvidenceScreen) -> None:
    _list(screen).select_exhibit(_list(screen).rows.shown[3].about.known.id)
    QTest.keyClick(_list(screen), Qt.Key.Key_Down, _ALT)

    assert _order(screen) == "0123"


def test_several_rows_move_together(screen: EvidenceScreen) -> None:
    QTest.keyClick(_list(screen), Qt.Key.Key_Down, _SHIFT)
    QTest.keyClick(_list(screen), Qt.Key.Key_Down, _ALT)

    assert _order(screen) == "2013"
    assert [title(row) for row in _list(screen).chosen()] == ["shot-0.png", "shot-1.png"]


def test_the_space_bar_takes_out_and_puts_in_all_that_is_selected(
    screen: EvidenceScreen, shown: Shown
) -> None:
    settle(shown.context)
    first, second = [row.numbered for row in _list(screen).rows.shown[:2]]
    QTest.keyClick(_list(screen), Qt.Key.Key_Down, _SHIFT)
    QTest.keyClick(_list(screen), Qt.Key.Key_Space)
    assert _chosen(screen) == [False, False, True, True]
    settle(shown.context)
    assert [row.numbered for row in _list(screen).rows.shown] == ["", "", first, second, ""]

    QTest.keyClick(_list(screen), Qt.Key.Key_Space)

    assert all(_chosen(screen))


def test_a_click_on_the_tick_ticks_and_a_click_beside_it_selects(screen: EvidenceScreen) -> None:
    view = _list(screen)
    where = boxes(view.visualRect(view.rows.index(1)), view.layoutDirection())
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(view.viewport(), left, pos=where.tick.center())
    assert _chosen(screen) == [True, False, True, True]

    QTest.mouseClick(view.viewport(), left, pos=where.lines[0].center())

    assert _chosen(screen) == [True, False, True, True]
    row = view.current()
    assert row is not None
    assert title(row) == "shot-1.png"


def test_what_it_shows_is_typed_where_it_stands_and_kept(
    screen: EvidenceScreen, shown: Shown
) -> None:
    context, wallet = shown.context, shown.wallet
    QTest.keyClick(_list(screen), Qt.Key.Key_Return)
    editor = _typing_line(screen)
    editor.setText("证明站长的承诺")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle(context)  # Qt hands over what was typed a moment later
    screen.making.keep_now()
    settle(context)

    again = arranged(wallet, _engagement(wallet))
    assert again.case is not None
    assert again.draft.items[0].purpose == "证明站长的承诺"


def test_rows_that_are_told_anew_leave_what_is_being_typed(screen: EvidenceScreen) -> None:
    QTest.keyClick(_list(screen), Qt.Key.Key_Return)
    editor = _typing_line(screen)
    editor.setText("half a sen")
    rows = _list(screen).rows
    rows.dataChanged.emit(rows.index(0), rows.index(len(rows.shown) - 1))

    assert editor.text() == "half a sen"
    QTest.keyClick(editor, Qt.Key.Key_Escape)


def test_the_order_is_there_when_the_screen_is_opened_again(
    screen: EvidenceScreen, shown: Shown
) -> None:
    QTest.keyClick(_list(screen), Qt.Key.Key_Down, _ALT)
    screen.hide()  # another screen is visited
    settle(shown.context)

    again = arranged(shown.wallet, _engagement(shown.wallet), language="en")

    assert "".join(each.name[5] for each in again.draft.items) == "1023"
    screen.show()


def test_a_row_is_dropped_between_two_others(screen: EvidenceScreen) -> None:
    view = _list(screen)
    carried = QMimeData()
    carried.setData(CARRIED, b"")
    third = view.visualRect(view.rows.index(2))
    point = QPointF(third.center().x(), third.bottom() - 4)
    drop = QDropEvent(
        point,
        Qt.DropAction.MoveAction,
        carried,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    view.dropEvent(drop)
    done = drop.dropAction()

    assert _order(screen) == "1203"
    assert done is Qt.DropAction.IgnoreAction  # or the list would take its rows away


def test_a_drop_below_everything_lands_at_the_end_of_what_is_printed(
    screen: EvidenceScreen,
) -> None:
    view = _list(screen)
    view.drop_at(QPoint(20, view.viewport().height() + 400))

    assert _order(screen) == "1230"


def test_a_file_from_outside_is_left_to_the_window(screen: EvidenceScreen) -> None:
    outside = QMimeData()
    drop = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        outside,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    drop.accept()
    _list(screen).dropEvent(drop)
    taken = drop.isAccepted()

    assert not taken
    assert _order(screen) == "0123"


def test_filters_show_what_they_say_and_moves_go_past_what_is_shown(
    screen: EvidenceScreen,
) -> None:
    _list(screen).ticked.emit((1,), False)
    screen.board.filter.choose("in")
    screen.board.filter.chosen.emit("in")
    assert _titles(screen) == ["shot-0.png", "shot-2.png", "shot-3.png"]

    _list(screen).select_exhibit(_list(screen).rows.shown[0].about.known.id)
    QTest.keyClick(_list(screen), Qt.Key.Key_Down, _ALT)
    assert _titles(screen) == ["shot-2.png", "shot-0.png", "shot-3.png"]
    assert _order(screen) == "1203"

    screen.board.filter.choose("out")
    screen.board.filter.chosen.emit("out")
    assert _titles(screen) == ["shot-1.png", "notes.csv"]
    screen.board.filter.choose("all")
    screen.board.search.setText("shot-3")
    assert _titles(screen) == ["shot-3.png"]


def test_small_pictures_come_when_they_are_seen(screen: EvidenceScreen, shown: Shown) -> None:
    _list(screen).grab()
    settle(shown.context)
    thumbnails = _list(screen)._thumbnails
    shots = [row.about.known.id for row in _list(screen).rows.shown]

    pictures = [thumbnails.picture(each) for each in shots]
    assert [picture is not None for picture in pictures] == [True] * 4 + [False]


def test_a_screen_reader_hears_the_whole_row(screen: EvidenceScreen) -> None:
    model = _list(screen).rows
    spoken = str(model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole))

    for part in (model.rows[0].numbered, "shot-0.png", "Picture", "Met by no other record"):
        assert part in spoken


def test_a_redacted_exhibit_is_pictured_by_the_copy_that_goes_out(
    screen: EvidenceScreen, shown: Shown
) -> None:
    """Its original under the name of the copy looked as if nothing were hidden."""
    original, copy = shown.items[0].exhibit, shown.items[1].exhibit
    hidden = Redaction(original, copy, (), "", "", "")
    redacted = replace(shown.items[0], redaction=hidden)
    screen.making.edit((redacted, *shown.items[1:]))
    (row,) = [each for each in _list(screen).rows.rows if each.about.known.id == original]

    assert row.pictured == copy
    assert replace(row, item=replace(redacted, show_original=True)).pictured == original
