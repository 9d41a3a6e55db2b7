"""Tab walks as the page is read, whatever was built first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
    QWidgetItem,
)
from pytestqt.qtbot import QtBot
from shiboken6 import getAllValidWrappers

from gigwallet.gui.shell import reading_order


def _walk(root: QWidget, forward: bool, steps: int) -> list[str]:
    names = []
    for _step in range(steps):
        following = reading_order.step(root, forward)
        assert following is not None
        following.setFocus()
        names.append(following.objectName())
    return names


def _line(name: str, parent: QWidget) -> QLineEdit:
    made = QLineEdit(parent)
    made.setObjectName(name)
    return made


def test_tab_follows_the_layout_and_not_the_birth_of_the_fields(
    dressed: QApplication, qtbot: QtBot
) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    last, first, hidden, off = (_line(each, root) for each in ("last", "first", "hidden", "off"))
    day = QDateEdit(root)
    day.setObjectName("day")
    compound = QWidget(root)
    inner = QHBoxLayout(compound)
    left, right = _line("left", compound), _line("right", compound)
    inner.addWidget(left)
    inner.addWidget(right)
    compound.setFocusProxy(left)
    column = QVBoxLayout(root)
    for widget in (first, day, compound, hidden, off, last):
        column.addWidget(widget)
    hidden.hide()
    off.setEnabled(False)
    root.show()
    first.setFocus()
    onward = ["day", "left", "right", "last", "first"]

    assert _walk(root, True, 5) == onward
    assert _walk(root, False, 5) == [*reversed(onward[:-1]), "first"]


def test_where_nothing_takes_the_keyboard_it_goes_nowhere(
    dressed: QApplication, qtbot: QtBot
) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    root.show()

    assert reading_order.step(root, True) is None


class _Window(QWidget):
    def focusNextPrevChild(self, forward: bool) -> bool:
        following = reading_order.step(self, forward)
        if following is not None:
            following.setFocus()
        return following is not None


@pytest.mark.parametrize(
    "goes", [lambda line: line.parentWidget().hide(), lambda line: line.setEnabled(False)]
)
def test_from_what_has_just_gone_the_keyboard_goes_on_to_what_follows_it(
    dressed: QApplication, qtbot: QtBot, goes: Callable[[QWidget], object]
) -> None:
    root = _Window()
    qtbot.addWidget(root)
    column = QVBoxLayout(root)
    form = QWidget(root)
    QVBoxLayout(form)
    first, gone, last = (_line(each, root) for each in ("first", "gone", "last"))
    form.layout().addWidget(gone)  # type: ignore[union-attr]  # it was given one above
    for widget in (first, form, last):
        column.addWidget(widget)
    with qtbot.waitActive(root):
        root.show()
    gone.setFocus()
    goes(gone)

    assert root.focusWidget() is last


def test_no_wrapper_of_the_walk_outlives_what_it_wraps(dressed: QApplication, qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    column = QVBoxLayout(root)
    row = QHBoxLayout()
    column.addLayout(row)
    for layout in (column, row):
        for name in ("first", "second"):
            layout.addWidget(_line(name, root))
    root.show()
    before = _wrapped_items()
    _walk(root, True, 4)

    # Held by the list, so that none can be taken for one of before.
    assert [each for each in _wrapped_items() if all(each is not one for one in before)] == []


def _wrapped_items() -> list[object]:
    return [each for each in getAllValidWrappers() if type(each) is QWidgetItem]
