"""Days of orders that do not fit one screen: shots of the scrolled list, as OCR hands them over.

Each list is made from a seed, with the shots that a person takes of it and what goes wrong on the
way: digits misread or lost, rows cut by the edge, shots that share nothing.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gigwallet.domain.paper import Box, Page, Paper, Piece

WIDTH, _HEIGHT, _PITCH, _TALL = 720, 1280, 84, 40
_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Shown:
    """A printed row: what is said at the left, what at the right."""

    label: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class ListOfDay:
    """``orders`` are (number, clock, pence); ``total`` with the ``tips``."""

    orders: tuple[tuple[str, str, int], ...]
    tips: int

    @property
    def total(self) -> int:
        return self.tips + sum(pence for _, _, pence in self.orders)

    @property
    def rows(self) -> tuple[Shown, ...]:
        listed = (Shown(f"Order {ref} · {at}", pounds(pence)) for ref, at, pence in self.orders)
        return (
            Shown("Tuesday 4 August 2026"),
            Shown("Earnings", pounds(self.total)),
            *listed,
            Shown("Tips", pounds(self.tips)),
            Shown("Hours online", "9h 05m"),
            Shown("Orders", str(len(self.orders))),
        )


def pounds(pence: int) -> str:
    return f"£{pence // 100}.{pence % 100:02d}"


def list_of_day(dice: random.Random, orders: int = 0) -> ListOfDay:
    count = orders or dice.randint(12, 40)
    minute, number = dice.randint(8 * 60, 10 * 60), dice.randint(1000, 8000)
    made = []
    for place in range(count):
        minute += dice.randint(4, 18)
        at = f"{minute // 60 % 24:02d}:{minute % 60:02d}"
        made.append((str(number + place), at, dice.randint(290, 890)))
    return ListOfDay(tuple(made), dice.choice((0, dice.randint(50, 900))))


def shots(rows: Sequence[Shown], shown: int, shared: int) -> list[Paper]:
    """Shots of ``shown`` rows, each of which repeats ``shared`` rows of the one before; below 0,
    that many rows are on no shot."""
    made = []
    start = 0
    while True:
        made.append(shot(rows[start : start + shown]))
        if start + shown >= len(rows):
            return made
        start += shown - shared


def shot(rows: Sequence[Shown], first: int = 150) -> Paper:
    pieces = [
        Piece("20:31", Box(20, 14, 90, 34), 0.99),
        Piece("5G 76%", Box(590, 14, 110, 34), 0.99),
    ]
    for number, row in enumerate(rows):
        top = first + number * _PITCH
        pieces.append(Piece(row.label, Box(24, top, 15 * len(row.label), _TALL), 0.999))
        if row.value:
            wide = 15 * len(row.value)
            pieces.append(Piece(row.value, Box(WIDTH - 24 - wide, top + 1, wide, _TALL), 0.999))
    return Paper((Page(WIDTH, max(_HEIGHT, first + len(rows) * _PITCH), tuple(pieces)),), "drawn")


def worn(dice: random.Random, paper: Paper, sure: float) -> Paper:
    """One figure read as another, one lost or one doubled, a point lost, or a row unread; ``sure``
    is what the engine says of it."""
    page = paper.pages[0]
    told = [each for each in page.pieces[2:] if any(letter in _DIGITS for letter in each.text)]
    if not told:
        return paper
    victim = dice.choice(told)
    places = [at for at, letter in enumerate(victim.text) if letter in _DIGITS]
    at = dice.choice(places)
    text = victim.text
    kind = dice.choice(("other", "other", "lost", "twice", "point", "unread"))
    if kind == "other":
        text = text[:at] + dice.choice(_DIGITS.replace(text[at], "")) + text[at + 1 :]
    elif kind == "lost":
        text = text[:at] + text[at + 1 :]
    elif kind == "twice":
        text = text[: at + 1] + text[at:]
    elif kind == "point":
        text = text.replace(".", "")
    pieces = [
        replace(each, text=text, confidence=sure) if each is victim else each
        for each in page.pieces
        if not (kind == "unread" and each is victim)
    ]
    return Paper((replace(page, pieces=tuple(pieces)),), paper.engine)
