"""The keyboard stays where the person is: while work runs, when something goes, when it is sent."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gigwallet.gui.shell import reading_order
from gigwallet.gui.widgets import Button, ScrollColumn, Segments
from gigwallet.gui.widgets.recovery_code import GroupsAsked

pytestmark = pytest.mark.usefixtures("dressed")


class _Work(QObject):
    ended = Signal()


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made)
    return made


def _added(page: QWidget, widget: QWidget) -> QWidget:
    layout = page.layout()
    assert layout is not None
    layout.addWidget(widget)
    return widget


def test_a_button_that_rests_gives_the_keyboard_to_no_other_and_takes_it_back(
    page: QWidget,
) -> None:
    pressed: list[str] = []
    start = Button("Start", action=lambda: pressed.append("start"))
    other = Button("Remove everything", action=lambda: pressed.append("remove"))
    for each in (start, other):
        _added(page, each)
    page.show()
    start.setFocus()
    work = _Work()
    start.rest_until(work.ended)
    meanwhile = page.focusWidget()
    work.ended.emit()

    assert meanwhile is page
    assert page.focusWidget() is start
    assert start.isEnabled()


def test_who_went_elsewhere_meanwhile_is_left_there(page: QWidget) -> None:
    start = Button("Start")
    line = QLineEdit()
    for each in (start, line):
        _added(page, each)
    page.show()
    start.setFocus()
    work = _Work()
    start.rest_until(work.ended)
    line.setFocus()
    work.ended.emit()

    assert page.focusWidget() is line


def test_a_long_page_follows_the_keyboard_that_a_program_sends(qtbot: QtBot) -> None:
    scroll = ScrollColumn()
    qtbot.addWidget(scroll)
    lines = [QLineEdit() for _line in range(40)]
    for line in lines:
        scroll.column.addWidget(line)
    scroll.resize(300, 200)
    with qtbot.waitActive(scroll):
        scroll.show()
    lines[-1].setFocus()
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().value() > 0)

    assert not lines[-1].visibleRegion().isEmpty()


def test_what_is_higher_than_the_page_is_shown_from_its_head(qtbot: QtBot) -> None:
    scroll = ScrollColumn()
    qtbot.addWidget(scroll)
    for high in (400, 900, 400):
        block = QWidget()
        block.setFixedHeight(high)
        scroll.column.addWidget(block)
    scroll.resize(300, 200)
    with qtbot.waitActive(scroll):
        scroll.show()
    tall = scroll.column.itemAt(1).widget()
    assert tall is not None
    tall.setFocus()
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().value() > 0)

    assert 0 <= tall.mapTo(scroll, tall.rect().topLeft()).y() < 60


def test_enter_in_the_first_group_leads_to_the_second(qtbot: QtBot) -> None:
    asked = GroupsAsked()
    qtbot.addWidget(asked)
    asked.ask_for("ABCD-EFGH-JKMN")
    asked.show()
    asked.lines[0].setText("ABCD")
    asked.lines[0].setFocus()
    asked.lines[0].returnPressed.emit()

    assert asked.focusWidget() is asked.lines[1]
    assert not any(line.property("wrong") for line in asked.lines)


def test_tab_leads_to_the_segment_that_is_down_whoever_pressed_it(page: QWidget) -> None:
    """Space would else press the one that was down before."""
    segments = Segments()
    segments.set_choices([("a", "One"), ("b", "Two"), ("c", "Three")])
    line = QLineEdit()
    for each in (line, segments):
        _added(page, each)
    page.show()
    segments._buttons["a"].setFocus()
    line.setFocus()

    segments.choose("b")
    following = reading_order.step(page, forward=True)

    assert following is segments._buttons["b"]
