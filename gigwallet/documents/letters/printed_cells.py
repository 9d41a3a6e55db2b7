"""Which cells of an extract the pages print otherwise than the list in the file has them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

# The number of the line, which every row begins with.
LINE = -1
# Hyphens at the end of a line are told as other signs, or not at all.
_HYPHENS = "[-\u2010\u00ad\u0002\ufffe]?"
_RIGHT_TO_LEFT = frozenset(("R", "AL", "AN"))
# Marks that every face has under one name of their own; others may be told in another spelling.
_MARKS = frozenset("，。、：；！？（）《》〈〉【】“”‘’…—·～￥¥€£×°")
_OPEN = r"[\s\S]{0,400}?"
# Rows that are tried to find how a table that is too wide was cut.
_TRIED = 3


@dataclass(frozen=True, slots=True)
class Printed:
    """An extract as ``manifest.json`` lists it: ``lines`` are the number of a line and its cells;
    ``pages`` those that print it, none while they are not laid out."""

    number: str
    columns: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    pages: tuple[int, int] = (0, 0)


def extracts_in(manifest: Mapping[str, Any]) -> dict[str, Printed]:  # Any: JSON
    """By the number of the exhibit. Raises ``ValueError`` for what is no list of a bundle."""
    found = {}
    try:
        for each in manifest["exhibits"]:
            if "extract" in each:
                said, (first, last) = each["extract"], each["pages"]
                columns = tuple(str(one) for one in said["columns"])
                lines = tuple(tuple(str(one) for one in line) for line in said["lines"])
                if any(len(line) != len(columns) + 1 for line in lines):
                    raise ValueError("extract")
                number = str(each["number"])
                found[number] = Printed(number, columns, lines, (int(first), int(last)))
    except (KeyError, TypeError, AttributeError) as wrong:
        raise ValueError("manifest.json") from wrong
    return found


def printed_otherwise(
    lines: Sequence[tuple[str, ...]], text: str, free: Collection[str] = ()
) -> set[tuple[str, int]]:
    """The line and column (from 0; ``LINE``: the number of the line itself) of each cell that
    ``text``, that of the extract's pages, does not print where it belongs. ``free`` are characters
    that the pages could not print."""
    shapes = [[_shape(cell, free) for cell in line] for line in lines]
    differing = set()
    for block in _blocks(shapes, text):
        rows = [[row[0], *(row[1 + column] for column in block)] for row in shapes]
        for place, cells in _differing(rows, text):
            name = lines[place][0]
            differing |= {(name, LINE if each == 0 else block[each - 1]) for each in cells}
    return differing


def _blocks(shapes: Sequence[Sequence[str]], text: str) -> list[list[int]]:
    """The columns of each of the tables, one below the other, that the extract was cut into."""
    if not shapes:
        return []
    whole = list(range(len(shapes[0]) - 1))
    tried = Counter(tuple(map(tuple, _cut(row, text))) for row in shapes[:_TRIED])
    del tried[()]
    return [list(each) for each in tried.most_common(1)[0][0]] if tried else [whole]


def _cut(row: Sequence[str], text: str) -> Iterator[list[int]]:
    """Nothing where this row is not printed as it is listed."""
    left, found = list(range(len(row) - 1)), []
    while left:
        for many in range(len(left), 0, -1):
            if re.search(_joined([row[0], *(row[1 + each] for each in left[:many])]), text):
                found.append(left[:many])
                left = left[many:]
                break
        else:
            return
    yield from found


def _differing(rows: Sequence[Sequence[str]], text: str) -> Iterator[tuple[int, list[int]]]:
    """The rows that do not stand in the text one behind the other, and which of their cells."""
    spans: list[tuple[int, int] | None] = []
    at = 0
    for row in rows:
        match = re.compile(_joined(row)).search(text, at)
        spans.append(match and match.span())
        at = match.end() if match else at
    for place, row in enumerate(rows):
        if spans[place] is None:
            before = [each[1] for each in spans[:place] if each]
            behind = [each[0] for each in spans[place + 1 :] if each]
            within = text[before[-1] if before else 0 : behind[0] if behind else len(text)]
            yield place, _cells_differing(row, within)


def _cells_differing(row: Sequence[str], text: str) -> list[int]:
    """What lies between the longest beginning and the longest end of the row that are there."""
    start, at = 0, 0
    for count in range(len(row) - 1, 0, -1):
        match = re.search(_joined(row[:count]), text)
        if match:
            start, at = count, match.end()
            break
    for end in range(start + 1, len(row)):
        if re.compile(_joined(row[end:])).search(text, at):
            return list(range(start, end))
    return list(range(start, len(row)))


def _joined(cells: Sequence[str]) -> str:
    """Cells stand apart; empty ones are not seen."""
    return rf"(?<!\S){_GAP.join(each for each in cells if each)}(?!\S)"


_GAP = r"\s+"


def _shape(cell: str, free: Collection[str]) -> str:
    """The cell as the text of a page may have it: broken into lines anywhere."""
    bare = "".join(unicodedata.normalize("NFC", cell).split())
    if any(unicodedata.bidirectional(each) in _RIGHT_TO_LEFT for each in bare):
        return _OPEN
    told: list[str] = []
    for known, run in groupby(bare, lambda each: _is_told(each) and each not in free):
        if known:
            told += (_HYPHENS if each == "-" else re.escape(each) for each in run)
        else:
            # As one: many that may be anything, side by side, would be tried in every way.
            told.append(rf"[\s\S]{{0,{4 * len(list(run))}}}?")
    return r"\s*".join(told)


def _is_told(sign: str) -> bool:
    return sign.isprintable() and (sign.isascii() or sign.isalnum() or sign in _MARKS)
