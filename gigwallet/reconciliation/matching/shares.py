"""How often orders and lines of a book end up in which way: what a single pair is weighed with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gigwallet.reconciliation.matching.columns import Floats, Ints
from gigwallet.reconciliation.matching.table import Table

# Ways in which an order is paid: by one line, together with others, in two lines, days late.
SINGLE, MERGED, SPLIT, LATE, BESIDE = range(5)
_USUAL = np.array([0.91, 0.03, 0.02, 0.02])
_UNPAID, _STRAY = 0.02, 0.03
_WEIGHT_OF_USUAL = 100.0
_LEAST = 0.003
_HALF_DAY = 6 * 3600.0
_SMOOTH = 100


@dataclass(frozen=True, slots=True)
class Shares:
    """``of`` are shares of all orders by way of payment, ``unpaid`` of those without a line;
    ``stray`` is the share of lines that pay no order."""

    of: Floats
    unpaid: float
    stray: float

    def odds(self, way: int, trips: int = 1, slips: int = 1) -> float:
        """The logarithm of how much more often rows are joined in this way than all left over."""
        share = float(self.of[MERGED if way == BESIDE else way])
        return float(np.log(share / self.unpaid**trips / self.stray**slips))


USUALLY = Shares(_USUAL, _UNPAID, _STRAY)


def learnt(paid: Floats, trips: int, explained: float, slips: int) -> Shares:
    """From how many of the ``trips`` that lie near any line are ``paid`` in each way, and how many
    of the ``slips`` are explained."""
    of = (paid + _WEIGHT_OF_USUAL * _USUAL) / (trips + _WEIGHT_OF_USUAL)
    unpaid = (max(0.0, trips - paid.sum()) + _WEIGHT_OF_USUAL * _UNPAID) / (
        trips + _WEIGHT_OF_USUAL
    )
    stray = (max(0.0, slips - explained) + _WEIGHT_OF_USUAL * _STRAY) / (slips + _WEIGHT_OF_USUAL)
    return Shares(np.maximum(of, _LEAST), max(unpaid, _LEAST), max(stray, _LEAST))


class Thick:
    """How thick the orders of the book lie in time, and amounts of no order on the scale."""

    def __init__(self, table: Table) -> None:
        trips = table.trips
        self._begun = np.sort(trips.moments[:, 0])
        self._worth = np.sort(trips.low[trips.low > 0])
        most = float(self._worth[len(self._worth) * 99 // 100]) if len(self._worth) else 1.0
        self._most = 2.0 ** round(np.log2(max(most, 1.0)))

    def rate(self, at: Floats) -> Floats:
        """Orders a second."""
        return np.maximum(1, self.count(at - _HALF_DAY, at + _HALF_DAY)) / (2 * _HALF_DAY)

    def count(self, first: Floats, last: Floats) -> Ints:
        counted: Ints = np.searchsorted(self._begun, last) - np.searchsorted(self._begun, first)
        return counted

    def amounts(self, amount: Ints) -> Floats:
        """The density of amounts of lines that pay no order: like orders' worth, or like nothing;
        in powers of two, so that an order far away moves it by nothing."""
        low = np.searchsorted(self._worth, amount - _SMOOTH)
        high = np.searchsorted(self._worth, amount + _SMOOTH)
        like = (high - low) / max(1, len(self._worth)) / (2 * _SMOOTH)
        flat = 1.0 / np.maximum(self._most, amount)
        density: Floats = np.exp2(np.round(np.log2(0.5 * like + 0.5 * flat)))
        return density
