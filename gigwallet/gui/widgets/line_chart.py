"""A chart of lines through what is known: a gap and a hatched ground where nothing is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gigwallet.gui import theme
from gigwallet.gui.widgets.chart_frame import ChartFrame, LegendEntry, PlaceWords

_DOT = 3.5


@dataclass(frozen=True, slots=True)
class LinePoint:
    """One place: a value for each line, None where it is not known; `words` say it all."""

    label: str
    values: tuple[Decimal | None, ...]
    words: str


@dataclass(frozen=True, slots=True)
class LineMark:
    """A change between the place before and ``place``; `words` name it."""

    place: int
    words: str


class LineChart(ChartFrame):
    """``tokens``: the colour of each line. Lines differ in their dots too, not in colour alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[LinePoint, ...] = ()
        self._tokens: tuple[str, ...] = ()
        self._marks: tuple[LineMark, ...] = ()

    def show_points(
        self,
        points: Sequence[LinePoint],
        lines: Sequence[LegendEntry],
        marks: Sequence[LineMark],
        figure: Callable[[Decimal], str],
        name: str,
        unknown: str,
    ) -> None:
        """``unknown`` words the hatched ground, which is in the legend where there is any."""
        self._points, self._marks = tuple(points), tuple(marks)
        self._tokens = tuple(line.token for line in lines)
        known = [value for point in points for value in point.values if value is not None]
        lacking = any(value is None for point in points for value in point.values)
        places = [
            PlaceWords(point.label, "; ".join([point.words, *self._told(place)]))
            for place, point in enumerate(points)
        ]
        legend = [*lines, *([LegendEntry("chart_grid", unknown)] if lacking else [])]
        self._show(places, legend, figure, name, max(known, default=Decimal(0)))

    def _told(self, place: int) -> list[str]:
        return [mark.words for mark in self._marks if mark.place == place]

    def _paint_ground(self, painter: QPainter) -> None:
        worn = theme.current()
        painter.setPen(Qt.PenStyle.NoPen)
        for place, point in enumerate(self._points):
            if all(value is None for value in point.values):
                painter.setBrush(QBrush(worn.colour("border_strong"), Qt.BrushStyle.BDiagPattern))
                painter.drawRect(self.place_box(place))

    def _paint_place(self, painter: QPainter, place: int, top: Decimal) -> None:
        worn, point = theme.current(), self._points[place]
        for line, value in enumerate(point.values):
            if value is None:
                continue
            here = self._dot(place, value, top)
            before = self._points[place - 1].values[line] if place else None
            painter.setPen(QPen(worn.colour(self._tokens[line]), 2))
            if before is not None:
                painter.drawLine(self._dot(place - 1, before, top), here)
            painter.setBrush(worn.colour(self._tokens[line] if line == 0 else "surface"))
            if line == 0:
                painter.drawEllipse(here, _DOT, _DOT)
            else:
                painter.drawRect(QRectF(here.x() - _DOT, here.y() - _DOT, 2 * _DOT, 2 * _DOT))
        for number, mark in enumerate(self._marks, start=1):
            if mark.place == place:
                self._paint_mark(painter, place, f"{number}")

    def _paint_mark(self, painter: QPainter, place: int, name: str) -> None:
        box = self.place_box(place)
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = box.right() if rtl else box.left()
        pen = QPen(theme.current().colour("warn"), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(QPointF(x, box.top() - 4), QPointF(x, box.bottom()))
        pill = QRectF(x - 8, box.top() - 12, 16, 16)
        painter.setBrush(theme.current().colour("warn_bg"))
        painter.setPen(theme.current().colour("warn"))
        painter.drawEllipse(pill)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, name)

    def _dot(self, place: int, value: Decimal, top: Decimal) -> QPointF:
        """A float only places pixels; the amounts stay Decimal."""
        box = self.place_box(place)
        tall = box.height() * float(max(value, Decimal(0)) / top)
        return QPointF(box.center().x(), box.bottom() - tall)
