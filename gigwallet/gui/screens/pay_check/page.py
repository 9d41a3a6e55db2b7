"""The page of the pay check: figures above, chart and table beside the pane, buttons below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget


def judged_page(
    figures: Iterable[QWidget],
    left: Sequence[tuple[QWidget, int]],
    pane: QWidget,
    below: Iterable[QWidget],
    parent: QWidget,
) -> QScrollArea:
    """``left`` are the widgets beside the pane, each with its share of the height."""
    page, sheet = QWidget(parent), _Sheet()
    around = QVBoxLayout(page)
    around.setContentsMargins(0, 0, 0, 0)
    around.addWidget(sheet)
    column = QVBoxLayout(sheet)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(14)
    column.addLayout(_in_a_row(figures, stretch=1))
    beside = QVBoxLayout()
    beside.setSpacing(14)
    for widget, share in left:
        beside.addWidget(widget, share)
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addLayout(beside, 1)
    row.addWidget(pane)
    column.addLayout(row, 1)
    buttons = _in_a_row(below)
    buttons.addStretch(1)
    column.addLayout(buttons)
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it takes the keyboard
    area.setWidget(page)
    return area


class _Sheet(QWidget):
    """Takes the height that there is: else the scroll area would add up what each text wishes."""

    def hasHeightForWidth(self) -> bool:
        return False


def _in_a_row(widgets: Iterable[QWidget], stretch: int = 0) -> QHBoxLayout:
    row = QHBoxLayout()
    if stretch:
        row.setSpacing(14)
    for widget in widgets:
        row.addWidget(widget, stretch)
    return row
