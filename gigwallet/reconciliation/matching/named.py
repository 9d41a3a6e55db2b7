"""Lines that name one order and pay far beyond it: other orders of the shift are in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.recorded import Recorded
from gigwallet.reconciliation.matching.board import Board
from gigwallet.reconciliation.matching.hypotheses import Hypotheses
from gigwallet.reconciliation.matching.joined import Joined
from gigwallet.reconciliation.matching.odds import EQUAL, ROUNDED, SHORT, TENTH, Odds, rough_of_one
from gigwallet.reconciliation.matching.sets import Line, beside_of
from gigwallet.reconciliation.matching.slips import document_of
from gigwallet.reconciliation.matching.table import Table

# So much more than its order's worth is no tip and no error: another order is in it.
_CLEARLY_MORE = 1.15
_NONE = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class PaidBeyond:
    """One of the joined, by its ``number`` on the board: the worth of its one order, and when that
    ended, in seconds."""

    number: int
    line: Recorded[PayLine]
    worth: Money
    ended: float


def named_sums(board: Board, table: Table, ruled: Odds) -> list[Hypotheses]:
    """One or two open orders that make up exactly what such a line pays beyond its own."""
    places = {name: i for i, name in enumerate(table.slips.documents)}
    found = []
    for each in paid_beyond(board, table):
        worth, amount, exactly = each.worth, each.line.fact.amount.minor, 0
        share = ruled.kinds[2 if amount % 10 == 0 else 0]
        rough = rough_of_one(amount)
        document = places.get(document_of(each.line))
        if document is not None:
            amount, exactly = ruled.papers.meant(np.array([document]), amount)
        line = Line(
            -1,
            amount - worth.minor,
            exactly,
            max(exactly, rough),
            float(np.log(share[EQUAL])),
            float(np.log(share[TENTH] + share[ROUNDED])),
            float(np.log(2 * share[SHORT])),
            _NONE,
            np.zeros(0),
            table.currencies.get(worth.currency, -1),
            each.number,
        )
        found += beside_of(table, ruled.shares, ruled.thick, line, each.ended)
    return found


def paid_beyond(board: Board, table: Table) -> Iterator[PaidBeyond]:
    """Which of the joined are such. What is joined later only ever loses its place here, so each is
    looked for once, and looked at again each time."""
    for number in range(table.looked_at, len(board.joined)):
        if _clearly_more(board, board.joined[number]) is not None:
            table.paid_beyond.append(number)
    table.looked_at = len(board.joined)
    for number in table.paid_beyond:
        joined = board.joined[number]
        worth = _clearly_more(board, joined)
        ended = joined.trips[0].fact.ended
        if worth is not None and ended is not None:
            yield PaidBeyond(number, joined.lines[0], worth, ended.utc.timestamp())


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
