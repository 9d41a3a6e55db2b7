"""The chronology beside the board: each event leads to its exhibit, and it can be folded away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gigwallet.app.bundles.chronology import Dated
from gigwallet.app.wallet import Wallet
from gigwallet.domain.recorded import ExhibitId
from gigwallet.gui.screens.evidence.board import Board
from gigwallet.gui.screens.evidence.chronology_pane import ChronologyPane
from gigwallet.gui.screenshots import settle
from tests.gui.screens.evidence.shown import Shown, add, evidence_of, png


def _fill(wallet: Wallet) -> None:
    for n in range(3):
        add(wallet, f"shot-{n}.png", png(60 * n))


@pytest.fixture(scope="module")
def shown(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    with evidence_of(tmp_path_factory.mktemp("chronology"), _fill) as made:
        yield made


@pytest.fixture
def board(shown: Shown) -> Board:
    """Three events: of nobody, of one exhibit, and of two."""
    board, ids = shown.screen.board, [each.exhibit for each in shown.items]
    board.list.select_first()
    board.chronology.show_events(())
    board.chronology.show_events(
        (
            Dated(date(2025, 3, 1), date(2025, 3, 1), "Work begins"),
            Dated(date(2025, 8, 1), date(2025, 8, 31), "August", (ids[2],)),
            Dated(date(2025, 9, 10), date(2025, 9, 10), "Money came", (ids[1], ids[0])),
        )
    )
    shown.screen.making.view = replace(shown.screen.making.view, chronology=True)
    board._fold()
    return board


def _at(board: Board) -> ExhibitId | None:
    row = board.list.current()
    return row.about.known.id if row is not None else None


def _click(pane: ChronologyPane, row: int) -> None:
    middle = pane.list.visualItemRect(pane.list.item(row)).center()
    QTest.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=middle)


def test_an_event_leads_to_its_exhibit_and_once_more_to_the_next(
    board: Board, shown: Shown
) -> None:
    ids = [each.exhibit for each in shown.items]
    _click(board.chronology, 1)
    assert _at(board) == ids[2]

    _click(board.chronology, 2)
    assert _at(board) == ids[1]
    _click(board.chronology, 2)
    assert _at(board) == ids[0]
    _click(board.chronology, 0)  # nobody tells of it: nothing is chosen instead
    assert _at(board) == ids[0]


def test_the_arrows_walk_along_it_and_the_keyboard_stays_there(board: Board, shown: Shown) -> None:
    ids = [each.exhibit for each in shown.items]
    pane = board.chronology
    pane.list.setCurrentRow(0)
    QTest.keyClick(pane.list, Qt.Key.Key_Down)
    assert _at(board) == ids[2]
    QTest.keyClick(pane.list, Qt.Key.Key_Down)

    assert _at(board) == ids[1]
    assert pane.list.currentRow() == 2


def test_an_exhibit_that_the_filter_hides_is_shown_all_the_same(board: Board, shown: Shown) -> None:
    ids = [each.exhibit for each in shown.items]
    board.search.setText("shot-0")
    _click(board.chronology, 1)

    assert _at(board) == ids[2]


def test_it_is_folded_away_and_stays_so(board: Board, shown: Shown) -> None:
    board.days.click()
    settle(shown.context)
    assert not board.chronology.isVisibleTo(board)
    shown.screen.refresh(frozenset({"results"}))
    settle(shown.context)
    assert not board.chronology.isVisibleTo(board)

    board.days.click()
    assert board.chronology.isVisibleTo(board)


def test_a_screen_reader_hears_the_day_and_what_happened(board: Board) -> None:
    said = board.chronology.list.item(2).text()

    assert "2025" in said
    assert "Money came" in said


def test_where_it_is_narrow_the_list_keeps_its_room(board: Board, shown: Shown) -> None:
    """At 1024 pixels the list between two panes was as wide as its thumbnails."""
    shown.screen.resize(816, 700)
    settle(shown.context)
    try:
        assert not board.chronology.isVisibleTo(board)
        assert board.pane.isVisibleTo(board)
        assert board.list.width() > 380

        board.days.click()
        settle(shown.context)
        assert board.chronology.isVisibleTo(board)
        assert not board.pane.isVisibleTo(board)
        assert board.list.width() > 380
        board.days.click()
        assert board.pane.isVisibleTo(board)
    finally:
        shown.screen.resize(1072, 820)
        settle(shown.context)

    assert board.chronology.isVisibleTo(board)
    assert board.pane.isVisibleTo(board)
