"""A table inside a text: its header, found by what it says, and the records under it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO, Protocol

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.reading import FileHead
from gigwallet.tabular.encodings import decoded, encoding_of
from gigwallet.tabular.limits import HEADER_WITHIN
from gigwallet.tabular.lines import BadLine, StreamLines, physical_lines, records, split

_DELIMITERS = (",", ";", "\t")
_BLANKS = re.compile(r"\s+")

Knows = Callable[[frozenset[str]], bool]


@dataclass(frozen=True, slots=True)
class Record:
    """One data line: cells by the header's canonical names, without blanks around them."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        """The cell, empty where the table has no such column."""
        return self.cells.get(name, "")


@dataclass(frozen=True, slots=True)
class Table:
    """``header`` in canonical names at ``header_line`` (from 1); ``preamble`` the lines above;
    ``lines`` all of the file, which a large one reads anew at each iteration."""

    header: tuple[str, ...]
    header_line: int
    preamble: tuple[str, ...]
    delimiter: str
    lines: Iterable[str]

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self.header)

    def __iter__(self) -> Iterator[Record | BadLine]:
        """Every data line below the header, in order. Of two columns of one name the first
        counts."""
        width = len(self.header)
        names = self.header[::-1]
        for line in records(self.lines, self.header_line, self.delimiter, width):
            if isinstance(line, BadLine):
                yield line
            else:
                yield Record(line.line, dict(zip(names, line.cells[::-1], strict=True)))


class Fold(Protocol):
    """What a whole column shows, gathered cell by cell: ``amounts.StyleVotes``,
    ``amounts.Fractions``, ``habits.Words``."""

    def add(self, cell: str) -> None: ...


def fold(table: Table, columns: Iterable[tuple[str, Fold]]) -> None:
    """One reading of the table, in which each fold sees every cell of its column: what must be
    known of a column before its first line is read."""
    wanted = tuple(columns)
    for line in table:
        if isinstance(line, Record):
            for name, seen in wanted:
                seen.add(line[name])


class BadCell(Exception):  # noqa: N818  it becomes a rejection before anyone sees it
    """A cell that makes no sense: ``reason`` is the stable code of the rejection, ``column`` the
    culprit."""

    def __init__(self, reason: str, column: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.column = column


def plain(name: str) -> str:
    """A column's name in one spelling: full-width signs, capitals and runs of blanks aside."""
    text = unicodedata.normalize("NFKC", name).replace("\ufeff", "")
    return _BLANKS.sub(" ", text).strip().casefold()


def find(text: str, knows: Knows, canonical: Callable[[str], str] = plain) -> Table | None:
    """The table whose header ``knows`` accepts (a set of canonical names), within the first 60
    lines. The delimiter is told from the header line alone: preambles hold any sign."""
    return _found(tuple(physical_lines(text)), knows, canonical)


def find_in_head(
    file: FileHead, knows: Knows, canonical: Callable[[str], str] = plain
) -> Table | None:
    """As ``find``, in what recognition may look at."""
    text = decoded(file.head, complete=len(file.head) >= file.size)
    return None if text is None else find(text, knows, canonical)


def find_in_stream(
    name: str, stream: BinaryIO, knows: Knows, canonical: Callable[[str], str] = plain
) -> Table:
    """As ``find``, in a whole file, which is never held: each iteration over the table reads it
    once more. Refuses with ``format_unknown`` where it is not there."""
    encoding = encoding_of(stream)
    table = None if encoding is None else _found(StreamLines(stream, encoding), knows, canonical)
    if table is None:
        raise GigWalletError("format_unknown", name=name)
    return table


def _found(lines: Iterable[str], knows: Knows, canonical: Callable[[str], str]) -> Table | None:
    above: list[str] = []
    for index, line in enumerate(islice(lines, HEADER_WITHIN)):
        for delimiter in _DELIMITERS:
            if delimiter not in line:
                continue
            names = [canonical(cell) for cell in split(line, delimiter) or ()]
            if not knows(frozenset(names)):
                continue
            while names and not names[-1]:
                names.pop()
            return Table(tuple(names), index + 1, tuple(above), delimiter, lines)
        above.append(line)
    return None
