"""Tables: aligned, whole rows, sorted, filtered, by keyboard, readable aloud."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gigwallet.domain.later import OneByOne
from gigwallet.gui import theme
from gigwallet.gui.widgets import Column, DataTable, Kind
from gigwallet.gui.widgets.cells import HEADER_HEIGHT, ROW_HEIGHT


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    amount: Decimal
    status: str


ROWS = [Row(f"行{number:02d}", Decimal(number * 7 % 50), "Paid") for number in range(40)]


@pytest.fixture
def table(qtbot: QtBot, dressed: QApplication) -> DataTable:
    made = DataTable(
        [
            Column(lambda: "Name", lambda row: row.name, grows=True),
            Column(
                lambda: "Amount",
                lambda row: f"¥{row.amount}.00",
                Kind.FIGURE,
                sort_key=lambda row: row.amount,
            ),
            Column(lambda: "Status", lambda row: row.status, Kind.STATUS, lambda _row: "good"),
        ]
    )
    qtbot.addWidget(made)
    made.name("Trips", "Search trips")
    made.resize(700, 333)
    made.set_rows(ROWS)
    made.show()
    qtbot.waitExposed(made)
    return made


def _inked(image: QImage, box: QRect, ground: QColor) -> list[int]:
    """The columns of the box in which anything but the ground is painted."""
    return [
        x
        for x in range(box.left(), box.right())
        if any(
            abs(image.pixelColor(x, y).lightness() - ground.lightness()) > 60
            for y in range(box.top() + 8, box.bottom() - 8)
        )
    ]


def test_titles_stand_over_the_words_and_figures_of_their_columns(table: DataTable) -> None:
    view = table.view
    image = view.grab().toImage()
    ratio = image.devicePixelRatio()
    assert ratio == 1
    ground = theme.current().colour("surface")
    edges = []
    for column in range(2):
        left, width = view.columnViewportPosition(column), view.columnWidth(column)
        head = _inked(image, QRect(left, 0, width, HEADER_HEIGHT), ground)
        cell = _inked(image, QRect(left, HEADER_HEIGHT, width, ROW_HEIGHT), ground)
        edges.append((head, cell))
    (name_head, name_cell), (amount_head, amount_cell) = edges

    assert abs(name_head[0] - name_cell[0]) <= 2
    assert abs(amount_head[-1] - amount_cell[-1]) <= 2


def test_the_last_row_in_sight_is_whole(table: DataTable) -> None:
    for height in range(300, 380, 7):
        table.resize(700, height)
        QApplication.processEvents()
        viewport = table.view.viewport().height()

        assert viewport % ROW_HEIGHT == 0
        assert viewport >= ROW_HEIGHT


def test_figures_are_sorted_by_their_value_and_not_by_their_words(table: DataTable) -> None:
    table.sort_by(1, descending=True)

    amounts = [row.amount for row in table.shown_rows()]
    assert amounts == sorted(amounts, reverse=True)


def test_the_search_field_filters_and_keeps_the_selected_row(table: DataTable) -> None:
    table.select(lambda row: row.name == "行17")
    table.search.setText("行1")

    assert [row.name for row in table.shown_rows()] == [f"行1{n}" for n in range(10)]
    assert table.current().name == "行17"


def test_new_rows_keep_the_selection_by_value(table: DataTable) -> None:
    table.select(lambda row: row.name == "行03")

    table.set_rows(list(reversed(ROWS)))

    assert table.current().name == "行03"


def test_the_table_is_walked_and_opened_by_keyboard(table: DataTable, qtbot: QtBot) -> None:
    table.focus_rows()
    qtbot.keyClick(table.view, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.activated) as opened:
        qtbot.keyClick(table.view, Qt.Key.Key_Return)

    assert opened.args == [table.shown_rows()[1]]


def test_the_row_that_tab_leads_to_is_seen_to_be_chosen(table: DataTable, qtbot: QtBot) -> None:
    """What is done to the chosen row is open from then on: it must not be done to one unseen."""
    table.show()
    table.activateWindow()
    qtbot.waitUntil(table.isActiveWindow)

    table.view.setFocus(Qt.FocusReason.TabFocusReason)

    assert table.current() == table.shown_rows()[0]
    assert [index.row() for index in table.view.selectionModel().selectedRows()] == [0]


def test_a_row_is_read_aloud_with_the_title_of_each_cell(table: DataTable) -> None:
    model = table.view.model()

    assert model.data(model.index(0, 1), Qt.ItemDataRole.AccessibleTextRole) == "Amount: ¥0.00"
    assert table.view.accessibleName() == "Trips"
    assert table.search.accessibleName() == "Search trips"


def test_the_search_icon_is_inside_its_field(table: DataTable) -> None:
    [action] = table.search.actions()
    [shown] = [child for child in action.associatedObjects() if child is not table.search]

    assert shown.parent() is table.search
    assert table.search.rect().contains(shown.geometry())  # type: ignore[attr-defined]  # a widget


def test_an_empty_table_says_what_to_do(table: DataTable) -> None:
    table.empty.say("No trips yet", "Drop a file on the window.")
    table.set_rows([])

    assert table.empty.isVisible()
    assert not table.view.isVisible()


def test_figures_keep_their_order_where_reading_goes_from_right_to_left(table: DataTable) -> None:
    table.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    shown = table.view.model().data(table.view.model().index(3, 1))

    assert shown.startswith("\N{LEFT-TO-RIGHT ISOLATE}")
    assert shown.endswith("\N{POP DIRECTIONAL ISOLATE}")
    left = table.view.columnViewportPosition(1)
    image = table.view.viewport().grab().toImage()
    ground = theme.current().colour("surface")
    ink = _inked(image, QRect(left, 0, table.view.columnWidth(1), ROW_HEIGHT), ground)
    assert ink
    assert ink[0] - left < 20  # a figure ends at the left edge


def test_many_rows_are_sorted_and_filtered_by_asking_each_twice_at_most(qtbot: QtBot) -> None:
    asked: list[str] = []

    def told(row: Row) -> str:
        asked.append(row.name)
        return row.name

    def amount(row: Row) -> Decimal:
        asked.append(row.name)
        return row.amount

    table = DataTable(
        [
            Column(lambda: "Name", told),
            Column(lambda: "Amount", lambda row: f"{row.amount}", Kind.FIGURE, sort_key=amount),
        ]
    )
    qtbot.addWidget(table)
    many = [Row(f"行{number}", Decimal(number), "Paid") for number in range(20_000)]
    table.set_rows(many)
    asked.clear()
    table.sort_by(1, descending=True)
    sorting = len(asked)
    asked.clear()
    table.search.setText("行19999")

    assert len(table.shown_rows()) == 1
    assert sorting <= 2 * len(many) + 100  # and the few that are painted
    assert len(asked) <= 2 * len(many) + 100


def test_columns_are_measured_once_for_their_rows(qtbot: QtBot, dressed: QApplication) -> None:
    said: list[str] = []

    def value(row: Row) -> str:
        said.append(row.name)
        return row.name

    made = DataTable([Column(lambda: "Name", value, grows=True)])
    qtbot.addWidget(made)
    made.set_rows(ROWS[:3])
    once = len(said)
    for wide in (300, 500, 700):
        made.resize(wide, 333)
    resized = len(said)
    made.set_rows([Row("武汉 " * 9, Decimal(1), "Paid")])

    assert once > 0
    assert resized == once
    assert len(said) > resized


def test_rows_that_come_later_are_shown_as_given_and_made_when_shown(
    table: DataTable, dressed: QApplication
) -> None:
    made: list[int] = []

    def make(place: int) -> Row:
        made.append(place)
        return ROWS[place % len(ROWS)]

    table.sort_by(1, descending=True)
    table.search.setText("行0")
    table.set_rows_later(OneByOne(9_000, make))
    table.grab()
    shown, looked_at = table.view.model().rowCount(), len(set(made))
    table.set_rows(ROWS)

    assert shown == 9_000
    assert 0 < looked_at < 200
    assert table.current() is None
    assert [row.name for row in table.shown_rows()] == sorted(
        (row.name for row in ROWS if "行0" in row.name),
        key=lambda name: next(row.amount for row in ROWS if row.name == name),
        reverse=True,
    )


def test_a_search_looks_at_other_words_than_those_shown_where_a_column_says_so(
    qtbot: QtBot, dressed: QApplication
) -> None:
    made = DataTable([Column(lambda: "When", lambda _row: "?", found_by=lambda row: row.name)])
    qtbot.addWidget(made)
    made.set_rows(ROWS)
    made.search.setText("行07")

    assert [row.name for row in made.shown_rows()] == ["行07"]
