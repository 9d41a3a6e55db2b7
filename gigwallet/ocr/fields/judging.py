"""Which fields may be believed: strict form, confidence and arithmetic must agree.

The reasons are stable codes, worded in ``words/sentences/screens.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

from gigwallet.domain.screen import FieldKind, ScreenField, Standing, SumCheck
from gigwallet.ocr.fields.sums import Figure, check
from gigwallet.ocr.fields.template import REPEAT, EntryRule, SumKind, SumRule, Template
from gigwallet.ocr.fields.writing import wall

# Below SURE a figure needs more than one equation of two figures; below FAIR it is never believed.
SURE = 0.97
FAIR = 0.90
# A sum of more amounts than this may hold because two errors cancel each other out, so that it
# proves nothing before each of its figures is sure.
LONG = 12
# Times, counts and numbers have no sum behind them.
SURE_ALONE = 0.95

SUM_AGREES, SUM_SETTLES, FORM_AND_CONFIDENCE = (
    "screen_sum_agrees", "screen_sum_settles", "screen_form_and_confidence",
)  # fmt: skip
UNSURE, UNSETTLED = "screen_unsure", "screen_not_sure_enough"
NO_ARITHMETIC, SUM_DIFFERS, SUM_INCOMPLETE = (
    "screen_no_arithmetic", "screen_sum_differs", "screen_sum_incomplete",
)  # fmt: skip
ROWS_MISSING = "screen_rows_missing"
NOT_ITS_FORM, POINT_LOST = "screen_not_its_form", "screen_point_lost"
DISORDER, BEYOND = "screen_times_disorder", "screen_beyond_bounds"
# Whatever sums or other fields decide, and so may decide again once a person said something.
_OF_OTHERS = frozenset(
    {
        "", SUM_AGREES, SUM_SETTLES, FORM_AND_CONFIDENCE, UNSETTLED, NO_ARITHMETIC, SUM_DIFFERS,
        SUM_INCOMPLETE, DISORDER, ROWS_MISSING,
    }
)  # fmt: skip
_UNSURE = frozenset({UNSURE, UNSETTLED, SUM_SETTLES, "screen_too_unsure"})
_TRUSTED = (Standing.CONFIRMED, Standing.CORRECTED)
_A_DAY = timedelta(days=1)
_RISES = FieldKind.MOMENT, FieldKind.CLOCK


@dataclass(frozen=True, slots=True)
class _Proof:
    """What the equations say of one field."""

    failed: bool = False
    torn: bool = False
    held: bool = False
    strong: bool = False


def settle(
    template: Template | None, fields: Sequence[ScreenField]
) -> tuple[tuple[ScreenField, ...], tuple[SumCheck, ...]]:
    """Every field with its standing. What a person said stays; a field with a doubt of its own
    (``why``) stays in review; the rest is decided by form, confidence and arithmetic."""
    rules = list(_rules(template, fields)) if template else []
    implied = _implied(template, fields) if template else {}
    figures = {
        each.name: Figure(implied.get(each.name, each.value), each.kind)
        for each in fields
        if each.standing is not Standing.ABSENT
    }
    checks: list[tuple[SumRule, SumCheck]] = []
    for rule, prefix, required in rules:
        made = check(rule, figures, required, _entries(fields), prefix)
        if made is not None:
            checks.append((rule, made))
    by_name = {each.name: each for each in fields}
    proofs = _proofs(checks, by_name)
    disordered = _disordered(template, by_name) if template else frozenset()
    settled = []
    for each in fields:
        proof = proofs.get(each.name, _Proof())
        if each.name in implied:
            settled.append(_with_its_point(each, proof, implied[each.name]))
        else:
            settled.append(_settled(each, proof, each.name in disordered))
    lacking = _of_longer_lists(checks)
    told = (
        replace(each, why=ROWS_MISSING)
        if each.name in lacking and each.why == SUM_DIFFERS
        else each
        for each in settled
    )
    return tuple(told), tuple(made for _, made in checks)


def _of_longer_lists(checks: Sequence[tuple[SumRule, SumCheck]]) -> frozenset[str]:
    """The fields of a sum over listed rows that come to less than the total: the list may go on."""
    return frozenset(
        name
        for rule, made in checks
        if rule.kind is SumKind.SUM and made.holds is False and Decimal(made.residue) > 0
        if any("." in part for part in rule.parts)
        and any(part.count(".") == 2 for part in made.parts)
        for name in (made.total, *made.parts)
    )


def _implied(template: Template, fields: Iterable[ScreenField]) -> dict[str, str]:
    """Amounts that lost their point: their figures are read, so they may stand in an equation for
    the others. They themselves always wait."""
    found = {}
    for each in fields:
        rule = template.rule(each.name)
        if rule is None or each.standing is not Standing.REVIEW:
            continue
        if each.why in (NOT_ITS_FORM, POINT_LOST):
            value = rule.writing.implied(each.text)
            if value:
                found[each.name] = value
    return found


def _with_its_point(field: ScreenField, proof: _Proof, value: str) -> ScreenField:
    """Where the sum says where the point stands, the person only compares; else they type."""
    holds = proof.held and not proof.failed and not proof.torn
    why, told = (POINT_LOST, value) if holds else (NOT_ITS_FORM, "")
    return replace(field, standing=Standing.REVIEW, why=why, value=told)


def _rules(
    template: Template, fields: Iterable[ScreenField]
) -> Iterable[tuple[SumRule, str, frozenset[str]]]:
    """Each rule with the prefix of the entry that it is reckoned within."""
    required = frozenset(each.name for each in template.fields if each.required)
    prefixes = list(dict.fromkeys(_prefix(each.name) for each in fields))
    blocks = [prefix for prefix in prefixes if prefix.startswith(f"{REPEAT}.")] or [""]
    for prefix in blocks:
        for rule in template.sums:
            yield rule, prefix, frozenset(prefix + each for each in required) | required
    for entry in template.entries:
        needed = frozenset(each.name for each in entry.fields if each.required)
        for prefix in prefixes:
            if prefix.startswith(f"{entry.name}."):
                for rule in entry.sums:
                    yield rule, prefix, needed | frozenset(prefix + each for each in needed)


def _prefix(name: str) -> str:
    """``order.2.`` of ``order.2.pay``, empty where the field is the screen's own."""
    return name.rpartition(".")[0] + "." if "." in name else ""


def _entries(fields: Iterable[ScreenField]) -> dict[str, int]:
    """How many of each entry were read."""
    found: dict[str, set[str]] = {}
    for each in fields:
        if each.name.count(".") == 2 and each.standing is not Standing.ABSENT:
            entry, number, _ = each.name.split(".")
            found.setdefault(entry, set()).add(number)
    return {entry: len(numbers) for entry, numbers in found.items()}


def _proofs(
    checks: Sequence[tuple[SumRule, SumCheck]], fields: Mapping[str, ScreenField]
) -> dict[str, _Proof]:
    """What all equations together say of each field. One that holds but is weak proves nothing as
    soon as another equation contradicts one of its members; and being the same amount as another
    proves nothing unless that one is proven."""
    proofs: dict[str, _Proof] = {}
    failed = {
        name
        for rule, made in checks
        if made.holds is False and rule.kind is not SumKind.SHARE  # shares have several meanings
        for name in _members(rule, made, fields)
    }
    for rule, made in sorted(checks, key=lambda each: each[0].kind is SumKind.SAME):
        strong = _strong(rule, made, fields)
        members = _members(rule, made, fields)
        held = bool(made.holds) and (strong or not failed & {*members, *made.parts})
        if rule.kind is SumKind.SUM and len(members) > LONG:
            held = held and all(_is_sure(fields[name]) for name in members if name in fields)
        if rule.kind is SumKind.SAME:
            held = held and all(proofs.get(part, _Proof()).held for part in made.parts)
        for name in members:
            known = proofs.get(name, _Proof())
            proofs[name] = replace(
                known,
                failed=known.failed or made.holds is False,
                torn=known.torn or made.holds is None,
                held=known.held or held,
                strong=known.strong or (held and strong),
            )
    return proofs


def _is_sure(field: ScreenField) -> bool:
    return field.standing in _TRUSTED or field.why not in _UNSURE


def _members(rule: SumRule, made: SumCheck, fields: Mapping[str, ScreenField]) -> tuple[str, ...]:
    """Whose digits the equation speaks for. A rounded share or a count of entries says nothing of
    the parts' last digit; a unit price is only as sure as the number of units is large."""
    if rule.kind is SumKind.SUM:
        return (made.total, *made.parts)
    if rule.kind is SumKind.PRODUCT:
        units = fields[made.parts[1]] if len(made.parts) > 1 else None
        base = {FieldKind.DISTANCE: 1000, FieldKind.DURATION: 60}.get(
            units.kind if units else FieldKind.COUNT, 1
        )
        enough = units is not None and units.value and Decimal(units.value) >= base
        return (made.total, made.parts[0]) if enough else (made.total,)
    return (made.total,)


def _strong(rule: SumRule, made: SumCheck, fields: Mapping[str, ScreenField]) -> bool:
    """Whether the equation would notice one glyph that is misread alike wherever it stands: it
    needs three different figures, or one that a person looked at."""
    numbers = [fields[name] for name in (made.total, *made.parts) if name in fields]
    if any(each.standing in _TRUSTED for each in numbers):
        return True
    if rule.kind is SumKind.PRODUCT:
        return True
    told = {abs(Decimal(each.value)) for each in numbers if each.value}
    return rule.kind is SumKind.SUM and len(told - {Decimal(0)}) >= 3


def _settled(field: ScreenField, proof: _Proof, disordered: bool) -> ScreenField:
    if field.standing in (*_TRUSTED, Standing.ABSENT):
        return field
    doubt = field.why if field.why not in _OF_OTHERS else ""
    if doubt == UNSURE and not proof.strong:
        return replace(field, standing=Standing.REVIEW)
    if doubt and doubt != UNSURE:
        return replace(field, standing=Standing.REVIEW)
    unsure = doubt == UNSURE or field.why in (SUM_SETTLES, UNSETTLED)
    if field.kind is not FieldKind.MONEY:
        if disordered:
            return replace(field, standing=Standing.REVIEW, why=DISORDER)
        if proof.failed and not proof.held:
            return replace(field, standing=Standing.REVIEW, why=SUM_DIFFERS)
        return replace(field, standing=Standing.ACCEPTED, why=FORM_AND_CONFIDENCE)
    for wrong, why in (
        (proof.failed, SUM_DIFFERS),
        (proof.torn, SUM_INCOMPLETE),
        (not proof.held, NO_ARITHMETIC),
        (unsure and not proof.strong, UNSURE),
    ):
        if wrong:
            # That it was unsure besides is kept, for when the sum is in order again.
            kept = UNSETTLED if unsure and why != UNSURE else why
            return replace(field, standing=Standing.REVIEW, why=kept)
    return replace(field, standing=Standing.ACCEPTED, why=SUM_SETTLES if unsure else SUM_AGREES)


def _disordered(template: Template, fields: Mapping[str, ScreenField]) -> frozenset[str]:
    """Times that do not rise, or lie more than a day apart."""
    found: set[str] = set()
    prefixes = dict.fromkeys(_prefix(name) for name in fields)
    for prefix in prefixes:
        owners = [each for each in template.entries if prefix.startswith(each.name + ".")]
        found |= _out_of_order(owners[0] if owners else template, prefix, fields)
    return frozenset(found)


def _out_of_order(
    what: Template | EntryRule, prefix: str, fields: Mapping[str, ScreenField]
) -> set[str]:
    told = [
        field
        for name in what.ordered
        if (field := fields.get(prefix + name)) and field.value and field.kind in _RISES
    ]
    wrong: set[str] = set()
    for before, after in pairwise(told):
        if not _rises(before, after):
            wrong |= {before.name, after.name}
    return wrong


def _rises(before: ScreenField, after: ScreenField) -> bool:
    """A clock without its day may pass midnight, but then the span would be most of a day: such a
    pair is for a person, unless little lies between."""
    if before.kind is FieldKind.MOMENT and after.kind is FieldKind.MOMENT:
        one, other = wall(_yeared(before.value)), wall(_yeared(after.value))
        if one is None or other is None:
            return False
        return timedelta(0) <= other - one <= _A_DAY
    if before.kind is not after.kind:
        return True
    span = (_minutes(after.value) - _minutes(before.value)) % (24 * 60)
    return span <= 12 * 60


def _yeared(value: str) -> str:
    return value.replace("--", "2000-", 1) if value.startswith("--") else value


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")[:2]
    return int(hour) * 60 + int(minute)
