"""Originals as they were read in another process: what they say, and how pictures look."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from gigwallet.app.reading import read_bytes
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit import TakenFrom
from gigwallet.domain.instants import Instant
from gigwallet.domain.ports import Isolation
from gigwallet.importers import ReadDocument, ReadFile, read_document
from gigwallet.pages import taken_at, thumbnail

MOST_THUMBNAIL_BYTES = 65_536
_READ_SECONDS = 180.0
_LOOK_SECONDS = 30.0
_ASKS_PASSWORD = frozenset({"archive_password_needed", "archive_password_wrong"})


@dataclass(frozen=True, slots=True)
class Look:
    """When a picture or page was taken, and a small picture of it."""

    taken_at: Instant | None = None
    taken_from: TakenFrom = TakenFrom.UNKNOWN
    thumbnail: bytes = b""


@dataclass(frozen=True, slots=True)
class ReadOriginal:
    """One file of the person. Its bytes are read again when it is stored, and must be the same;
    ``looks`` has the member's path (or an empty text for the file itself) as key."""

    path: Path
    size: int = 0
    sha256: str = ""
    document: ReadDocument | None = None
    looks: Mapping[str, Look] = field(default_factory=dict)
    error: GigWalletError | None = None


def read_original(
    isolation: Isolation, path: Path, passwords: Mapping[str, bytearray], zone: str, inside: str
) -> ReadOriginal:
    """A file that is refused comes back with its ``error``, named as the file is; nothing is
    raised for it. ``inside`` is its path in the folder that the person named, or empty."""
    try:
        data = read_bytes(path)
        document = _read(isolation, path.name, data, passwords, inside)
    except GigWalletError as refusal:
        facts = {**refusal.facts, "name": path.name}
        return ReadOriginal(path, error=GigWalletError(refusal.code, **facts))
    looks = {
        file.member: _look(isolation, file, file.data or data, zone)
        for file in document.files
        if file.importer == "any_exhibit"
    }
    digest = hashlib.sha256(data).hexdigest()
    return ReadOriginal(path, len(data), digest, document, looks)


def bytes_again(original: ReadOriginal) -> bytes:
    """The bytes that were read before. Refusal: ``file_changed``."""
    data = read_bytes(original.path)
    if hashlib.sha256(data).hexdigest() != original.sha256:
        raise GigWalletError("file_changed", name=original.path.name)
    return data


def _read(
    isolation: Isolation, name: str, data: bytes, passwords: Mapping[str, bytearray], inside: str
) -> ReadDocument:
    """A password is handed over only to an archive that asks for one."""
    try:
        return isolation.run(read_document, name, data, None, inside, seconds=_READ_SECONDS)
    except GigWalletError as refusal:
        secret = passwords.get(name, passwords.get(""))
        if refusal.code not in _ASKS_PASSWORD or secret is None:
            raise
    return isolation.run(read_document, name, data, bytes(secret), inside, seconds=_READ_SECONDS)


def _look(isolation: Isolation, file: ReadFile, data: bytes, zone: str) -> Look:
    """A picture that cannot be shown is still an original: it is kept without a look."""
    try:
        look = isolation.run(look_at, data, file.name, file.media_type, zone, seconds=_LOOK_SECONDS)
    except GigWalletError:
        return Look()
    try:
        picture = isolation.run(shrink, data, file.media_type, seconds=_LOOK_SECONDS)
    except GigWalletError:
        return look
    return replace(look, thumbnail=picture)


def look_at(data: bytes, name: str, media_type: str, zone: str) -> Look:
    """Runs in the other process."""
    moment, sign = taken_at(data, name, media_type, zone)
    return Look(moment, sign)


def shrink(data: bytes, media_type: str) -> bytes:
    """Runs in the other process: the largest small picture that the vault takes, or nothing."""
    for side in (256, 160, 96):
        picture = thumbnail(data, media_type, side)
        if len(picture) <= MOST_THUMBNAIL_BYTES:
            return picture
    return b""
