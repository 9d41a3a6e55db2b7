"""Amounts that a screen adds up and its template does not know: a sum that lacks them tells."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.screen import FieldKind, ScreenField, ScreenReading, Standing, SumCheck
from gigwallet.ocr.fields.spelling import skeleton
from gigwallet.ocr.fields.template import UNKNOWN, FieldRule, SumKind, SumRule, Template
from gigwallet.ocr.fields.variants import bare_label, is_a_label_of, may_be_kept, rules_of
from gigwallet.ocr.fields.writing import Sign

_TOGETHER = 2  # so many new amounts at once: with more, many would add up by chance
_NAMED = "own_"


@dataclass(frozen=True, slots=True)
class Part:
    """One more amount of a screen: printed beside ``label``, a part of the sum ``rule``. ``minus``:
    taken off, though it is printed without a sign."""

    label: str
    rule: str
    pay: PayCategory
    minus: bool = False

    @property
    def name(self) -> str:
        """The name of its field, the same wherever the label is learnt."""
        return _NAMED + hashlib.sha256(skeleton(self.label).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Lacking:
    """``part`` (its category is not known) makes its sum right on ``times`` screens. ``shown`` is
    the amount as the last of them says it, ``at`` that one's place among the readings."""

    template: str
    part: Part
    times: int
    at: int
    shown: ScreenField


def lacking(
    readings: Iterable[ScreenReading], templates: Sequence[Template]
) -> tuple[Lacking, ...]:
    """What screens add up and their templates do not know, most often seen first. An amount that
    the person says is not there is none."""
    seen: dict[tuple[str, Part], list[Lacking]] = {}
    known = {each.key: each for each in templates}
    for at, reading in enumerate(readings):
        template = known.get(reading.template)
        for check in reading.checks if template else ():
            for field, part in _missing(template, check, reading.fields) if template else ():
                made = Lacking(reading.template, part, 1, at, field)
                seen.setdefault((reading.template, part), []).append(made)
    found = [replace(said[-1], times=len(said)) for said in seen.values()]
    return tuple(sorted(found, key=lambda each: (-each.times, each.template, each.part.label)))


def with_part(template: Template, part: Part) -> Template:
    """``template`` with one more amount in one of its sums, as a taught one. Refuses a label that
    any field has (``screen_template_clash``), one that says something of a person
    (``teaching_label_private``), and a sum that is not there (``screen_template_no_such_field``).
    """
    if not may_be_kept(part.label):
        raise GigWalletError("teaching_label_private", field=part.label, example=1)
    if any(is_a_label_of(each, part.label) for each in rules_of(template)):
        raise GigWalletError("screen_template_clash", name=template.key, label=part.label)
    rule = next((each for each in _sums(template) if each.name == part.rule), None)
    total = template.rule(rule.total) if rule else None
    if rule is None or total is None:
        raise GigWalletError(
            "screen_template_no_such_field", name=template.key, key="sum", field=part.rule
        )
    sign = Sign.MINUS if part.minus else Sign.PRINTED
    field = FieldRule(
        part.name, replace(total.writing, sign=sign), labels=(part.label,), pay=part.pay
    )
    return replace(
        template,
        fields=(*template.fields, field),
        sums=tuple(
            replace(each, parts=(*each.parts, part.name)) if each is rule else each
            for each in template.sums
        ),
        taught=True,
    )


def added_parts(known: Template, given: Template) -> tuple[Part, ...]:
    """The amounts that ``given`` has beyond ``known``, where they are of the kind that
    ``with_part`` adds."""
    names = {each.name for each in known.fields}
    return tuple(
        part
        for field in given.fields
        if field.name not in names and (part := _part_of(given, field)) is not None
    )


def _part_of(template: Template, field: FieldRule) -> Part | None:
    rules = [each.name for each in _sums(template) if field.name in each.parts]
    if field.kind is not FieldKind.MONEY or field.pay is None or not field.labels or not rules:
        return None
    part = Part(field.labels[0], rules[0], field.pay, field.writing.sign is Sign.MINUS)
    return part if len(rules) == 1 and part.name == field.name else None


def _sums(template: Template) -> Iterator[SumRule]:
    """Those of one screen: not of the lines of a list."""
    for each in template.sums:
        if each.kind is SumKind.SUM and not any("." in part for part in each.parts):
            yield each


def _missing(
    template: Template, check: SumCheck, fields: Sequence[ScreenField]
) -> Iterator[tuple[ScreenField, Part]]:
    """The amounts beside unknown labels that make ``check`` right, where only these do."""
    if check.holds is not False or check.rule not in {each.name for each in _sums(template)}:
        return
    unknown = [
        each
        for each in fields
        if each.name.startswith(f"{UNKNOWN}.")
        and each.value
        and each.standing is not Standing.ABSENT
        and may_be_kept(bare_label(each.label))
    ]
    for count in range(1, _TOGETHER + 1):
        fitting = [
            chosen
            for group in combinations(unknown, count)
            for chosen in _signed(group)
            if sum(-_number(each) if minus else _number(each) for each, minus in chosen)
            == Decimal(check.residue)
        ]
        if len(fitting) == 1:
            for field, minus in fitting[0]:
                label = bare_label(field.label)
                yield field, Part(label, check.rule, PayCategory.OTHER, minus)
        if fitting:
            return


_Signed = tuple[tuple[ScreenField, bool], ...]


def _signed(group: Sequence[ScreenField]) -> Iterator[_Signed]:
    """Each with either sign; one that prints its minus, or is nothing, is as it stands."""
    ways: list[_Signed] = [()]
    for field in group:
        signs = (False, True) if _number(field) > 0 else (False,)
        ways = [(*way, (field, minus)) for way in ways for minus in signs]
    yield from ways


def _number(field: ScreenField) -> Decimal:
    return Decimal(field.value)
