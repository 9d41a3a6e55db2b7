"""Spellings of labels that a person's answers confirmed, or that a sum tells: the template may
learn them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.paper import Box, Page, Paper, Piece
from gigwallet.domain.screen import ScreenField, ScreenReading, Standing
from gigwallet.ocr.fields.customers import customer_marks
from gigwallet.ocr.fields.renamed import renamed
from gigwallet.ocr.fields.spelling import plain, skeleton
from gigwallet.ocr.fields.template import EntryRule, FieldRule, Template

_NOWHERE = Box(0, 0, 1, 1)
_PERSON = (Standing.CONFIRMED, Standing.CORRECTED)


@dataclass(frozen=True, slots=True)
class Variant:
    """``label`` was confirmed as a label of ``field`` on ``times`` screens. ``shown`` is the field
    as the last of them says it, ``at`` that one's place among the readings. ``summed``: no person
    confirmed it; beside it stands just what the parts of ``field`` add up to."""

    template: str
    field: str
    label: str
    times: int
    at: int
    shown: ScreenField
    summed: bool = False


def variants(
    readings: Iterable[ScreenReading], templates: Sequence[Template]
) -> tuple[Variant, ...]:
    """What readings with a person's decisions suggest: what they confirmed before what a sum alone
    tells, most often seen first. A label counts once for each screen."""
    seen: dict[tuple[str, str, str], list[Variant]] = {}
    known = {each.key: each for each in templates}
    for at, reading in enumerate(readings):
        template = known.get(reading.template)
        if template is None:
            continue
        here: dict[tuple[str, str, str], Variant] = {}
        for field in reading.fields:
            rule = template.rule(field.name)
            label = bare_label(field.label)
            if rule is None or field.standing not in _PERSON or not rule.labels or not label:
                continue
            if not is_a_label_of(rule, label) and may_be_kept(label):
                made = Variant(template.key, rule.name, label, 1, at, field)
                here[template.key, rule.name, skeleton(label)] = made
        for key, variant in (*_renamed(template, reading, at), *here.items()):
            seen.setdefault(key, []).append(variant)
    found = []
    for told in seen.values():
        said = [each for each in told if not each.summed] or told
        found.append(replace(said[-1], times=len(said)))
    return tuple(sorted(found, key=_rank))


def _rank(each: Variant) -> tuple[bool, int, str, str]:
    return each.summed, -each.times, each.template, each.field


def _renamed(
    template: Template, reading: ScreenReading, at: int
) -> Iterator[tuple[tuple[str, str, str], Variant]]:
    for each in renamed(template, reading):
        label = bare_label(each.shown.label)
        if label and may_be_kept(label) and not is_a_label_of(each.rule, label):
            key = (template.key, each.rule.name, skeleton(label))
            yield (
                key,
                Variant(template.key, each.rule.name, label, 1, at, each.shown, each.summed),
            )


def with_label(template: Template, field: str, label: str) -> Template:
    """``template`` with one more spelling of a label, as a taught one. One that the field has
    already is not added. Refuses a label that another field has (``screen_template_clash``), or
    that says something of a person (``teaching_label_private``)."""
    if not may_be_kept(label):
        raise GigWalletError("teaching_label_private", field=field, example=1)
    for each in rules_of(template):
        if each.name != field and is_a_label_of(each, label):
            raise GigWalletError("screen_template_clash", name=template.key, label=label)
    return replace(_with(template, field, plain(label)), taught=True)


def added_labels(known: Template, given: Template) -> tuple[tuple[str, str], ...] | None:
    """Field and label of what ``given`` has beyond ``known``, where nothing else tells the two
    apart (nothing at all: none); None where something does."""
    owned = {(each.name, label) for each in rules_of(known) for label in each.labels}
    said = ((each.name, label) for each in rules_of(given) for label in each.labels)
    more = tuple(each for each in said if each not in owned)
    rebuilt = known
    for field, label in more:
        rebuilt = _with(rebuilt, field, label)
    return more if replace(rebuilt, taught=given.taught) == given else None


def _with(template: Template, field: str, label: str) -> Template:
    return replace(
        template,
        fields=_added(template.fields, field, label),
        entries=tuple(
            replace(entry, fields=_added(entry.fields, field, label)) for entry in template.entries
        ),
    )


def is_a_label_of(rule: FieldRule, label: str) -> bool:
    """Whether OCR could not tell it from one of them."""
    return skeleton(label) in {skeleton(each) for each in rule.labels}


def rules_of(template: Template) -> tuple[FieldRule, ...]:
    """The rules of all fields, those of its lists included."""
    inner: tuple[EntryRule, ...] = template.entries
    return (*template.fields, *(each for entry in inner for each in entry.fields))


def _added(fields: tuple[FieldRule, ...], name: str, label: str) -> tuple[FieldRule, ...]:
    return tuple(
        replace(each, labels=(*each.labels, label))
        if each.name == name and not is_a_label_of(each, label)
        else each
        for each in fields
    )


def bare_label(label: str) -> str:
    """Without a quantity in brackets and without the colon."""
    return plain(label).partition("(")[0].strip(" :·")


def may_be_kept(label: str) -> bool:
    """A word of the app has no figures, and is no person's."""
    box = Piece(label, _NOWHERE)
    return not any(each.isdigit() for each in label) and not customer_marks(
        Paper((Page(1, 1, (box,)),)), None
    )
