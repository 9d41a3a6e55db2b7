"""What happened when, in a narrow list beside the board; each event leads to its exhibits."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QPainter, QTextLayout
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gigwallet.app.bundles.chronology import Dated
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import ExhibitId
from gigwallet.gui import theme
from gigwallet.gui.widgets import Label
from gigwallet.words import _
from gigwallet.words import day as day_words
from gigwallet.words import period as period_words

_WIDTH = 252
_LINE = 19
_LINES = 2  # of what happened; all of it stands in the tooltip
_PADDING = 7
_EVENT = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex


def when(event: Dated) -> str:
    if event.first == event.last:
        return day_words(event.first)
    return period_words(Period(event.first, event.last))


class ChronologyPane(QFrame):
    """``wanted``: the exhibit of the event that the keyboard is on, or that was clicked; of one
    that several exhibits tell of, the next one at each click."""

    wanted = Signal(object)  # ExhibitId

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("part", "table")
        self.setFixedWidth(_WIDTH)
        self._events: tuple[Dated, ...] = ()
        self._looked_at: ExhibitId | None = None
        self._just_came = False
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 7)
        column.setSpacing(6)
        self._title = Label(role="heading", parent=self)
        self._title.setIndent(8)
        self.empty = Label(role="muted", wrap=True, parent=self)
        self.empty.setIndent(8)
        self.list = QListWidget(self)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setProperty("part", "plain")
        self.list.setItemDelegate(_Events(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTabKeyNavigation(False)
        for widget in (self._title, self.empty):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        self.list.currentRowChanged.connect(self._go)
        self.list.itemClicked.connect(self._clicked)

    def retranslate(self) -> None:
        self._title.setText(_("Chronology"))
        self.list.setAccessibleName(_("Chronology"))
        self.empty.setText(
            _("No day is known yet: neither of the pay check nor of a picture that goes in.")
        )

    def show_events(self, events: Sequence[Dated]) -> None:
        """The same again leaves the list where it was scrolled to."""
        if tuple(events) != self._events:
            self._events = tuple(events)
            self.list.blockSignals(True)
            self.list.clear()
            for event in self._events:
                said = QListWidgetItem(f"{when(event)}\n{event.what}")
                said.setToolTip(event.what)
                said.setData(_EVENT, event)
                self.list.addItem(said)
            self.list.blockSignals(False)
        self.list.setVisible(bool(self._events))
        self.empty.setVisible(not self._events)

    def mark(self, exhibit: ExhibitId | None) -> None:
        """The exhibit that is looked at: its events stand out."""
        if exhibit != self._looked_at:
            self._looked_at = exhibit
            self.list.setProperty("looked_at", str(exhibit or ""))
            self.list.viewport().update()

    def _go(self, row: int) -> None:
        self._just_came = bool(QGuiApplication.mouseButtons())
        if 0 <= row < len(self._events) and self._events[row].exhibits:
            self.wanted.emit(self._events[row].exhibits[0])

    def _clicked(self, item: QListWidgetItem) -> None:
        """Once more: the next exhibit. The click that came here is not one more."""
        came, self._just_came = self._just_came, False
        ids = item.data(_EVENT).exhibits
        if not came and ids:
            after = ids.index(self._looked_at) + 1 if self._looked_at in ids else 0
            self.wanted.emit(ids[after % len(ids)])


class _Events(QStyledItemDelegate):
    """The day, and below it what happened, in at most two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, (1 + _LINES) * _LINE + 2 * _PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        event = index.data(_EVENT)
        view = option.widget
        if not isinstance(event, Dated) or not isinstance(view, QWidget):
            return
        worn = theme.current()
        rect: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(rect, worn.colour("accent_bg"))
        if view.property("looked_at") in event.exhibits:
            mark = QRect(rect.left(), rect.top(), 3, rect.height())
            painter.fillRect(QStyle.visualRect(option.direction, rect, mark), worn.colour("accent"))
        painter.setPen(worn.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        box = rect.adjusted(10, _PADDING, -6, -_PADDING)
        box = QStyle.visualRect(option.direction, rect, box)
        painter.setFont(_font(view, 13))
        painter.setPen(worn.colour("muted"))
        _lines(painter, box, when(event), 1)
        painter.setPen(worn.colour("text" if event.exhibits else "muted"))
        painter.setFont(_font(view, 14))
        _lines(painter, box.adjusted(0, _LINE, 0, 0), event.what, _LINES)
        painter.restore()


def _font(view: QWidget, pixels: int) -> QFont:
    font = QFont(view.font())
    font.setPixelSize(pixels)
    return font


def _lines(painter: QPainter, box: QRect, text: str, most: int) -> None:
    """Broken at the width, the last line cut short."""
    layout = QTextLayout(text, painter.font())
    layout.beginLayout()
    for place in range(most):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(box.width())
        begin = line.textStart()
        said = text[begin : begin + line.textLength()].strip()
        if place == most - 1:
            rest = text[begin:].strip()
            said = painter.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(QRect(box.left(), box.top() + place * _LINE, box.width(), _LINE), 0, said)
    layout.endLayout()
