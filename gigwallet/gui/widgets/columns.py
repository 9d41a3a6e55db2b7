"""What a column of a table shows of a row, and how."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtGui import QFont, QFontMetrics

from gigwallet.gui.widgets.pill import pill_width
from gigwallet.gui.widgets.text import isolated, isolated_figure

CELL_PADDING = 12
_SORT_ARROW = 18
_WIDEST = 360


class Kind(StrEnum):
    """How a cell is painted: words lead, figures end at the same edge, a status is a pill."""

    TEXT = "text"
    FIGURE = "figure"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `title` and `value` are called when painted, so that they follow the language.

    value: row -> text; tone: row -> a Tone; sort_key: row -> something comparable, else the text;
    grows: takes a share of the spare width, and gives way first where there is too little;
    spare: left out where there is still too little, the last declared first;
    found_by: row -> the text that a search looks at, else that of `value`.
    """

    title: Callable[[], str]
    value: Callable[[Any], str]  # Any: the row type of the table that declares the column
    kind: Kind = Kind.TEXT
    tone: Callable[[Any], str] | None = None  # Any: as above
    sort_key: Callable[[Any], Any] | None = None  # Any: as above
    grows: bool = False
    spare: bool = False
    found_by: Callable[[Any], str] | None = None  # Any: as above

    @property
    def at_end(self) -> bool:
        return self.kind is Kind.FIGURE

    @property
    def gives_way(self) -> bool:
        """Words and pills may be cut to a word and an ellipsis, a figure never."""
        return self.grows or self.kind is Kind.STATUS

    def shown(self, row: Any) -> str:  # Any: as above
        """The text with the isolates that keep it whole among other directions."""
        text = self.value(row)
        return isolated_figure(text) if self.kind is Kind.FIGURE else isolated(text)

    def tone_of(self, row: Any) -> str:  # Any: as above
        return self.tone(row) if self.tone is not None else ""

    def width_for(self, rows: Sequence[Any], font: QFont) -> int:  # Any: as above
        """Pixels that header and these rows want, within reason."""
        head = QFont(font)
        head.setBold(True)
        wanted = QFontMetrics(head).horizontalAdvance(self.title()) + _SORT_ARROW
        metrics = QFontMetrics(font)
        for row in rows:
            text = self.value(row)
            wide = (
                pill_width(font, text)
                if self.kind is Kind.STATUS
                else metrics.horizontalAdvance(text)
            )
            wanted = max(wanted, wide)
        return min(wanted, _WIDEST) + 2 * CELL_PADDING + 2
