"""What each document does to amounts: a fee taken from every line, and rounding of every line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gigwallet.reconciliation.matching.columns import Floats, Ints, Slips, Trips
from gigwallet.reconciliation.matching.pairs import Pairs

_GRAINS = (100, 50, 10)
# A document's habit is told from this many lines on.
_FEW = 8
_ENOUGH = 3000
_NEARLY_ALL = 0.85
_LARGEST_FEE = 200
_SHARES = 400  # shares of a fee are tried in steps of a thousandth, up to this many


@dataclass(frozen=True, slots=True)
class Papers:
    """Per document: ``fee`` in minor units, ``share`` in thousandths, ``grain`` in minor units (1:
    amounts are printed as they are)."""

    fee: Ints
    share: Ints
    grain: Ints

    def shown(self, document: Ints, worth: Ints) -> Ints:
        """What a line shows that pays ``worth``, before rounding."""
        share = self.share[document]
        return worth - (worth * share + 500) // 1000 - self.fee[document]

    def meant(self, document: Ints, amount: Ints) -> tuple[Ints, Ints]:
        """What a line that shows ``amount`` pays, and how far that may be off."""
        share, slack = self.share[document], self.slack(document)
        worth = amount + self.fee[document]
        of_share = (worth * 1000 + 500) // (1000 - share)
        return np.where(share > 0, of_share, worth), slack + (share > 0)

    def slack(self, document: Ints) -> Ints:
        """How far rounding alone may move an amount."""
        return self.grain[document] // 2


def grains_of(slips: Slips, trips: Trips) -> Papers:
    """What a document's amounts alone tell: nearly all are whole units, and what orders are worth
    is not."""
    count = len(slips.documents)
    found = np.ones(count, np.int64)
    lines = np.bincount(slips.document, minlength=count)
    worth = trips.low[trips.low > 0]
    for grain in reversed(_GRAINS):
        whole = np.bincount(slips.document, weights=slips.total % grain == 0, minlength=count)
        rounds = (lines >= _FEW) & (whole >= _NEARLY_ALL * lines)
        if len(worth) and np.count_nonzero(worth % grain == 0) <= 0.5 * len(worth):
            found[rounds] = grain
    return Papers(np.zeros(count, np.int64), np.zeros(count, np.int64), found)


def learn(slips: Slips, trips: Trips, near: Pairs, plain: Papers) -> Papers:
    """The fees, from pairs that are near in time, whatever their amounts."""
    count = len(slips.documents)
    known = near.where((trips.low[near.trip] > 0) & (trips.low[near.trip] == trips.high[near.trip]))
    fee, share = plain.fee.copy(), plain.share.copy()
    document = slips.document[known.slip]
    lacking = trips.low[known.trip] - slips.total[known.slip]
    order = np.argsort(document, kind="stable")
    edges = np.searchsorted(document[order], np.arange(count + 1))
    for number in range(count):
        mine = order[edges[number] : edges[number + 1]]
        if len(mine) >= _FEW:
            mine = mine[:: 1 + len(mine) // _ENOUGH]
            worth = trips.low[known.trip[mine]]
            fee[number], share[number] = fee_of(lacking[mine], worth, int(plain.grain[number]))
    return Papers(fee, share, plain.grain)


def fee_of(lacking: Ints, worth: Ints, grain: int) -> tuple[int, int]:
    """The fixed sum or the share that explains clearly more pairs than nothing does."""
    slack = grain // 2
    none = int(np.count_nonzero(np.abs(lacking) <= slack))
    inside = (lacking > slack) & (lacking <= _LARGEST_FEE)
    heap = np.convolve(
        np.bincount(lacking[inside], minlength=_LARGEST_FEE + 1), np.ones(2 * slack + 1), "same"
    )
    fixed = int(np.argmax(heap))
    shares = np.arange(2, _SHARES)
    # The shares that would take exactly what lacks are a short stretch for each pair.
    able = (worth > 0) & (lacking > slack)
    first = -((-(lacking[able] - slack) * 1000 + 500) // worth[able])
    last = ((lacking[able] + slack) * 1000 + 499) // worth[able]
    ends = np.zeros(_SHARES + 1)
    np.add.at(ends, np.clip(first, 0, _SHARES), 1)
    np.add.at(ends, np.clip(last + 1, 0, _SHARES), -1)
    hits: Floats = np.cumsum(ends)[shares]
    part = int(np.argmax(hits))
    if heap[fixed] >= hits[part]:
        return (fixed, 0) if heap[fixed] > 1.5 * none + 3 else (0, 0)
    return (0, int(shares[part])) if hits[part] > 1.5 * none + 3 else (0, 0)
