"""The running balance: each row must lead from the balance before it to the one that it prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gigwallet.domain.money import Money
from gigwallet.domain.reading import Rejection
from gigwallet.importers.uber_weekly_statement.rows import Parsed


def checked(
    rows: Iterable[Parsed | Rejection], start: Money | None
) -> Iterator[Parsed | Rejection]:
    """A row that breaks the balance is rejected. The row below is held against the balance that
    was printed and the one that was computed: whichever of the two was torn, it costs one row."""
    before = set() if start is None else {start.minor}
    for row in rows:
        if isinstance(row, Rejection):
            before = set()
            yield row
            continue
        after = {each + row.sum for each in before}
        if before and row.balance.minor not in after:
            before = after | {row.balance.minor}
            yield Rejection("balance_broken", row.where, "Balance")
        else:
            before = {row.balance.minor}
            yield row
