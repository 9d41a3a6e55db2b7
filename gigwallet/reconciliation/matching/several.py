"""Lines that pay several trips of a shift in one sum, and trips that are paid in two lines."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gigwallet.domain.money import Money
from gigwallet.domain.reconciled import MatchMethod
from gigwallet.reconciliation.matching.board import Board
from gigwallet.reconciliation.matching.columns import Ints
from gigwallet.reconciliation.matching.joined import Joined
from gigwallet.reconciliation.matching.odds import Odds, rough_of, rough_of_one
from gigwallet.reconciliation.matching.pairs import within
from gigwallet.reconciliation.matching.slips import document_of
from gigwallet.reconciliation.matching.sums import SHIFT, Wanted, set_of
from gigwallet.reconciliation.matching.table import Table
from gigwallet.reconciliation.matching.verdicts import confidence, take

_WIDE = 4.5
_LEAST_REACH = 900.0
# So much more than its order's worth is no tip and no error: another order is in it.
_CLEARLY_MORE = 1.15
_NEAR = 150
_USUALLY_SPLIT = 0.02


def join_merged(board: Board, table: Table, ruled: Odds, least: float) -> None:
    """A line whose amount is exactly the sum of two or three open trips, one of which it stands
    at; only where no other trips come to that sum."""
    at = ruled.clocks.times(table.slips)
    for slip in table.open_slips().tolist():
        timed = bool(table.slips.timed[slip])
        document = table.slips.document[slip : slip + 1]
        wanted = Wanted(
            float(at[slip]) - (ruled.clocks.lag if timed else 0.0),
            reach_of(ruled) if timed else SHIFT,
            *_meant(ruled, document, int(table.slips.total[slip])),
            int(table.slips.currency[slip]),
        )
        found = set_of(table, wanted, least)
        if found is not None:
            _join(board, table, ruled, [slip], *found)


def _meant(ruled: Odds, document: Ints, amount: int) -> tuple[int, int]:
    worth, slack = ruled.papers.meant(document, amount)
    return worth, max(slack, rough_of_one(amount))


def join_named_sums(board: Board, table: Table, ruled: Odds, least: float) -> None:
    """A line that names one order and is exactly the sum of it and of one or two open ones."""
    places = {name: i for i, name in enumerate(table.slips.documents)}
    for number in _paid_beyond(board, table):
        joined = board.joined[number]
        worth = _clearly_more(board, joined)
        ended = joined.trips[0].fact.ended
        if worth is None or ended is None:
            continue
        amount, slack = joined.lines[0].fact.amount.minor, 0
        document = places.get(document_of(joined.lines[0]))
        if document is not None:
            amount, slack = _meant(ruled, np.array([document]), amount)
        wanted = Wanted(
            ended.utc.timestamp(),
            SHIFT,
            amount - worth.minor,
            slack,
            table.currencies.get(worth.currency, -1),
            beside=True,
        )
        found = set_of(table, wanted, least)
        if found is None:
            _may_be_within(table, wanted)
        else:
            more = [table.trips.rows[trip] for trip in found[0]]
            trips = (*joined.trips, *more)
            ids = tuple(each.id for each in trips)
            told = replace(joined.match, trips=ids, confidence=confidence(found[1]))
            board.joined[number] = replace(joined, trips=trips, match=told)
            board.used_trips.update(ids)
            take(table, [], list(found[0]))


def _paid_beyond(board: Board, table: Table) -> list[int]:
    """The joined that are worth a look. What is joined later only ever loses its place here, so
    each is looked at once."""
    for number in range(table.looked_at, len(board.joined)):
        if _clearly_more(board, board.joined[number]) is not None:
            table.paid_beyond.append(number)
    table.looked_at = len(board.joined)
    return table.paid_beyond


def _may_be_within(table: Table, wanted: Wanted) -> None:
    """Which orders a line pays beside the one that it names is not found: it may be any."""
    trips = table.trips
    begun = trips.moments[:, 0]
    first = int(np.searchsorted(begun, wanted.at - SHIFT - table.longest - 1, side="left"))
    last = int(np.searchsorted(begun, wanted.at + SHIFT - table.shortest + 1, side="right"))
    near = np.abs(trips.moments[first:last, 2] - wanted.at) <= SHIFT
    enough = trips.low[first:last] <= wanted.amount + wanted.slack
    table.contested[first:last] |= near & trips.free[first:last] & enough


def _clearly_more(board: Board, joined: Joined) -> Money | None:
    """The worth of the one trip that one line names and pays far beyond."""
    if len(joined.trips) != 1 or len(joined.lines) != 1:
        return None
    worth = board.worth.get(joined.trips[0].id)
    amount = joined.lines[0].fact.amount
    if worth is None or worth != board.most.get(joined.trips[0].id, worth):
        return None
    if amount.currency != worth.currency:
        return None
    return worth if 0 < worth.minor * _CLEARLY_MORE < amount.minor else None


def join_split(board: Board, table: Table, ruled: Odds, least: float) -> None:
    """Two open lines near one open trip that come to exactly its worth, and no other two do."""
    slips, trips = table.slips, table.trips
    at = ruled.clocks.times(slips)
    order = np.argsort(at, kind="stable")
    order = order[(slips.free & ~table.excluded & slips.timed & (slips.total > 0))[order]]
    reach = reach_of(ruled)
    able = np.flatnonzero(trips.free & (trips.low > 0) & (trips.low == trips.high))
    centre = trips.moments[able, 2] + ruled.clocks.lag
    begins, ends = (np.searchsorted(at[order], centre + off) for off in (-reach, reach))
    several = np.flatnonzero(ends - begins >= 2)
    for trip, first, last in zip(
        able[several].tolist(), begins[several].tolist(), ends[several].tolist(), strict=True
    ):
        near = np.sort(order[first:last])
        near = near[slips.free[near] & ~table.excluded[near] & slips.timed[near]]
        near = near[(slips.total[near] > 0) & (slips.total[near] < trips.low[trip])]
        if len(near) < 2:
            continue
        found = _two_of(table, ruled, near, int(trips.low[trip]), least)
        if found is not None:
            _join(board, table, ruled, found[0], (trip,), found[1])


def _two_of(
    table: Table, ruled: Odds, near: Ints, worth: int, least: float
) -> tuple[list[int], float] | None:
    slips, papers = table.slips, ruled.papers
    one, other = np.triu_indices(len(near), 1)
    document = slips.document[near[one]]
    total = slips.total[near[one]] + slips.total[near[other]]
    # What is taken is taken from each of the two lines, and each is rounded by itself.
    wanted = papers.shown(document, np.full(len(one), worth)) - papers.fee[document]
    slack = _roughly(table, ruled, near[one]) + _roughly(table, ruled, near[other])
    slack += papers.share[document] > 0
    off = np.abs(total - wanted)
    hits = np.flatnonzero(off <= slack)
    if not len(hits):
        return None
    # Where one fits to the unit, those that fit by rounding do not count.
    hits = hits[np.argsort(off[hits], kind="stable")]
    hits = hits[: max(1, int(np.count_nonzero(off[hits] == 0)))] if off[hits[0]] == 0 else hits
    about = int(np.count_nonzero(off <= _NEAR)) - len(hits)
    width = int(2 * off[hits[0]] + 1)
    prior = table.share_meant(_USUALLY_SPLIT, int(table.trips.free.sum()))
    sure = prior / (prior + about * width / (2 * _NEAR)) / len(hits)
    pair = [int(near[one[hits[0]]]), int(near[other[hits[0]]])]
    return (pair, sure) if sure > least else None


def complete_split(board: Board, table: Table, ruled: Odds) -> None:
    """An open line that is exactly what a line lacks that was joined to a trip near it."""
    slips, trips = table.slips, table.trips
    at = ruled.clocks.times(slips)
    which = table.open_slips()
    which = which[slips.timed[which] & (slips.total[which] > 0)]
    first = np.full(len(trips), -1, dtype=np.int64)
    joined = np.flatnonzero(slips.partner >= 0)
    first[slips.partner[joined]] = joined
    moment = np.where((first >= 0) & (trips.low == trips.high), trips.moments[:, 2], np.inf)
    reach = np.full(len(which), reach_of(ruled))
    near = within(slips, trips, at, which, moment, reach, reach, only_free=False)
    worth, document = trips.low[near.trip], slips.document[near.slip]
    # What is taken is taken from each of the two lines, and each is rounded by itself.
    wanted = ruled.papers.shown(document, worth) - ruled.papers.fee[document]
    slack = _roughly(table, ruled, near.slip) + _roughly(table, ruled, first[near.trip])
    both = slips.total[near.slip] + slips.total[first[near.trip]]
    found = near.where((worth > 0) & (np.abs(both - wanted) <= slack))
    alone = np.bincount(found.slip, minlength=len(slips)) == 1
    number_of = {each.trips[0].id: i for i, each in enumerate(board.joined)}
    for slip, trip in zip(found.slip.tolist(), found.trip.tolist(), strict=True):
        number = number_of.get(trips.rows[trip].id)
        if number is None or not alone[slip]:
            continue
        paid = board.joined[number]
        once = len(paid.lines) == len(slips.rows[int(first[trip])].lines)
        if len(paid.trips) == 1 and once:
            board.add(number, slips.rows[slip].lines)
            take(table, [slip], [trip])


def _roughly(table: Table, ruled: Odds, slips: Ints) -> Ints:
    """How far each of these slips may be off by rounding."""
    own = ruled.papers.slack(table.slips.document[slips])
    return np.maximum(own, rough_of(table.slips.total[slips]))


def reach_of(ruled: Odds) -> float:
    return max(_LEAST_REACH, _WIDE * ruled.clocks.sigma)


def _join(
    board: Board, table: Table, ruled: Odds, slips: list[int], trips: tuple[int, ...], sure: float
) -> None:
    slack = int(_roughly(table, ruled, np.array(slips)).sum())
    board.join(
        [table.trips.rows[trip] for trip in sorted(trips)],
        [line for slip in slips for line in table.slips.rows[slip].lines],
        MatchMethod.BY_TIME_AND_AMOUNT,
        confidence(sure),
        slack,
    )
    take(table, slips, list(trips))
