"""The whole matching: what is certain first, then what is likeliest, then what is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gigwallet.domain.money import Money
from gigwallet.domain.pay_decision import PairingSaid
from gigwallet.domain.recorded import FactId
from gigwallet.reconciliation.ledger import LineColumns, TripColumns
from gigwallet.reconciliation.matching import counted, instants, numbers, slips
from gigwallet.reconciliation.matching.board import Board
from gigwallet.reconciliation.matching.joined import Matching


def match(
    trips: TripColumns,
    lines: LineColumns,
    worth: Mapping[FactId, Money],
    pairings: Iterable[PairingSaid] = (),
    *,
    most: Mapping[FactId, Money] | None = None,
    zone: str = "UTC",
) -> Matching:
    """``worth`` is the least that each trip should show as fare, where that is known, and ``most``
    the most (the same, where not given): amounts tell neighbours in time apart. ``zone`` is the
    engagement's: a document's clock may jump where its clocks do. ``pairings`` are what the person
    said: it is kept, and the rest is matched around it.

    The same facts give the same matching, in whatever order they come. Nothing is joined that is
    not likelier than all else that could be; what stays alone is no error of the matching, and
    ``contested`` says whose pay may be among it.
    """
    board = Board(trips, lines, worth, most or {}, pairings)
    groups = instants.by_instant(board, slips.groups(board, numbers.by_number(board)))
    rest = slips.slips_of(board, groups)
    rest = counted.count_days(board, rest)
    if rest and not all(board.used_trips):
        # It loads numpy, which a start of the window does without.
        from gigwallet.reconciliation.matching.likeliest import join_likeliest

        join_likeliest(board, rest, zone)
    return board.result()
