"""Amounts that a screen always shows, found beside a label that its template does not know: an app
has renamed them, and a person who typed the amount, or the sum of the others, tells which it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gigwallet.domain.screen import FieldKind, ScreenField, ScreenReading, Standing
from gigwallet.ocr.fields.template import UNKNOWN, FieldRule, SumKind, Template


@dataclass(frozen=True, slots=True)
class Renamed:
    """``shown`` is the amount beside its new label. ``summed``: the sum of the others says so, and
    no person yet."""

    rule: FieldRule
    shown: ScreenField
    summed: bool


def renamed(template: Template, reading: ScreenReading) -> tuple[Renamed, ...]:
    """Where only one amount beside an unknown label can be meant, and it can be only one field."""
    found = tuple(_found(template, reading))
    times = Counter(each.shown.name for each in found)
    return tuple(each for each in found if times[each.shown.name] == 1)


def _found(template: Template, reading: ScreenReading) -> Iterator[Renamed]:
    here = {each.name: each for each in reading.fields if each.standing is not Standing.ABSENT}
    unknown = [each for name, each in here.items() if name.startswith(f"{UNKNOWN}.") and each.value]
    for rule in template.fields:
        if rule.kind is not FieldKind.MONEY or not rule.required or not rule.labels:
            continue
        typed = here.get(rule.name)
        if typed is None:
            value = _sum_of_parts(template, rule, here)
        elif typed.standing is Standing.CORRECTED and not typed.label:
            value = Decimal(typed.value)
        else:
            continue
        fitting = [each for each in unknown if value and Decimal(each.value) == value]
        if len(fitting) == 1:
            yield Renamed(rule, fitting[0], summed=typed is None)


def _sum_of_parts(
    template: Template, total: FieldRule, here: Mapping[str, ScreenField]
) -> Decimal | None:
    """Of two amounts at least, all read: one amount alone stands on many screens twice."""
    needed = {each.name for each in template.fields if each.required}
    for rule in template.sums:
        if rule.kind is not SumKind.SUM or rule.total != total.name:
            continue
        if any("." in part for part in rule.parts) or not needed & {*rule.parts} <= here.keys():
            continue
        parts = [here[part] for part in rule.parts if part in here]
        if all(each.value for each in parts):
            numbers = [Decimal(each.value) for each in parts]
            if sum(1 for each in numbers if each) > 1:
                return sum(numbers, Decimal(0))
    return None
