"""The tables that prove a letter's figures, made from what the pay check found.

Each function returns its table together with the names of the rows that state the letter's figures,
ready for ``LetterSpec.figures``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gigwallet.documents.captions import Captions
from gigwallet.documents.cells import Cell
from gigwallet.documents.tables import Column, Row, Table
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money, exponent
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.step import TraceLine


@dataclass(frozen=True, slots=True)
class Annex:
    """``figures``: field of the letter -> name of the row (``A3``) that states it."""

    table: Table
    figures: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PrintedDeduction:
    """A deduction as a statement prints it; ``amount`` is negative. ``judged`` is one of the three
    deduction kinds."""

    period: Period
    label: str
    amount: Money
    judged: DiscrepancyKind
    source: str = ""
    exhibits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReceivedPayment:
    """Money that arrived. ``source`` says where it is shown: file name and line, or that it was
    typed in."""

    at: Instant
    payer: str
    amount: Money
    source: str = ""
    exhibits: tuple[str, ...] = ()


def shortfall(
    items: Sequence[Discrepancy],
    totals: Mapping[str, Money],
    numbers: Mapping[ExhibitId, str],
    captions: Captions,
    key: str = "A",
) -> Annex:
    """The arithmetic of each item and the sums that the letter states.

    ``totals`` maps ``expected``, ``stated``, ``received``, ``shortfall``, ``unexplained`` (those
    that the letter prints) to their amounts; each becomes a row of its own. ``numbers`` are the
    exhibits' numbers.
    """
    rows: list[Row] = []
    for item in items:
        exhibits = tuple(sorted({numbers[one] for one in item.exhibits if one in numbers}))
        rows += [_trace(item, line, exhibits, captions) for line in item.trace]
        rows += _outcome(item, exhibits, captions)
    figures: dict[str, str] = {}
    for name in ("expected", "stated", "received", "unexplained", "shortfall"):
        if name in totals:
            figures[name] = f"{key}{len(rows) + 1}"
            text = captions(f"annex.total_{name}")
            rows.append(Row(("", text, None, None, totals[name], ""), strong=True))
    table = Table(
        key,
        captions("annex.shortfall_title", table=key),
        (
            Column(captions("annex.item"), 1.15),
            Column(captions("annex.rule"), 1.9),
            Column(captions("annex.quantity"), 0.75, figures=True),
            Column(captions("annex.price"), 0.7, figures=True),
            Column(captions("annex.amount"), 1.05, figures=True),
            Column(captions("annex.source"), 1.2),
        ),
        tuple(rows),
        intro=captions("annex.shortfall_intro"),
        exhibits_title=captions("annex.exhibits"),
    )
    return Annex(table, figures)


def _item(item: Discrepancy) -> Cell:
    """The period, or the order number that the item is about."""
    return item.period if item.ref == str(item.period) or not item.ref else item.ref


def _trace(
    item: Discrepancy, line: TraceLine, exhibits: tuple[str, ...], captions: Captions
) -> Row:
    label = line.label or line.rule
    currency = line.amount.currency
    quantity: Cell = None
    price: Cell = None if line.price is None else _as_price(line.price, currency)
    if line.quantity is not None and line.unit == "percent":
        # A share of an amount: the amount stands where the others have their count.
        quantity = _as_price(line.quantity, currency)
        price = None if line.price is None else f"{_plain(line.price * 100)}%"
    elif line.quantity is not None:
        unit = captions.maybe(f"unit.{line.unit}") or line.unit
        quantity = f"{_plain(line.quantity)}\N{NO-BREAK SPACE}{unit}".rstrip()
    return Row((_item(item), label, quantity, price, line.amount, line.source), exhibits)


def _as_price(value: Decimal, currency: str) -> Cell:
    """As an amount, or as a bare number where it is finer than the currency's smallest coin."""
    minor = value.scaleb(exponent(currency))
    return Money(int(minor), currency) if minor == minor.to_integral_value() else value


def _plain(value: Decimal) -> str:
    """1,260 or 3.5: grouped, without zeros that say nothing."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _outcome(item: Discrepancy, exhibits: tuple[str, ...], captions: Captions) -> Iterable[Row]:
    what = _item(item)
    for name, amount in (
        ("expected", item.expected),
        ("stated", item.stated),
        ("received", item.received),
    ):
        if amount is not None:
            text = captions(f"annex.item_{name}")
            yield Row((what, text, None, None, amount, ""), exhibits)
    text = captions("annex.item_short", kind=captions(f"discrepancy.{item.kind}"))
    yield Row((what, text, None, None, item.low, ""), exhibits, strong=True)


def deductions(
    printed: Sequence[PrintedDeduction], currency: str, captions: Captions, key: str = "B"
) -> Annex:
    """Every deduction that statements print, with what the person's files say about it."""
    rows = [
        Row(
            (one.period, one.label, one.amount, captions(f"deduction.{one.judged}"), one.source),
            one.exhibits,
        )
        for one in printed
    ]
    figures: dict[str, str] = {}
    for field, kind in (
        ("deductions_no_rule", DiscrepancyKind.DEDUCTION_NO_RULE),
        ("deductions_rule_differs", DiscrepancyKind.DEDUCTION_RULE_DIFFERS),
    ):
        amounts = [one.amount for one in printed if one.judged is kind]
        if amounts:
            figures[field] = f"{key}{len(rows) + 1}"
            total = sum((abs(amount) for amount in amounts), Money(0, currency))
            text = captions(f"annex.total_{field}")
            rows.append(Row(("", text, total, "", ""), strong=True))
    table = Table(
        key,
        captions("annex.deductions_title", table=key),
        (
            Column(captions("annex.period"), 1.1),
            Column(captions("annex.deduction"), 1.7),
            Column(captions("annex.amount"), 1.0, figures=True),
            Column(captions("annex.judged"), 1.7),
            Column(captions("annex.source"), 1.3),
        ),
        tuple(rows),
        exhibits_title=captions("annex.exhibits"),
        empty=captions("annex.deductions_none"),
    )
    return Annex(table, figures)


def payments(
    received: Sequence[ReceivedPayment], currency: str, captions: Captions, key: str = "C"
) -> Annex:
    """Every payment that arrived, and their sum, which the letter calls received."""
    rows = [
        Row((one.at, one.payer, one.amount, one.source), one.exhibits)
        for one in sorted(received, key=lambda one: one.at.utc)
    ]
    total = sum((one.amount for one in received), Money(0, currency))
    rows.append(Row(("", captions("annex.total_received"), total, ""), strong=True))
    table = Table(
        key,
        captions("annex.payments_title", table=key),
        (
            Column(captions("annex.received_at"), 1.2),
            Column(captions("annex.payer"), 1.9),
            Column(captions("annex.amount"), 1.0, figures=True),
            Column(captions("annex.source"), 1.6),
        ),
        tuple(rows),
        exhibits_title=captions("annex.exhibits"),
    )
    return Annex(table, {"received": f"{key}{len(rows)}"})
