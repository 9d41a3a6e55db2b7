"""A driver's line as a statement with its pay lines and the payout that Bolt announces."""

from __future__ import annotations

from collections.abc import Mapping

from gigwallet.domain.instants import Instant
from gigwallet.domain.money import UNNAMED, Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.payout import Payout, PayoutSide
from gigwallet.domain.period import Period
from gigwallet.domain.reading import EngagementHint, Fact, Reading, Row, Skip
from gigwallet.domain.recorded import Locator
from gigwallet.domain.statement import Deduction, Statement, StatementKind
from gigwallet.importers.bolt_fleet_report.context import Context, added, who
from gigwallet.importers.bolt_fleet_report.vocabulary import Kind, words
from gigwallet.tabular import moments
from gigwallet.tabular.tables import BadCell, Record

_WEEK = 7


def read(line: Record, context: Context) -> list[Reading]:
    amounts = context.amounts(line)
    if not line["driver"]:
        raise BadCell("missing_value", "driver")
    if not any(amounts.values()):
        return [Skip("no_amount", Locator(line=line.line))]
    _check(amounts, context)
    hint = EngagementHint("bolt", currency="" if context.currency == UNNAMED else context.currency)
    if context.several:
        hint = EngagementHint(
            "bolt", currency=hint.currency, account=who(line), account_name=line["driver"]
        )
    whole = f"{who(line)}|{context.period}"
    facts: list[tuple[str, Fact]] = [("", _statement(amounts, context))]
    for name, amount in amounts.items():
        if amount and (fact := _fact(name, amount, amounts, context)):
            facts.append((name, fact))
    # What nobody knows and what nothing misses is shown beside the rest, and never added.
    for name in context.extra:
        beside = context.money(line, name)
        if beside:
            amounts[name] = beside
            facts.append((name, _line(name, PayCategory.OTHER, beside, context, beside=True)))
    return [
        Row(
            fact=fact,
            family="bolt_earnings",
            natural_key=f"{whole}|{name}",
            locator=Locator(line=line.line, pointer=context.labels.get(name, "")),
            raw={context.labels[name]: line[name]} if name else {},
            amount=amounts.get(name),
            footing={"column": context.labels[name]} if name else {},
            hint=hint,
        )
        for name, fact in facts
    ]


def _fact(
    name: str, amount: Money, amounts: Mapping[str, Money], context: Context
) -> PayLine | Payout | None:
    column = words().columns[name]
    if column.category is PayCategory.TRANSFER:
        if amount.minor < 0:
            # The driver owes the fleet: the statement's net says so, and nothing is paid out.
            return None
        end = Instant.from_day(context.period.last, moments.FLOATING)
        return Payout(PayoutSide.STATED, end, amount, "bolt", period=context.period)
    beside = _is_subtotal(name, column.kind, amounts)
    return _line(name, column.category, amount, context, beside=beside)


def _line(
    name: str, category: PayCategory, amount: Money, context: Context, *, beside: bool
) -> PayLine:
    return PayLine(
        platform="bolt",
        category=category,
        amount=amount,
        label_raw=context.labels[name],
        statement_ref=_ref(context.period),
        recognised_at=Instant.from_day(context.period.last, moments.FLOATING),
        is_subtotal=beside,
    )


def _is_subtotal(name: str, kind: Kind, amounts: Mapping[str, Money]) -> bool:
    """A total whose parts are not listed counts itself."""
    if name == "gross_total":
        return _listed(amounts, Kind.GROSS)
    if name == "fees_total":
        return _listed(amounts, Kind.FEE)
    return kind in (Kind.TOTAL, Kind.WITHIN)


def _listed(amounts: Mapping[str, Money], kind: Kind) -> bool:
    return any(words().columns[name].kind is kind and amount for name, amount in amounts.items())


def _check(amounts: Mapping[str, Money], context: Context) -> None:
    """Gross = in the app + in cash; fees = their parts; net = gross + fees + tips, campaigns and
    refunds; payout = net less the cash. Each as far as its columns are there."""
    zero = Money.zero(context.currency)
    gross, fees = amounts.get("gross_total"), amounts.get("fees_total")
    net, payout = amounts.get("net"), amounts.get("payout")
    if gross is not None and _listed(amounts, Kind.GROSS):
        _equal("gross_total", gross, added(amounts, Kind.GROSS), context)
    if fees is not None and _listed(amounts, Kind.FEE):
        _equal("fees_total", fees, added(amounts, Kind.FEE), context)
    if gross is not None and net is not None:
        taken = fees if fees is not None else added(amounts, Kind.FEE)
        _equal("net", net, gross + taken + added(amounts, Kind.PART), context)
    if net is not None and payout is not None:
        _equal("payout", payout, net + amounts.get("cash", zero), context)
    if context.balances and "old_payout" in amounts:
        expected = added(amounts, Kind.PART, Kind.FEE, Kind.CASH)
        _equal("old_payout", amounts["old_payout"], expected, context)


def _equal(name: str, said: Money, parts: Money, context: Context) -> None:
    if said != parts:
        raise BadCell("total_differs", context.labels[name])


def _statement(amounts: Mapping[str, Money], context: Context) -> Statement:
    zero = Money.zero(context.currency)
    fees = amounts.get("fees_total") or added(amounts, Kind.FEE)
    gross = amounts.get("gross_total", zero) + added(amounts, Kind.PART)
    taken = [("fees_total", fees), ("cash", added(amounts, Kind.CASH))]
    labels = {"fees_total": ("fees_total", "commissions", "old_commission"),
              "cash": ("cash", "old_cash")}  # fmt: skip
    deductions = tuple(
        Deduction(next(context.labels[each] for each in labels[name] if each in amounts), amount)
        for name, amount in taken
        if amount.minor < 0
    )
    payout = amounts.get("payout", amounts.get("old_payout"))
    if payout is None:
        payout = gross + fees + added(amounts, Kind.CASH)
    return Statement(
        platform="bolt",
        kind=StatementKind.WEEKLY if context.period.days == _WEEK else StatementKind.EXPORT,
        period=context.period,
        currency="" if context.currency == UNNAMED else context.currency,
        ref=_ref(context.period),
        gross=gross,
        deductions=deductions,
        net=payout,
    )


def _ref(period: Period) -> str:
    return f"{period.first:%Y%m%d}-{period.last:%Y%m%d}"
