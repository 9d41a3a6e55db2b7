"""The words of a paper as printed lines: who stands beside whom, in a PDF and in a scan alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from gigwallet.domain.paper import Box, Page, Paper, Piece
from gigwallet.domain.recorded import Locator

# Two words are on one line where their middles are nearer than this part of the smaller one's
# height: measured on scans; the lines of a PDF are exact.
_SAME_LINE = 0.55
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Line:
    """Words from left to right; at least one."""

    page: int
    words: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Box:
        return around(self.words)

    @property
    def where(self) -> Locator:
        """Page and box, for whatever the line states."""
        return Locator(page=self.page, pointer=self.box.pointer)

    def spot(self, text: str) -> tuple[Piece, ...]:
        """The words that make up ``text``, blanks and capitals aside, so that a word which was
        set in two parts is found too. Empty where the line does not say it."""
        sought = bare(text)
        letters = "".join(bare(word.text) for word in self.words)
        begin = letters.find(sought) if sought else -1
        if begin < 0:
            return ()
        found, at = [], 0
        for word in self.words:
            end = at + len(bare(word.text))
            if end > begin and at < begin + len(sought):
                found.append(word)
            at = end
        return tuple(found)


def bare(text: str) -> str:
    """The letters alone: without blanks, in small letters."""
    return "".join(text.split()).casefold()


def around(words: Iterable[Piece]) -> Box:
    """The smallest box that holds all of them; there is at least one."""
    return reduce(Box.around, (word.box for word in words))


def words_of(page: Page) -> tuple[Piece, ...]:
    """Every word by itself: OCR hands over parts of lines, whose box is shared out by letters."""
    return tuple(word for piece in page.pieces for word in _split(piece))


def _split(piece: Piece) -> list[Piece]:
    found = list(_WORD.finditer(piece.text))
    if len(found) <= 1 and piece.text.strip() == piece.text:
        return [piece] if found else []
    per_letter = piece.box.width / len(piece.text)
    return [
        Piece(
            each.group(),
            Box(
                piece.box.left + round(each.start() * per_letter),
                piece.box.top,
                max(round((each.end() - each.start()) * per_letter), 1),
                piece.box.height,
            ),
            piece.confidence,
        )
        for each in found
    ]


def lines_of(paper: Paper) -> tuple[Line, ...]:
    """Every printed line of every page, from top to bottom."""
    return tuple(
        line
        for number, page in enumerate(paper.pages, start=1)
        for line in in_lines(number, words_of(page))
    )


def in_lines(page: int, words: Iterable[Piece]) -> list[Line]:
    """These words of one page as lines, from top to bottom."""
    lines: list[list[Piece]] = []
    for word in sorted(words, key=lambda each: (_middle(each), each.box.left)):
        if lines and _level(lines[-1][0], word):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [Line(page, tuple(sorted(each, key=lambda word: word.box.left))) for each in lines]


def _level(one: Piece, other: Piece) -> bool:
    size = min(one.box.height, other.box.height)
    return abs(_middle(one) - _middle(other)) < size * _SAME_LINE


def _middle(word: Piece) -> float:
    return word.box.top + word.box.height / 2
