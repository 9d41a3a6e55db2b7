"""A driver's line as a statement with its pay lines and the payout that Bolt announces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from gigwallet.domain.instants import Instant
from gigwallet.domain.money import UNNAMED, Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.payout import Payout, PayoutSide
from gigwallet.domain.period import Period
from gigwallet.domain.reading import EngagementHint, Fact, Reading, Row, Skip
from gigwallet.domain.recorded import Locator
from gigwallet.domain.statement import Deduction, Statement, StatementKind
from gigwallet.importers.bolt_fleet_report.vocabulary import UNIT, Kind, bare, words
from gigwallet.tabular import moments
from gigwallet.tabular.amount_column import AmountColumn
from gigwallet.tabular.currencies import currency_of
from gigwallet.tabular.tables import BadCell, Record, Table
from gigwallet.tabular.two_places import TwoPlaces

_WEEK = 7
_OF_TIME = ("/h", "/km", "%")
_AMOUNT = re.compile(r"-?[\d .]{1,12}[.,]\d\d")


@dataclass(frozen=True, slots=True)
class Context:
    """What the whole file tells. ``numbered``: its drivers have numbers. ``labels``: our name of a column -> as it is written. ``extra``
    are columns of money that nobody knows; ``balances`` of the older report: its parts add up to
    its balance in most lines, so that one in which they do not is damaged."""

    labels: Mapping[str, str]
    currency: str
    column: AmountColumn
    places: TwoPlaces
    period: Period
    several: bool
    numbered: bool
    extra: tuple[str, ...]
    balances: bool

    @classmethod
    def of(cls, table: Table, labels: Mapping[str, str], period: Period) -> Context:
        column, places = AmountColumn(), TwoPlaces()
        lines = [line for line in table if isinstance(line, Record)]
        for line in lines:
            for name in words().columns:
                column.add(line[name])
                places.add(line[name])
        extra = tuple(name for name, label in labels.items() if _may_be_money(name, label, lines))
        numbered = sum(bool(line["driver_id"]) for line in lines) > 1
        drivers = {who(line) for line in lines if not _of_everyone(line, numbered)}
        currency = _currency(labels.values())
        found = cls(
            labels, currency, column, places, period, len(drivers) > 1, numbered, extra,
            balances=False,
        )  # fmt: skip
        fitting = [line for line in lines if "old_payout" in line.cells and found.fits(line)]
        return replace(found, balances=len(fitting) * 2 > len(lines))

    def of_everyone(self, line: Record) -> bool:
        """Whether this is the line of totals above the drivers: by its word, or because it alone
        has no number."""
        return _of_everyone(line, self.numbered)

    def fits(self, line: Record) -> bool:
        """Whether the parts of an older line add up to its balance."""
        try:
            amounts = self.amounts(line)
        except BadCell:
            return False
        return _sum(amounts, Kind.PART, Kind.FEE, Kind.CASH) == amounts.get("old_payout")

    def money(self, line: Record, name: str) -> Money | None:
        text = line[name]
        if not text or text == "-":
            return None
        try:
            if self.places.lost(text):
                raise ValueError("a number that lost its point")
            return self.column.money(text, self.currency)
        except ValueError as bad:
            raise BadCell("bad_amount", self.labels.get(name, name)) from bad

    def amounts(self, line: Record) -> dict[str, Money]:
        """Every known amount of a line, fees and cash below zero whatever their sign there."""
        found: dict[str, Money] = {}
        for name, column in words().columns.items():
            amount = self.money(line, name)
            if amount is None:
                continue
            taken = column.kind in (Kind.FEE, Kind.CASH) or name == "fees_total"
            found[name] = -abs(amount) if taken and not _given_back(name, line, self) else amount
        return found


def _of_everyone(line: Record, numbered: bool) -> bool:
    return bare(line["driver"]) in words().everyone or (numbered and not line["driver_id"])


def _may_be_money(name: str, label: str, lines: list[Record]) -> bool:
    """Whether a column that nobody knows has a unit of money, or cells that look like amounts."""
    if name in (*words().columns, *words().named.values()):
        return False
    if UNIT in label:
        return not label.endswith(_OF_TIME)
    return any(_AMOUNT.fullmatch(line[name]) for line in lines)


def who(line: Record) -> str:
    return line["driver_id"] or line["driver"]


def _given_back(name: str, line: Record, context: Context) -> bool:
    """A fee against the sign of the line's total of fees was given back."""
    total, own = context.money(line, "fees_total"), context.money(line, name)
    if total is None or own is None or words().columns[name].kind is not Kind.FEE:
        return False
    return own.minor * total.minor < 0


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


def _sum(amounts: Mapping[str, Money], *kinds: Kind) -> Money:
    chosen = [each for name, each in amounts.items() if words().columns[name].kind in kinds]
    currency = next((each.currency for each in amounts.values()), UNNAMED)
    return Money(sum(each.minor for each in chosen), currency)


def _check(amounts: Mapping[str, Money], context: Context) -> None:
    """Gross = in the app + in cash; fees = their parts; net = gross + fees + tips, campaigns and
    refunds; payout = net less the cash. Each as far as its columns are there."""
    zero = Money.zero(context.currency)
    gross, fees = amounts.get("gross_total"), amounts.get("fees_total")
    net, payout = amounts.get("net"), amounts.get("payout")
    if gross is not None and _listed(amounts, Kind.GROSS):
        _equal("gross_total", gross, _sum(amounts, Kind.GROSS), context)
    if fees is not None and _listed(amounts, Kind.FEE):
        _equal("fees_total", fees, _sum(amounts, Kind.FEE), context)
    if gross is not None and net is not None:
        taken = fees if fees is not None else _sum(amounts, Kind.FEE)
        _equal("net", net, gross + taken + _sum(amounts, Kind.PART), context)
    if net is not None and payout is not None:
        _equal("payout", payout, net + amounts.get("cash", zero), context)
    if context.balances and "old_payout" in amounts:
        expected = _sum(amounts, Kind.PART, Kind.FEE, Kind.CASH)
        _equal("old_payout", amounts["old_payout"], expected, context)


def _equal(name: str, said: Money, parts: Money, context: Context) -> None:
    if said != parts:
        raise BadCell("total_differs", context.labels[name])


def _statement(amounts: Mapping[str, Money], context: Context) -> Statement:
    zero = Money.zero(context.currency)
    fees = amounts.get("fees_total") or _sum(amounts, Kind.FEE)
    gross = amounts.get("gross_total", zero) + _sum(amounts, Kind.PART)
    taken = [("fees_total", fees), ("cash", _sum(amounts, Kind.CASH))]
    labels = {"fees_total": ("fees_total", "commissions", "old_commission"),
              "cash": ("cash", "old_cash")}  # fmt: skip
    deductions = tuple(
        Deduction(next(context.labels[each] for each in labels[name] if each in amounts), amount)
        for name, amount in taken
        if amount.minor < 0
    )
    payout = amounts.get("payout", amounts.get("old_payout"))
    if payout is None:
        payout = gross + fees + _sum(amounts, Kind.CASH)
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


def _currency(labels: Iterable[str]) -> str:
    """The unit that the columns name; none where it has several meanings or stands nowhere."""
    units = {label.partition(UNIT)[2].strip() for label in labels if UNIT in label}
    found = {currency_of(f"1 {unit}") or currency_of(f"1 {unit.casefold()}") for unit in units}
    known = {each for each in found if each}
    return known.pop() if len(known) == 1 else UNNAMED
