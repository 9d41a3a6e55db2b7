"""A chart of pairs of bars: what was expected beside what came."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from gigwallet.gui import theme
from gigwallet.gui.widgets.chart_frame import ChartFrame, LegendEntry, PlaceWords

_GAP = 3


@dataclass(frozen=True, slots=True)
class BarPair:
    """Two bars over one label; `tone` colours the second; `words` say it all in one sentence."""

    label: str
    expected: Decimal
    actual: Decimal
    tone: str = "accent"
    words: str = ""


class BarChart(ChartFrame):
    """A pair of bars at each place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pairs: tuple[BarPair, ...] = ()

    def show_pairs(
        self,
        pairs: Sequence[BarPair],
        legend: Sequence[LegendEntry],
        figure: Callable[[Decimal], str],
        name: str,
        least: Decimal = Decimal(0),
    ) -> None:
        """Paint these pairs; `figure` words the values of the axis, which reaches `least`."""
        self._pairs = tuple(pairs)
        values = (max(pair.expected, pair.actual) for pair in pairs)
        places = [PlaceWords(pair.label, pair.words) for pair in pairs]
        self._show(places, legend, figure, name, max((least, *values)))

    def _paint_place(self, painter: QPainter, place: int, top: Decimal) -> None:
        worn, pair = theme.current(), self._pairs[place]
        box = self.place_box(place)
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
