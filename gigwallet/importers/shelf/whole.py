"""A whole document held in memory: for what is small, and for tests of importers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from gigwallet.domain.engagement import Engagement
from gigwallet.domain.reading import Covers, Reading, Row
from gigwallet.domain.taught import NOTHING, Taught
from gigwallet.importers.shelf.documents import Asked, FileBegun, FileEnded, Refused, events
from gigwallet.importers.shelf.opened import Opened
from gigwallet.tabular.placing import agreed_hint, place

R = TypeVar("R", bound=Reading)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file of a document. ``member`` is its path inside an archive, empty otherwise; ``data``
    its bytes where they are not the document's own. ``importer`` is empty where the file is only
    skipped; ``error`` is the code and facts of a refusal of this member alone."""

    name: str
    member: str
    importer: str
    version: str
    media_type: str
    readings: tuple[Reading, ...]
    data: bytes = b""
    error: Refused | None = None


@dataclass(frozen=True, slots=True)
class ReadDocument:
    files: tuple[ReadFile, ...]


def read_document(
    name: str,
    data: bytes,
    password: bytes | None = None,
    path: str = "",
    taught: Taught = NOTHING,
) -> ReadDocument:
    """What ``data`` says, a file as the person has it. See ``documents.events``, which holds
    nothing, and which is how files are read for a vault."""
    asked = Asked(name, password, path, contents=lambda _begun: True, taught=taught)
    files: list[ReadFile] = []
    begun, readings, content = FileBegun(name), list[Reading](), bytearray()
    for event in events(Opened.of_bytes(data), asked):
        match event:
            case FileBegun():
                begun, readings, content = event, [], bytearray()
            case bytes():
                content += event
            case FileEnded():
                files.append(_ended(begun, readings, bytes(content), event.error))
            case _:
                readings.append(event)
    return ReadDocument(_agreed(files) if any(each.member for each in files) else tuple(files))


def _ended(
    begun: FileBegun, readings: list[Reading], content: bytes, error: Refused | None
) -> ReadFile:
    if error is not None:
        return ReadFile(begun.name, begun.member, "", "", "", (), b"", error)
    return ReadFile(
        begun.name,
        begun.member,
        begun.importer,
        begun.version,
        begun.media_type,
        tuple(readings),
        content,
    )


def _agreed(files: Iterable[ReadFile]) -> tuple[ReadFile, ...]:
    """What came in one archive belongs together: zone, city and currency that one file names hold
    for the others of its platform."""
    together = tuple(files)
    hint = agreed_hint(each for file in together for each in file.readings)
    if not hint.platform:
        return together
    theirs = Engagement(hint.platform, hint.city, hint.zone, hint.currency)
    return tuple(
        replace(file, readings=tuple(placed_with(each, theirs) for each in file.readings))
        for file in together
    )


def placed_with(reading: R, theirs: Engagement) -> R:
    """``reading`` as of ``theirs``, where it is of the same platform."""
    own = isinstance(reading, Row | Covers) and reading.hint.platform == theirs.platform
    return place(reading, theirs) if own else reading
