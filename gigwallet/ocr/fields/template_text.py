"""A template as the TOML text that ``load_template`` reads: to keep, to share and to correct."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from gigwallet.domain.trip import TripKind
from gigwallet.ocr.fields.loading import FORMAT
from gigwallet.ocr.fields.template import EntryRule, FieldRule, Place, SumRule, Template
from gigwallet.ocr.fields.writing import Sign, Style


def template_text(template: Template) -> str:
    """``load_template`` of it gives the same template again."""
    return "\n".join(_lines(template)) + "\n"


def _lines(template: Template) -> Iterator[str]:
    yield f"format = {FORMAT}"
    for key in ("platform", "name", "version", "kind", "currency"):
        yield _said(key, str(getattr(template, key)))
    yield from _filled(template, "engagement", "zone")
    yield f"languages = {_list(template.languages)}"
    yield _said("wording", template.wording.value)
    yield _said("basis", template.basis)
    if template.trip is not TripKind.DELIVERY:
        yield _said("trip", template.trip.value)
    yield from _filled(template, "repeats")
    yield from _lists(template, "ordered", "customer")
    yield from (f"{key} = true" for key in ("today", "taught") if getattr(template, key))
    yield from ("", "[anchors]")
    yield f"must = [{', '.join(_list(each) for each in template.must)}]"
    yield from _lists(template, "may", "never", "packages")
    yield from _parts(template)


def _parts(template: Template) -> Iterator[str]:
    for field in template.fields:
        yield from ("", "[[field]]")
        yield from _field(field)
    for line in template.lines:
        yield from ("", "[[line]]", _said("text", line.text))
    for entry in template.entries:
        yield from _entry(entry)
    for rule in template.sums:
        yield from ("", "[[sum]]")
        yield from _sum(rule)


def _entry(entry: EntryRule) -> Iterator[str]:
    yield from ("", "[[entry]]", _said("name", entry.name))
    yield from _filled(entry, "line", "value", "begins")
    yield from _lists(entry, "ordered")
    for field in entry.fields:
        yield from ("", "[[entry.field]]")
        yield from _field(field)
    for rule in entry.sums:
        yield from ("", "[[entry.sum]]")
        yield from _sum(rule)


def _field(field: FieldRule) -> Iterator[str]:
    for key, value in _keys(field):
        yield f"{key} = {value}"
    if field.quantity:
        inner = ", ".join(f"{key} = {value}" for key, value in _keys(field.quantity))
        yield f"quantity = {{ {inner} }}"


def _keys(field: FieldRule) -> Iterator[tuple[str, str]]:
    writing = field.writing
    yield "name", json.dumps(field.name)
    yield "kind", json.dumps(writing.kind.value)
    if field.labels:
        yield "labels", _list(field.labels)
    if field.required:
        yield "required", "true"
    for key, value, otherwise in (
        ("place", field.place.value, Place.AUTO.value),
        ("style", writing.style.value, Style.POINT.value),
        ("sign", writing.sign.value, Sign.PRINTED.value),
        ("unit", writing.unit, ""),
        ("shape", writing.shape, ""),
        ("fact", field.fact, ""),
        ("pay", field.pay.value if field.pay else "", ""),
    ):
        if value != otherwise:
            yield key, json.dumps(value, ensure_ascii=False)
    if writing.decimals is not None:
        yield "decimals", str(writing.decimals)
    if field.most is not None:
        yield "most", str(field.most)


def _sum(rule: SumRule) -> Iterator[str]:
    yield _said("name", rule.name)
    yield _said("kind", rule.kind.value)
    yield _said("total", rule.total)
    yield f"parts = {_list(rule.parts)}"


def _filled(of: object, *keys: str) -> Iterator[str]:
    for key in keys:
        if value := getattr(of, key):
            yield _said(key, value)


def _lists(of: object, *keys: str) -> Iterator[str]:
    for key in keys:
        if values := getattr(of, key):
            yield f"{key} = {_list(values)}"


def _said(key: str, value: str) -> str:
    return f"{key} = {json.dumps(value, ensure_ascii=False)}"


def _list(values: Sequence[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False)
