"""The arithmetic of a screen: does what is printed as a total equal what it is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gigwallet.domain.screen import FieldKind, SumCheck
from gigwallet.ocr.fields.template import SumKind, SumRule

_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Figure:
    """What a sum knows of a field: its plain ``value`` (empty: it is there, but unread)."""

    value: str
    kind: FieldKind

    @property
    def number(self) -> Decimal | None:
        return Decimal(self.value) if self.value else None


def check(
    rule: SumRule,
    figures: Mapping[str, Figure],
    required: frozenset[str],
    entries: Mapping[str, int],
    prefix: str = "",
) -> SumCheck | None:
    """How ``rule`` stands. ``figures`` are the fields found, by full name; ``entries`` how many of
    each entry. None where the screen shows nothing that the rule speaks of."""
    total = prefix + rule.total
    if rule.kind is SumKind.COUNT:
        return _count(rule, total, figures, entries)
    parts: list[str] = []
    lacking = rule.total in required and total not in figures
    for part in rule.parts:
        found = _named(part, prefix, figures)
        lacking |= not found and part in required
        parts += found
    wanted = 1 if rule.kind is SumKind.SUM else len(rule.parts)
    if total not in figures and not parts:
        return None
    if not parts or (rule.kind is SumKind.PRODUCT and len(parts) < wanted):
        return None if not lacking else SumCheck(prefix + rule.name, total, tuple(parts), None)
    told = tuple(parts)
    if lacking or total not in figures:
        return SumCheck(prefix + rule.name, total, told, None)
    numbers = [figures[each].number for each in parts]
    if rule.kind is SumKind.SAME and figures[total].value != figures[parts[0]].value:
        return None
    whole = figures[total].number
    known = [each for each in numbers if each is not None]
    if whole is None or len(known) < len(numbers):
        return SumCheck(prefix + rule.name, total, told, None)
    return _reckoned(rule, prefix, whole, known, told, figures)


def _named(part: str, prefix: str, figures: Mapping[str, Figure]) -> list[str]:
    """The fields that ``part`` means: itself, or that field of each entry."""
    entry, dot, name = part.partition(".")
    if not dot:
        return [prefix + part] if prefix + part in figures else []
    return [
        each
        for each in figures
        if (pieces := each.split("."))[0] == entry and len(pieces) == 3 and pieces[2] == name
    ]


def _count(
    rule: SumRule, total: str, figures: Mapping[str, Figure], entries: Mapping[str, int]
) -> SumCheck | None:
    listed = sum(entries.get(each, 0) for each in rule.parts)
    if total not in figures or not listed:
        return None
    whole = figures[total].number
    if whole is None:
        return SumCheck(rule.name, total, (), None)
    return SumCheck(rule.name, total, (), whole == listed, f"{whole - listed:f}")


def _reckoned(
    rule: SumRule,
    prefix: str,
    whole: Decimal,
    known: Sequence[Decimal],
    told: tuple[str, ...],
    figures: Mapping[str, Figure],
) -> SumCheck:
    name = prefix + rule.name
    if rule.kind in (SumKind.SUM, SumKind.SAME):
        residue = whole - sum(known)
        return SumCheck(name, prefix + rule.total, told, residue == 0, f"{residue:f}")
    if rule.kind is SumKind.PRODUCT:
        units = known[1]
        if figures[told[1]].kind is FieldKind.DISTANCE:
            units = units / 1000
        elif figures[told[1]].kind is FieldKind.DURATION:
            units = units / 60
        exact = known[0] * units
    else:
        base = sum(known[1:])
        if base == 0:
            return SumCheck(name, prefix + rule.total, told, None)
        exact = abs(known[0]) * 100 / abs(base)
    residue = whole - exact
    finest = Decimal(1).scaleb(int(whole.as_tuple().exponent))
    return SumCheck(
        name, prefix + rule.total, told, abs(residue) <= finest * _HALF, _short(residue)
    )


def _short(number: Decimal) -> str:
    return f"{number.quantize(Decimal('0.0001')).normalize():f}"
