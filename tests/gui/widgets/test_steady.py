"""A wheel that turns over a field scrolls the page and changes nothing in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from gigwallet.gui.widgets import DayEdit, MomentEdit, MonthEdit, ScrollColumn
from gigwallet.gui.widgets.choice import ChoiceBox
from gigwallet.gui.widgets.steady import WholeNumber

_ONE_NOTCH = QPoint(0, -120)


def _choice(parent: QWidget) -> QWidget:
    box = ChoiceBox(parent)
    box.set_options([(n, str(n)) for n in range(9)])
    box.choose(4)
    return box


def _number(parent: QWidget) -> QWidget:
    box = WholeNumber(parent)
    box.setValue(4)
    return box


_FIELDS: dict[str, Callable[[QWidget], QWidget]] = {
    "choice": _choice,
    "number": _number,
    "day": lambda parent: DayEdit(date(2025, 8, 31), parent),
    "moment": lambda parent: MomentEdit(datetime(2025, 8, 31, 9, 30, tzinfo=UTC), parent),
    "month": lambda parent: MonthEdit(date(2025, 8, 31), parent=parent),
}


def _said(field: QWidget) -> list[str]:
    boxes = [field, *field.findChildren(QWidget)]
    return [each.currentText() for each in boxes if isinstance(each, QComboBox)] + [
        each.text() for each in boxes if isinstance(each, QAbstractSpinBox)
    ]


def _wheel(over: QWidget) -> None:
    window = over.window()
    middle = QPointF(over.mapTo(window, over.rect().center()))
    QTest.wheelEvent(window.windowHandle(), middle, _ONE_NOTCH)


@pytest.mark.parametrize("what", _FIELDS)
@pytest.mark.parametrize("focused", [False, True], ids=["passed", "with the keyboard"])
def test_it_scrolls_the_column_and_the_field_says_what_it_said(
    dressed: QApplication, qtbot: QtBot, what: str, focused: bool
) -> None:
    column = ScrollColumn()
    qtbot.addWidget(column)
    field = _FIELDS[what](column)
    column.column.addWidget(field)
    column.column.addSpacing(2_000)
    column.resize(300, 400)
    column.show()
    qtbot.waitUntil(lambda: column.verticalScrollBar().maximum() > 0)
    if focused:
        field.setFocus()
    inside = next(
        each
        for each in (field, *field.findChildren(QWidget))
        if isinstance(each, (QComboBox, QAbstractSpinBox))
    )
    before = _said(field)
    assert before
    _wheel(inside)

    assert _said(field) == before
    assert column.verticalScrollBar().value() > 0


@pytest.mark.parametrize("words", ["1,234.50", "Payments received", "请选择一个平台", "WiMiW"])
def test_a_list_as_wide_as_it_asks_to_be_shows_its_words_whole(
    dressed: QApplication, qtbot: QtBot, words: str
) -> None:
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.set_options([(1, words)])
    box.resize(box.sizeHint())
    box.show()

    assert box.shown_text == words


def test_what_a_narrow_list_has_no_room_for_is_marked_as_left_out(
    dressed: QApplication, qtbot: QtBot
) -> None:
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.set_options([(1, "1,100.00 net pay of the period")])
    box.setFixedWidth(120)
    box.show()

    assert box.shown_text.endswith("\N{HORIZONTAL ELLIPSIS}")
