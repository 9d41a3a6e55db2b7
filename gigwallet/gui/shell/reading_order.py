"""The order in which Tab walks through a window: as the page is read, not as it was built.

Qt keeps widgets in the order in which they were made. A row that is added to a form later would
come after its last button, and a field made of several widgets would lead back to itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLayout,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

# What lies inside these is their own affair.
_WHOLE = (QAbstractItemView, QAbstractSpinBox, QComboBox, QPlainTextEdit, QTextEdit)


def step(root: QWidget, forward: bool) -> QWidget | None:
    """What takes the keyboard after (or before) the widget that has it; None: nothing else does."""
    has_it = root.window().focusWidget()
    stops = list(_stops(root, has_it))
    others = [each for each in stops if each is not has_it]
    if not others:
        return None
    if has_it not in stops:
        return others[0 if forward else -1]
    return stops[(stops.index(has_it) + (1 if forward else -1)) % len(stops)]


def _stops(widget: QWidget, has_it: QWidget | None) -> Iterator[QWidget]:
    if widget.isHidden() or not widget.isEnabled():
        # What has just gone still marks the place from which the keyboard goes on.
        if has_it is not None and (widget is has_it or widget.isAncestorOf(has_it)):
            yield has_it
        return
    by_tab = Qt.FocusPolicy.TabFocus
    if widget is has_it or (widget.focusPolicy() & by_tab and widget.focusProxy() is None):
        yield widget
    if isinstance(widget, _WHOLE):
        return
    own = [each for each in widget.children() if isinstance(each, QWidget) and not each.isWindow()]
    layout = widget.layout()
    laid = list(_laid_out(layout, own)) if layout is not None else []
    for child in laid:
        yield from _stops(child, has_it)
    for other in own:
        if other not in laid:
            yield from _stops(other, has_it)


def _laid_out(layout: QLayout, widgets: list[QWidget]) -> Iterator[QWidget]:
    """Those of ``widgets`` that lie in the layout and in the layouts in it, in their order.

    The layout is asked where each lies, never what lies there (`itemAt`): the wrapper of an item
    stays for as long as the layout does, the item only for as long as its widget, and the program
    dies when another widget has come to lie at its address and goes.
    """
    placed: dict[int, QWidget | QLayout] = {}
    parts: list[QWidget | QLayout] = [*widgets]
    parts.extend(each for each in layout.children() if isinstance(each, QLayout))
    for part in parts:
        place = layout.indexOf(part)
        if place >= 0:
            placed[place] = part
    for _place, each in sorted(placed.items(), key=itemgetter(0)):
        if isinstance(each, QWidget):
            yield each
        else:
            yield from _laid_out(each, widgets)
