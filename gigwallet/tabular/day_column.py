"""A column of days: whether the day or the month comes first is told from all of its cells."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class DayOrder(StrEnum):
    """How a column writes a day. A year that comes first is followed by its month."""

    YMD = "ymd"
    DMY = "dmy"
    MDY = "mdy"


class UnclearDays(Exception):  # noqa: N818  it becomes a refusal before anyone sees it
    """No cell tells the order; ``example`` is one that could be two days."""

    def __init__(self, example: str) -> None:
        super().__init__(example)
        self.example = example


_PARTS = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})", re.ASCII)
_COMPACT = re.compile(r"\d{8}", re.ASCII)
_CHINESE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日", re.ASCII)
_YEARS = range(1990, 2101)
_MONTHS = 12
# So many sound cells to one of the other order: that one is damaged.
_TIMES = 10


@dataclass(slots=True)
class DayColumn:
    """Shown every cell by ``add``, then asked for days. ``order`` None: told from the cells.

    Points always stand between day, month and year; only slashes and hyphens are used both ways.
    """

    order: DayOrder | None = None
    _votes: dict[DayOrder, int] = field(default_factory=lambda: dict.fromkeys(DayOrder, 0))
    _unclear: str = ""
    _days: dict[str, date] = field(default_factory=dict)

    def add(self, cell: str) -> None:
        """One cell of the column: a day, alone."""
        if self.order is not None or not cell:
            return
        match = _PARTS.fullmatch(cell)
        if match is None:
            self._votes[DayOrder.YMD] += bool(_COMPACT.fullmatch(cell) or _CHINESE.fullmatch(cell))
        elif len(match[1]) == 4:
            self._votes[DayOrder.YMD] += 1
        elif match[2] == "." or int(match[1]) > _MONTHS:
            self._votes[DayOrder.DMY] += 1
        elif int(match[3]) > _MONTHS:
            self._votes[DayOrder.MDY] += 1
        elif match[1] != match[3]:
            self._unclear = self._unclear or cell

    def told(self) -> DayOrder:
        """The order that was given, or that the cells show. Raises ``UnclearDays``."""
        if self.order is not None:
            return self.order
        ranked = sorted(self._votes.items(), key=lambda each: -each[1])
        (first, most), (_, next_most) = ranked[0], ranked[1]
        if most == 0 and self._unclear:
            raise UnclearDays(self._unclear)
        if next_most * _TIMES > most:
            raise UnclearDays(self._unclear or "?")
        # Days like 08/08 alone say the same either way.
        self.order = first if most else DayOrder.DMY
        return self.order

    def day(self, cell: str) -> date:
        """The day that the cell means; ``ValueError`` where it is none in the column's order."""
        known = self._days.get(cell)
        if known is None:
            known = self._days[cell] = _read(cell, self.told())
        return known


def _read(cell: str, order: DayOrder) -> date:
    text = unicodedata.normalize("NFKC", cell)
    if _COMPACT.fullmatch(text):
        if order is not DayOrder.YMD:
            raise ValueError("not a day of this column")
        return _within(int(text[:4]), int(text[4:6]), int(text[6:]))
    if match := _CHINESE.fullmatch(text):
        return _within(int(match[1]), int(match[2]), int(match[3]))
    match = _PARTS.fullmatch(text)
    if match is None:
        raise ValueError("not a day")
    first, middle, last = match[1], match[3], match[4]
    if order is DayOrder.YMD or len(first) == 4:
        # A machine that writes hyphens writes two digits; a lost one would be another day.
        if len(first) != 4 or len(last) > 2 or (match[2] == "-" and len(middle + last) != 4):
            raise ValueError("not a day of this column")
        return _within(int(first), int(middle), int(last))
    if len(last) not in (2, 4) or len(first) > 2:
        raise ValueError("not a day of this column")
    year = int(last) + (2000 if len(last) == 2 else 0)
    day, month = (first, middle) if order is DayOrder.DMY else (middle, first)
    return _within(year, int(month), int(day))


def _within(year: int, month: int, day: int) -> date:
    if year not in _YEARS:
        raise ValueError("not a year of gig work")
    return date(year, month, day)
