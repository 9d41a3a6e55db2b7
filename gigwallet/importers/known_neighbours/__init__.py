"""Formats that are known by sight and not read: refused by their name, never misread."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import BinaryIO

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.reading import FileHead, Reading
from gigwallet.tabular import tables
from gigwallet.tabular.encodings import decoded
from gigwallet.words import N_

_MARKS_WITHIN = 4_000


@dataclass(frozen=True, slots=True)
class _Neighbour:
    """Told by the columns of its ``header`` or by one of its ``marks``."""

    what: str
    code: str
    header: frozenset[str]
    marks: tuple[str, ...]


@cache
def _neighbours() -> tuple[_Neighbour, ...]:
    text = files(__package__).joinpath("neighbours.toml").read_text(encoding="utf-8")
    return tuple(
        _Neighbour(
            each["what"],
            each["code"],
            frozenset(each.get("header", ())),
            tuple(each.get("marks", ())),
        )
        for each in tomllib.loads(text)["neighbour"]
    )


def _by_header(names: frozenset[str]) -> _Neighbour | None:
    return next((each for each in _neighbours() if each.header and each.header <= names), None)


def _known(file: FileHead) -> _Neighbour | None:
    table = tables.find_in_head(file, lambda names: _by_header(names) is not None)
    if table is not None:
        return _by_header(table.names)
    beginning = (decoded(file.head, complete=False) or "")[:_MARKS_WITHIN]
    marked = (each for each in _neighbours() if any(mark in beginning for mark in each.marks))
    return next(marked, None)


class KnownNeighbours:
    """Recognises them all; reading is the refusal."""

    name = "known_neighbours"
    version = "1"
    title = N_("File of another kind")
    where = ""

    def recognises(self, file: FileHead) -> bool:
        return _known(file) is not None

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        known = _known(file)
        if known is None:
            raise GigWalletError("format_unknown", name=file.name)
        raise GigWalletError(known.code, name=file.name, what=known.what)


IMPORTER = KnownNeighbours()
