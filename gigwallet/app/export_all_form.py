"""The open form of one row, as JSON and as CSV, exact both ways (docs/open-export.md)."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from decimal import Decimal
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from gigwallet.domain.money import exponent
from gigwallet.vault.open_form import Cells, Column, Table

FORM, VERSION = "gigwallet-open-export", 1
HEAD, MANIFEST, README = "head.json", "manifest.json", "README.txt"
ORIGINALS = "originals.csv"
CSV_START = b"\xef\xbb\xbf"  # a spreadsheet program would read Chinese wrongly without it
JSON_START, JSON_END = b"[\n", b"]\n"
READABLE = " (readable)"

_GUARD = "'"
_GUARDED = ("=", "+", "-", "@", "\t", "\r", "\n", _GUARD, "＝", "＋", "－", "＠")
_ENCODE = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOMENTS = frozenset({"at", "added_at", "ordered_at"})
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
        self._readable = list(_readable_columns(self.names))

    def json(self, cells: Cells) -> bytes:
        """One line, without its end. A column that is NULL is not there."""
        row = {
            name: cell.hex() if isinstance(cell, bytes) else cell
            for name, cell in zip(self.names, cells, strict=True)
            if cell is not None
        }
        return _ENCODE(row).encode()

    def of_json(self, line: bytes) -> Cells:
        """The cells that ``line`` is the only form of; ``NotAsWritten`` for anything else."""
        try:
            row = json.loads(line)
            if not isinstance(row, dict):
                raise NotAsWritten
            cells = tuple(_cell(column, row.get(column.name)) for column in self.table.columns)
            same = self.json(cells) == line
        except (ValueError, RecursionError) as cause:
            raise NotAsWritten from cause
        if not same:
            raise NotAsWritten
        return cells

    @property
    def csv_head(self) -> list[str]:
        """The columns of the table, then those that only people read."""
        return self.names + [name + READABLE for name, _, _ in self._readable]

    def csv(self, cells: Cells) -> list[str]:
        return self.exact_csv(cells) + [
            write(*(cells[n] for n in places)) for _, places, write in self._readable
        ]

    def exact_csv(self, cells: Cells) -> list[str]:
        """As ``csv``, without what only people read."""
        return [_text(column, cell) for column, cell in zip(self.table.columns, cells, strict=True)]

    def of_csv(self, row: Sequence[str | None]) -> Cells:
        """The cells that the exact columns in ``row`` are the only form of; ``NotAsWritten`` for
        anything else. None stands for a column that the file has not."""
        try:
            cells = tuple(
                _cell(column, _value(column, text))
                for column, text in zip(self.table.columns, row, strict=True)
            )
        except ValueError as cause:
            raise NotAsWritten from cause
        if self.exact_csv(cells) != [text or "" for text in row]:
            raise NotAsWritten
        return cells


def _cell(column: Column, value: Any) -> object:  # Any: JSON
    if value is None:
        if column.needed:
            raise NotAsWritten
        return None
    kind = type(value)
    if column.kind == "INTEGER" and kind is int and -_LARGEST <= value < _LARGEST:
        return value
    if column.kind == "TEXT" and kind is str:
        return value
    if column.kind == "REAL" and kind is float and math.isfinite(value):
        return value
    if column.kind == "BLOB" and kind is str:
        return bytes.fromhex(value)
    raise NotAsWritten


def guarded(text: str) -> str:
    """A text that no spreadsheet program takes for a formula."""
    return _GUARD + text if text.startswith(_GUARDED) else text


def _text(column: Column, cell: object) -> str:
    """A blank is NULL where the column can be NULL, else an empty text."""
    if cell is None:
        return ""
    if isinstance(cell, str | bytes):
        text = cell.hex() if isinstance(cell, bytes) else guarded(cell)
        return text if text or column.needed else _GUARD
    return repr(cell)


def _value(column: Column, text: str | None) -> object:
    if not text:
        return text if column.needed and column.kind in ("TEXT", "BLOB") else None
    if column.kind == "INTEGER":
        return int(text)
    if column.kind == "REAL":
        return float(text)
    return text.removeprefix(_GUARD)


# What people read: never read back, so that nothing hangs on it -----------------------------------


def _readable_columns(
    names: list[str],
) -> Iterator[tuple[str, tuple[int, ...], Callable[..., str]]]:
    """Name, the columns that it is made of, and how."""
    places = {name: n for n, name in enumerate(names)}
    for name, n in places.items():
        stem, _, end = name.rpartition("_")
        if end == "utc" and f"{stem}_zone" in places:
            yield stem, (n, places[f"{stem}_zone"]), _wall_time
        elif end == "minor" and f"{stem}_currency" in places:
            yield stem, (n, places[f"{stem}_currency"]), _amount
        elif name in _MOMENTS:
            yield name, (n,), _wall_time


def _amount(minor: int | None, currency: str | None) -> str:
    if minor is None:
        return ""
    digits = exponent(currency or "")
    return f"{Decimal(minor).scaleb(-digits):.{digits}f}"


def _wall_time(at: int | None, zone: str | None = None) -> str:
    """On the clocks of its zone, with the offset."""
    if at is None:
        return ""
    try:
        local = (_EPOCH + timedelta(milliseconds=at)).astimezone(_zone(zone or "UTC"))
    except OverflowError:
        return ""
    return local.isoformat(" ", "milliseconds")


@cache
def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC
