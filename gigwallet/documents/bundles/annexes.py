"""The tables that prove a letter's figures, in the voice of the person who signs it: what is short,
item by item, and how the figures lead to one another.

Each function returns its table together with the names of the rows that state the letter's figures,
ready for ``LetterSpec.figures``. The same tables serve as the computations of a bundle.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gigwallet.documents.bundles.numbering import natural
from gigwallet.documents.captions import Captions
from gigwallet.documents.drawing.tables import Column, Row, Table
from gigwallet.domain.money import Money
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind
from gigwallet.domain.recorded import ExhibitId

Numbers = Mapping[ExhibitId, tuple[str, ...]]
_PAYOUTS = frozenset({DiscrepancyKind.MISSING_PAYOUT, DiscrepancyKind.SHORT_PAYOUT})


@dataclass(frozen=True, slots=True)
class Annex:
    """``figures``: field of the letter -> name of the row (``A3``) that states it."""

    table: Table
    figures: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BridgeStep:
    """A row of the bridge: ``key`` names its caption, ``field`` the letter's field that it proves
    (empty where another annex does); ``claimed`` is what of it counts towards the difference."""

    key: str
    amount: Money
    claimed: Money | None = None
    field: str = ""
    strong: bool = False


def difference(
    items: Sequence[Discrepancy], total: Money, numbers: Numbers, captions: Captions
) -> Annex:
    """Annex A: the items that the difference adds up. The last row is ``shortfall``."""
    rows = [
        Row(
            (
                order_name(item),
                item.period,
                _finding(item, captions),
                item.expected,
                item.stated,
                item.received,
                item.low,
            ),
            exhibit_numbers(item, numbers),
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


def uncounted(items: Sequence[Discrepancy], numbers: Numbers, captions: Captions) -> Annex:
    """Annex F: orders that differ and are not asked for."""
    rows = [
        Row(
            (
                order_name(item),
                item.period,
                _finding(item, captions),
                item.expected,
                item.stated,
                _apart(item),
            ),
            exhibit_numbers(item, numbers),
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


def exhibit_numbers(item: Discrepancy, numbers: Numbers) -> tuple[str, ...]:
    found = {number for one in item.exhibits for number in numbers.get(one, ())}
    return tuple(sorted(found, key=natural))


def order_name(item: Discrepancy) -> str:
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
