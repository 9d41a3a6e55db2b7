"""Where the labels of a template stand among the pieces, and what else their piece says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gigwallet.domain.paper import Box, Piece
from gigwallet.ocr.fields import geometry
from gigwallet.ocr.fields.spelling import distance, is_ideographic, plain, skeleton
from gigwallet.ocr.fields.template import FieldRule

# The closing bracket is small, and OCR may lose it.
_BRACKET = re.compile(r"[(\[【〔] ?([^()\[\]【】〔〕]+?) ?(?:[)\]】〕]\s*(.*))?$")
_LEAST_FUZZY = 4
_LIKE_ICONS = tuple("iIlOoQ0")
# A long word of letters with one of them misread is still that word; one sign of 汉字 is not.
_SURE_LETTERS = 8


@dataclass(frozen=True, slots=True)
class Spot:
    """A label of ``rule`` at ``box``. ``rest`` is what follows it in the same piece, ``rest_box``
    about where; ``inside`` the quantity in its brackets. ``sure``: spelt as the template has it,
    as far as OCR can tell letters apart."""

    rule: FieldRule
    pieces: tuple[Piece, ...]
    text: str
    sure: bool
    rest: str = ""
    inside: str = ""

    @property
    def box(self) -> Box:
        return geometry.hull(each.box for each in self.pieces)

    @property
    def confidence(self) -> float:
        return min(each.confidence for each in self.pieces)

    @property
    def rest_box(self) -> Box:
        return part_box(self.box, self.text, len(self.text) - len(self.rest), len(self.text))


def part_box(box: Box, text: str, first: int, last: int) -> Box:
    """About where a part of a text stands: signs of 汉字 are twice as wide as letters."""
    widths = [2 if is_ideographic(each) else 1 for each in text]
    whole = sum(widths) or 1
    before, within = sum(widths[:first]), sum(widths[first:last])
    left = box.left + box.width * before // whole
    return Box(left, box.top, max(1, box.width * within // whole), box.height)


class Labels:
    """The label dictionary of the fields of one template or entry."""

    def __init__(self, rules: Sequence[FieldRule]) -> None:
        self._exact = {skeleton(label): rule for rule in rules for label in rule.labels}
        self._beginnings = {bone[:cut] for bone in self._exact for cut in range(1, len(bone))}

    def spots(self, pieces: Sequence[Piece]) -> tuple[Spot, ...]:
        """One spot per piece at most; a label that fell into two neighbouring pieces is joined."""
        found: list[Spot] = []
        taken: set[int] = set()
        for index, piece in enumerate(pieces):
            if spot := self._sure((piece,)):
                found.append(spot)
                taken.add(index)
        for index, piece in enumerate(pieces):
            if index in taken or skeleton(piece.text) not in self._beginnings:
                continue
            for other, follower in enumerate(pieces):
                if other in taken or other == index or not _follows(piece.box, follower.box):
                    continue
                if spot := self._whole((piece, follower)):
                    found.append(spot)
                    taken |= {index, other}
                    break
        for index, piece in enumerate(pieces):
            if index not in taken and (spot := self._fuzzy(piece)):
                found.append(spot)
        return tuple(sorted(found, key=lambda spot: (spot.box.top, spot.box.left, spot.text)))

    def _whole(self, pieces: tuple[Piece, ...]) -> Spot | None:
        text = plain(" ".join(each.text for each in pieces))
        rule = self._exact.get(skeleton(text)) or self._exact.get(skeleton(_without_icon(text)))
        return Spot(rule, pieces, text, sure=True) if rule else None

    def _sure(self, pieces: tuple[Piece, ...]) -> Spot | None:
        if spot := self._whole(pieces):
            return spot
        text = plain(" ".join(each.text for each in pieces))
        if spot := self._with_quantity(pieces, text):
            return spot
        # The longest label that the text begins with, where a value of its kind follows.
        for cut in range(len(text) - 1, 1, -1):
            rule = self._exact.get(skeleton(text[:cut]))
            if rule is None or not skeleton(text[:cut]).endswith(skeleton(text[cut - 1]) or "\0"):
                continue
            rest = text[cut:].lstrip(" :.·")
            if rule.writing.value(rest) and _may_part(text, cut):
                return Spot(rule, pieces, text, sure=True, rest=rest)
        return None

    def _with_quantity(self, pieces: tuple[Piece, ...], text: str) -> Spot | None:
        bracket = _BRACKET.search(text)
        if not bracket:
            return None
        rule = self._exact.get(skeleton(text[: bracket.start()]))
        if rule is None or rule.quantity is None:
            return None
        rest = (bracket[2] or "").lstrip(" :.·")
        if rest and not rule.writing.value(rest):
            return None
        return Spot(rule, pieces, text, sure=True, rest=rest, inside=bracket[1])

    def _fuzzy(self, piece: Piece) -> Spot | None:
        """The one rule whose label is clearly nearest; brackets do not count."""
        text = plain(piece.text)
        bracket = _BRACKET.search(text)
        bone = skeleton(text[: bracket.start()] if bracket else text)
        most = len(bone) // 4
        if len(bone) < _LEAST_FUZZY or most == 0:
            return None
        near: dict[str, tuple[int, FieldRule]] = {}
        for label, rule in self._exact.items():
            steps = distance(bone, label, most + 1)
            if steps < near.get(rule.name, (most + 2, rule))[0]:
                near[rule.name] = (steps, rule)
        ranked = sorted(near.values(), key=lambda each: (each[0], each[1].name))
        if not ranked or ranked[0][0] > most:
            return None
        if len(ranked) > 1 and ranked[1][0] <= ranked[0][0]:
            return None
        steps, rule = ranked[0]
        letters = not is_ideographic(bone) and len(bone) >= _SURE_LETTERS
        inside = bracket[1] if bracket and rule.quantity else ""
        return Spot(rule, (piece,), text, sure=letters and steps == 1, inside=inside)


def _without_icon(text: str) -> str:
    """A little (i) or (?) behind 汉字 is read as a letter."""
    icon = text[-1:] in _LIKE_ICONS and is_ideographic(text[-2:-1].strip() or text[-3:-2])
    return text[:-1].rstrip() if icon else text


def _may_part(text: str, cut: int) -> bool:
    """Whether label and value may part here: not between two letters or two figures."""
    before, after = text[cut - 1], text[cut]
    if after.isascii() and after.isalpha() and before.isascii() and before.isalpha():
        return False
    return not (after.isdigit() and before.isdigit())


def _follows(one: Box, other: Box) -> bool:
    """Whether ``other`` goes on in the row of ``one``, a blank further."""
    close = other.left - one.right <= min(one.height, other.height)
    return geometry.beside(one, other) and geometry.right_of(one, other) and close
