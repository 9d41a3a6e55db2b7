"""The open form of one row, as JSON and as CSV, exact both ways (docs/open-export.md)."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from json.encoder import encode_basestring
from typing import Any

from gigwallet.app.exports.export_all_readable import readable_columns
from gigwallet.vault.open_form.rows import Cells, Column, Table

FORM, VERSION = "gigwallet-open-export", 1
HEAD, MANIFEST, README = "head.json", "manifest.json", "README.txt"
ORIGINALS = "originals.csv"
CSV_START = b"\xef\xbb\xbf"  # a spreadsheet program would read Chinese wrongly without it
JSON_START, JSON_END = b"[\n", b"]\n"
READABLE = " (readable)"

_GUARD = "'"
_GUARDED = frozenset("=+-@\t\r\n'＝＋－＠")
_LARGEST = 2**63


def file_of(table: str, kind: str) -> str:
    """``tables/trip.json``; the log lies beside the tables."""
    return f"log.{kind}" if table == "log" else f"tables/{table}.{kind}"


def head_bytes(head: Mapping[str, object]) -> bytes:
    """The only form of head.json."""
    return json.dumps(head, ensure_ascii=False, indent=2).encode() + b"\n"


class NotAsWritten(Exception):  # noqa: N818  it is what was found
    """A line that this program has not written so."""


class RowForm:
    """How the rows of one table are written, and read again where nothing was changed."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.names = [column.name for column in table.columns]
        self._places = {name: n for n, name in enumerate(self.names)}
        self._needed = [n for n, column in enumerate(table.columns) if column.needed]
        self._readable = list(readable_columns(self.names))
        # One function for each column, chosen once: a vault has millions of cells.
        self._as_json = [(f'"{column.name}":', _JSON[column.kind]) for column in table.columns]
        self._as_csv = [_csv_writer(column) for column in table.columns]

    def json(self, cells: Cells) -> bytes:
        """One line, without its end. A column that is NULL is not there."""
        members = [
            key + write(cell)
            for (key, write), cell in zip(self._as_json, cells, strict=True)
            if cell is not None
        ]
        return ("{" + ",".join(members) + "}").encode()

    def of_json(self, line: bytes) -> Cells:
        """The cells that ``line`` is the only form of; ``NotAsWritten`` for anything else."""
        try:
            row = json.loads(line)
            if not isinstance(row, dict):
                raise NotAsWritten
            cells = self._cells(row)
            same = self.json(cells) == line
        except (ValueError, LookupError, RecursionError) as cause:
            raise NotAsWritten from cause
        if not same:
            raise NotAsWritten
        return cells

    def _cells(self, row: Mapping[str, Any]) -> Cells:  # Any: JSON
        cells: list[object] = [None] * len(self.names)
        for name, value in row.items():
            place = self._places[name]
            cells[place] = _cell(self.table.columns[place].kind, value)
        for place in self._needed:
            if cells[place] is None:
                raise NotAsWritten
        return tuple(cells)

    @property
    def csv_head(self) -> list[str]:
        """The columns of the table, then those that only people read."""
        return self.names + [name + READABLE for name, _, _ in self._readable]

    def csv(self, cells: Cells) -> list[str]:
        return self.exact_csv(cells) + [
            write(*[cells[n] for n in places]) for _, places, write in self._readable
        ]

    def exact_csv(self, cells: Cells) -> list[str]:
        """As ``csv``, without what only people read. A blank is NULL where the column can be NULL,
        else an empty text."""
        return [
            "" if cell is None else write(cell)
            for write, cell in zip(self._as_csv, cells, strict=True)
        ]

    def of_csv(self, row: Sequence[str | None]) -> Cells:
        """The cells that the exact columns in ``row`` are the only form of; ``NotAsWritten`` for
        anything else. None stands for a column that the file has not."""
        try:
            said = zip(self.table.columns, row, strict=True)
            values = {column.name: _value(column, text) for column, text in said}
            cells = self._cells({name: each for name, each in values.items() if each is not None})
        except ValueError as cause:
            raise NotAsWritten from cause
        if self.exact_csv(cells) != [text or "" for text in row]:
            raise NotAsWritten
        return cells


def _cell(kind: str, value: Any) -> object:  # Any: JSON
    found = type(value)
    if kind == "TEXT" and found is str:
        return value
    if kind == "INTEGER" and found is int and -_LARGEST <= value < _LARGEST:
        return value
    if kind == "REAL" and found is float and math.isfinite(value):
        return value
    if kind == "BLOB" and found is str:
        return bytes.fromhex(value)
    raise NotAsWritten


def guarded(text: str) -> str:
    """A text that no spreadsheet program takes for a formula."""
    return _GUARD + text if text and text[0] in _GUARDED else text


def _quoted_hex(data: bytes) -> str:
    return f'"{data.hex()}"'


_JSON: dict[str, Callable[[Any], str]] = {  # Any: the column's kind says which type
    "INTEGER": int.__repr__,
    "TEXT": encode_basestring,
    "REAL": float.__repr__,
    "BLOB": _quoted_hex,
}
_CSV: dict[str, Callable[[Any], str]] = {  # Any: as in _JSON
    "INTEGER": int.__repr__,
    "TEXT": guarded,
    "REAL": float.__repr__,
    "BLOB": bytes.hex,
}


def _csv_writer(column: Column) -> Callable[[Any], str]:  # Any: as in _JSON
    write = _CSV[column.kind]
    return write if column.needed else lambda cell: write(cell) or _GUARD


def _value(column: Column, text: str | None) -> object:
    if not text:
        return text if column.needed and column.kind in ("TEXT", "BLOB") else None
    if column.kind == "INTEGER":
        return int(text)
    if column.kind == "REAL":
        return float(text)
    return text.removeprefix(_GUARD)
