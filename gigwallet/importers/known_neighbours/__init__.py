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


@dataclass(frozen=True, slots=True)
class _Neighbour:
    what: str
    code: str
    header: frozenset[str]


@cache
def _neighbours() -> tuple[_Neighbour, ...]:
    text = files(__package__).joinpath("neighbours.toml").read_text(encoding="utf-8")
    return tuple(
        _Neighbour(each["what"], each["code"], frozenset(each["header"]))
        for each in tomllib.loads(text)["neighbour"]
    )


def _known(file: FileHead) -> _Neighbour | None:
    def knows(names: frozenset[str]) -> bool:
        return any(each.header <= names for each in _neighbours())

    table = tables.find_in_head(file, knows)
    if table is None:
        return None
    return next(each for each in _neighbours() if each.header <= table.names)


class KnownNeighbours:
    """Recognises them all; reading is the refusal."""

    name = "known_neighbours"
    version = "1"

    def recognises(self, file: FileHead) -> bool:
        return _known(file) is not None

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        known = _known(file)
        if known is None:
            raise GigWalletError("format_unknown", name=file.name)
        raise GigWalletError(known.code, name=file.name, what=known.what)


IMPORTER = KnownNeighbours()
