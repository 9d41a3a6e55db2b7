"""Lines of a delimited text as cells, tolerant of what wallets and spreadsheets really write."""

from __future__ import annotations

import io
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import BinaryIO

from gigwallet.domain.errors import GigWalletError
from gigwallet.tabular.encodings import REPLACED, Encoding

# A line ends where a text editor ends it; str.splitlines would also break at U+2028 and others.
_LINE_END = re.compile(r"\r\n|\r|\n")
_MOST_JOINED = 20
_LONGEST_LINE = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one record; ``line`` (from 1) is where it begins."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line whose cells cannot be told; ``reason`` is a stable code of a rejection."""

    line: int
    reason: str


def physical_lines(text: str) -> list[str]:
    """The lines as an editor counts them, without their ends; an end at the end opens no line."""
    lines = _LINE_END.split(text)
    if lines and not lines[-1]:
        lines.pop()
    return lines


def split(line: str, delimiter: str, doubled: bool = True) -> list[str] | None:
    """The cells of ``line``, or None where a quoted cell stays open.

    A quote closes its cell only before a delimiter or the end (blanks and tabs between are
    dropped), so quotes inside need no escape. ``doubled`` reads ``""`` as one quote, as a
    spreadsheet writes it.
    """
    return _split(line, delimiter, doubled)[0]


def _split(line: str, delimiter: str, doubled: bool) -> tuple[list[str] | None, bool]:
    """As ``split``, and whether a quote stands in a cell that does not begin with one."""
    if '"' not in line:
        return line.split(delimiter), False
    clean, cell_of = _clean(delimiter)
    closed = line + delimiter
    if clean.fullmatch(closed):
        return [quoted or bare for quoted, bare in cell_of.findall(closed)], False
    return _letter_by_letter(line, delimiter, doubled)


def _letter_by_letter(line: str, delimiter: str, doubled: bool) -> tuple[list[str] | None, bool]:
    cells: list[str] = []
    stray = False
    at, end = 0, len(line)
    while True:
        opening = _past_blanks(line, at, delimiter)
        if opening < end and line[opening] == '"':
            cell, at = _quoted(line, opening + 1, delimiter, doubled)
            if at < 0:
                return None, stray
        else:
            start, at = at, line.find(delimiter, at)
            at = end if at < 0 else at
            cell = line[start:at]
            stray = stray or '"' in cell
        cells.append(cell)
        if at >= end:
            return cells, stray
        at += 1


@cache
def _clean(delimiter: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A line whose quotes stand around whole cells and nowhere else, as nearly every line has them,
    with a delimiter behind it; and each cell of it, as quoted or as bare text."""
    end, blanks = re.escape(delimiter), "".join(sign for sign in " \t" if sign != delimiter)
    cell = rf'(?:[{blanks}]*+"([^"]*+)"[{blanks}]*+|([^"{end}]*+)){end}'
    return re.compile(rf"(?:{cell})*+"), re.compile(cell)


def _past_blanks(line: str, at: int, delimiter: str) -> int:
    while at < len(line) and line[at] in " \t" and line[at] != delimiter:
        at += 1
    return at


def _quoted(line: str, at: int, delimiter: str, doubled: bool) -> tuple[str, int]:
    """The cell whose text begins at ``at``, and where its delimiter stands (-1: it stays open)."""
    parts: list[str] = []
    while True:
        quote = line.find('"', at)
        if quote < 0:
            return "", -1
        parts.append(line[at:quote])
        if doubled and line.startswith('"', quote + 1):
            parts.append('"')
            at = quote + 2
            continue
        behind = _past_blanks(line, quote + 1, delimiter)
        if behind == len(line) or line[behind] == delimiter:
            return "".join(parts), behind
        parts.append('"')
        at = quote + 1


class StreamLines:
    """The lines of a text stream as an editor counts them, read anew at each iteration and never
    held. Two iterations at once would read over each other, so the older one fails.

    Refuses with ``format_unknown`` what has no line ends: it is no table.
    """

    def __init__(self, stream: BinaryIO, encoding: Encoding) -> None:
        self._stream = stream
        self._encoding = encoding
        self._turn = 0

    def __iter__(self) -> Iterator[str]:
        self._turn += 1
        turn = self._turn
        ends = io.IncrementalNewlineDecoder(None, translate=True)
        left = ""
        for piece in self._encoding.pieces(self._stream):
            lines = (left + ends.decode(piece)).split("\n")
            left = lines.pop()
            if len(left) > _LONGEST_LINE:
                raise GigWalletError("format_unknown", name="")
            yield from lines
            if turn != self._turn:
                raise RuntimeError("these lines are read by somebody else by now")
        left += ends.decode("", final=True)
        if left:
            yield from left.removesuffix("\n").split("\n")


class _Ahead:
    """Lines one after the other, with a look at those that follow."""

    def __init__(self, lines: Iterable[str], first: int) -> None:
        self._source = iter(lines)
        self._waiting: deque[str] = deque()
        self.taken = 0
        while self.taken < first and self.next() is not None:
            pass

    def next(self) -> str | None:
        line = self._waiting.popleft() if self._waiting else next(self._source, None)
        self.taken += line is not None
        return line

    def following(self, most: int) -> Iterator[str]:
        """Up to ``most`` lines behind the present one, which stay where they are."""
        for at in range(most):
            while len(self._waiting) <= at:
                line = next(self._source, None)
                if line is None:
                    return
                self._waiting.append(line)
            yield self._waiting[at]


def records(
    lines: Iterable[str], first: int, delimiter: str, width: int
) -> Iterator[Cells | BadLine]:
    """Every data line from index ``first`` on, as ``width`` cells or as a bad line.

    Lines without any content are no data lines. A quoted cell may go on over the next lines, but
    never swallows a line that is a record by itself: a torn line costs only itself.
    """
    ahead = _Ahead(lines, first)
    blank = f' \t"{delimiter}'
    while (line := ahead.next()) is not None:
        if not line.strip(blank):
            continue
        number = ahead.taken
        cells = line.split(delimiter) if '"' not in line else None
        if cells is None or len(cells) != width:
            cells = _record(line, ahead, delimiter, width)
        if cells is None:
            last = next(ahead.following(1), None) is None
            open_end = last or split(line, delimiter) is None
            yield BadLine(number, "cut_off_line" if open_end else "wrong_column_count")
        elif any(REPLACED in cell or "\0" in cell for cell in cells):
            yield BadLine(number, "unreadable_characters")
        else:
            yield Cells(number, tuple(map(str.strip, cells[:width])))


def _record(line: str, ahead: _Ahead, delimiter: str, width: int) -> list[str] | None:
    """The cells of the record that begins with ``line``; the lines that it goes on over are taken
    with it."""
    alone = _fitting(line, delimiter, width)
    if split(line, delimiter) is not None:
        return alone
    # Read as a spreadsheet writes it, a cell stays open: that it fits with its quotes read in the
    # other way says less than lines that go on with it.
    ways = (True, False) if alone is None else (True,)
    joined = line
    for taken, following in enumerate(ahead.following(_MOST_JOINED - 1), start=1):
        if _fitting(following, delimiter, width, clean=True) is not None:
            break
        joined += "\n" + following
        cells = _fitting(joined, delimiter, width, ways=ways)
        if cells is not None:
            for _ in range(taken):
                ahead.next()
            return cells
    return alone


def _fitting(
    line: str,
    delimiter: str,
    width: int,
    clean: bool = False,
    ways: tuple[bool, ...] = (True, False),
) -> list[str] | None:
    """The cells where they are ``width``, whichever way its quotes are read. The end of a quoted
    cell that began above may look like a record with a stray quote: it is no ``clean`` one."""
    for doubled in ways:
        cells, stray = _split(line, delimiter, doubled)
        if not cells or len(cells) < width or (clean and stray):
            continue
        if not any(cell.strip() for cell in cells[width:]):
            return cells
    return None
