"""Pairs of slips and trips that lie near one another in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gigwallet.reconciliation.matching.columns import Bools, Floats, Ints, Slips, Trips

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
    open_trips = np.flatnonzero((trips.free | (not only_free)) & np.isfinite(moment))
    order = open_trips[np.argsort(moment[open_trips], kind="stable")]
    sorted_moments = moment[order]
    first = np.searchsorted(sorted_moments, at[which] - before, side="left")
    last = np.searchsorted(sorted_moments, at[which] + after, side="right")
    counts = last - first
    slip = np.repeat(which, counts)
    starts = np.repeat(first, counts)
    runs = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    trip = order[starts + runs]
    same = slips.currency[slip] == trips.currency[trip]
    slip, trip = slip[same], trip[same]
    return Pairs(slip, trip, at[slip] - moment[trip])
