"""Annexes C and D: what statements print and what is asked about it, and what arrived."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gigwallet import words
from gigwallet.documents.bundles.annexes import Annex, Numbers, exhibit_numbers, order_name
from gigwallet.documents.bundles.formulas import formula
from gigwallet.documents.captions import Captions
from gigwallet.documents.drawing.cells import speaking
from gigwallet.documents.drawing.tables import Column, Row, Table
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind

# What a statement is asked about, with the row that sums it.
_ASKED_ABOUT = (
    (
        frozenset({DiscrepancyKind.DEDUCTION_NO_RULE, DiscrepancyKind.DUPLICATE_CHARGE}),
        "deductions_no_rule",
    ),
    (frozenset({DiscrepancyKind.DEDUCTION_RULE_DIFFERS}), "deductions_rule_differs"),
    (frozenset({DiscrepancyKind.UNRECONCILED}), "unexplained"),
)


@dataclass(frozen=True, slots=True)
class StatedAmount:
    """A sum as a statement prints it: ``label`` in its own words, empty for the sums before
    (``is_net`` False) and after deductions. ``place`` is the file and line."""

    period: Period
    label: str
    amount: Money
    is_net: bool = False
    place: str = ""
    exhibits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReceivedPayment:
    """Money that arrived. ``place`` says where it is shown: file and line, or that it was typed."""

    at: Instant
    payer: str
    ref: str
    amount: Money
    place: str = ""
    exhibits: tuple[str, ...] = ()


def stated(
    amounts: Sequence[StatedAmount],
    items: Sequence[Discrepancy],
    total: Money,
    numbers: Numbers,
    captions: Captions,
    beside: Sequence[tuple[str, Money]] = (),
) -> Annex:
    """Annex C: what statements print, then the deductions and remainders that the letter asks
    about. Rows: ``stated``, ``deductions_no_rule``, ``deductions_rule_differs``, ``unexplained``
    where there are such. ``beside`` is listed pay, by category, that no rule speaks of."""
    rows = [
        Row((one.period, _stated_label(one, captions), one.amount, one.place), one.exhibits)
        for one in amounts
    ]
    figures: dict[str, str] = {}
    if rows or total:
        rows.append(Row(("", captions("annex.total_stated"), total, ""), strong=True))
        figures["stated"] = f"C{len(rows)}"
    for kinds, field in _ASKED_ABOUT:
        of_kind = [
            item for item in items if item.kind in kinds and item.amount and not _by_rule(item)
        ]
        for item in of_kind:
            label = order_name(item) or captions(f"discrepancy.{item.kind}")
            remark = _remark(item, captions)
            rows.append(
                Row((item.period, label, item.amount, remark), exhibit_numbers(item, numbers))
            )
        if of_kind:
            added = sum((item.amount for item in of_kind), Money(0, total.currency))
            rows.append(Row(("", captions(f"annex.total_{field}"), added, ""), strong=True))
            figures[field] = f"C{len(rows)}"
    allowed = [item for item in items if item.kind is DiscrepancyKind.DEDUCTION_RULE_SHOWN]
    taken = Money.zero(total.currency)
    for item in allowed:
        with speaking(captions.language):
            how = formula(item.trace, captions)
        # As the deductions above: what was taken, not what it did to the sum.
        own = None if item.stated is None else -item.stated
        taken += own or Money.zero(total.currency)
        rows.append(Row((item.period, order_name(item), own, how), exhibit_numbers(item, numbers)))
    if allowed:
        rows.append(Row(("", captions("annex.total_deduction_rule_shown"), taken, ""), strong=True))
    for name, amount in beside:
        rows.append(Row(("", name, amount, captions("annex.beside_rule"))))
    table = Table(
        "C",
        captions("annex.stated_title", table="C"),
        (
            Column(captions("annex.period"), 2.75),
            Column(captions("annex.printed"), 2.0),
            Column(captions("annex.amount"), 0.9, figures=True),
            Column(captions("annex.source"), 2.15),
        ),
        tuple(rows),
        exhibits_title=captions("annex.exhibits") if numbers else "",
        empty=captions("annex.stated_none"),
        compact=True,
    )
    return Annex(table, figures)


def received(
    payments: Sequence[ReceivedPayment], total: Money, numbers: Numbers, captions: Captions
) -> Annex:
    """Annex D: every payment that arrived. The last row is ``received``."""
    rows = [
        Row((one.at, one.payer, one.ref, one.amount, one.place), one.exhibits)
        for one in sorted(payments, key=lambda one: one.at.utc)
    ]
    rows.append(Row(("", captions("annex.total_received"), "", total, ""), strong=True))
    table = Table(
        "D",
        captions("annex.received_title", table="D"),
        (
            Column(captions("annex.received_at"), 1.4),
            Column(captions("annex.payer"), 1.65),
            Column(captions("annex.reference"), 1.65),
            Column(captions("annex.amount"), 0.85, figures=True),
            Column(captions("annex.source"), 2.8),
        ),
        tuple(rows),
        compact=True,
        exhibits_title=captions("annex.exhibits") if numbers else "",
    )
    return Annex(table, {"received": f"D{len(rows)}"})


def _remark(item: Discrepancy, captions: Captions) -> str:
    """Why it is asked about; for a statement that does not add up, the two sums that differ."""
    if item.kind is DiscrepancyKind.UNRECONCILED and item.expected and item.stated:
        with speaking(captions.language):
            sums = {"due": words.money(item.expected), "stated": words.money(item.stated)}
        return captions("annex.residue", **sums)
    return captions(f"discrepancy.{item.kind}")


def _by_rule(item: Discrepancy) -> bool:
    """Whether a rule's arithmetic, not the statement's own, is what did not come out."""
    return item.kind is DiscrepancyKind.UNRECONCILED and bool(item.trace)


def _stated_label(one: StatedAmount, captions: Captions) -> str:
    return one.label or captions("annex.net" if one.is_net else "annex.gross")
