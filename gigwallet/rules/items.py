"""An order or a tally of an evaluation, with the versions that may apply and what it came to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gigwallet.rules.orders import Order
from gigwallet.rules.program import VersionProgram
from gigwallet.rules.ranks import Moment
from gigwallet.rules.scenarios import Hull


@dataclass(slots=True)
class Run:
    """``count`` orders that came to the same. ``lows`` and ``highs`` are the lines' amounts in fine
    units in the case that pays least and most; ``hull`` is None where nothing is unknown."""

    count: int
    lows: Sequence[int]
    highs: Sequence[int]
    hull: Hull | None = None
    tiers: dict[int, tuple[int, int]] | None = None


@dataclass(slots=True)
class Outcome:
    """By which version the item gives least and by which most, and the fine units it gives."""

    low: int
    high: int
    least: tuple[VersionProgram, list[Run]]
    most: tuple[VersionProgram, list[Run]]
    unsure: bool = False


class Item:
    """``day`` picks the rate as far as it is known, ``days`` are all that it may be; ``earliest``
    and ``latest`` bound the moment."""

    __slots__ = ("day", "days", "earliest", "latest", "order", "outcome", "versions")

    def __init__(
        self,
        order: Order,
        versions: list[VersionProgram],
        day: date,
        days: tuple[date, ...],
        earliest: Moment,
        latest: Moment,
    ) -> None:
        self.order = order
        self.versions = versions
        self.day = day
        self.days = days
        self.earliest = earliest
        self.latest = latest
        self.outcome: Outcome | None = None
