"""Lines of a delimited text as cells, tolerant of what wallets and spreadsheets really write."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gigwallet.tabular.encodings import REPLACED

# A line ends where a text editor ends it; str.splitlines would also break at U+2028 and others.
_LINE_END = re.compile(r"\r\n|\r|\n")
_MOST_JOINED = 20


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


def records(
    lines: Sequence[str], first: int, delimiter: str, width: int
) -> Iterator[Cells | BadLine]:
    """Every data line from index ``first`` on, as ``width`` cells or as a bad line.

    Lines without any content are no data lines. A quoted cell may go on over the next lines, but
    never swallows a line that is a record by itself: a torn line costs only itself.
    """
    at = first
    while at < len(lines):
        line = lines[at]
        if not line.strip(f' \t"{delimiter}'):
            at += 1
            continue
        cells, taken = _record(lines, at, delimiter, width)
        if cells is None:
            open_end = split(line, delimiter) is None or at == len(lines) - 1
            yield BadLine(at + 1, "cut_off_line" if open_end else "wrong_column_count")
        elif any(REPLACED in cell or "\0" in cell for cell in cells):
            yield BadLine(at + 1, "unreadable_characters")
        else:
            yield Cells(at + 1, tuple(cell.strip() for cell in cells[:width]))
        at += taken


def _record(
    lines: Sequence[str], at: int, delimiter: str, width: int
) -> tuple[list[str] | None, int]:
    """The cells of the record that begins at index ``at``, and how many lines it takes."""
    cells = _fitting(lines[at], delimiter, width)
    if cells is not None or split(lines[at], delimiter) is not None:
        return cells, 1
    joined = lines[at]
    for taken, following in enumerate(lines[at + 1 : at + _MOST_JOINED], start=2):
        if _fitting(following, delimiter, width, clean=True) is not None:
            break
        joined += "\n" + following
        cells = _fitting(joined, delimiter, width)
        if cells is not None:
            return cells, taken
    return None, 1


def _fitting(line: str, delimiter: str, width: int, clean: bool = False) -> list[str] | None:
    """The cells where they are ``width``, whichever way its quotes are read. The end of a quoted
    cell that began above may look like a record with a stray quote: it is no ``clean`` one."""
    for doubled in (True, False):
        cells, stray = _split(line, delimiter, doubled)
        if not cells or len(cells) < width or (clean and stray):
            continue
        if not any(cell.strip() for cell in cells[width:]):
            return cells
    return None
