"""A chart of pairs of bars: what was expected beside what came."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gigwallet.gui import theme
from gigwallet.gui.widgets.text import isolated_figure

_TICKS = 4
_AXIS = 22
_GAP = 3


@dataclass(frozen=True, slots=True)
class BarPair:
    """Two bars over one label; `tone` colours the second; `words` say it all in one sentence."""

    label: str
    expected: Decimal
    actual: Decimal
    tone: str = "accent"
    words: str = ""


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A colour and what it means: `token` is a theme colour."""

    token: str
    words: str


class BarChart(QWidget):
    """Reads in the layout direction; left and right choose a pair, Enter opens it."""

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pairs: tuple[BarPair, ...] = ()
        self._legend: tuple[LegendEntry, ...] = ()
        self._figure: Callable[[Decimal], str] = str
        self._least = Decimal(0)
        self._at = -1
        self.setMinimumHeight(170)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_pairs(
        self,
        pairs: Sequence[BarPair],
        legend: Sequence[LegendEntry],
        figure: Callable[[Decimal], str],
        name: str,
        least: Decimal = Decimal(0),
    ) -> None:
        """Paint these pairs; `figure` words the values of the axis, which reaches `least`."""
        self._least = least
        self._pairs, self._legend, self._figure = tuple(pairs), tuple(legend), figure
        self._at = min(self._at, len(pairs) - 1)
        self.setAccessibleName(name)
        self._describe()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, 210)

    def pair_box(self, place: int) -> QRectF:
        """The column of one pair, from top to axis; mirrored in a right-to-left layout."""
        plot = self._plot()
        wide = plot.width() / max(1, len(self._pairs))
        box = QRectF(plot.left() + place * wide, plot.top(), wide, plot.height())
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            box.moveLeft(self.width() - box.right())
        return box

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(12)
        painter.setFont(font)
        self._paint_legend(painter)
        top = self._top()
        self._paint_axis(painter, top)
        for place, pair in enumerate(self._pairs):
            self._paint_pair(painter, place, pair, top)

    def _paint_legend(self, painter: QPainter) -> None:
        worn = theme.current()
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        at = 0.0
        for entry in reversed(self._legend):
            wide = painter.fontMetrics().horizontalAdvance(entry.words)
            at += wide + 16
            left = at - wide if rtl else self.width() - at + 16
            box = QRectF(left, 0, wide + 2, 18)
            painter.setPen(worn.colour("muted"))
            painter.drawText(
                box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, entry.words
            )
            swatch = QRectF(box.right() + 4 if rtl else box.left() - 16, 4, 10, 10)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(worn.colour(entry.token))
            painter.drawRoundedRect(swatch, 2, 2)
            at += 18

    def _paint_axis(self, painter: QPainter, top: Decimal) -> None:
        worn = theme.current()
        plot = self._plot()
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignLeft if rtl else Qt.AlignmentFlag.AlignRight
        for tick in range(_TICKS + 1):
            y = plot.bottom() - plot.height() * tick / _TICKS
            painter.setPen(QPen(worn.colour("chart_grid"), 1))
            line_left = self.width() - plot.right() if rtl else plot.left()
            painter.drawLine(QPointF(line_left, y), QPointF(line_left + plot.width(), y))
            painter.setPen(worn.colour("muted"))
            words = QRectF(0, y - 9, plot.left() - 8, 18)
            if rtl:
                words.moveLeft(self.width() - plot.left() + 8)
            painter.drawText(
                words,
                side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute,
                isolated_figure(self._figure(top * tick / _TICKS)),
            )

    def _paint_pair(self, painter: QPainter, place: int, pair: BarPair, top: Decimal) -> None:
        worn = theme.current()
        box = self.pair_box(place)
        bar = min(18.0, max(2.0, (box.width() - 3 * _GAP) / 2.6))
        middle = box.center().x()
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        lefts = [middle - bar - _GAP / 2, middle + _GAP / 2]
        values = ((pair.expected, "chart_expected"), (pair.actual, pair.tone or "accent"))
        for left, (value, token) in zip(reversed(lefts) if rtl else lefts, values, strict=True):
            # A float only places pixels; the amounts stay Decimal.
            tall = box.height() * float(max(value, Decimal(0)) / top)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(worn.colour(token))
            painter.drawRoundedRect(QRectF(left, box.bottom() - tall, bar, tall), 3, 3)
        if place == self._at and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(worn.colour("accent"), 2))
            painter.drawRoundedRect(box.adjusted(2, -2, -2, _AXIS - 4), 6, 6)
        painter.setPen(worn.colour("muted"))
        if box.width() > 20 or place % 5 == 0:
            under = QRectF(box.center().x() - 30, box.bottom() + 4, 60, 18)
            painter.drawText(under, Qt.AlignmentFlag.AlignCenter, isolated_figure(pair.label))

    def _plot(self) -> QRectF:
        font = QFont(self.font())
        font.setPixelSize(12)
        from PySide6.QtGui import QFontMetricsF

        side = QFontMetricsF(font).horizontalAdvance(self._figure(self._top())) + 14
        head = 30 if self._legend else 10
        return QRectF(side, head, self.width() - side - 4, self.height() - head - _AXIS - 4)

    def _top(self) -> Decimal:
        """A round number no bar rises above."""
        values = (max(pair.expected, pair.actual) for pair in self._pairs)
        highest = max((self._least, *values))
        if highest <= 0:
            return Decimal(100)
        unit = Decimal(1).scaleb(highest.adjusted())
        for factor in (Decimal(1), Decimal(2), Decimal(4), Decimal(6), Decimal(8), Decimal(10)):
            if highest <= unit * factor:
                return unit * factor
        return unit * 10

    def _at_point(self, point: QPointF) -> int:
        for place in range(len(self._pairs)):
            box = self.pair_box(place)
            if box.left() <= point.x() < box.right():
                return place
        return -1

    def _describe(self) -> None:
        chosen = self._pairs[self._at].words if 0 <= self._at < len(self._pairs) else ""
        self.setAccessibleDescription(chosen or "; ".join(pair.words for pair in self._pairs))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps and self._pairs:
            step = steps[Qt.Key(event.key())] * (-1 if rtl else 1)
            self._at = max(0, min(len(self._pairs) - 1, self._at + step))
            self._describe()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at >= 0:
            self.picked.emit(self._at)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self._at_point(event.position())
        if place >= 0:
            self._at = place
            self._describe()
            self.update()
            self.picked.emit(place)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._at_point(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._pairs[place].words if place >= 0 else "")
            return True
        return super().event(event)
