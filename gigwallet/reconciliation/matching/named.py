"""Lines that name one order and pay far beyond it: other orders of the shift are in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from gigwallet.domain.money import Money
from gigwallet.reconciliation.matching.board import Board
from gigwallet.reconciliation.matching.columns import Ints
from gigwallet.reconciliation.matching.hypotheses import Hypotheses
from gigwallet.reconciliation.matching.joined import Joined
from gigwallet.reconciliation.matching.odds import EQUAL, ROUNDED, SHORT, TENTH, Odds, rough_of
from gigwallet.reconciliation.matching.sets import Lines, beside_of
from gigwallet.reconciliation.matching.table import Table

# So much more than its order's worth is no tip and no error: another order is in it.
_CLEARLY_MORE = 1.15


@dataclass(frozen=True, slots=True)
class PaidBeyond:
    """One of the joined, by its ``number`` on the board: its one line, the worth of its one order,
    and when that ended, in seconds."""

    number: int
    line: int
    worth: Money
    ended: float


def named_sums(board: Board, table: Table, ruled: Odds) -> list[Hypotheses]:
    """One or two open orders that make up exactly what such a line pays beyond its own."""
    known = list(paid_beyond(board, table))
    names = {name: i for i, name in enumerate(table.slips.documents)}
    document = _ints(names.get(board.lines.document[each.line], -1) for each in known)
    shown = _ints(board.lines.minor[each.line] for each in known)
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
    least, minor = board.least, board.lines.minor
    for number, each in enumerate(islice(board.joined, table.looked_at, None), table.looked_at):
        # Nearly none: what lines pay is looked at first.
        if (
            len(each.trips) == 1
            and least[each.trips[0]] * _CLEARLY_MORE < minor[each.lines[0]]
            and _clearly_more(board, each) is not None
        ):
            table.paid_beyond.append(number)
    table.looked_at = len(board.joined)
    for number in table.paid_beyond:
        joined = board.joined[number]
        worth = _clearly_more(board, joined)
        ended = board.trips.ended[joined.trips[0]]
        if worth is not None and ended is not None:
            yield PaidBeyond(number, joined.lines[0], worth, ended / 1000)


def _clearly_more(board: Board, joined: Joined) -> Money | None:
    """The worth of the one trip that one line names and pays far beyond."""
    if len(joined.trips) != 1 or len(joined.lines) != 1:
        return None
    (trip,), (line,) = joined.trips, joined.lines
    worth, minor = board.worth[trip], board.lines.minor[line]
    if worth is None or not 0 < worth.minor * _CLEARLY_MORE < minor:
        return None
    if worth != board.most[trip] or board.lines.currency[line] != worth.currency:
        return None
    return worth
