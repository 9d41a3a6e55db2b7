"""Lines under the head of a bank's table that are no movements: totals and notes."""

from __future__ import annotations

from collections.abc import Iterator

from gigwallet.importers.bank_tables.bank import Bank
from gigwallet.tabular import tables
from gigwallet.tabular.lines import split
from gigwallet.tabular.tables import Table


def aside(first_cell: str, bank: Bank) -> str:
    """A reason to skip the line, or an empty text. Only banks in China write such lines."""
    if first_cell.isascii():
        return ""
    first = tables.plain(first_cell)
    if any(first.startswith(word) for word in bank.words["totals"]):
        return "total_row"
    return "file_note" if any(first.startswith(word) for word in bank.words["notes"]) else ""


class WholeLines:
    """The lines of a table, in which totals and notes have as many cells as the head: banks do not
    fill them up. Read anew at each iteration, as the table's own."""

    def __init__(self, table: Table, bank: Bank) -> None:
        self._lines = table.lines
        self._bank = bank
        self._delimiter = table.delimiter
        self._width = len(table.header)

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            if not line.isascii() and self._is_aside(line):
                cells = split(line, self._delimiter) or [line]
                yield line + self._delimiter * (self._width - len(cells))
            else:
                yield line

    def _is_aside(self, line: str) -> bool:
        first = line.lstrip('" \t').partition(self._delimiter)[0]
        return bool(aside(first.rstrip('" \t'), self._bank))
