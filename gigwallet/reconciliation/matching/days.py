"""Statements that know days only: the order of their rows tells when, where it is one of time."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import numpy as np

from gigwallet.reconciliation.matching.columns import Floats
from gigwallet.reconciliation.matching.odds import EQUAL, Odds, kinds_of
from gigwallet.reconciliation.matching.pairs import InTime, near
from gigwallet.reconciliation.matching.slips import row_of
from gigwallet.reconciliation.matching.table import Table

# From so many neighbours on, and where so many of them agree, the rows are in order of time.
_FEW = 4
_IN_ORDER = 0.85
_LEAST_WIDTH = 1200.0
# What was left out or printed twice moves a rank by this many.
_RANKS_OFF = 3.0
_DAY = 86400.0


def give_times(table: Table, ruled: Odds) -> bool:
    """Slips that know their day only get a time from their place in the document, where what was
    matched by amount (or, where that is too little, all equal amounts together) shows that its rows
    are in order of time; whether any did."""
    slips = table.slips
    of_document: defaultdict[int, list[int]] = defaultdict(list)
    for slip in np.flatnonzero(~slips.timed).tolist():
        of_document[int(slips.document[slip])].append(slip)
    changed = False
    moment = table.trips.moments[:, 2]
    ended, those = np.sort(moment), InTime.of(table.trips, moment)
    for members in of_document.values():
        rows = sorted(members, key=lambda each: row_of(table.board.lines, slips.rows[each]))
        ranked = _ranked(table, ended, rows)
        direction = _direction(table, rows)
        direction = direction or _direction_by_rank(table, ruled, those, rows, ranked)
        if direction:
            slips.at[rows], slips.width[rows] = ranked[direction]
            _interpolate(table, rows[::direction])
            changed = True
    return changed


def _ranked(table: Table, ended: Floats, rows: list[int]) -> dict[int, tuple[Floats, Floats]]:
    """For each direction the times at which trips ended that have the same rank on their day, and
    how far that may be off."""
    noon = table.slips.at[rows]
    found = {direction: (noon.copy(), np.full(len(rows), _DAY / 4)) for direction in (1, -1)}
    for middle in np.unique(noon):
        mine = np.flatnonzero(noon == middle)
        first, last = np.searchsorted(ended, [middle - _DAY / 2, middle + _DAY / 2])
        if last - first < 2:
            continue
        place = (np.arange(len(mine)) + 0.5) / len(mine) * (last - first) - 0.5
        times = np.interp(place, np.arange(last - first), ended[first:last])
        gap = (ended[last - 1] - ended[first]) / (last - first)
        for direction in (1, -1):
            at, width = found[direction]
            at[mine] = times[::direction]
            width[mine] = max(_LEAST_WIDTH, _RANKS_OFF * gap)
    return found


def _direction_by_rank(
    table: Table,
    ruled: Odds,
    those: InTime,
    rows: list[int],
    ranked: dict[int, tuple[Floats, Floats]],
) -> int:
    """The direction in which clearly more equal amounts lie at the same rank."""
    met = {}
    which = np.array(rows)
    for direction, (at, width) in ranked.items():
        pairs = near(table.slips, table.trips, which, at, those, width, width)
        kind = kinds_of(pairs, table.slips, table.trips, ruled.papers)
        met[direction] = int(np.count_nonzero(kind == EQUAL))
    clear = 3 * (met[1] + met[-1]) ** 0.5
    if abs(met[1] - met[-1]) <= clear:
        return 0
    return 1 if met[1] > met[-1] else -1


def _direction(table: Table, rows: list[int]) -> int:
    """1 for the earliest first, -1 for the latest first, 0 where the rows are in no order."""
    ended = table.trips.moments[:, 2]
    known = [slip for slip in rows if table.slips.partner[slip] >= 0]
    steps = [
        float(ended[table.slips.partner[after]] - ended[table.slips.partner[before]])
        for before, after in pairwise(known)
        if table.slips.at[before] == table.slips.at[after]  # of one day
    ]
    up, down = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
    if up + down < _FEW:
        return 0
    if up >= _IN_ORDER * (up + down):
        return 1
    return -1 if down >= _IN_ORDER * (up + down) else 0


def _interpolate(table: Table, rows: list[int]) -> None:
    """Between two neighbours of a day that were matched, time passes evenly."""
    slips, ended = table.slips, table.trips.moments[:, 2]
    known = [i for i, slip in enumerate(rows) if slips.partner[slip] >= 0]
    for before, after in pairwise(known):
        first = float(ended[slips.partner[rows[before]]])
        last = float(ended[slips.partner[rows[after]]])
        if not 0 <= last - first < _DAY / 2:
            continue
        for i in range(before + 1, after):
            slips.at[rows[i]] = first + (last - first) * (i - before) / (after - before)
            slips.width[rows[i]] = max(_LEAST_WIDTH, (last - first) / 4)
