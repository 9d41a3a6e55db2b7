"""Pairs of slips and trips that lie near one another in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gigwallet.reconciliation.matching.columns import Bools, Floats, Ints, Slips, Trips
from gigwallet.reconciliation.matching.ragged import places

# A trip is not longer than this where its moments are searched.
LONGEST_TRIP = 4 * 3600.0


@dataclass(frozen=True, slots=True)
class Pairs:
    """``slip`` and ``trip`` are places in their columns; ``off`` is how far the slip's time (put
    right) is from the trip's moment, in seconds."""

    slip: Ints
    trip: Ints
    off: Floats

    def __len__(self) -> int:
        return len(self.slip)

    def at(self, places: Ints) -> Pairs:
        return Pairs(self.slip[places], self.trip[places], self.off[places])

    def where(self, kept: Bools) -> Pairs:
        return Pairs(self.slip[kept], self.trip[kept], self.off[kept])


def together(several: Sequence[Pairs]) -> Pairs:
    """One after another."""
    return Pairs(
        np.concatenate([each.slip for each in several]),
        np.concatenate([each.trip for each in several]),
        np.concatenate([each.off for each in several]),
    )


def within(
    slips: Slips,
    trips: Trips,
    at: Floats,
    which: Ints,
    moment: Floats,
    before: Floats,
    after: Floats,
    *,
    only_free: bool = True,
) -> Pairs:
    """All pairs of the slips ``which`` with (free) trips of their currency whose ``moment`` lies
    between ``before`` seconds before and ``after`` seconds after the slip's time ``at``."""
    those = InTime.of(trips, moment, only_free=only_free)
    return near(slips, trips, which, at[which], those, before, after)


@dataclass(frozen=True, slots=True)
class InTime:
    """Places of trips in order of a moment of theirs, and these moments: whoever asks for a few
    slips again and again has them put in order once."""

    trip: Ints
    moment: Floats

    def __len__(self) -> int:
        return len(self.trip)

    @classmethod
    def of(cls, trips: Trips, moment: Floats, *, only_free: bool = True) -> InTime:
        those = np.flatnonzero((trips.free | (not only_free)) & np.isfinite(moment))
        order = those[np.argsort(moment[those], kind="stable")]
        return cls(order, moment[order])


def near(
    slips: Slips,
    trips: Trips,
    which: Ints,
    at: Floats,
    those: InTime,
    before: Floats | float,
    after: Floats | float,
) -> Pairs:
    """As ``within``; ``at`` are the times of ``which`` alone."""
    first = np.searchsorted(those.moment, at - before, side="left")
    counts = np.searchsorted(those.moment, at + after, side="right") - first
    own, row = np.repeat(np.arange(len(which)), counts), np.repeat(first, counts) + places(counts)
    slip, trip, off = which[own], those.trip[row], at[own] - those.moment[row]
    same = slips.currency[slip] == trips.currency[trip]
    return Pairs(slip[same], trip[same], off[same])
