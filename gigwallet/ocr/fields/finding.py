"""The fields of a template on a page: entries first, then lines, then labels with their values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gigwallet.domain.paper import Page, Piece
from gigwallet.ocr.fields.entries import (
    Named,
    blocks,
    entry_blocks,
    entry_lines,
    part_of_line,
    rule_of,
)
from gigwallet.ocr.fields.lines import split_line
from gigwallet.ocr.fields.pairing import pairs_of
from gigwallet.ocr.fields.template import REPEAT, Template


def find(template: Template, page: Page) -> tuple[list[Named], tuple[Piece, ...]]:
    """One pair under each name, and the pieces that belong to none."""
    named, spare = _all(template, page.pieces)
    return _once(named), spare


def _all(template: Template, pieces: Sequence[Piece]) -> tuple[list[Named], tuple[Piece, ...]]:
    """Each finder takes its pieces away."""
    if template.repeats:
        rule = next(each for each in template.fields if each.name == template.repeats)
        parts = blocks(rule, pieces)
        if len(parts) > 1:
            found: list[Named] = []
            spare: list[Piece] = []
            for number, block in enumerate(parts, start=1):
                inner, rest = _flat(template, block)
                found += [Named(f"{REPEAT}.{number}.{each.name}", each.pair) for each in inner]
                spare += rest
            return found, tuple(spare)
    return _flat(template, pieces)


def _flat(template: Template, pieces: Sequence[Piece]) -> tuple[list[Named], tuple[Piece, ...]]:
    found: list[Named] = []
    left = tuple(pieces)
    for entry in template.entries:
        reader = entry_lines if entry.line else entry_blocks
        made, left = reader(entry, left)
        found += made
    for line in template.lines:
        for piece in left:
            said = split_line(line.text, template.fields, piece.text)
            if said is not None:
                found += [
                    Named(name, part_of_line(rule_of(template.fields, name), piece, text))
                    for name, text in said.items()
                ]
                left = tuple(each for each in left if each is not piece)
                break
    pairs, spare = pairs_of(template.fields, left)
    return [*found, *(Named(pair.rule.name, pair) for pair in pairs)], spare


def _once(named: Sequence[Named]) -> list[Named]:
    """One of each name. Where a label stands twice, the one with a value counts; two values that
    differ leave a doubt."""
    kept: dict[str, Named] = {}
    for each in named:
        known = kept.get(each.name)
        if known is None or _better(each, known):
            kept[each.name] = each
        elif each.pair.value and each.pair.value != known.pair.value:
            kept[each.name] = replace(known, pair=replace(known.pair, doubt="screen_field_twice"))
    return list(kept.values())


def _better(one: Named, known: Named) -> bool:
    """A value before none; something unread before nothing (a heading has the words of a label)."""
    if bool(one.pair.value) != bool(known.pair.value):
        return bool(one.pair.value)
    return not known.pair.value and not known.pair.text and bool(one.pair.text)
