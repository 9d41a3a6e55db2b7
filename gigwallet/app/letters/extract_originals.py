"""The lines that a bundle shows of a file, held against the file itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gigwallet.documents.letters.printed_cells import LINE, Printed
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.reading import Row
from gigwallet.importers import read_document

Files = Sequence[tuple[str, bytes]]  # names and contents


@dataclass(frozen=True, slots=True)
class Unlike:
    """A cell that the original has otherwise; ``column`` and both texts are empty where it has no
    such line."""

    exhibit: str
    line: str
    column: str
    listed: str
    original: str


@dataclass(frozen=True, slots=True)
class WithOriginals:
    """``lines`` were compared. ``otherwise``: by exhibit the line and column (from 0; ``LINE``: all
    of it) of each cell that its original has otherwise."""

    lines: int
    unlike: tuple[Unlike, ...]
    otherwise: Mapping[str, set[tuple[str, int]]]


NOT_COMPARED = WithOriginals(0, (), {})


def compared(
    manifest: Mapping[str, Any],  # Any: JSON of a stranger, of which the extracts were read
    extracts: Mapping[str, Printed],
    given: Files,
    attached: Mapping[str, bytes],
) -> WithOriginals:
    """Each of the ``given`` files, and of those ``attached`` in the bundle (by exhibit), with the
    extracts that name it by its SHA-256. Call it in a worker process: the files may be anybody's.

    Refusals: ``recompute_original_not_listed``, ``recompute_original_unreadable``.
    """
    listed = {str(each["number"]): str(each["original_sha256"]) for each in manifest["exhibits"]}
    names = {str(each["number"]): str(each.get("file_name", "")) for each in manifest["exhibits"]}
    files = {hashlib.sha256(data).hexdigest(): data for data in attached.values()}
    for name, data in given:
        digest = hashlib.sha256(data).hexdigest()
        if not any(listed[number] == digest for number in extracts):
            raise GigWalletError("recompute_original_not_listed", name=name, sha256=digest)
        files[digest] = data
    lines, unlike = 0, list[Unlike]()
    otherwise: dict[str, set[tuple[str, int]]] = {}
    for number, extract in extracts.items():
        data = files.get(listed[number], b"")
        if not data:
            continue
        lines += len(extract.lines)
        for each, column in _otherwise(extract, _rows(names[number], data)):
            unlike.append(each)
            otherwise.setdefault(number, set()).add((each.line, column))
    return WithOriginals(lines, tuple(unlike), otherwise)


def _rows(name: str, data: bytes) -> dict[str, list[Mapping[str, str]]]:
    """The cells of each line, as the importer that made the extract reads them again."""
    try:
        read = read_document(name, data)
    except GigWalletError as refusal:
        raise GigWalletError("recompute_original_unreadable", name=name) from refusal
    found: dict[str, list[Mapping[str, str]]] = {}
    for each in (one for file in read.files for one in file.readings if isinstance(one, Row)):
        line = "" if each.locator.line is None else str(each.locator.line)
        found.setdefault(f"{each.locator.pointer} {line}".strip(), []).append(each.raw)
    if not found:
        raise GigWalletError("recompute_original_unreadable", name=name)
    return found


def _otherwise(
    extract: Printed, rows: Mapping[str, Sequence[Mapping[str, str]]]
) -> Iterator[tuple[Unlike, int]]:
    for name, *cells in extract.lines:
        own = rows.get(name)
        if own is None:
            yield Unlike(extract.number, name, "", "", ""), LINE
            continue
        for place, (column, cell) in enumerate(zip(extract.columns, cells, strict=True)):
            said = [each[column] for each in own if column in each] or [""]
            if cell not in said:
                yield Unlike(extract.number, name, column, cell, said[0]), place
