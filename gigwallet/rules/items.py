"""An order or a tally of an evaluation, with the versions that may apply and what it came to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gigwallet.rules.orders import Order, place_of
from gigwallet.rules.program import VersionProgram
from gigwallet.rules.ranks import Placed
from gigwallet.rules.runs import Span
from gigwallet.rules.scenarios import Hull

# Lowest and highest rank, and whether the orders stand there one after another.
Row = tuple[int, int, bool]
_NO_ROWS: dict[str, Row] = {}


@dataclass(slots=True)
class Run:
    """``count`` orders that came to the same. ``lows`` and ``highs`` are the lines' amounts in fine
    units in the case that pays least and most; ``hull`` is None where nothing is unknown."""

    count: int
    lows: Sequence[int]
    highs: Sequence[int]
    tiers: tuple[Span, ...] = ()
    hull: Hull | None = None


@dataclass(slots=True)
class Outcome:
    """By which version the item gives least and by which most."""

    least: tuple[VersionProgram, list[Run]]
    most: tuple[VersionProgram, list[Run]]


class Item:
    """``day`` picks the rate as far as it is known, ``days`` are all that it may be; ``sequence``
    tells items of one moment apart. ``low`` and ``high`` are what it came to, in fine units."""

    __slots__ = (
        "_rated_at",
        "amounts",
        "day",
        "days",
        "high",
        "low",
        "order",
        "outcome",
        "rows",
        "sequence",
        "versions",
    )

    def __init__(
        self,
        order: Order,
        versions: list[VersionProgram],
        day: date,
        days: tuple[date, ...],
        rated_at: str,
        sequence: int,
    ) -> None:
        self.order = order
        self.versions = versions
        self.day = day
        self.days = days
        self._rated_at = rated_at
        self.sequence = sequence
        self.rows = _NO_ROWS
        self.low = self.high = 0
        # What each line gives where all is known; else the outcome of every case is kept.
        self.amounts: Sequence[int] | None = None
        self.outcome: Outcome | None = None

    def placed(self, sure: bool) -> Placed:
        first, last = place_of(self.order, self._rated_at, self.sequence)
        return Placed(first, last, self.order.count, sure)

    def stand(self, line: str, row: Row) -> None:
        """Where it stands under a line with tiers; of several periods, from the first to the last
        place that it may have."""
        if self.rows is _NO_ROWS:
            self.rows = {}
        other = self.rows.get(line)
        if other is not None:
            row = (min(row[0], other[0]), max(row[1], other[1]), False)
        self.rows[line] = row
