"""The parts of a template file: fields, lines, entries and sums, each checked in what it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gigwallet.domain.money import exponent
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.screen import FieldKind
from gigwallet.ocr.fields.lines import is_bounded, placeholders
from gigwallet.ocr.fields.spelling import skeleton
from gigwallet.ocr.fields.tables import Table
from gigwallet.ocr.fields.template import (
    FACT_KINDS,
    REPEAT,
    UNKNOWN,
    EntryRule,
    FieldRule,
    LineRule,
    Place,
    SumKind,
    SumRule,
)
from gigwallet.ocr.fields.writing import Sign, Style, Writing, shape_is_bounded

_UNITS = ("", "km", "mi", "m")
_NUMBERS = (FieldKind.MONEY, FieldKind.COUNT, FieldKind.DISTANCE, FieldKind.DURATION)
_MOST_LABELS = 500

Kinds = Mapping[str, FieldKind]


def names_of(fields: Iterable[FieldRule]) -> dict[str, FieldKind]:
    """The names that the fields define, with their kinds: their own, and those of quantities."""
    found = {}
    for each in fields:
        found[each.name] = each.kind
        if each.quantity:
            found[each.quantity.name] = each.quantity.kind
    return found


def known(table: Table, key: str, names: Iterable[str]) -> str:
    """A text that is one of ``names``, or nothing."""
    name = table.text(key, "")
    if name and name not in names:
        table.refuse(key, "screen_template_no_such_field", field=name)
    return name


def read_field(table: Table, currency: str, facts: frozenset[str]) -> FieldRule:
    name = table.identifier("name")
    kind = table.choice("kind", FieldKind)
    unit = table.text("unit", "")
    if unit not in _UNITS:
        table.refuse("unit")
    shape = table.text("shape", "")
    if not shape_is_bounded(shape):
        table.refuse("shape")
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
            decimals=_decimals(table, kind, currency),
            unit=unit,
            shape=shape,
        ),
        labels=table.texts("labels"),
        required=table.flag("required"),
        place=table.choice("place", Place, Place.AUTO),
        fact=_fact(table, kind, facts),
        pay=PayCategory(pay) if pay else None,
        quantity=read_field(quantity, currency, facts) if quantity else None,
        most=table.whole("most", 10**9),
    )
    if rule.most is not None and kind not in _NUMBERS:
        table.refuse("most")
    table.finish()
    return rule


def _decimals(table: Table, kind: FieldKind, currency: str) -> int | None:
    most = exponent(currency) if kind is FieldKind.MONEY else 3
    return table.whole("decimals", most)


def _fact(table: Table, kind: FieldKind, facts: frozenset[str]) -> str:
    """Where the field goes: what nobody asks of such a screen, or of such a value, is refused."""
    fact = table.text("fact", "")
    if fact and (fact not in facts or kind not in FACT_KINDS[fact]):
        table.refuse("fact")
    return fact


def read_line(table: Table, fields: Sequence[FieldRule]) -> LineRule:
    text = table.text("text")
    _check_line(table, "text", text, fields)
    table.finish()
    return LineRule(text)


def _check_line(table: Table, key: str, text: str, fields: Sequence[FieldRule]) -> None:
    named = placeholders(text)
    if not named or len(set(named)) != len(named) or not is_bounded(text):
        table.refuse(key)
    for each in named:
        if each not in {field.name for field in fields}:
            table.refuse(key, "screen_template_no_such_field", field=each)


def read_entry(table: Table, currency: str, facts: frozenset[str]) -> EntryRule:
    fields = tuple(read_field(each, currency, facts) for each in table.tables("field"))
    kinds = names_of(fields)
    name = table.identifier("name")
    if name in (REPEAT, UNKNOWN):
        table.refuse("name")
    entry = EntryRule(
        name=name,
        fields=fields,
        line=table.text("line", ""),
        value=known(table, "value", kinds),
        begins=known(table, "begins", kinds),
        sums=tuple(read_sum(each, kinds, ()) for each in table.tables("sum")),
        ordered=table.names("ordered", tuple(kinds)),
    )
    if entry.line:
        _check_line(table, "line", entry.line, fields)
    if bool(entry.line) == bool(entry.begins):
        table.refuse("begins")
    table.finish()
    return entry


def read_sum(table: Table, kinds: Kinds, entries: Sequence[str]) -> SumRule:
    """``kinds`` of all fields that a sum may name; a count names ``entries`` instead."""
    kind = table.choice("kind", SumKind, SumKind.SUM)
    parts = tuple(entries) if kind is SumKind.COUNT else tuple(kinds)
    rule = SumRule(
        name=table.identifier("name"),
        kind=kind,
        total=known(table, "total", kinds),
        parts=table.names("parts", parts),
    )
    if not rule.total:
        table.refuse("total", "screen_template_missing_key")
    if not rule.parts or rule.total in rule.parts or not _adds_up(rule, kinds):
        table.refuse("parts")
    table.finish()
    return rule


def _adds_up(rule: SumRule, kinds: Kinds) -> bool:
    """Whether such values can be reckoned with one another at all."""
    total, parts = kinds[rule.total], [kinds.get(each) for each in rule.parts]
    if rule.kind is SumKind.COUNT:
        return total is FieldKind.COUNT
    if rule.kind is SumKind.SHARE:
        return total is FieldKind.PERCENT and len(parts) > 1 and set(parts) == {FieldKind.MONEY}
    if rule.kind is SumKind.PRODUCT:
        money = total is FieldKind.MONEY and parts[0] is FieldKind.MONEY
        return money and len(parts) == 2 and parts[1] in _NUMBERS[1:]
    if rule.kind is SumKind.SAME and len(parts) > 1:
        return False
    return total in _NUMBERS and set(parts) == {total}


def refuse_clashes(root: Table, fields: Sequence[FieldRule]) -> None:
    """Two fields of one name, or of labels that OCR cannot tell apart, would be mixed up."""
    names = [each.name for each in fields]
    names += [each.quantity.name for each in fields if each.quantity]
    for each in names:
        if names.count(each) > 1:
            root.refuse(each, "screen_template_clash", label=each)
    if sum(len(field.labels) for field in fields) > _MOST_LABELS:
        root.refuse("field")
    owner: dict[str, str] = {}
    for field in fields:
        for label in field.labels:
            bone = skeleton(label)
            if not bone or owner.setdefault(bone, field.name) != field.name:
                root.refuse(field.name, "screen_template_clash", label=label)
