"""Lines that name one order and pay far beyond it: other orders of the shift are in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.recorded import Recorded
from gigwallet.reconciliation.matching.board import Board
from gigwallet.reconciliation.matching.columns import Ints
from gigwallet.reconciliation.matching.hypotheses import Hypotheses
from gigwallet.reconciliation.matching.joined import Joined
from gigwallet.reconciliation.matching.odds import EQUAL, ROUNDED, SHORT, TENTH, Odds, rough_of
from gigwallet.reconciliation.matching.sets import Lines, beside_of
from gigwallet.reconciliation.matching.slips import document_of
from gigwallet.reconciliation.matching.table import Table

# So much more than its order's worth is no tip and no error: another order is in it.
_CLEARLY_MORE = 1.15


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
    known = list(paid_beyond(board, table))
    names = {name: i for i, name in enumerate(table.slips.documents)}
    document = _ints(names.get(document_of(each.line), -1) for each in known)
    shown = _ints(each.line.fact.amount.minor for each in known)
    meant, exactly = ruled.papers.meant(np.maximum(0, document), shown)
    # A document of which no other line is open has no habits that are known.
    amount, exactly = np.where(document >= 0, meant, shown), np.where(document >= 0, exactly, 0)
    share = ruled.kinds[np.where(shown % 10 == 0, 2, 0)]
    lines = Lines(
        np.full(len(known), -1, dtype=np.int64),
        _ints(each.number for each in known),
        amount - _ints(each.worth.minor for each in known),
        exactly,
        np.maximum(exactly, rough_of(shown)),
        np.log(share[:, EQUAL]),
        np.log(share[:, TENTH] + share[:, ROUNDED]),
        np.log(2 * share[:, SHORT]),
        _ints(table.currencies.get(each.worth.currency, -1) for each in known),
    )
    ended = np.array([each.ended for each in known])
    return list(beside_of(table, ruled.shares, ruled.thick, lines, ended))


def _ints(values: Iterable[int]) -> Ints:
    return np.array(list(values), dtype=np.int64)


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
