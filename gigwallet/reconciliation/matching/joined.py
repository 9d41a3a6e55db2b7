"""What a matching finds: trips with the lines that pay them, and what stays alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.reconciled import Match
from gigwallet.domain.recorded import FactId, Recorded
from gigwallet.domain.trip import Trip


@dataclass(frozen=True, slots=True)
class Joined:
    """Trips and the lines that pay them, with the match that says so.

    ``grain``: this many minor units may be lost in how the document prints amounts, because it
    rounds all of them. ``unfinished``: a line that belongs to no order yet may be the rest of this
    pay."""

    trips: tuple[Recorded[Trip], ...]
    lines: tuple[Recorded[PayLine], ...]
    match: Match
    grain: int = 0
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which orders and payments were told apart by their number and order alone."""

    day: date
    orders: int
    payments: int


@dataclass(frozen=True, slots=True)
class Matching:
    """``contested`` trips are alone, but a line that is alone, too, may be theirs: nothing shows
    that they were not paid. ``days`` are those that were counted because times told nothing."""

    joined: tuple[Joined, ...]
    alone_trips: tuple[Recorded[Trip], ...]
    alone_lines: tuple[Recorded[PayLine], ...]
    contested: frozenset[FactId] = frozenset()
    days: tuple[Day, ...] = ()


def line_time(line: PayLine) -> Instant | None:
    return line.occurred_at or line.recognised_at


def has_time(at: Instant | None) -> bool:
    return at is not None and at.quality is not TimeQuality.DATE_ONLY
