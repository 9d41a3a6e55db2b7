"""Words that stand close together on a line, as one text: a label, an amount, a cell of a table."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from gigwallet.domain.paper import Box, Paper, Piece
from gigwallet.domain.recorded import Locator
from gigwallet.pages.lines import Line, around, bare, lines_of

# A wider gap than this part of the line's height begins another cell.
_CELL = 0.6
_BETWEEN = " :：=.…_\t"


@dataclass(frozen=True, slots=True)
class Phrase:
    """``text`` in one spelling of full-width signs."""

    page: int
    line: int
    words: tuple[Piece, ...]
    text: str
    box: Box

    @classmethod
    def of(cls, page: int, line: int, words: tuple[Piece, ...]) -> Phrase:
        """Text and box are asked for again and again: of a dense page by every label."""
        text = plain(" ".join(word.text for word in words))
        return cls(page, line, words, text, around(words))

    @property
    def where(self) -> Locator:
        return Locator(page=self.page, pointer=self.box.pointer)

    def behind(self, label: str) -> str | None:
        """What follows ``label`` in this phrase, None where the phrase does not begin with it. A
        label ends where a word does: ``Tax`` is not the beginning of ``Taxable``."""
        found = _spelt(label).match(self.text)
        if found is None:
            return None
        rest = self.text[found.end() :]
        inside_word = rest[:1].isalpha() and rest[0].isascii() and found.group()[-1:].isalpha()
        return None if inside_word else rest.strip(_BETWEEN)

    def before(self, label: str) -> str | None:
        """What stands before ``label`` in this phrase, None where it does not say it."""
        found = _spelt(label).search(self.text)
        return self.text[: found.start()].strip(_BETWEEN) if found else None


def plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


@lru_cache(maxsize=512)
def _spelt(label: str) -> re.Pattern[str]:
    """The label whatever blanks are in it: a Chinese one is often set wide (``实 发``)."""
    letters = "".join(plain(label).split())
    return re.compile(r" ?".join(re.escape(letter) for letter in letters), re.I)


def phrases_of(paper: Paper) -> tuple[tuple[Phrase, ...], ...]:
    """The phrases of each printed line, from top to bottom."""
    return tuple(_phrases(number, line) for number, line in enumerate(lines_of(paper)))


def _phrases(number: int, line: Line) -> tuple[Phrase, ...]:
    groups: list[list[Piece]] = []
    for word in line.words:
        last = groups[-1][-1] if groups else None
        if last and word.box.left - last.box.right < _CELL * max(last.box.height, word.box.height):
            groups[-1].append(word)
        else:
            groups.append([word])
    return tuple(Phrase.of(line.page, number, tuple(group)) for group in groups)


def says(paper: Paper, text: str) -> bool:
    """Whether one line of the paper holds ``text``, blanks and capitals aside."""
    sought = bare(plain(text))
    return any(sought in bare(plain(line.text)) for line in lines_of(paper))
