"""The tables that prove a letter's figures, in the voice of the person who signs it.

Each function returns its table together with the names of the rows that state the letter's figures,
ready for ``LetterSpec.figures``. The same tables serve as the computations of a bundle.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gigwallet import words
from gigwallet.documents.bundles.formulas import formula, term
from gigwallet.documents.bundles.numbering import natural
from gigwallet.documents.captions import Captions
from gigwallet.documents.drawing.cells import speaking
from gigwallet.documents.drawing.tables import Column, Row, Table
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind
from gigwallet.domain.recorded import ExhibitId

# More orders than these are listed with their sum only; their arithmetic stays in the pay check.
MOST_SPELLED_OUT = 400
Numbers = Mapping[ExhibitId, tuple[str, ...]]
_PAYOUTS = frozenset({DiscrepancyKind.MISSING_PAYOUT, DiscrepancyKind.SHORT_PAYOUT})
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
class Annex:
    """``figures``: field of the letter -> name of the row (``A3``) that states it."""

    table: Table
    figures: Mapping[str, str]


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


def uncounted(items: Sequence[Discrepancy], numbers: Numbers, captions: Captions) -> Annex:
    """Annex F: orders that differ and are not asked for."""
    rows = [
        Row(
            (
                _order(item),
                item.period,
                _finding(item, captions),
                item.expected,
                item.stated,
                _apart(item),
            ),
            _numbers(item, numbers),
        )
        for item in items
    ]
    table = Table(
        "F",
        captions("annex.uncounted_title", table="F"),
        (
            Column(captions("annex.order"), 1.2),
            Column(captions("annex.when"), 1.8),
            Column(captions("annex.finding"), 1.6),
            Column(captions("annex.due"), 0.95, figures=True),
            Column(captions("annex.item_stated"), 0.95, figures=True),
            Column(captions("annex.apart"), 0.95, figures=True),
        ),
        tuple(rows),
        exhibits_title=captions("annex.exhibits") if numbers else "",
        compact=True,
    )
    return Annex(table, {})


@dataclass(frozen=True, slots=True)
class BridgeStep:
    """A row of the bridge: ``key`` names its caption, ``field`` the letter's field that it proves
    (empty where another annex does); ``claimed`` is what of it counts towards the difference."""

    key: str
    amount: Money
    claimed: Money | None = None
    field: str = ""
    strong: bool = False


def expected(
    items: Sequence[Discrepancy],
    total: Money,
    numbers: Numbers,
    captions: Captions,
    beyond: Sequence[Discrepancy] = (),
) -> Annex:
    """Annex E: what the rule gives, one row per order with its arithmetic; a period (a tally) has a
    row for each line of its arithmetic, month by month, with a subtotal for each. What a cap or a
    floor gives ``beyond`` the rule is one row of each kind. The last row is ``expected``."""
    due = sorted(
        (item for item in items if item.expected is not None),
        key=lambda item: (item.period, item.ref),
    )
    spelled_out = len(due) <= MOST_SPELLED_OUT
    rows: list[Row] = []
    with speaking(captions.language):
        for item in due:
            exhibits = _numbers(item, numbers)
            if item.ref == str(item.period) and item.trace:
                rows += _reckoned(item, exhibits, captions)
            else:
                how = formula(item.trace, captions) if spelled_out else ""
                rows.append(Row((_order(item), item.period, how, item.expected), exhibits))
    for kind in dict.fromkeys(each.kind for each in beyond):
        amounts = (each.amount for each in beyond if each.kind is kind)
        more = sum(amounts, Money.zero(total.currency))
        rows.append(Row(("", "", captions(f"bridge.{kind}"), more)))
    rows.append(Row(("", "", captions("annex.total_expected"), total), strong=True))
    sources = dict.fromkeys(line.source for item in due for line in item.trace if line.source)
    intro = captions("annex.expected_intro", rules=", ".join(sources)) if sources else ""
    table = Table(
        "E",
        captions("annex.expected_title", table="E"),
        (
            Column(captions("annex.order"), 0.95),
            Column(captions("annex.when"), 1.3),
            Column(captions("annex.arithmetic"), 4.6),
            Column(captions("annex.due"), 0.75, figures=True),
        ),
        tuple(rows),
        intro=intro,
        exhibits_title=captions("annex.exhibits") if numbers else "",
        compact=True,
    )
    return Annex(table, {"expected": f"E{len(rows)}"})


def offered(
    items: Sequence[Discrepancy], total: Money, numbers: Numbers, captions: Captions
) -> Annex:
    """Annex E where no rule is known: what was offered before single orders, and its sum."""
    due = sorted(items, key=lambda item: (item.period, item.ref))
    rows = [
        Row((_order(item), item.period, item.expected), _numbers(item, numbers)) for item in due
    ]
    rows.append(Row(("", captions("annex.total_offered"), total), strong=True))
    table = Table(
        "E",
        captions("annex.offered_title", table="E"),
        (
            Column(captions("annex.order"), 2.0),
            Column(captions("annex.when"), 2.0),
            Column(captions("annex.amount"), 1.0, figures=True),
        ),
        tuple(rows),
        exhibits_title=captions("annex.exhibits") if numbers else "",
        compact=True,
    )
    return Annex(table, {})


def _reckoned(item: Discrepancy, exhibits: tuple[str, ...], captions: Captions) -> list[Row]:
    """The arithmetic of a period, each part of it with its own subtotal."""
    rows = []
    parts = dict.fromkeys(line.period or item.period for line in item.trace)
    for part in parts:
        lines = [line for line in item.trace if (line.period or item.period) == part]
        rows += [Row(("", part, term(line, captions), line.amount), exhibits) for line in lines]
        whole = sum((line.amount for line in lines), Money.zero(item.amount.currency))
        rows.append(Row(("", part, captions("annex.item_expected"), whole), exhibits, strong=True))
    return rows


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
            label = _order(item) or captions(f"discrepancy.{item.kind}")
            remark = _remark(item, captions)
            rows.append(Row((item.period, label, item.amount, remark), _numbers(item, numbers)))
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
        rows.append(Row((item.period, _order(item), own, how), _numbers(item, numbers)))
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


def difference(
    items: Sequence[Discrepancy], total: Money, numbers: Numbers, captions: Captions
) -> Annex:
    """Annex A: the items that the difference adds up. The last row is ``shortfall``."""
    rows = [
        Row(
            (
                _order(item),
                item.period,
                _finding(item, captions),
                item.expected,
                item.stated,
                item.received,
                item.low,
            ),
            _numbers(item, numbers),
        )
        for item in items
    ]
    blank = (None, None, None)
    rows.append(Row(("", "", captions("annex.total_shortfall"), *blank, total), strong=True))
    table = Table(
        "A",
        captions("annex.difference_title", table="A"),
        (
            Column(captions("annex.order"), 1.2),
            Column(captions("annex.when"), 1.4),
            Column(captions("annex.finding"), 1.9),
            Column(captions("annex.due"), 0.95, figures=True),
            Column(captions("annex.item_stated"), 0.95, figures=True),
            Column(captions("annex.item_received"), 0.95, figures=True),
            Column(captions("annex.least"), 0.95, figures=True),
        ),
        tuple(rows),
        intro=captions("annex.difference_intro"),
        exhibits_title=captions("annex.exhibits") if numbers else "",
    )
    return Annex(table, {"shortfall": f"A{len(rows)}"})


def bridge(steps: Sequence[BridgeStep], captions: Captions, by_rule: bool = True) -> Annex:
    """Annex B: how the sums lead to one another and to the difference. The amounts of the rows
    under a sum add up to it; the last column adds up to the last row. Without a rule, it says so.
    """
    rows = [
        Row(
            (
                captions(f"bridge.{step.key}"),
                step.amount,
                step.claimed,
                captions.maybe(f"bridge_source.{step.key}") or "",
            ),
            strong=step.strong,
        )
        for step in steps
    ]
    table = Table(
        "B",
        captions("annex.bridge_title", table="B"),
        (
            Column(captions("annex.item"), 3.4),
            Column(captions("annex.amount"), 1.2, figures=True),
            Column(captions("annex.of_it_claimed"), 1.2, figures=True),
            Column(captions("annex.see"), 0.9),
        ),
        tuple(rows),
        intro=captions("annex.bridge_intro" if by_rule else "annex.bridge_intro_no_rule"),
    )
    return Annex(table, {step.field: f"B{n}" for n, step in enumerate(steps, 1) if step.field})


def _numbers(item: Discrepancy, numbers: Numbers) -> tuple[str, ...]:
    found = {number for one in item.exhibits for number in numbers.get(one, ())}
    return tuple(sorted(found, key=natural))


def _order(item: Discrepancy) -> str:
    """The order number or label that the item is about; a period stands in its own column."""
    return item.ref.removeprefix(str(item.period)).strip()


def _finding(item: Discrepancy, captions: Captions) -> str:
    """The kind of the item; what no statement speaks of was not stated either."""
    if item.kind in _PAYOUTS and item.stated is None:
        return captions("annex.not_received_unstated")
    return captions(f"discrepancy.{item.kind}")


def _apart(item: Discrepancy) -> Money | None:
    """Expected less stated."""
    if item.expected is None or item.stated is None:
        return item.expected
    return item.expected - item.stated


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
