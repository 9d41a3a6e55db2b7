"""Annex K: what a cap or a floor of law rests on, in the voice of the person who signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gigwallet.documents.bundles.annexes import Annex, Numbers
from gigwallet.documents.captions import Captions
from gigwallet.documents.drawing.cells import speaking
from gigwallet.documents.drawing.tables import Column, Row, Table
from gigwallet.domain.reconciled import Discrepancy
from gigwallet.domain.step import Step
from gigwallet.words import _
from gigwallet.words.refusals import explain

GROUNDS = "K"
# What the pay check tells the person, as the person tells the firm.
_SAID = {
    "pay_cap_order": "ground_cap_order",
    "pay_cap_together": "ground_cap_together",
    "pay_cap_month": "ground_cap_month",
    "pay_own_floor_order": "ground_own_order",
    "pay_own_floor_month": "ground_own_month",
    "pay_floor_below": "ground_floor",
    "pay_floor_below_range": "ground_floor",
    "pay_floor_law": "ground_floor_law",
    "pay_floor_number": "ground_floor_number",
    "pay_floor_number_unchecked": "ground_floor_number",
    "pay_floor_trips": "ground_floor_trips",
    "pay_shown_elsewhere": "ground_shown_elsewhere",
}


def grounds(items: Sequence[Discrepancy], numbers: Numbers, captions: Captions) -> Annex | None:
    """One row for each item that is claimed beyond the pay rule; None where there is none."""
    claimed = [each for each in items if each.beyond_rule and each.at_least]
    if not claimed:
        return None
    with speaking(captions.language):
        rows = [
            Row(
                (
                    item.ref.removeprefix(str(item.period)).strip(),
                    item.period,
                    " ".join(explain(step) for step in _said(item)),
                    item.at_least,
                ),
                tuple(each for one in item.exhibits for each in numbers.get(one, ())),
            )
            for item in claimed
        ]
        table = Table(
            GROUNDS,
            _("Annex {table}: caps and floors that go beyond the pay rule").format(table=GROUNDS),
            (
                Column(captions("annex.order"), 0.9),
                Column(captions("annex.when"), 1.1),
                Column(_("What it rests on"), 4.4),
                Column(captions("annex.least"), 0.9, figures=True),
            ),
            tuple(rows),
            intro=_("Each row goes beyond what other rows of Annex A claim for the same work."),
            exhibits_title=captions("annex.exhibits") if numbers else "",
            compact=True,
        )
    return Annex(table, {})


def _said(item: Discrepancy) -> Iterator[Step]:
    for step in item.steps:
        if step.code in _SAID:
            yield Step(_SAID[step.code], step.facts)
