"""What all charts share: an axis with units, a legend, a place that keyboard and mouse choose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gigwallet.gui import theme
from gigwallet.gui.widgets.text import isolated_figure

_TICKS = 4
_AXIS = 22
# Times a power of ten: each divides by the ticks without a long fraction.
_TOPS = tuple(Decimal(text) for text in ("1", "1.2", "1.6", "2", "4", "6", "8", "10"))


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A colour and what it means: `token` is a theme colour."""

    token: str
    words: str


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """What stands under a place of the axis, and all that it shows in one sentence."""

    label: str
    words: str


class ChartFrame(QWidget):
    """Reads in the layout direction; left and right choose a place, Enter opens it.

    A chart draws one place at a time within its box, and says how high its values go.
    """

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: tuple[PlaceWords, ...] = ()
        self._legend: tuple[LegendEntry, ...] = ()
        self._figure: Callable[[Decimal], str] = str
        self._highest = Decimal(0)
        self._at = -1
        self._titled = False
        self.setMinimumHeight(170)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _show(
        self,
        places: Sequence[PlaceWords],
        legend: Sequence[LegendEntry],
        figure: Callable[[Decimal], str],
        name: str,
        highest: Decimal,
    ) -> None:
        """`figure` words the values of the axis, with their unit, which reaches `highest`."""
        self._places, self._legend, self._figure = tuple(places), tuple(legend), figure
        self._highest = highest
        self._at = min(self._at, len(places) - 1)
        self.setAccessibleName(name)
        self._describe()
        self.update()

    def set_titled(self, on: bool) -> None:
        """Write the name of the chart beside its legend, where nothing else says it."""
        self._titled = on

    def sizeHint(self) -> QSize:
        return QSize(600, 210)

    def place_box(self, place: int) -> QRectF:
        """The column of one place, from top to axis; mirrored in a right-to-left layout."""
        plot = self._plot()
        wide = plot.width() / max(1, len(self._places))
        box = QRectF(plot.left() + place * wide, plot.top(), wide, plot.height())
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            box.moveLeft(self.width() - box.right())
        return box

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font())
        self._paint_legend(painter)
        top = self._top()
        self._paint_ground(painter)
        self._paint_axis(painter, top)
        for place in range(len(self._places)):
            self._paint_place(painter, place, top)
            self._paint_label(painter, place)

    def _paint_ground(self, painter: QPainter) -> None:
        """What lies below the grid; most charts have nothing there."""

    def _paint_place(self, painter: QPainter, place: int, top: Decimal) -> None:
        raise NotImplementedError

    def _paint_label(self, painter: QPainter, place: int) -> None:
        box = self.place_box(place)
        if place == self._at and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.current().colour("accent"), 2))
            painter.drawRoundedRect(box.adjusted(2, -2, -2, _AXIS - 4), 6, 6)
        painter.setPen(theme.current().colour("muted"))
        label = isolated_figure(self._places[place].label)
        wide = painter.fontMetrics().horizontalAdvance(label) + 8
        every = max(1, -int(-wide // max(1.0, box.width())))  # rounded up: no two touch
        if place % every == 0:
            under = QRectF(box.center().x() - 50, box.bottom() + 4, 100, 18)
            painter.drawText(under, Qt.AlignmentFlag.AlignCenter, label)

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
        if self._titled:
            self._paint_title(painter, self.width() - at - 12)

    def _paint_title(self, painter: QPainter, room: float) -> None:
        font = QFont(painter.font())
        font.setPixelSize(13)
        font.setBold(True)
        painter.save()
        painter.setFont(font)
        painter.setPen(theme.current().colour("text"))
        box = QRectF(0, 0, max(0.0, room), 18)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            box.moveRight(self.width())
        name = self.accessibleName()
        # Half a title says less than the legend beside it.
        if QFontMetricsF(font).horizontalAdvance(name) <= box.width():
            painter.drawText(
                box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, name
            )
        painter.restore()

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

    def _plot(self) -> QRectF:
        side = QFontMetricsF(self._font()).horizontalAdvance(self._figure(self._top())) + 14
        head = 30 if self._legend else 10
        return QRectF(side, head, self.width() - side - 4, self.height() - head - _AXIS - 4)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(12)
        return font

    def _top(self) -> Decimal:
        """A round number that nothing rises above."""
        highest = self._highest
        if highest <= 0:
            return Decimal(100)
        unit = Decimal(1).scaleb(highest.adjusted())
        return next(unit * factor for factor in _TOPS if highest <= unit * factor)

    def _at_point(self, point: QPointF) -> int:
        for place in range(len(self._places)):
            box = self.place_box(place)
            if box.left() <= point.x() < box.right():
                return place
        return -1

    def _describe(self) -> None:
        chosen = self._places[self._at].words if 0 <= self._at < len(self._places) else ""
        self.setAccessibleDescription(chosen or "; ".join(each.words for each in self._places))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps and self._places:
            step = steps[Qt.Key(event.key())] * (-1 if rtl else 1)
            self._at = max(0, min(len(self._places) - 1, self._at + step))
            self._describe()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at >= 0:
            self.picked.emit(self._at)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes by keyboard sees where they are."""
        super().focusInEvent(event)
        if self._at < 0 and self._places and event.reason() is not Qt.FocusReason.MouseFocusReason:
            self._at = 0
        self._describe()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

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
            QToolTip.showText(event.globalPos(), self._places[place].words if place >= 0 else "")
            return True
        return super().event(event)
