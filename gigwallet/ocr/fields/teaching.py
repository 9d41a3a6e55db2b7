"""A person teaches a screen: what they marked on an example, and what the program proposes on the
next one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.paper import Box, Paper, Piece
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.screen import FieldKind
from gigwallet.domain.trip import TripKind
from gigwallet.ocr.fields import geometry
from gigwallet.ocr.fields.pairing import Pair, pairs_of
from gigwallet.ocr.fields.spelling import plain
from gigwallet.ocr.fields.status_bar import status_bar
from gigwallet.ocr.fields.template import FieldRule, ScreenKind, Template
from gigwallet.ocr.fields.writing import Style, Writing

_BRACKETED = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]?\s*$")


@dataclass(frozen=True, slots=True)
class About:
    """What the person says of the whole screen. ``name`` tells it from the platform's others."""

    platform: str
    name: str
    kind: ScreenKind
    currency: str
    zone: str = ""
    language: str = "zh"
    trip: TripKind = TripKind.DELIVERY


@dataclass(frozen=True, slots=True)
class Marked:
    """A field that a person marked, by pieces of the reading: ``label`` and ``value`` may be one
    piece; a day or a time may have no label. ``total``: the other amounts marked ``part`` add up to
    it. ``fact`` and ``pay`` say what it means, as in a template."""

    name: str
    kind: FieldKind
    value: Piece
    label: Piece | None = None
    total: bool = False
    part: bool = False
    pay: PayCategory | None = None
    fact: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """One picture with its marked fields."""

    paper: Paper
    fields: tuple[Marked, ...]


def label_text(marked: Marked) -> str:
    """The label without its value and without a quantity in brackets."""
    if marked.label is None:
        return ""
    text = plain(marked.label.text)
    if marked.label == marked.value:
        text = text[: len(text) - len(value_text(marked))]
    return _BRACKETED.sub("", text.rstrip(" :·")).rstrip(" :·")


def quantity_text(marked: Marked) -> str:
    """What stands in brackets behind the label, empty where nothing does."""
    if marked.label is None or marked.label == marked.value:
        return ""
    found = _BRACKETED.search(plain(marked.label.text))
    return found[0].strip(" ()[]【】〔〕") if found else ""


def value_text(marked: Marked, currency: str = "") -> str:
    """The value; of a piece that holds both, what stands behind the colon, else the longest end
    of it that is a value of its kind."""
    text = plain(marked.value.text)
    if marked.label is None or marked.label != marked.value:
        return text
    if ":" in text and not re.search(r"\d:\d", text[: text.index(":") + 2]):
        return text[text.index(":") + 1 :].strip()
    for cut in range(1, len(text)):
        rest = text[cut:].strip()
        if any(each.value(rest) for each in writings(marked, currency)):
            return rest
    return text


def writings(marked: Marked, currency: str) -> Iterator[Writing]:
    """The ways in which such a field may be written, the usual one first."""
    decimals: tuple[int | None, ...] = (None,)
    if marked.kind is FieldKind.MONEY:
        decimals = (None, 2, 1, 0)
    elif marked.kind is FieldKind.DISTANCE:
        decimals = (None, 2, 0)
    for style in (Style.POINT, Style.COMMA):
        for places in decimals:
            money = currency if marked.kind is FieldKind.MONEY else ""
            yield Writing(marked.kind, money, style, decimals=places, unit=marked.unit)


def proposed(template: Template, paper: Paper) -> tuple[Marked, ...]:
    """Where the fields of ``template`` (a draft after the first example) seem to stand on another
    picture: for the person to confirm. Fields that are not found are left out."""
    if not paper.pages:
        return ()
    page = paper.pages[0]
    bar = status_bar(page)
    pieces = geometry.order(piece for piece in page.pieces if piece not in bar)
    pairs, spare = pairs_of(template.fields, pieces)
    totals = {rule.total for rule in template.sums}
    parts = {part for rule in template.sums for part in rule.parts}
    found = {pair.rule.name: pair for pair in reversed(pairs) if pair.value}
    made = []
    for rule in template.fields:
        pair = found.get(rule.name)
        value, label = _pieces(rule, pair, pieces) if pair else (_bare(rule, spare), None)
        if value is None:
            continue
        made.append(
            Marked(
                rule.name, rule.kind, value, label, rule.name in totals, rule.name in parts,
                rule.pay, rule.fact, rule.writing.unit,
            )
        )  # fmt: skip
    return tuple(made)


def _pieces(
    rule: FieldRule, pair: Pair, pieces: Sequence[Piece]
) -> tuple[Piece | None, Piece | None]:
    """The pieces that a pair was made of."""
    value = pair.pieces[-1] if pair.pieces else None
    label = next(
        (each for each in pieces if _within(each.box, pair.box) and each is not value), None
    )
    if value is None:
        value = label
    return value, label


def _within(inner: Box, outer: Box) -> bool:
    return inner.around(outer) == outer


def _bare(rule: FieldRule, spare: Iterable[Piece]) -> Piece | None:
    """A day or time that stands alone."""
    if rule.labels:
        return None
    return next((each for each in spare if rule.writing.value(each.text)), None)


def refuse(code: str, **facts: str | int) -> GigWalletError:
    """Why nothing can be learnt from these examples."""
    return GigWalletError(code, **facts)
