"""Annex E: what the rule gives order by order, with its arithmetic; or what was offered, where no
rule is known."""

from __future__ import annotations

from collections.abc import Sequence

from gigwallet.documents.bundles.annexes import Annex, Numbers, exhibit_numbers, order_name
from gigwallet.documents.bundles.formulas import formula, term
from gigwallet.documents.captions import Captions
from gigwallet.documents.drawing.cells import speaking
from gigwallet.documents.drawing.tables import Column, Row, Table
from gigwallet.domain.money import Money
from gigwallet.domain.reconciled import Discrepancy

# More orders than these are listed with their sum only; their arithmetic stays in the pay check.
MOST_SPELLED_OUT = 400


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
            exhibits = exhibit_numbers(item, numbers)
            if item.ref == str(item.period) and item.trace:
                rows += _reckoned(item, exhibits, captions)
            else:
                how = formula(item.trace, captions) if spelled_out else ""
                rows.append(Row((order_name(item), item.period, how, item.expected), exhibits))
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
        Row((order_name(item), item.period, item.expected), exhibit_numbers(item, numbers))
        for item in due
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
