"""A screen read: the template that fits, its fields with their places, and their standing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from gigwallet.domain.paper import Page, Paper, Piece
from gigwallet.domain.screen import FieldKind, ScreenField, ScreenReading, Standing
from gigwallet.ocr.fields import geometry, status_bar
from gigwallet.ocr.fields.choosing import choose
from gigwallet.ocr.fields.customers import customer_marks
from gigwallet.ocr.fields.judging import BEYOND, FAIR, SURE, SURE_ALONE, UNSURE, settle
from gigwallet.ocr.fields.lines import split_line
from gigwallet.ocr.fields.pairing import Pair, pairs_of
from gigwallet.ocr.fields.spelling import plain
from gigwallet.ocr.fields.spotting import Labels, part_box
from gigwallet.ocr.fields.template import REPEAT, EntryRule, FieldRule, Template
from gigwallet.ocr.fields.writing import Writing

_A_TEXT = (FieldKind.TEXT,)
# Amounts whose label nobody knows are called unknown.1, unknown.2.
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class _Named:
    """A pair under the full name of its field."""

    name: str
    pair: Pair


def read_screen(
    paper: Paper,
    name_hint: str,
    templates: Sequence[Template],
    second: Paper | None = None,
) -> ScreenReading:
    """What ``paper`` (one picture, read by OCR) says. ``name_hint`` is its file name: the name of
    an app in it helps to choose. ``second`` is another reading of the same picture; an amount of
    which it says something else goes to a person. Pure: the same in, the same out, whatever the
    order of the pieces. Where no template fits clearly, ``template`` is empty and so are the
    fields: the screen waits to be taught."""
    if not paper.pages:
        return ScreenReading(paper)
    page = paper.pages[0]
    bar = status_bar.status_bar(page)
    shown = status_bar.clock(bar)
    body = replace(page, pieces=geometry.order(p for p in page.pieces if p not in bar))
    template = choose(body, name_hint, templates)
    if template is None:
        return ScreenReading(paper, marks=customer_marks(paper, None), clock=shown)
    named, spare = _named(template, body)
    named = _once(named)
    strays = _strays(template, spare, named, body)
    fields = [_field(each, strays, second) for each in named]
    settled, checks = settle(template, fields)
    if any(each.holds is not True for each in checks):
        settled += unknown_amounts(template, spare, body)
    return ScreenReading(
        paper=paper,
        template=template.key,
        template_version=template.version,
        platform=template.platform,
        fields=settled,
        checks=checks,
        missing=missing_of(template, settled),
        marks=customer_marks(paper, template),
        clock=shown,
    )


def missing_of(template: Template, fields: Iterable[ScreenField]) -> tuple[str, ...]:
    """Required fields that the screen does not show (one of each block, where blocks repeat)."""
    told = {each.name.rpartition(".")[2] for each in fields}
    return tuple(each.name for each in template.fields if each.required and each.name not in told)


def _named(template: Template, page: Page) -> tuple[list[_Named], tuple[Piece, ...]]:
    """Entries first, then lines, then labels with their values; each takes its pieces away."""
    pieces = page.pieces
    if template.repeats:
        rule = next(each for each in template.fields if each.name == template.repeats)
        blocks = _blocks(rule, pieces)
        if len(blocks) > 1:
            found: list[_Named] = []
            spare: list[Piece] = []
            for number, block in enumerate(blocks, start=1):
                inner, rest = _flat(template, block)
                found += [_Named(f"{REPEAT}.{number}.{each.name}", each.pair) for each in inner]
                spare += rest
            return found, tuple(spare)
    return _flat(template, pieces)


def _flat(template: Template, pieces: Sequence[Piece]) -> tuple[list[_Named], tuple[Piece, ...]]:
    found: list[_Named] = []
    left = tuple(pieces)
    for entry in template.entries:
        reader = _entry_lines if entry.line else _entry_blocks
        made, left = reader(entry, left)
        found += made
    for line in template.lines:
        for piece in left:
            said = split_line(line.text, template.fields, piece.text)
            if said is not None:
                found += [
                    _Named(name, _part(_rule(template.fields, name), piece, text))
                    for name, text in said.items()
                ]
                left = tuple(each for each in left if each is not piece)
                break
    pairs, spare = pairs_of(template.fields, left)
    return [*found, *(_Named(pair.rule.name, pair) for pair in pairs)], spare


def _rule(fields: Sequence[FieldRule], name: str) -> FieldRule:
    return next(each for each in fields if each.name == name)


def _part(rule: FieldRule, piece: Piece, text: str) -> Pair:
    """A field that is a part of one printed line."""
    whole = plain(piece.text)
    first = max(0, whole.find(text))
    box = part_box(piece.box, whole, first, first + len(text))
    sure = piece.confidence
    value = rule.writing.value(text)
    return Pair(rule, whole, text, value, piece.box, box, sure, sure, pieces=(piece,))


def _entry_lines(
    entry: EntryRule, pieces: Sequence[Piece]
) -> tuple[list[_Named], tuple[Piece, ...]]:
    """Entries of one line each: ``Order 1000 · 18:10   £3.34``."""
    lines = [
        (piece, said)
        for piece in pieces
        if (said := split_line(entry.line, entry.fields, piece.text)) is not None
    ]
    starts = {id(piece) for piece, _ in lines}
    taken = set(starts)
    found: list[_Named] = []
    for number, (piece, said) in enumerate(lines, start=1):
        name = f"{entry.name}.{number}."
        found += [
            _Named(name + part, _part(_rule(entry.fields, part), piece, text))
            for part, text in said.items()
        ]
        if not entry.value:
            continue
        rule = _rule(entry.fields, entry.value)
        rights = [
            each
            for each in pieces
            if id(each) not in starts
            and geometry.beside(piece.box, each.box)
            and geometry.right_of(piece.box, each.box)
            and _nearest(each, [line for line, _ in lines]) is piece
        ]
        found.append(_Named(name + rule.name, _value_of(rule, piece, rights)))
        taken |= {id(each) for each in rights}
    return found, tuple(each for each in pieces if id(each) not in taken)


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


def _entry_blocks(
    entry: EntryRule, pieces: Sequence[Piece]
) -> tuple[list[_Named], tuple[Piece, ...]]:
    """Entries of several rows, from one label ``begins`` to the next."""
    blocks = _blocks(_rule(entry.fields, entry.begins), pieces)
    found: list[_Named] = []
    used: set[int] = set()
    for number, block in enumerate(blocks, start=1):
        pairs, spare = pairs_of(entry.fields, block)
        found += [_Named(f"{entry.name}.{number}.{each.rule.name}", each) for each in pairs]
        used |= {id(each) for each in block} - {id(each) for each in spare}
    return found, tuple(each for each in pieces if id(each) not in used)


def _blocks(rule: FieldRule, pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces cut at each label of ``rule``; what stands above the first belongs to it."""
    starts = [spot.box for spot in Labels((rule,)).spots(geometry.order(pieces)) if spot.sure]
    if not starts:
        return []
    blocks: list[list[Piece]] = [[] for _ in starts]
    for piece in geometry.order(pieces):
        at = 0
        for number, start in enumerate(starts):
            within = geometry.beside(start, piece.box)
            if within or geometry.middle(piece.box) >= geometry.middle(start):
                at = number
        blocks[at].append(piece)
    return blocks


def _once(named: Sequence[_Named]) -> list[_Named]:
    """One of each name. Where a label stands twice, the one with a value counts; two values that
    differ leave a doubt."""
    kept: dict[str, _Named] = {}
    for each in named:
        known = kept.get(each.name)
        if known is None or (not known.pair.value and each.pair.value):
            kept[each.name] = each
        elif each.pair.value and each.pair.value != known.pair.value:
            kept[each.name] = replace(known, pair=replace(known.pair, doubt="screen_field_twice"))
    return list(kept.values())


def _strays(
    template: Template, spare: Sequence[Piece], named: Sequence[_Named], page: Page
) -> bool:
    """Whether an amount stands among the fields that no text stands beside: its label was lost, and
    which label it belongs to nobody knows."""
    money = Writing(FieldKind.MONEY, template.currency)
    amounts = [each.pair for each in named if each.pair.rule.kind is FieldKind.MONEY]
    if not amounts:
        return False
    top = min(each.box.top for each in amounts)
    bottom = max(each.box.bottom for each in amounts)
    height = max(each.box.height for each in amounts)
    for piece in spare:
        if not (top - 2 * height <= piece.box.top and piece.box.bottom <= bottom + 2 * height):
            continue
        if money.value(piece.text) and not any(
            other is not piece and geometry.beside(piece.box, other.box) for other in page.pieces
        ):
            return True
    return False


def unknown_amounts(
    template: Template, spare: Sequence[Piece], page: Page
) -> tuple[ScreenField, ...]:
    """Amounts beside words that the template does not know, where a sum is not in order: one of
    them may be the part that lacks. The person sees them, and nothing is made of them."""
    money = Writing(FieldKind.MONEY, template.currency)
    found: list[ScreenField] = []
    for piece in spare:
        value = money.value(piece.text)
        words = [
            each
            for each in spare
            if each is not piece
            and geometry.beside(each.box, piece.box)
            and geometry.right_of(each.box, piece.box)
        ]
        if value and words:
            label = words[-1]
            found.append(
                ScreenField(
                    f"{UNKNOWN}.{len(found) + 1}", plain(label.text), plain(piece.text), value,
                    FieldKind.MONEY, template.currency, label.box.around(piece.box), piece.box,
                    min(label.confidence, piece.confidence), Standing.REVIEW,
                    "screen_label_unknown",
                )
            )  # fmt: skip
    return tuple(found)


def _field(named: _Named, strays: bool, second: Paper | None) -> ScreenField:
    """The field with the doubt of its own, if it has one; ``settle`` decides the rest."""
    pair = named.pair
    rule = pair.rule
    money = rule.kind is FieldKind.MONEY
    why = pair.doubt
    if not why and not pair.value:
        why = "screen_not_its_form"
    sure = pair.value_confidence
    if not why and second is not None and money:
        why, sure = _compared(pair, second)
    if not why and money:
        why = "" if sure >= SURE else (UNSURE if sure >= FAIR else "screen_too_unsure")
    elif not why and rule.kind not in _A_TEXT and sure < SURE_ALONE:
        why = "screen_too_unsure"
    if not why and rule.most is not None and abs(Decimal(pair.value)) > rule.most:
        why = BEYOND
    if not why and money and strays:
        why = "screen_stray_amount"
    return ScreenField(
        name=named.name,
        label=pair.label,
        text=pair.text,
        value=pair.value,
        kind=rule.kind,
        currency=rule.writing.currency,
        box=pair.box,
        value_box=pair.value_box,
        confidence=pair.confidence,
        standing=Standing.REVIEW,
        why=why,
    )


def _compared(pair: Pair, second: Paper) -> tuple[str, float]:
    """A second look at the same pixels: it may agree, disagree or see nothing there."""
    pieces = second.pages[0].pieces if second.pages else ()
    there = [
        each
        for each in pieces
        if geometry.beside(pair.value_box, each.box)
        and min(each.box.right, pair.value_box.right) > max(each.box.left, pair.value_box.left)
    ]
    values = {value: each for each in there if (value := pair.rule.writing.value(each.text))}
    if pair.value in values:
        return "", max(pair.value_confidence, values[pair.value].confidence)
    if values:
        return "screen_passes_disagree", pair.value_confidence
    return "", pair.value_confidence
