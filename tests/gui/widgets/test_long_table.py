"""A long table: it reads what it shows, one question at a time, and says so when rows have come."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gigwallet.gui.widgets import Column, LongTable


@dataclass
class Reader:
    """Answers for the rows when the test says so."""

    table: LongTable
    asked: list[list[int]] = field(default_factory=list)
    gone: frozenset[int] = frozenset()

    def answer(self) -> None:
        places = self.asked[-1]
        rows = {place: f"row {place}" for place in places if place not in self.gone}
        self.table.take(places, rows)


@pytest.fixture
def reader(qtbot: QtBot, dressed: QApplication) -> Reader:
    """A table of a hundred thousand rows, of which none is read yet."""
    table = LongTable([Column(lambda: "Name", lambda row: row, grows=True)])
    qtbot.addWidget(table)
    table.name("Trips")
    table.resize(700, 500)
    made = Reader(table)
    table.lacking.connect(made.asked.append)
    table.show_places(array("q", range(100_000)), 100_000)
    table.show()
    qtbot.waitExposed(table)
    qtbot.waitUntil(lambda: bool(made.asked))
    return made


def test_only_what_is_shown_is_read_first(reader: Reader) -> None:
    [first] = reader.asked

    assert first[0] == 0
    assert len(first) <= 50


def test_the_rows_around_are_read_next_and_then_nothing(reader: Reader, qtbot: QtBot) -> None:
    reader.answer()
    qtbot.waitUntil(lambda: len(reader.asked) == 2)
    reader.answer()
    reader.table.repaint()
    QApplication.processEvents()

    assert len(reader.asked) == 2
    assert len(reader.table.held_rows()) < 100


def test_who_drags_through_all_rows_waits_for_the_last_stop_alone(
    reader: Reader, qtbot: QtBot
) -> None:
    for stop in (20_000, 50_000, 90_000):
        reader.table.view.verticalScrollBar().setValue(stop)
        reader.table.repaint()
        QApplication.processEvents()
    asked_while_dragging = len(reader.asked)
    reader.answer()
    qtbot.waitUntil(lambda: len(reader.asked) == 2)

    assert asked_while_dragging == 1
    assert 90_000 in reader.asked[-1]
    assert 20_000 not in reader.asked[-1]


def test_a_selected_row_is_told_when_it_has_come(reader: Reader, qtbot: QtBot) -> None:
    told: list[object] = []
    reader.table.selected.connect(told.append)
    reader.answer()

    assert told == ["row 0"]


def test_a_row_that_is_gone_stays_empty_and_is_not_asked_for_again(
    reader: Reader, qtbot: QtBot
) -> None:
    reader.gone = frozenset({3})
    reader.answer()
    qtbot.waitUntil(lambda: len(reader.asked) == 2)
    reader.answer()
    reader.table.repaint()
    QApplication.processEvents()

    assert "row 3" not in reader.table.held_rows()
    assert all(3 not in places for places in reader.asked[1:])


def test_what_is_selected_stays_so_when_more_rows_come_after_it(reader: Reader) -> None:
    reader.answer()
    reader.table.select_at(2)
    reader.table.show_places(array("q", range(200_000)), 200_000)

    assert reader.table.current() == "row 2"
    assert reader.table.view.model().rowCount() == 200_000


def test_a_header_asks_for_another_order_once(reader: Reader) -> None:
    wished: list[tuple[int, bool]] = []
    reader.table.wished.connect(lambda: wished.append(reader.table.sorting))
    reader.table.sort_by(0, descending=True)
    reader.table.sort_by(0, descending=True)

    assert wished == [(0, True)]
