"""What the positions of a phone say about a trip: a distance between bounds, how well seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gigwallet.domain.recorded import ExhibitId, FactId


@dataclass(frozen=True, slots=True)
class Ridden:
    """Metres and seconds between two moments of a trip.

    ``along_m`` is the way along the fixes, ``straight_m`` from the first to the last of them;
    ``low_m`` to ``high_m`` is what the way may plausibly have been. ``coverage`` is the share of
    the time that lies near a fix, ``longest_gap_s`` the longest time without one. ``jumps`` were
    dropped because nobody moves so fast, ``coarse`` because they were too inexact.
    """

    fixes: int
    jumps: int
    coarse: int
    along_m: int
    straight_m: int
    low_m: int
    high_m: int
    coverage: Decimal
    longest_gap_s: int
    mean_mps: Decimal
    top_mps: Decimal


@dataclass(frozen=True, slots=True)
class TrackedTrip:
    """``ridden`` between pickup and drop-off where both are known (``carrying``), else from
    acceptance on, which holds the way to the pickup as well. ``shared`` says that other orders were
    on the way at the same time. ``source`` is the importer of the track, ``paid_m`` what was paid
    for."""

    trip: FactId
    ref: str
    day: date
    ridden: Ridden
    carrying: bool
    shared: bool
    source: str
    paid_m: int | None = None
    exhibits: tuple[ExhibitId, ...] = ()
