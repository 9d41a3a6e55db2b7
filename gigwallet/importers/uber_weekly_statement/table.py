"""Where the rows of the statement stand: columns by their heads, two printed lines to a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gigwallet.domain.paper import Box, Page, Piece
from gigwallet.domain.recorded import Locator
from gigwallet.pages.lines import Line, around, bare, in_lines, words_of

PROCESSED, EVENT = "processed", "event"
EARNINGS, REFUNDS, PAYOUTS, BALANCE = "earnings", "refunds", "payouts", "balance"
# Weeks without tolls or expenses have no column for them.
_HEADS = {
    PROCESSED: "Processed",
    EVENT: "Event",
    EARNINGS: "Your earnings",
    REFUNDS: "Refunds & Expenses",
    PAYOUTS: "Payouts",
    BALANCE: "Balance",
}
_NEEDED = frozenset(_HEADS) - {REFUNDS}
_TEXTS = (PROCESSED, EVENT)
_MONEY = re.compile(r"[-(]?[A-Z]{0,3}[$£€]-?\d[\d,]*(?:\.\d+)?\)?|-?\d[\d,]*\.\d{2}")
_DAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?[a-z]{3,}\.?\d{1,2},?")
_FOOT = re.compile(r"\d+of\d+$")
# How far a cell may begin left of its head, in parts of the line's height (2 points of 8).
_SLACK = 0.25
_GAP = 0.8


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """The words of each column of one row, line by line for the two columns of text."""

    page: int
    texts: Mapping[str, tuple[Line, ...]]
    amounts: Mapping[str, tuple[Piece, ...]]
    columns: frozenset[str]
    box: Box

    @property
    def where(self) -> Locator:
        return Locator(page=self.page, pointer=self.box.pointer)


def rows(number: int, page: Page) -> Iterator[PrintedRow]:
    """The rows of page ``number``, none where it has no table."""
    words = words_of(page)
    lines = in_lines(number, words)
    head = next((line for line in lines if _columns(line).keys() >= _NEEDED), None)
    if head is None:
        return
    columns = _columns(head)
    below = [line for line in lines if line.box.top > head.box.top]
    feet = [line.box.top for line in below if _FOOT.search(bare(line.text))]
    foot = feet[-1] if feet else page.height
    body = [each for each in words if head.box.bottom <= _middle(each) < foot]
    firsts = [line for line in _of(number, body, columns, PROCESSED) if _begins(line)]
    ends = [*(line.box.top for line in firsts[1:]), foot]
    for first, end in zip(firsts, ends, strict=False):
        inside = [each for each in body if first.box.top <= _middle(each) < end]
        # Of two rows printed over one another the first has only the line that it begins with.
        lines = in_lines(number, inside) or [first]
        yield _row(number, list(_together(lines)), columns)


def _together(lines: list[Line]) -> Iterator[Piece]:
    """Up to the first wide gap: what is printed below the table is no part of its last row."""
    below = lines[0].box.bottom
    for line in lines:
        if line.box.top - below > line.box.height * _GAP:
            return
        below = max(below, line.box.bottom)
        yield from line.words


def _middle(word: Piece) -> float:
    return word.box.top + word.box.height / 2


def _columns(line: Line) -> dict[str, Box]:
    found = {name: line.spot(head) for name, head in _HEADS.items()}
    return {name: around(words) for name, words in found.items() if words}


def _begins(line: Line) -> bool:
    return _DAY.fullmatch(bare(line.text)) is not None


def _of(number: int, words: Iterable[Piece], columns: Mapping[str, Box], name: str) -> list[Line]:
    return in_lines(number, [each for each in words if _column(each, columns) == name])


def _row(number: int, words: list[Piece], columns: Mapping[str, Box]) -> PrintedRow:
    return PrintedRow(
        number,
        {name: tuple(_of(number, words, columns, name)) for name in _TEXTS},
        {
            name: tuple(each for each in words if _column(each, columns) == name)
            for name in columns
            if name not in _TEXTS
        },
        frozenset(columns),
        around(words),
    )


def _column(word: Piece, columns: Mapping[str, Box]) -> str:
    """An amount belongs to the head that it is flush with, left, right or in the middle; a text to
    the one of the two columns of text that it begins under."""
    if not _MONEY.fullmatch(word.text):
        slack = word.box.height * _SLACK
        return EVENT if word.box.left >= columns[EVENT].left - slack else PROCESSED
    heads = {name: box for name, box in columns.items() if name not in _TEXTS}
    return min(heads, key=lambda name: _apart(word.box, heads[name]))


def _apart(box: Box, head: Box) -> float:
    middles = abs(box.left + box.width / 2 - head.left - head.width / 2)
    return min(abs(box.left - head.left), abs(box.right - head.right), middles)
