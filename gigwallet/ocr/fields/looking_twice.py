"""Two readings of one picture made one: what they agree on is surer, what they differ in waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gigwallet.domain.screen import FieldKind
from gigwallet.ocr.fields.entries import Named

DISAGREE = "screen_passes_disagree"
# What one look alone could not tell, and the other may.
_OF_ONE_LOOK = frozenset(
    {"screen_value_ambiguous", "screen_value_contested", "screen_label_unsure"}
)


def merged(first: Sequence[Named], second: Sequence[Named]) -> list[Named]:
    """Every field of either look. Entries of a list are numbered, so where one look missed some,
    only the list of the other counts."""
    first, second = _same_lists(first, second), _same_lists(second, first)
    others = {each.name: each for each in second}
    made = [_one(each, others.pop(each.name, None)) for each in first]
    return [*made, *others.values()]


def _one(first: Named, second: Named | None) -> Named:
    if second is None or not second.pair.value:
        return first
    one, other = first.pair, second.pair
    if not one.value:
        return second
    if one.value != other.value:
        doubt = "" if one.rule.kind is FieldKind.TEXT else DISAGREE
        return replace(first, pair=replace(one, doubt=one.doubt or doubt))
    settled = one.doubt in _OF_ONE_LOOK and not other.doubt
    return replace(
        first,
        pair=replace(
            one,
            confidence=max(one.confidence, other.confidence),
            value_confidence=max(one.value_confidence, other.value_confidence),
            doubt="" if settled else one.doubt,
        ),
    )


def _same_lists(named: Sequence[Named], other: Sequence[Named]) -> list[Named]:
    """Without the lists of which the other look has more."""
    mine, theirs = _lengths(named), _lengths(other)
    return [
        each
        for each in named
        if not (entry := _entry(each.name)) or mine[entry] >= theirs.get(entry, 0)
    ]


def _entry(name: str) -> str:
    return name.partition(".")[0] if "." in name else ""


def _lengths(named: Sequence[Named]) -> dict[str, int]:
    found: dict[str, set[str]] = {}
    for each in named:
        if entry := _entry(each.name):
            found.setdefault(entry, set()).add(each.name.split(".")[1])
    return {entry: len(numbers) for entry, numbers in found.items()}
