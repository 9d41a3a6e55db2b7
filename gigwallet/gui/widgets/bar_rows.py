"""Rows of words, a bar and an amount: each bar begins where the row above left off, or at zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from gigwallet.gui import theme
from gigwallet.gui.widgets.text import isolated_figure

_ROW = 24
_LABEL = 0.48  # the part of the width that words may take
_AMOUNT = 96
NO_BAR = ""  # the colour of what is not known


@dataclass(frozen=True, slots=True)
class BarRow:
    """A bar from ``begin`` to ``end`` (minor units), with its words and its amount in words; the
    colour is a theme token or ``NO_BAR``. ``strong`` rows are sums."""

    key: str
    words: str
    amount: str
    begin: int
    end: int
    colour: str
    strong: bool = False


class BarRows(QWidget):
    """Mirrored in a right-to-left layout. Up and down choose a row, Enter or a press opens it."""

    picked = Signal(str)  # the key of a row

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[BarRow, ...] = ()
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_rows(self, rows: Sequence[BarRow], name: str) -> None:
        self._rows = tuple(rows)
        self._at = max(0, min(self._at, len(self._rows) - 1))
        self.setAccessibleName(name)
        self._describe()
        self.setFixedHeight(max(1, len(self._rows)) * _ROW)
        self.update()

    @property
    def shown(self) -> tuple[BarRow, ...]:
        return self._rows

    def sizeHint(self) -> QSize:
        return QSize(560, max(1, len(self._rows)) * _ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, row in enumerate(self._rows):
            self._paint(painter, place, row)

    def _paint(self, painter: QPainter, place: int, row: BarRow) -> None:
        worn = theme.current()
        font = QFont(self.font())
        font.setPixelSize(13)
        font.setBold(row.strong)
        painter.setFont(font)
        wide = self.width() * _LABEL
        box = QRectF(0, place * _ROW, self.width(), _ROW)
        if place:
            painter.setPen(QPen(worn.colour("chart_grid"), 1))
            painter.drawLine(box.topLeft(), box.topRight())
        if place == self._at and self.hasFocus():
            painter.setBrush(worn.colour("accent_bg"))
            painter.setPen(QPen(worn.colour("accent"), 1.5))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)
        label = QRectF(box.left() + 4, box.top(), wide - 14, _ROW)
        amount = QRectF(box.right() - _AMOUNT - 4, box.top(), _AMOUNT, _ROW)
        painter.setPen(worn.colour("text" if row.strong else "muted"))
        cut = QFontMetricsF(font).elidedText(row.words, Qt.TextElideMode.ElideRight, label.width())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self._seen(label), middle | Qt.AlignmentFlag.AlignLeading, cut)
        painter.setPen(worn.colour("bad" if row.colour == "bad" and not row.strong else "text"))
        painter.drawText(
            self._seen(amount), middle | Qt.AlignmentFlag.AlignTrailing, isolated_figure(row.amount)
        )
        if row.colour == NO_BAR:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(worn.colour(row.colour))
        painter.drawRoundedRect(self._seen(self._bar(row, box, wide)), 3, 3)

    def _bar(self, row: BarRow, box: QRectF, left: float) -> QRectF:
        """A float only places pixels; the amounts stay whole."""
        ends = [end for each in self._rows for end in (each.begin, each.end)]
        least, most = min(0, *ends), max(1, *ends)
        room = box.width() - left - _AMOUNT - 16
        scale = room / (most - least)
        begin = left + (min(row.begin, row.end) - least) * scale
        return QRectF(begin, box.top() + 6, max(2.0, abs(row.end - row.begin) * scale), _ROW - 12)

    def _seen(self, box: QRectF) -> QRectF:
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            box.moveLeft(self.width() - box.right())
        return box

    def _describe(self) -> None:
        rows = [self._rows[self._at]] if self.hasFocus() and self._rows else self._rows
        told = "; ".join(f"{each.words}: {each.amount}" for each in rows)
        self.setAccessibleDescription(told)

    def _choose(self, place: int) -> None:
        self._at = max(0, min(len(self._rows) - 1, place))
        self._describe()
        view = self.parentWidget()
        area = view.parentWidget() if view is not None else None
        if isinstance(area, QScrollArea):
            area.ensureVisible(0, self._at * _ROW + _ROW // 2, 0, _ROW)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps and self._rows:
            self._choose(self._at + steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._rows:
            self.picked.emit(self._rows[self._at].key)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = int(event.position().y() // _ROW)
        if 0 <= place < len(self._rows):
            self._choose(place)
            self.picked.emit(self._rows[place].key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._describe()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._describe()
        self.update()
