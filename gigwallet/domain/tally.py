"""A tally: a count for a day, week or month, as a rider knows it where no order list exists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from gigwallet.domain.period import Period


@dataclass(frozen=True, slots=True)
class Tally:
    """``orders`` completed, ``distance_m`` ridden and ``worked`` time in ``period``."""

    platform: str
    period: Period
    orders: int | None = None
    distance_m: int | None = None
    worked: timedelta | None = None
    note: str = ""
