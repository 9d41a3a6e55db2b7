"""Items entered into an account, line by line, with or without their arithmetic."""

from __future__ import annotations

from collections.abc import Sequence

from gigwallet.rules.accounts import Account
from gigwallet.rules.items import Item, Outcome, Run
from gigwallet.rules.orders import Order
from gigwallet.rules.program import VersionProgram
from gigwallet.rules.reckoning import outcome_of
from gigwallet.rules.runs import LUMP


def enter_pieces(account: Account, items: Sequence[Item]) -> None:
    """What the lines give in all of these together, without how it came about."""
    exact: dict[int, tuple[VersionProgram, list[Sequence[int]]]] = {}
    for item in items:
        if item.amounts is None:
            _ends(account, outcome_of(item))
        else:
            version = item.versions[0]
            exact.setdefault(id(version), (version, []))[1].append(item.amounts)
    for version, rows in exact.values():
        for line in version.paid_lines:
            given = [row[line.index] for row in rows]
            if any(given):
                account.low(line.line, sum(given), ())
                account.high(line.line, sum(given))


def _ends(account: Account, outcome: Outcome) -> None:
    for end, (version, runs) in (("low", outcome.least), ("high", outcome.most)):
        for run in runs:
            for line in version.paid_lines:
                if end == "low" and run.lows[line.index]:
                    account.low(line.line, run.lows[line.index] * run.count, ())
                if end == "high" and run.highs[line.index]:
                    account.high(line.line, run.highs[line.index] * run.count)


def enter(account: Account, item: Item) -> None:
    """The item with its arithmetic."""
    outcome = outcome_of(item)
    version, runs = outcome.least
    for run in runs:
        _low(account, item.order, version, run)
        if run.hull is not None:
            account.missing(run.hull.unknown, run.count)
    version, runs = outcome.most
    for run in runs:
        for line in version.paid_lines:
            if run.highs[line.index]:
                account.high(line.line, run.highs[line.index] * run.count)
    if len(item.versions) > 1 and item.low != item.high:
        account.missing(("version",), item.order.count)


def _low(account: Account, order: Order, version: VersionProgram, run: Run) -> None:
    order.tiers = run.tiers
    count, held = run.count, run.hull.held if run.hull is not None else None
    for line in version.paid_lines:
        amount = run.lows[line.index]
        if not amount:
            continue
        counts = held is None or held[line.index]
        figures = line.run.figures(order, run.lows, amount) if counts else None
        if figures is None:
            account.low(line.line, amount * count, [(LUMP, count, amount * count)])
        else:
            account.low(
                line.line,
                amount * count,
                [(kind, quantity * count, fine * count) for kind, quantity, fine in figures],
            )
