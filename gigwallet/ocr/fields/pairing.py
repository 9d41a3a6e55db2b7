"""Which value stands beside which label: to the right in its row, else below or above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gigwallet.domain.paper import Box, Piece
from gigwallet.ocr.fields import geometry
from gigwallet.ocr.fields.spelling import plain
from gigwallet.ocr.fields.spotting import Labels, Spot, part_box
from gigwallet.ocr.fields.template import FieldRule, Place


@dataclass(frozen=True, slots=True)
class Pair:
    """A label with its value, before anybody judged it. ``value`` is empty where ``text`` is not of
    its kind. ``doubt`` is the code of what makes the pairing unsure, empty where nothing does."""

    rule: FieldRule
    label: str
    text: str
    value: str
    box: Box
    value_box: Box
    confidence: float
    value_confidence: float
    doubt: str = ""
    pieces: tuple[Piece, ...] = ()


def pairs_of(
    rules: Sequence[FieldRule], pieces: Sequence[Piece]
) -> tuple[tuple[Pair, ...], tuple[Piece, ...]]:
    """The pairs, top to bottom, and the pieces that belong to none."""
    ordered = geometry.order(pieces)
    spots = Labels(rules).spots(ordered)
    in_labels = {id(piece) for spot in spots for piece in spot.pieces}
    free = [piece for piece in ordered if id(piece) not in in_labels]
    rights = {index: _right(spot, spots, free) for index, spot in enumerate(spots)}
    claims: dict[int, list[int]] = {}
    for index, found in rights.items():
        for piece in found:
            claims.setdefault(id(piece), []).append(index)
    pairs: dict[int, Pair] = {}
    used: set[int] = set()
    for index, spot in enumerate(spots):
        contested = False
        mine = []
        for piece in rights[index]:
            rivals = claims[id(piece)]
            nearest = min(rivals, key=lambda n: (geometry.apart(spots[n].box, piece.box), n))
            contested |= len(rivals) > 1
            if nearest == index:
                mine.append(piece)
        pair = _beside(spot, mine, "screen_value_contested" if contested else "")
        if pair:
            pairs[index] = pair
            used |= {id(each) for each in pair.pieces}
    left = [piece for piece in free if id(piece) not in used]
    for index, pair in _stacked(spots, pairs, left).items():
        pairs[index] = pair
        used |= {id(each) for each in pair.pieces}
    for index, spot in enumerate(spots):
        if index not in pairs:
            rest = [piece for piece in left if id(piece) not in used]
            pairs[index] = _unread(spot, rest) or _without_value(spot)
            used |= {id(each) for each in pairs[index].pieces}
    spare = tuple(piece for piece in free if id(piece) not in used)
    return (*(pairs[index] for index in sorted(pairs)), *_quantities(spots)), spare


def _right(spot: Spot, spots: Sequence[Spot], free: Sequence[Piece]) -> list[Piece]:
    """The free pieces to the right, up to the next label of the row."""
    if spot.rest or spot.rule.place in (Place.BELOW, Place.ABOVE):
        return []
    box = spot.box
    ends = [
        other.box.left
        for other in spots
        if other is not spot
        and geometry.beside(box, other.box)
        and geometry.right_of(box, other.box)
    ]
    end = min(ends, default=None)
    found = [
        piece
        for piece in free
        if geometry.beside(box, piece.box)
        and geometry.right_of(box, piece.box)
        and (end is None or piece.box.left < end)
    ]
    return sorted(found, key=lambda piece: (piece.box.left, piece.box.top, piece.text))


def _beside(spot: Spot, pieces: list[Piece], doubt: str) -> Pair | None:
    """The value in the label's own piece, or the pieces to its right: all of them as one text, or
    the one that is of its kind."""
    if spot.rest:
        value = spot.rule.writing.value(spot.rest)
        return _pair(spot, (), spot.rest, value, spot.rest_box, doubt)
    if not pieces:
        return None
    read = spot.rule.writing.value
    text = _joined(pieces)
    if value := read(text):
        return _pair(spot, tuple(pieces), text, value, None, doubt)
    fitting = [each for each in pieces if read(each.text)]
    if len(fitting) > 1:
        doubt = doubt or "screen_value_ambiguous"
    if fitting:
        chosen = fitting[-1]
        return _pair(spot, (chosen,), plain(chosen.text), read(chosen.text), None, doubt)
    return _pair(spot, tuple(pieces), text, "", None, doubt)


def _joined(pieces: Sequence[Piece]) -> str:
    """One text of the pieces of a row. Figures of two pieces never become one number."""
    text = ""
    for each in pieces:
        more = plain(each.text)
        apart = text[-1:].isalnum() and more[:1].isalnum()
        text += (" " if apart else "") + more
    return text


def _stacked(
    spots: Sequence[Spot], pairs: dict[int, Pair], left: Sequence[Piece]
) -> dict[int, Pair]:
    """Values below or above their labels, nearest first. A value that is as near to another label,
    or a label with a value as near on its other side, leaves a doubt."""
    offers: list[tuple[int, int, Piece]] = []
    for index, spot in enumerate(spots):
        taken = pairs.get(index)
        if (taken and taken.value) or spot.rule.place is Place.RIGHT:
            continue
        for piece in left:
            if not spot.rule.writing.value(piece.text):
                continue
            under = geometry.below(spot.box, piece.box)
            if spot.rule.place is (Place.ABOVE if under else Place.BELOW):
                continue
            if geometry.stacked(spot.box, piece.box) and geometry.near(spot.box, piece.box):
                offers.append((max(0, geometry.gap(spot.box, piece.box)), index, piece))
    made: dict[int, Pair] = {}
    gone: set[int] = set()
    offers.sort(key=lambda each: (each[0], each[1], each[2].box.top, each[2].box.left))
    for room, index, piece in offers:
        if index in made or id(piece) in gone:
            continue
        spot = spots[index]
        rival = any(
            (other == index) != (rest is piece) and abs(far - room) * 4 <= spot.box.height
            for far, other, rest in offers
            if (other == index or rest is piece) and id(rest) not in gone and other not in made
        )
        doubt = "screen_value_contested" if rival else ""
        value = spot.rule.writing.value(piece.text)
        made[index] = _pair(spot, (piece,), plain(piece.text), value, None, doubt)
        gone.add(id(piece))
    return made


def _unread(spot: Spot, left: Sequence[Piece]) -> Pair | None:
    """Figures below or above the label that are no value of its kind, so that the person is shown
    their pixels; a number that fell apart is taken together."""
    if spot.rule.place is Place.RIGHT:
        return None
    near = [
        piece
        for piece in left
        if any(each.isdigit() for each in piece.text)
        and not geometry.beside(spot.box, piece.box)
        and geometry.stacked(spot.box, piece.box)
        and geometry.near(spot.box, piece.box)
    ]
    if not near:
        return None
    first = min(near, key=lambda piece: (geometry.gap(spot.box, piece.box), piece.box.left))
    whole = [first, *(each for each in left if _goes_on(first, each) or _goes_on(each, first))]
    whole.sort(key=lambda piece: piece.box.left)
    text = " ".join(plain(each.text) for each in whole)
    value = spot.rule.writing.value(text)
    return _pair(spot, tuple(whole), text, value, None, "screen_value_ambiguous" if value else "")


def _goes_on(one: Piece, other: Piece) -> bool:
    """Whether ``other`` stands right behind ``one``."""
    room = other.box.left - one.box.right
    return (
        one is not other
        and geometry.beside(one.box, other.box)
        and geometry.right_of(one.box, other.box)
        and room <= max(one.box.height, other.box.height)
    )


def _pair(
    spot: Spot, pieces: tuple[Piece, ...], text: str, value: str, box: Box | None, doubt: str
) -> Pair:
    value_box = box or geometry.hull(each.box for each in pieces)
    sure = min((each.confidence for each in pieces), default=spot.confidence)
    return Pair(
        rule=spot.rule,
        label=spot.text[: len(spot.text) - len(spot.rest)].rstrip(" :") if spot.rest else spot.text,
        text=text,
        value=value,
        box=spot.box.around(value_box),
        value_box=value_box,
        confidence=min(sure, spot.confidence),
        value_confidence=sure,
        doubt=doubt or ("" if spot.sure else "screen_label_unsure"),
        pieces=pieces,
    )


def _without_value(spot: Spot) -> Pair:
    return Pair(
        spot.rule, spot.text, "", "", spot.box, spot.box, spot.confidence, 0.0,
        "screen_value_missing",
    )  # fmt: skip


def _quantities(spots: Sequence[Spot]) -> tuple[Pair, ...]:
    """What the labels themselves say in brackets: 距离加价 (3.2公里)."""
    made = []
    for spot in spots:
        rule = spot.rule.quantity
        if rule is None or not any(each.isdigit() for each in spot.inside):
            continue  # 单量提成 (阶梯) names no quantity
        first = spot.text.rfind(spot.inside)
        box = part_box(spot.box, spot.text, first, first + len(spot.inside))
        value = rule.writing.value(spot.inside)
        made.append(
            Pair(
                rule, spot.text, spot.inside, value, spot.box, box, spot.confidence,
                spot.confidence, "" if spot.sure else "screen_label_unsure",
            )
        )  # fmt: skip
    return tuple(made)
