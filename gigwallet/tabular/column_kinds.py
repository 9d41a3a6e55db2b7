"""What the cells of one column are: days, clocks, amounts, numbers or text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from gigwallet.tabular import amounts, clocks, written_days
from gigwallet.tabular.amounts import Style, StyleVotes
from gigwallet.tabular.currencies import currency_of, shared_sign_of
from gigwallet.tabular.day_column import DayColumn, DayOrder, UnclearDays

_MOMENT = re.compile(
    rf"(?P<day>.+?)(?:[T,]? ?|, )(?P<clock>{clocks.PATTERN})(?:\.\d+)?"
    r"(?: ?(?:Z|[+-]\d{2}:?\d{2}))?",
    re.I,
)
_DIGITS = re.compile(r"\d")
_TWO_PLACES = re.compile(r"[.,]\d{2}\)?-?$")
# "1,234" is a thousand or one and a bit; only a column with nothing clearer leaves it open.
_EITHER = re.compile(r"[-+(]?\d{1,3}[.,]\d{3}\)?")
_MIDNIGHT = ("00:00:00", "00:00")
_MOSTLY = 0.8
_SAMPLES = 5


class CellKind(StrEnum):
    DAY = "day"
    MOMENT = "moment"
    CLOCK = "clock"
    AMOUNT = "amount"
    NUMBER = "number"
    TEXT = "text"


def split_moment(cell: str) -> tuple[str, str] | None:
    """Day and clock of a cell that holds both, as written."""
    found = _MOMENT.fullmatch(unicodedata.normalize("NFKC", cell).strip())
    return (found["day"].rstrip(" ,T"), found["clock"]) if found else None


def kind_of(cell: str) -> CellKind:
    """The kind of one cell that is not empty, by its form alone."""
    text = unicodedata.normalize("NFKC", cell).strip()
    if clocks.is_clock(text):
        return CellKind.CLOCK
    if _is_day(text):
        return CellKind.DAY
    moment = split_moment(text)
    if moment is not None and _is_day(moment[0]):
        return CellKind.MOMENT
    if not _DIGITS.search(text):
        return CellKind.TEXT
    for style in Style:
        try:
            amounts.number(text, style)
        except ValueError:
            continue
        with_sign = bool(currency_of(text) or shared_sign_of(text))
        return CellKind.AMOUNT if with_sign or _TWO_PLACES.search(text) else CellKind.NUMBER
    return CellKind.TEXT


def _is_day(text: str) -> bool:
    for order in DayOrder:
        try:
            written_days.day(text, order)
        except ValueError:
            continue
        return True
    return False


@dataclass(slots=True)
class ColumnKinds:
    """Shown every cell of a column by ``add``, then asked what the column is."""

    filled: int = 0
    samples: list[str] = field(default_factory=list)
    currencies: Counter[str] = field(default_factory=Counter)
    bare_sign: str = ""
    negative: int = 0
    _kinds: Counter[CellKind] = field(default_factory=Counter)
    _styles: StyleVotes = field(default_factory=StyleVotes)
    _midnights: int = 0
    _either: bool = False
    _clear: bool = False
    _days: DayColumn = field(default_factory=DayColumn)

    def add(self, cell: str) -> None:
        if not cell:
            return
        self.filled += 1
        if cell not in self.samples and len(self.samples) < _SAMPLES:
            self.samples.append(cell)
        kind = kind_of(cell)
        self._kinds[kind] += 1
        if kind in (CellKind.AMOUNT, CellKind.NUMBER):
            self._number(cell)
        elif kind in (CellKind.DAY, CellKind.MOMENT):
            moment = split_moment(cell) if kind is CellKind.MOMENT else None
            self._midnights += moment is not None and moment[1] in _MIDNIGHT
            for text in written_days.numbered(moment[0] if moment else cell):
                self._days.add(text)

    def _number(self, cell: str) -> None:
        self._styles.add(cell)
        bare = cell.strip().strip("$¥￥£€ ")
        if _EITHER.fullmatch(bare):
            self._either = True
        elif "." in bare or "," in bare:
            self._clear = True
        self.negative += "-" in cell or cell.strip().startswith("(")
        if code := currency_of(cell):
            self.currencies[code] += 1
        elif not self.bare_sign:
            self.bare_sign = shared_sign_of(cell)

    @property
    def kind(self) -> CellKind:
        """What nearly all cells are; whole numbers among amounts are amounts, and moments that are
        all at midnight are days, as a spreadsheet writes them."""
        if not self.filled:
            return CellKind.TEXT
        counts = Counter(self._kinds)
        if counts[CellKind.MOMENT] == self._midnights:
            counts[CellKind.DAY] += counts.pop(CellKind.MOMENT, 0)
        if counts[CellKind.AMOUNT]:
            counts[CellKind.AMOUNT] += counts.pop(CellKind.NUMBER, 0)
        kind, count = counts.most_common(1)[0]
        return kind if count >= self.filled * _MOSTLY else CellKind.TEXT

    @property
    def decimal(self) -> Style | None:
        """The style that the cells show, None where they could be either."""
        if self._either and not self._clear:
            return None
        return self._styles.style()

    @property
    def shows_decimal(self) -> bool:
        """Whether a cell shows the style, so that others may follow it."""
        return self._clear

    def day_order(self) -> DayOrder | None:
        """The order of day and month, None where the cells could be either."""
        try:
            return self._days.told()
        except UnclearDays:
            return None
