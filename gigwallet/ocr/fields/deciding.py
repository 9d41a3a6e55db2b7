"""A reading with what a person said of its fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from gigwallet.domain.deciding import Decision, decided_on
from gigwallet.domain.money import exponent
from gigwallet.domain.paper import Box
from gigwallet.domain.screen import FieldKind, ScreenField, ScreenReading, Standing
from gigwallet.ocr.fields.judging import settle
from gigwallet.ocr.fields.reading import missing_of
from gigwallet.ocr.fields.template import FieldRule, Template

_WHY = {
    Standing.CONFIRMED: "screen_person_confirmed",
    Standing.CORRECTED: "screen_person_corrected",
    Standing.ABSENT: "screen_person_absent",
}
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?", re.ASCII)


def with_decisions(
    reading: ScreenReading, decisions: Iterable[Decision], templates: Sequence[Template]
) -> ScreenReading:
    """``reading`` as a person left it; sums are reckoned again, and may settle other fields.

    A confirmation holds only for the value that the person saw: where the picture says another
    value since, the field waits again. A correction that is not written as its kind of value stays
    in review (``screen_correction_not_its_form``). A correction of a field that was not found adds
    it, with the whole picture as its place.
    """
    template = next((each for each in templates if each.key == reading.template), None)
    found, left = decided_on(reading.template, reading.fields, decisions)
    fields = [_decided(field, said, template) if said else field for field, said in found]
    if template is not None:
        fields += _added(reading, left, template)
    settled, checks = settle(template, fields)
    missing = missing_of(template, settled) if template else reading.missing
    return replace(reading, fields=settled, checks=checks, missing=missing)


def _decided(field: ScreenField, said: Decision, template: Template | None) -> ScreenField:
    why = _WHY.get(said.standing, "")
    if said.standing is Standing.ABSENT:
        return replace(field, standing=Standing.ABSENT, value="", why=why)
    if said.standing is Standing.CONFIRMED:
        same = bool(field.value) and said.value == field.value
        return replace(field, standing=Standing.CONFIRMED, why=why) if same else field
    if said.standing is not Standing.CORRECTED:
        return field
    rule = template.rule(field.name) if template else None
    value = checked_value(field.kind, field.currency, said.value, rule)
    if not value:
        return replace(field, standing=Standing.REVIEW, why="screen_correction_not_its_form")
    return replace(field, standing=Standing.CORRECTED, value=value, why=why)


def _added(
    reading: ScreenReading, said: Iterable[Decision], template: Template
) -> list[ScreenField]:
    page = reading.paper.pages[0]
    whole = Box(0, 0, page.width, page.height)
    made = []
    for each in said:
        rule = template.rule(each.field.name)
        if rule is None or each.standing is not Standing.CORRECTED:
            continue
        currency = rule.writing.currency
        value = checked_value(rule.kind, currency, each.value, rule)
        if value:
            made.append(
                ScreenField(
                    each.field.name, "", "", value, rule.kind, currency, whole, whole, 0.0,
                    Standing.CORRECTED, _WHY[Standing.CORRECTED],
                )
            )  # fmt: skip
    return made


def checked_value(kind: FieldKind, currency: str, typed: str, rule: FieldRule | None) -> str:
    """The plain value of what a person typed: either plain already, or as the screen prints it.
    Empty where it is neither."""
    typed = typed.strip()
    try:
        plain_value = _plain(kind, currency, typed)
    except (ValueError, InvalidOperation):
        plain_value = ""
    if plain_value or rule is None:
        return plain_value
    return rule.writing.value(typed)


def _plain(kind: FieldKind, currency: str, typed: str) -> str:
    if kind is FieldKind.MONEY:
        if not re.fullmatch(r"-?\d{1,9}(?:\.\d{1,3})?", typed, re.ASCII):
            return ""
        finest = exponent(currency) if currency else 2
        exact = Decimal(typed).quantize(Decimal(1).scaleb(-finest))
        return f"{exact:f}" if exact == Decimal(typed) else ""
    if kind is FieldKind.MOMENT:
        return datetime.fromisoformat(typed).isoformat() if "T" in typed else ""
    if kind is FieldKind.DAY:
        return date.fromisoformat(typed).isoformat()
    if kind is FieldKind.CLOCK:
        return typed if _CLOCK.fullmatch(typed) else ""
    if kind in (FieldKind.DURATION, FieldKind.DISTANCE, FieldKind.COUNT):
        return str(int(typed)) if _WHOLE.fullmatch(typed) else ""
    if kind is FieldKind.PERCENT:
        return typed if re.fullmatch(r"\d{1,3}(?:\.\d{1,3})?", typed, re.ASCII) else ""
    return typed if typed.isprintable() else ""
