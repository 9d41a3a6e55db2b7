"""Spellings of labels that a person confirmed again and again: the template may learn them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.paper import Box, Page, Paper, Piece
from gigwallet.domain.screen import ScreenReading, Standing
from gigwallet.ocr.fields.customers import customer_marks
from gigwallet.ocr.fields.spelling import plain, skeleton
from gigwallet.ocr.fields.template import EntryRule, FieldRule, Template

_ENOUGH = 2
_NOWHERE = Box(0, 0, 1, 1)
_PERSON = (Standing.CONFIRMED, Standing.CORRECTED)


@dataclass(frozen=True, slots=True)
class Variant:
    """``label`` was confirmed as a label of ``field`` on ``times`` screens."""

    template: str
    field: str
    label: str
    times: int


def variants(
    readings: Iterable[ScreenReading], templates: Sequence[Template]
) -> tuple[Variant, ...]:
    """What readings with a person's decisions suggest, most often seen first. A label counts once
    for each screen, and is proposed from the second screen on."""
    seen: dict[tuple[str, str, str], list[str]] = {}
    known = {each.key: each for each in templates}
    for reading in readings:
        template = known.get(reading.template)
        if template is None:
            continue
        here: dict[tuple[str, str, str], str] = {}
        for field in reading.fields:
            rule = template.rule(field.name)
            label = _bare(field.label)
            if rule is None or field.standing not in _PERSON or not rule.labels or not label:
                continue
            bone = skeleton(label)
            if bone not in {skeleton(each) for each in rule.labels} and _may_be_kept(label):
                here[template.key, rule.name, bone] = label
        for key, label in here.items():
            seen.setdefault(key, []).append(label)
    found = [
        Variant(template, field, labels[0], len(labels))
        for (template, field, _), labels in seen.items()
        if len(labels) >= _ENOUGH
    ]
    return tuple(sorted(found, key=lambda each: (-each.times, each.template, each.field)))


def with_label(template: Template, field: str, label: str) -> Template:
    """``template`` with one more spelling of a label, as a taught one. Refuses a label that another
    field has (``screen_template_clash``), or that says something of a person
    (``teaching_label_private``)."""
    if not _may_be_kept(label):
        raise GigWalletError("teaching_label_private", field=field, example=1)
    for each in _all(template):
        if each.name != field and skeleton(label) in {skeleton(known) for known in each.labels}:
            raise GigWalletError("screen_template_clash", name=template.key, label=label)
    return replace(
        template,
        fields=_added(template.fields, field, label),
        entries=tuple(
            replace(entry, fields=_added(entry.fields, field, label)) for entry in template.entries
        ),
        taught=True,
    )


def _all(template: Template) -> tuple[FieldRule, ...]:
    inner: tuple[EntryRule, ...] = template.entries
    return (*template.fields, *(each for entry in inner for each in entry.fields))


def _added(fields: tuple[FieldRule, ...], name: str, label: str) -> tuple[FieldRule, ...]:
    return tuple(
        replace(each, labels=(*each.labels, plain(label))) if each.name == name else each
        for each in fields
    )


def _bare(label: str) -> str:
    return plain(label).partition("(")[0].strip(" :·")


def _may_be_kept(label: str) -> bool:
    """A word of the app has no figures, and is no person's."""
    box = Piece(label, _NOWHERE)
    return not any(each.isdigit() for each in label) and not customer_marks(
        Paper((Page(1, 1, (box,)),)), None
    )
