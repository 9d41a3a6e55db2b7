"""A table that nobody knows: where its header is, and what each of its columns seems to hold."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any, BinaryIO

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.reading import FileHead
from gigwallet.domain.taught import Meaning
from gigwallet.tabular import amounts
from gigwallet.tabular.amounts import Style
from gigwallet.tabular.column_kinds import CellKind, ColumnKinds, kind_of
from gigwallet.tabular.encodings import decoded
from gigwallet.tabular.limits import HEAD_BYTES, HEADER_WITHIN
from gigwallet.tabular.lines import Cells, physical_lines, records, split
from gigwallet.tabular.tables import Record, Table, find, find_in_stream, plain

_DELIMITERS = (",", ";", "\t")
_LOOKED_AT = 50
_FIRST_CELLS = 4
_LEAST_COLUMNS, _MOST_COLUMNS = 2, 200
_TYPED = frozenset(CellKind) - {CellKind.TEXT}
_MOST_ROWS_OF_JSON = 1_000_000
_SIGNS = re.compile(r"[_/().:-]")
_POINT = Style.POINT


@dataclass(frozen=True, slots=True)
class Guess:
    """``meaning`` None: not guessed, or not needed. ``kind`` is what the cells are. ``is_sum``: it
    adds up the other columns of amounts, so it is left out."""

    column: str
    meaning: Meaning | None
    category: PayCategory | None
    kind: CellKind
    kinds: ColumnKinds
    is_sum: bool = False


def find_header(text: str) -> frozenset[str] | None:
    """The names of the columns of the table in ``text``: of the first 60 lines the one that names
    the most columns of days, clocks and numbers below it. None where no line does."""
    lines = physical_lines(text)
    best: tuple[int, frozenset[str] | None] = (0, None)
    for at, line in enumerate(lines[:HEADER_WITHIN]):
        for delimiter in _DELIMITERS:
            if delimiter in line:
                score, names = _header(lines, at, delimiter)
                best = (score, names) if score > best[0] else best
    return best[1]


def looks_like_table(head: bytes, complete: bool) -> bool:
    """Whether a person could say what its columns are."""
    text = decoded(head[:HEAD_BYTES], complete=complete)
    if text is None:
        return False
    if text.lstrip()[:1] in ("[", "{"):
        return complete and _json_rows(text) is not None
    return find_header(text) is not None


def _header(lines: list[str], at: int, delimiter: str) -> tuple[int, frozenset[str] | None]:
    names = [plain(cell) for cell in split(lines[at], delimiter) or ()]
    while names and not names[-1]:
        names.pop()
    filled = [name for name in names if name]
    if not _LEAST_COLUMNS <= len(filled) <= _MOST_COLUMNS or len(set(filled)) < len(filled):
        return 0, None
    if len(filled) * 2 < len(names) or any(kind_of(name) in _TYPED for name in filled):
        return 0, None
    kinds = [ColumnKinds() for _ in names]
    below = records(lines, at + 1, delimiter, len(names))
    for record in islice((each for each in below if isinstance(each, Cells)), _LOOKED_AT):
        for column, cell in zip(kinds, record.cells, strict=True):
            column.add(cell)
    typed = sum(each.kind in _TYPED for each in kinds)
    return typed, frozenset(names) if typed else None


def opened(name: str, stream: BinaryIO, header: frozenset[str] | None = None) -> Table:
    """The table in ``stream``, whose columns are ``header`` (None: those that are found). A list
    of records in JSON is a table too: line n of it is record n - 1. Refuses with
    ``format_unknown``."""
    stream.seek(0)
    head = stream.read(HEAD_BYTES)
    text = decoded(head, complete=len(head) < HEAD_BYTES)
    if text is not None and text.lstrip()[:1] in ("[", "{"):
        stream.seek(0)
        whole = decoded(stream.read())
        rows = None if whole is None else _json_rows(whole)
        if rows is None:
            raise GigWalletError("format_unknown", name=name)
        return _of_rows(rows)
    names = header or (None if text is None else find_header(text))
    if names is None:
        raise GigWalletError("format_unknown", name=name)
    return find_in_stream(name, stream, names.__eq__)


def _json_rows(text: str) -> list[dict[str, str]] | None:
    """The records of a list, or of the one list in an object, flat cells alone."""
    try:
        said = json.loads(text, parse_float=str, parse_int=str)
    except (ValueError, RecursionError):
        return None
    if isinstance(said, dict):
        lists = [each for each in said.values() if isinstance(each, list) and each]
        said = lists[0] if len(lists) == 1 else None
    if not isinstance(said, list) or not said or len(said) > _MOST_ROWS_OF_JSON:
        return None
    if not all(isinstance(each, dict) for each in said):
        return None
    rows = [dict(_flat(each)) for each in said]
    return rows if len({name for row in rows for name in row}) >= _LEAST_COLUMNS else None


def _flat(record: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    # Any: whatever JSON holds
    for name, value in record.items():
        full = f"{above}.{name}" if above else str(name)
        if isinstance(value, dict) and not above:
            yield from _flat(value, full)
        elif isinstance(value, str | bool) or value is None:
            text = "" if value is None else str(value).lower() if isinstance(value, bool) else value
            yield full, " ".join(text.split())


def _of_rows(rows: list[dict[str, str]]) -> Table:
    names = tuple(dict.fromkeys(name for row in rows for name in row))
    lines = ["\t".join(_cell(name) for name in names)]
    lines += ["\t".join(_cell(row.get(name, "")) for name in names) for row in rows]
    return Table(tuple(plain(name) for name in names), 1, (), "\t", lines)


def _cell(text: str) -> str:
    return text.replace("\t", " ").replace('"', "'")


def guesses(table: Table) -> tuple[Guess, ...]:
    """What each column seems to hold, in the order of the table."""
    kinds = {name: ColumnKinds() for name in table.header if name}
    for line in table:
        if isinstance(line, Record) and not is_total_line(line):
            for name, seen in kinds.items():
                seen.add(line[name])
    found = tuple(_guess(name, kinds[name]) for name in dict.fromkeys(table.header) if name)
    sums = _sums_of_others(table, [each for each in found if each.meaning is Meaning.MONEY])
    return tuple(
        replace(each, meaning=None, category=None, is_sum=True) if each.column in sums else each
        for each in found
    )


def _sums_of_others(table: Table, money: list[Guess]) -> frozenset[str]:
    """Columns of amounts that add up all the others, line by line: they would count twice."""
    if len(money) < 3:
        return frozenset()
    possible = {each.column for each in money}
    seen = 0
    for line in islice(table, _LOOKED_AT):
        if not isinstance(line, Record) or is_total_line(line):
            continue
        try:
            read = {
                each.column: amounts.number(line[each.column] or "0", each.kinds.decimal or _POINT)
                for each in money
            }
        except ValueError:
            continue
        seen += 1
        whole = sum(read.values())
        possible = {name for name in possible if read[name] * 2 == whole and whole}
    return frozenset(possible) if seen > 1 else frozenset()


def _guess(name: str, kinds: ColumnKinds) -> Guess:
    meaning, category = _by_kind(name, kinds)
    return Guess(name, meaning, category, kinds.kind, kinds)


def _by_kind(name: str, kinds: ColumnKinds) -> tuple[Meaning | None, PayCategory | None]:
    """A column is what its cells are; of several things that they could be, what it is called."""
    if not kinds.filled:
        return None, None
    kind = kinds.kind
    if kind is CellKind.MOMENT:
        return (Meaning.END_MOMENT if _is_end(name) else Meaning.MOMENT), None
    if kind is CellKind.DAY:
        return (Meaning.LAST_DAY if _is_end(name) else Meaning.DAY), None
    said, category = _by_name(name)
    if kind is CellKind.CLOCK:
        if said is Meaning.DURATION:
            return Meaning.DURATION, None
        return (Meaning.END_CLOCK if _is_end(name) else Meaning.CLOCK), None
    if kind is CellKind.AMOUNT:
        fits = said in (Meaning.MONEY, Meaning.DISTANCE, Meaning.DURATION)
        signed = bool(kinds.currencies or kinds.bare_sign)
        if said is not Meaning.MONEY and signed:
            return Meaning.MONEY, None
        return (said, category) if fits else (Meaning.MONEY, None)
    if kind is CellKind.NUMBER:
        fits = said in (
            Meaning.MONEY, Meaning.DISTANCE, Meaning.DURATION, Meaning.ORDERS, Meaning.REF
        )  # fmt: skip
        return (said, category) if fits else (None, None)
    texts = (Meaning.STATUS, Meaning.REF, Meaning.PLATFORM, Meaning.PAYER, Meaning.LABEL)
    return (said, None) if said in texts else (None, None)


@cache
def _words() -> Mapping[str, Any]:  # Any: a TOML document
    text = files(__package__).joinpath("column_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _by_name(name: str) -> tuple[Meaning | None, PayCategory | None]:
    for entry in _words()["words"]:
        if _says(name, entry["words"]):
            category = entry.get("category")
            return Meaning(entry["meaning"]), PayCategory(category) if category else None
    return None, None


def _is_end(name: str) -> bool:
    return _says(name, _words()["ends"][0]["words"])


def is_total_line(line: Record) -> bool:
    """Whether the line is a sum of others: one of its first cells says so."""
    # A record holds its last column first, so that of two columns of one name the first counts.
    return any(is_total(cell) for cell in list(line.cells.values())[-_FIRST_CELLS:])


def is_total(cell: str) -> bool:
    """Whether a cell marks its line as a sum of others."""
    return plain(cell).rstrip(":：") in _words()["totals"][0]["words"]


def _says(name: str, words: Iterable[str]) -> bool:
    """Whole words of a language with blanks; parts of one without."""
    spaced = f" {_SIGNS.sub(' ', name)} "
    return any((f" {each} " in spaced) if each.isascii() else (each in name) for each in words)


def has_header(file: FileHead, names: frozenset[str]) -> bool:
    """Whether the table in ``file`` has exactly these columns. Of records in JSON the first one
    tells: others may have fields that it leaves out."""
    text = decoded(file.head, complete=len(file.head) >= file.size)
    if text is None:
        return False
    if text.lstrip()[:1] in ("[", "{"):
        first = _first_record(text)
        return len(first) >= _LEAST_COLUMNS and first <= names and len(first) * 2 >= len(names)
    return find(text, names.__eq__) is not None


def _first_record(text: str) -> frozenset[str]:
    begin = text.find("{", text.find("[") + 1)
    try:
        record, _ = json.JSONDecoder(parse_float=str, parse_int=str).raw_decode(text[begin:])
    except (ValueError, RecursionError):
        return frozenset()
    return frozenset(plain(name) for name, _ in _flat(record)) if begin >= 0 else frozenset()
