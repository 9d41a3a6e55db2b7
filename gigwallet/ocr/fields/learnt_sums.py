"""The sums of a screen as all examples agree on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from gigwallet.domain.screen import FieldKind
from gigwallet.ocr.fields.equations import Equation, equation_of, equations_among
from gigwallet.ocr.fields.teaching import About, Example, refuse, value_text
from gigwallet.ocr.fields.template import FieldRule, SumKind, SumRule


def sum_rules(
    examples: Sequence[Example], rules: Sequence[FieldRule], about: About
) -> tuple[tuple[SumRule, ...], frozenset[str]]:
    """The sums that hold on every example, and the parts that are taken off without a sign."""
    writing = {each.name: each.writing for each in rules}
    figures = [
        {
            marked.name: Decimal(writing[marked.name].value(value_text(marked, about.currency)))
            for marked in each.fields
            if marked.kind is FieldKind.MONEY
        }
        for each in examples
    ]
    marked = [m for each in examples for m in each.fields if m.kind is FieldKind.MONEY]
    totals = list(dict.fromkeys(m.name for m in marked if m.total))
    parts = list(dict.fromkeys(m.name for m in marked if m.part and not m.total))
    if not totals:
        return (), frozenset()
    if len(totals) == 1:
        found = equation_of(totals[0], parts, figures)
        if parts and found is None:
            raise refuse("teaching_sum_differs", **_worst(totals[0], parts, figures))
        equations = [found] if found and parts else []
    else:
        equations = list(equations_among(totals, parts, figures))
        lacking = [each for each in totals if each not in {made.total for made in equations}]
        if parts and lacking:
            raise refuse("teaching_sum_differs", **_worst(lacking[0], parts, figures))
    return _as_rules(equations)


def _as_rules(equations: Sequence[Equation]) -> tuple[tuple[SumRule, ...], frozenset[str]]:
    turned = frozenset(part for each in equations for part in each.minus)
    rules = tuple(SumRule(each.total, SumKind.SUM, each.total, each.parts) for each in equations)
    return rules, turned


def _worst(
    total: str, parts: Sequence[str], figures: Sequence[Mapping[str, Decimal]]
) -> dict[str, str | int]:
    """The first example on which the printed parts are not the total."""
    for number, example in enumerate(figures, start=1):
        told = sum((example.get(part, Decimal(0)) for part in parts), Decimal(0))
        if total in example and told != example[total]:
            return {"total": total, "example": number}
    return {"total": total, "example": 1}
