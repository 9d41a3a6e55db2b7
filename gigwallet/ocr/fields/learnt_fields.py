"""One field as all examples agree on it: its labels, its form, and what its label carries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gigwallet.domain.paper import Page, Paper
from gigwallet.domain.screen import FieldKind
from gigwallet.ocr.fields.customers import customer_marks
from gigwallet.ocr.fields.spelling import plain, skeleton
from gigwallet.ocr.fields.teaching import (
    About,
    Example,
    Marked,
    label_text,
    quantity_text,
    refuse,
    value_text,
    writings,
)
from gigwallet.ocr.fields.template import FieldRule
from gigwallet.ocr.fields.writing import Writing

_BARE = (FieldKind.DAY, FieldKind.MOMENT, FieldKind.CLOCK)
_LONG_NUMBER = 10
_MOST = {
    FieldKind.COUNT: 10_000,
    FieldKind.DURATION: 31 * 86_400,
    FieldKind.DISTANCE: 2_000_000,
}
# Number of the example, the example, and what was marked on it.
Told = Sequence[tuple[int, Example, Marked]]


def field_rule(name: str, told: Told, about: About, count: int) -> FieldRule:
    first = told[0][2]
    if len({marked.kind for _, _, marked in told}) > 1:
        raise refuse("teaching_kinds_differ", field=name)
    labels = tuple(dict.fromkeys(_label(name, number, each, m) for number, each, m in told))
    labels = tuple(each for each in labels if each)
    if not labels and first.kind not in _BARE:
        raise refuse("teaching_label_needed", field=name)
    sure = any(marked.total for _, _, marked in told)
    return FieldRule(
        name=name,
        writing=_writing(name, told, about),
        labels=_once(labels),
        required=len(told) == count and (sure or not first.part),
        fact=first.fact,
        pay=first.pay,
        quantity=_quantity(name, told),
        most=_MOST.get(first.kind),
    )


def _once(labels: Sequence[str]) -> tuple[str, ...]:
    """Labels that OCR cannot tell apart are one."""
    return tuple({skeleton(each): each for each in reversed(labels)}.values())[::-1]


def _label(name: str, number: int, example: Example, marked: Marked) -> str:
    """The label, which must be a word of the app: figures and people are somebody's data."""
    if marked.label is None:
        return ""
    text = label_text(marked)
    if not skeleton(text):
        raise refuse("teaching_label_needed", field=name)
    alone = Paper((Page(1, 1, (replace(marked.label, text=text),)),))
    if any(each.isdigit() for each in text) or customer_marks(alone, None):
        raise refuse("teaching_label_private", field=name, example=number)
    return text


def _writing(name: str, told: Told, about: About) -> Writing:
    """The first way of writing that all examples share."""
    texts = [value_text(marked, about.currency) for _, _, marked in told]
    first = told[0][2]
    if first.kind is FieldKind.REF:
        return Writing(FieldKind.REF, shape=_shape(texts))
    ways = list(writings(first, about.currency))
    for writing in ways:
        if all(writing.value(text) for text in texts):
            return writing
    for number, text in zip((number for number, _, _ in told), texts, strict=True):
        if not any(writing.value(text) for writing in ways):
            raise refuse("teaching_not_its_form", field=name, example=number)
    raise refuse("teaching_forms_differ", field=name)


def _shape(texts: Sequence[str]) -> str:
    """The form of a number, never its figures: how long, and of what."""
    bare = [re.sub(r"\s", "", plain(text)) for text in texts]
    hash_sign = "#" if all(each.startswith("#") for each in bare) else ""
    bare = [each.removeprefix("#") for each in bare]
    lengths = {len(each) for each in bare}
    atom = "9" if all(re.fullmatch("[0-9]+", each) for each in bare) else "x"
    if all(re.fullmatch("[0-9A-Za-z]+", each) for each in bare):
        if lengths == {max(lengths)} and max(lengths) >= _LONG_NUMBER:
            return f"{hash_sign}{atom}{{{max(lengths)}}}"
        return f"{hash_sign}{atom}{{1,{max(12, *lengths)}}}"
    return ""


def _quantity(name: str, told: Told) -> FieldRule | None:
    """Kilometres, minutes or a count in the brackets of the label, on every example."""
    texts = [quantity_text(marked) for _, _, marked in told]
    if not all(texts):
        return None
    for kind in (FieldKind.DISTANCE, FieldKind.DURATION, FieldKind.COUNT, FieldKind.PERCENT):
        if all(Writing(kind).value(text) for text in texts):
            return FieldRule(f"{name}_quantity"[:40], Writing(kind), most=_MOST.get(kind))
    return None


def refuse_labels_twice(rules: Sequence[FieldRule]) -> None:
    owner: dict[str, str] = {}
    for rule in rules:
        for label in rule.labels:
            if owner.setdefault(skeleton(label), rule.name) != rule.name:
                raise refuse("teaching_label_twice", label=label)
