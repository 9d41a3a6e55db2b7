"""Lines of the payment reports: per order as pay lines and payouts, per period as a statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gigwallet.domain.money import UNNAMED, Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.payout import Payout, PayoutSide
from gigwallet.domain.period import Period
from gigwallet.domain.reading import Reading, Row, Skip
from gigwallet.domain.recorded import Locator
from gigwallet.domain.statement import Deduction, Statement, StatementKind
from gigwallet.importers.uber_fleet_reports import cells
from gigwallet.importers.uber_fleet_reports.context import Context
from gigwallet.importers.uber_fleet_reports.tree import PathAmount, Tree
from gigwallet.tabular.tables import BadCell, Record

# Uber's own word, whatever the language of the columns.
_PAYOUT = "so.payout"
_WEEK = 7


def read_order(line: Record, context: Context) -> Iterator[Reading]:
    """A line of ``payments_order``: one pay line per leaf, and one per branch that its leaves leave
    open; what was sent to the bank is a payout."""
    where = Locator(line=line.line)
    transaction = cells.uuid(line, "transaction")
    cells.uuid(line, "driver", needed=False)
    trip_ref = cells.uuid(line, "trip", needed=False)
    at = cells.reported(line)
    found = context.amounts(line)
    if context.drivers.of_the_fleet(line):
        yield Skip("fleet_not_driver", where)
        return
    if not found:
        yield Skip("no_amount", where)
        return
    hint = context.drivers.hint(line)
    for each in found:
        label = context.tree.labels[each.path]
        kind = _category(each, line, context.tree)
        amount = _money(each, kind, context)
        raw = {
            "transaction": transaction,
            "trip": trip_ref,
            "description": line["description"],
            "reported": line["reported"],
            label: str(each.amount),
        }
        fact: PayLine | Payout
        if kind is PayCategory.TRANSFER and amount.minor < 0:
            amount = -amount
            fact = Payout(PayoutSide.STATED, at, amount, "uber", label=line["description"])
        else:
            fact = PayLine(
                platform="uber",
                category=kind,
                amount=amount,
                label_raw=_label(label, each),
                trip_ref=trip_ref,
                recognised_at=at,
            )
        path = ":".join(context.tree.steps(each.path)) + ("+" if each.residue else "")
        yield Row(
            fact=fact,
            family="uber_fleet_payments",
            natural_key=f"{transaction}|{path}",
            locator=replace(where, pointer=_label(label, each)),
            raw={name: cell for name, cell in raw.items() if cell},
            amount=amount,
            footing={"column": label, "description": line["description"]},
            hint=hint,
        )


def read_period(line: Record, context: Context) -> Iterator[Reading]:
    """A line of ``payments_driver``: a statement of the period, and its parts as subtotals, because
    each is the sum of lines that another report lists."""
    where = Locator(line=line.line)
    period = context.period
    if period is None:
        raise BadCell("missing_value", "period")
    driver = cells.uuid(line, "driver")
    found = context.amounts(line)
    if context.drivers.of_the_fleet(line):
        yield Skip("fleet_not_driver", where)
        return
    if not found:
        yield Skip("no_amount", where)
        return
    hint = context.drivers.hint(line)
    whole = f"{driver}|{period}"
    yield Row(
        fact=_statement(found, context, period),
        family="uber_fleet_statements",
        natural_key=whole,
        locator=where,
        raw={},
        hint=hint,
    )
    for each in found:
        label = context.tree.labels[each.path]
        kind = _category(each, line, context.tree)
        amount = _money(each, kind, context)
        path = ":".join(context.tree.steps(each.path)) + ("+" if each.residue else "")
        yield Row(
            fact=PayLine(
                platform="uber",
                category=kind,
                amount=amount,
                label_raw=_label(label, each),
                statement_ref=_ref(period),
                is_subtotal=True,
            ),
            family="uber_fleet_sums",
            natural_key=f"{whole}|{path}",
            locator=replace(where, pointer=_label(label, each)),
            raw={label: str(each.amount)},
            amount=amount,
            footing={"column": label},
            hint=hint,
        )


def _statement(found: list[PathAmount], context: Context, period: Period) -> Statement:
    """What the report says is owed: everything but what was already sent to the bank. Cash that the
    driver kept is what it takes off."""
    owed, cash, labels = Money.zero(UNNAMED), Money.zero(UNNAMED), []
    for each in found:
        kind = context.tree.category(each.path)
        amount = _money(each, kind, context)
        if kind is PayCategory.CASH_COLLECTED:
            cash += amount
            labels.append(context.tree.labels[each.path])
        if kind is not PayCategory.TRANSFER:
            owed += amount
    taken = (Deduction(labels[0], cash),) if cash.minor < 0 else ()
    return Statement(
        platform="uber",
        kind=StatementKind.WEEKLY if period.days == _WEEK else StatementKind.EXPORT,
        period=period,
        currency="",
        ref=_ref(period),
        deductions=taken,
        net=owed,
    )


def _ref(period: Period) -> str:
    return f"{period.first:%Y%m%d}-{period.last:%Y%m%d}"


def _category(each: PathAmount, line: Record, tree: Tree) -> PayCategory:
    """Below "payouts" an unknown word is cash where it belongs to a trip, else a transfer."""
    kind = tree.category(each.path)
    if line["description"].casefold() == _PAYOUT and not line["trip"]:
        return PayCategory.TRANSFER
    named = tree.steps(each.path)
    unknown = kind is PayCategory.TRANSFER and named[-1] not in ("bank", "payouts")
    return PayCategory.CASH_COLLECTED if unknown and line["trip"] else kind


def _money(each: PathAmount, kind: PayCategory, context: Context) -> Money:
    amount = each.amount
    if kind is PayCategory.CASH_COLLECTED and context.cash_is_positive:
        amount = -amount
    try:
        return Money.of(amount, UNNAMED)
    except ValueError as finer:
        raise BadCell("bad_amount", context.tree.labels[each.path]) from finer


def _label(label: str, each: PathAmount) -> str:
    """What a branch leaves open is marked, so that nobody takes it for the branch."""
    return f"{label} (+)" if each.residue else label
