"""Lists on a screen: entries of one line each, or of several rows from one label to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gigwallet.domain.paper import Piece
from gigwallet.domain.screen import FieldKind
from gigwallet.ocr.fields import geometry
from gigwallet.ocr.fields.lines import split_line
from gigwallet.ocr.fields.pairing import Pair, pairs_of
from gigwallet.ocr.fields.spelling import plain
from gigwallet.ocr.fields.spotting import Labels, part_box
from gigwallet.ocr.fields.template import EntryRule, FieldRule

_BARE = (FieldKind.DAY, FieldKind.MOMENT, FieldKind.CLOCK)


@dataclass(frozen=True, slots=True)
class Named:
    """A pair under the full name of its field: ``base``, ``order.2.fee``."""

    name: str
    pair: Pair


def rule_of(fields: Sequence[FieldRule], name: str) -> FieldRule:
    return next(each for each in fields if each.name == name)


def part_of_line(rule: FieldRule, piece: Piece, text: str) -> Pair:
    """A field that is a part of one printed line."""
    whole = plain(piece.text)
    first = max(0, whole.find(text))
    box = part_box(piece.box, whole, first, first + len(text))
    sure = piece.confidence
    value = rule.writing.value(text)
    return Pair(rule, whole, text, value, piece.box, box, sure, sure, pieces=(piece,))


def entry_lines(entry: EntryRule, pieces: Sequence[Piece]) -> tuple[list[Named], tuple[Piece, ...]]:
    """Entries of one line each: ``Order 1000 · 18:10   £3.34``."""
    pieces = [part for piece in pieces for part in _parted(entry, piece)]
    lines = [
        (piece, said)
        for piece in pieces
        if (said := split_line(entry.line, entry.fields, piece.text)) is not None
    ]
    starts = {id(piece) for piece, _ in lines}
    taken = set(starts)
    found: list[Named] = []
    for number, (piece, said) in enumerate(lines, start=1):
        name = f"{entry.name}.{number}."
        found += [
            Named(name + part, part_of_line(rule_of(entry.fields, part), piece, text))
            for part, text in said.items()
        ]
        if not entry.value:
            continue
        rule = rule_of(entry.fields, entry.value)
        rights = [
            each
            for each in pieces
            if id(each) not in starts
            and geometry.beside(piece.box, each.box)
            and geometry.right_of(piece.box, each.box)
            and _nearest(each, [line for line, _ in lines]) is piece
        ]
        found.append(Named(name + rule.name, _value_of(rule, piece, rights)))
        taken |= {id(each) for each in rights}
    return found, tuple(each for each in pieces if id(each) not in taken)


def _parted(entry: EntryRule, piece: Piece) -> tuple[Piece, ...]:
    """A piece that holds the line and its value, as two; any other piece as it is."""
    text = plain(piece.text)
    if not entry.value or split_line(entry.line, entry.fields, text) is not None:
        return (piece,)
    read = rule_of(entry.fields, entry.value).writing.value
    cuts = [
        cut
        for cut in range(1, len(text))
        if read(text[cut:]) and split_line(entry.line, entry.fields, text[:cut]) is not None
    ]
    # Blanks belong to neither; two different cuts would be two different values.
    if len({read(text[cut:]) for cut in cuts}) != 1:
        return (piece,)
    cut = cuts[-1]
    line = replace(piece, text=text[:cut].rstrip(), box=part_box(piece.box, text, 0, cut))
    return line, replace(
        piece, text=text[cut:].strip(), box=part_box(piece.box, text, cut, len(text))
    )


def _nearest(value: Piece, lines: Sequence[Piece]) -> Piece:
    return min(lines, key=lambda each: (geometry.apart(each.box, value.box), each.box.top))


def _value_of(rule: FieldRule, line: Piece, rights: Sequence[Piece]) -> Pair:
    fitting = [each for each in rights if rule.writing.value(each.text)]
    chosen = fitting[-1] if fitting else (rights[-1] if rights else None)
    if chosen is None:
        return Pair(
            rule, plain(line.text), "", "", line.box, line.box, line.confidence, 0.0,
            "screen_value_missing",
        )  # fmt: skip
    return Pair(
        rule=rule,
        label=plain(line.text),
        text=plain(chosen.text),
        value=rule.writing.value(chosen.text),
        box=line.box.around(chosen.box),
        value_box=chosen.box,
        confidence=min(line.confidence, chosen.confidence),
        value_confidence=chosen.confidence,
        doubt="screen_value_ambiguous" if len(fitting) > 1 else "",
        pieces=(line, chosen),
    )


def entry_blocks(
    entry: EntryRule, pieces: Sequence[Piece]
) -> tuple[list[Named], tuple[Piece, ...]]:
    """Entries of several rows, from one label ``begins`` to the next."""
    parts = blocks(rule_of(entry.fields, entry.begins), pieces)
    found: list[Named] = []
    used: set[int] = set()
    for number, block in enumerate(parts, start=1):
        pairs, spare = pairs_of(entry.fields, block)
        bare = bare_pairs(entry.fields, spare)
        spare = tuple(each for each in spare if not any(each in pair.pieces for pair in bare))
        for each in (*pairs, *bare):
            found.append(Named(f"{entry.name}.{number}.{each.rule.name}", each))
        used |= {id(each) for each in block} - {id(each) for each in spare}
    return found, tuple(each for each in pieces if id(each) not in used)


def bare_pairs(fields: Sequence[FieldRule], spare: Sequence[Piece]) -> list[Pair]:
    """Days and times that stand in an entry without a label: the first one that is so written."""
    found = []
    for rule in fields:
        if rule.labels or rule.kind not in _BARE:
            continue
        piece = next((each for each in spare if rule.writing.value(each.text)), None)
        if piece is not None:
            found.append(part_of_line(rule, piece, plain(piece.text)))
    return found


def blocks(rule: FieldRule, pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces cut at each label of ``rule``; what stands above the first belongs to it."""
    starts = [spot.box for spot in Labels((rule,)).spots(geometry.order(pieces)) if spot.sure]
    if not starts:
        return []
    parts: list[list[Piece]] = [[] for _ in starts]
    for piece in geometry.order(pieces):
        at = 0
        for number, start in enumerate(starts):
            within = geometry.beside(start, piece.box)
            if within or geometry.middle(piece.box) >= geometry.middle(start):
                at = number
        parts[at].append(piece)
    return parts
