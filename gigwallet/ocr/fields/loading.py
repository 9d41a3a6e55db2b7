"""From the TOML text of a template to its value; whatever the text holds beyond is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from zoneinfo import ZoneInfo

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.screen import FieldKind
from gigwallet.domain.trip import TripKind
from gigwallet.ocr.fields.lines import placeholders
from gigwallet.ocr.fields.spelling import skeleton
from gigwallet.ocr.fields.tables import Table, parse
from gigwallet.ocr.fields.template import (
    PERIOD_FACTS,
    TRIP_FACTS,
    EntryRule,
    FieldRule,
    LineRule,
    Place,
    ScreenKind,
    SumKind,
    SumRule,
    Template,
    Wording,
)
from gigwallet.ocr.fields.writing import Sign, Style, Writing

FORMAT = 1
_UNITS = ("", "km", "mi", "m")
_LEAST_PARTS = {
    SumKind.SUM: 1,
    SumKind.PRODUCT: 2,
    SumKind.SHARE: 2,
    SumKind.COUNT: 1,
    SumKind.SAME: 1,
}


def templates_in(folder: Path) -> tuple[Template, ...]:
    """Every ``<platform>/<screen>.toml`` below ``folder``, by key. A name that differs from the
    file's is refused: nobody would find it."""
    made = []
    for file in sorted(folder.glob("*/*.toml")):
        template = load_template(
            file.read_text(encoding="utf-8"), f"{file.parent.name}/{file.stem}"
        )
        if template.key != f"{file.parent.name}/{file.stem}":
            raise GigWalletError("screen_template_value", name=template.key, key="name")
        made.append(template)
    return tuple(made)


def load_template(text: str, name: str = "") -> Template:
    """The template that ``text`` states. Refusals begin with ``screen_template_`` and name the
    first key that is wrong; ``name`` is how they call the file."""
    root = parse(text, name)
    if root.whole("format", 1000) != FORMAT:
        root.refuse("format", "screen_template_format")
    kind = root.choice("kind", ScreenKind)
    currency = root.text("currency")
    if not re.fullmatch(r"[A-Z]{3}", currency):
        root.refuse("currency")
    facts = TRIP_FACTS if kind in (ScreenKind.ORDER, ScreenKind.TRIP) else PERIOD_FACTS
    fields = tuple(_field(each, currency, facts) for each in root.tables("field"))
    entries = tuple(_entry(each, currency) for each in root.tables("entry"))
    names = [*_names(fields), *(f"{e.name}.{n}" for e in entries for n in _names(e.fields))]
    anchors = root.table("anchors")
    if anchors is None:
        root.refuse("anchors", "screen_template_missing_key")
    template = Template(
        platform=root.identifier("platform"),
        name=root.identifier("name"),
        version=root.text("version"),
        kind=kind,
        currency=currency,
        zone=_zone(root),
        languages=root.texts("languages"),
        wording=root.choice("wording", Wording),
        basis=root.text("basis"),
        must=anchors.groups("must"),
        may=anchors.texts("may"),
        never=anchors.texts("never"),
        packages=anchors.texts("packages"),
        fields=fields,
        lines=tuple(_line(each, fields) for each in root.tables("line")),
        entries=entries,
        sums=tuple(_sum(each, [*names, *(e.name for e in entries)]) for each in root.tables("sum")),
        ordered=root.names("ordered", names),
        repeats=_known(root, "repeats", _names(fields)),
        trip=root.choice("trip", TripKind, TripKind.DELIVERY),
        engagement=root.text("engagement", ""),
        customer=root.texts("customer"),
        today=root.flag("today"),
        taught=root.flag("taught"),
    )
    anchors.finish()
    root.finish()
    if not template.must:
        root.refuse("anchors.must", "screen_template_missing_key")
    if not fields and not entries:
        root.refuse("field", "screen_template_missing_key")
    _no_clash(root, fields)
    for entry in entries:
        _no_clash(root, entry.fields)
    return template


def _zone(root: Table) -> str:
    """An IANA zone, or nothing where the app is used in many: then the engagement tells it."""
    zone = root.text("zone", "")
    try:
        if zone:
            ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        root.refuse("zone")
    return zone


def _names(fields: Iterable[FieldRule]) -> list[str]:
    return [name for each in fields for name in (each.name, _quantity_name(each)) if name]


def _quantity_name(field: FieldRule) -> str:
    return field.quantity.name if field.quantity else ""


def _known(table: Table, key: str, names: list[str]) -> str:
    name = table.text(key, "")
    if name and name not in names:
        table.refuse(key, "screen_template_no_such_field", field=name)
    return name


def _field(table: Table, currency: str, facts: frozenset[str]) -> FieldRule:
    name = table.identifier("name")
    kind = table.choice("kind", FieldKind)
    unit = table.text("unit", "")
    if unit not in _UNITS:
        table.refuse("unit")
    fact = table.text("fact", "")
    if fact and fact not in facts:
        table.refuse("fact")
    pay = table.text("pay", "")
    if pay and (pay not in set(PayCategory) or kind is not FieldKind.MONEY):
        table.refuse("pay")
    quantity = table.table("quantity")
    rule = FieldRule(
        name=name,
        writing=Writing(
            kind=kind,
            currency=currency if kind is FieldKind.MONEY else "",
            style=table.choice("style", Style, Style.POINT),
            sign=table.choice("sign", Sign, Sign.PRINTED),
            decimals=table.whole("decimals", 3),
            unit=unit,
            shape=table.text("shape", ""),
        ),
        labels=table.texts("labels"),
        required=table.flag("required"),
        place=table.choice("place", Place, Place.AUTO),
        fact=fact,
        pay=PayCategory(pay) if pay else None,
        quantity=_field(quantity, currency, facts) if quantity else None,
        most=table.whole("most", 10**9),
    )
    table.finish()
    return rule


def _line(table: Table, fields: tuple[FieldRule, ...]) -> LineRule:
    text = table.text("text")
    _lines_fields(table, "text", text, fields)
    table.finish()
    return LineRule(text)


def _lines_fields(table: Table, key: str, text: str, fields: tuple[FieldRule, ...]) -> None:
    named = placeholders(text)
    if not named or len(set(named)) != len(named):
        table.refuse(key)
    for each in named:
        if each not in {field.name for field in fields}:
            table.refuse(key, "screen_template_no_such_field", field=each)


def _entry(table: Table, currency: str) -> EntryRule:
    facts = TRIP_FACTS | {"payout", "payout_at", "payout_ref"}
    fields = tuple(_field(each, currency, facts) for each in table.tables("field"))
    names = _names(fields)
    entry = EntryRule(
        name=table.identifier("name"),
        fields=fields,
        line=table.text("line", ""),
        value=_known(table, "value", names),
        begins=_known(table, "begins", names),
        sums=tuple(_sum(each, names) for each in table.tables("sum")),
        ordered=table.names("ordered", names),
    )
    if entry.line:
        _lines_fields(table, "line", entry.line, fields)
    if bool(entry.line) == bool(entry.begins):
        table.refuse("begins")
    table.finish()
    return entry


def _sum(table: Table, names: list[str]) -> SumRule:
    kind = table.choice("kind", SumKind, SumKind.SUM)
    rule = SumRule(
        name=table.identifier("name"),
        kind=kind,
        total=_known(table, "total", names),
        parts=table.names("parts", names),
    )
    if not rule.total:
        table.refuse("total", "screen_template_missing_key")
    if len(rule.parts) < _LEAST_PARTS.get(kind, 1) or rule.total in rule.parts:
        table.refuse("parts")
    table.finish()
    return rule


def _no_clash(root: Table, fields: tuple[FieldRule, ...]) -> None:
    """Two fields of one name, or of labels that OCR cannot tell apart, would be mixed up."""
    names = _names(fields)
    for each in names:
        if names.count(each) > 1:
            root.refuse(each, "screen_template_clash", label=each)
    owner: dict[str, str] = {}
    for field in fields:
        for label in field.labels:
            bone = skeleton(label)
            if not bone or owner.setdefault(bone, field.name) != field.name:
                root.refuse(field.name, "screen_template_clash", label=label)
