"""Originals as they were read in another process: what they say, and how pictures look."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from gigwallet.app.intake.import_folding import Folded
from gigwallet.app.intake.import_worker import Picture, fold, shown
from gigwallet.app.reading import read_bytes
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit import TakenFrom
from gigwallet.domain.instants import Instant
from gigwallet.domain.job import Job
from gigwallet.domain.ports import Isolation
from gigwallet.domain.taught import NOTHING, Taught
from gigwallet.importers import FileBegun
from gigwallet.pages import taken_at, thumbnail
from gigwallet.tabular.placing import agreed

LARGEST_FILE = 2 * 1024 * 1024 * 1024
MOST_THUMBNAIL_BYTES = 65_536
STEP_SECONDS = 180.0
_LOOK_SECONDS = 30.0
_PIECE_BYTES = 1024 * 1024
_ASKS_PASSWORD = frozenset({"archive_password_needed", "archive_password_wrong"})


@dataclass(frozen=True, slots=True)
class Look:
    """When a picture or page was taken, and a small picture of it."""

    taken_at: Instant | None = None
    taken_from: TakenFrom = TakenFrom.UNKNOWN
    thumbnail: bytes = b""


@dataclass(frozen=True, slots=True)
class ReadOriginal:
    """One file of the person. It is read again when it is stored, and must be the same; ``looks``
    has the member's path (or an empty text for the file itself) as key."""

    path: Path
    inside: str = ""
    size: int = 0
    sha256: str = ""
    files: tuple[Folded, ...] = ()
    looks: Mapping[str, Look] = field(default_factory=dict)
    password: bytes | None = field(default=None, repr=False)
    error: GigWalletError | None = None
    taught: Taught = NOTHING

    @property
    def is_archive(self) -> bool:
        return any(each.begun.member for each in self.files)

    @property
    def theirs(self) -> Engagement | None:
        """What came in one archive belongs together: zone, city and currency that one file names
        hold for the others of its platform."""
        if not self.is_archive:
            return None
        rows = (hint for each in self.files for _, hint in each.hints)
        covers = (span.hint for each in self.files for span in each.covers)
        hint = agreed((*rows, *covers))
        if not hint.platform:
            return None
        return Engagement(hint.platform, hint.city, hint.zone, hint.currency)


class Watched:
    """A file that must stay the same while it is read, by whichever process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._before = self._state()

    def _state(self) -> tuple[int, int, int]:
        try:
            said = self._path.stat()
        except FileNotFoundError as cause:
            raise GigWalletError("file_missing", name=self._path.name) from cause
        except OSError as cause:
            raise GigWalletError("file_unreadable", name=self._path.name) from cause
        if not stat.S_ISREG(said.st_mode):  # whoever opens a pipe waits for what may never come
            raise GigWalletError("file_unreadable", name=self._path.name)
        return said.st_size, said.st_mtime_ns, said.st_ino

    @property
    def size(self) -> int:
        return self._before[0]

    def compare(self) -> None:
        """Refusal: ``file_changed``."""
        if self._state() != self._before:
            raise GigWalletError("file_changed", name=self._path.name)

    def pieces(self, job: Job) -> Iterator[bytes]:
        """All of it. Refusal: ``file_unreadable``."""
        try:
            with self._path.open("rb") as file:
                while piece := file.read(_PIECE_BYTES):
                    job.checkpoint()
                    yield piece
        except OSError as cause:
            raise GigWalletError("file_unreadable", name=self._path.name) from cause


def read_original(
    isolation: Isolation,
    path: Path,
    passwords: Mapping[str, bytearray],
    zone: str,
    inside: str,
    job: Job,
    taught: Taught,
) -> ReadOriginal:
    """A file that is refused comes back with its ``error``, named as the file is; nothing is
    raised for it. ``inside`` is its path in the folder that the person named, or empty; ``taught``
    what they explained of files of their own."""
    try:
        return _read(isolation, path, passwords, zone, inside, job, taught)
    except GigWalletError as refusal:
        facts = {**refusal.facts, "name": path.name}
        return ReadOriginal(path, error=GigWalletError(refusal.code, **facts))


def _read(
    isolation: Isolation,
    path: Path,
    passwords: Mapping[str, bytearray],
    zone: str,
    inside: str,
    job: Job,
    taught: Taught,
) -> ReadOriginal:
    watched = Watched(path)
    if watched.size > LARGEST_FILE:
        raise GigWalletError("file_too_big", name=path.name, most_mb=LARGEST_FILE >> 20)
    digest = hashlib.sha256()
    for piece in watched.pieces(job):
        digest.update(piece)
    names = (os.fspath(path), path.name, "")
    given = next((passwords[each] for each in names if each in passwords), None)
    password: bytes | None = None
    try:
        files, looks = _folded(isolation, path, None, inside, zone, job, taught, watched.size)
    except GigWalletError as refusal:
        # A password is handed over only to an archive that asks for one.
        if refusal.code not in _ASKS_PASSWORD or given is None:
            raise
        password = bytes(given)
        files, looks = _folded(isolation, path, password, inside, zone, job, taught, watched.size)
    if not any(each.begun.member for each in files):
        looks = _own_look(isolation, path, files[0].begun, zone)
    watched.compare()
    sha256 = digest.hexdigest()
    return ReadOriginal(path, inside, watched.size, sha256, files, looks, password, taught=taught)


def _folded(
    isolation: Isolation,
    path: Path,
    password: bytes | None,
    inside: str,
    zone: str,
    job: Job,
    taught: Taught,
    size: int,
) -> tuple[tuple[Folded, ...], dict[str, Look]]:
    files: list[Folded] = []
    looks: dict[str, Look] = {}
    where = os.fspath(path.absolute())
    read = isolation.stream(
        fold,
        where,
        path.name,
        password,
        inside,
        taught,
        seconds=STEP_SECONDS,
        on_beat=checking(job, size),
    )
    with closing(read):
        for said in read:
            job.checkpoint()
            if isinstance(said, Picture):
                looks[said.member] = _look(isolation, said.name, said.media_type, said.data, zone)
            else:
                files.append(said)
    return tuple(files), looks


def checking(job: Job, size: int = 0) -> Callable[[int], None]:
    """Notices at a sign of life that the person has cancelled, and tells how far a file of ``size``
    is read."""

    def on_beat(done: int) -> None:
        job.within(done, size)

    return on_beat


def _own_look(isolation: Isolation, path: Path, begun: FileBegun, zone: str) -> dict[str, Look]:
    if not shown(begun):
        return {}
    saved = _saved_at(path) if begun.media_type.startswith("image/") else None
    return {"": _look(isolation, begun.name, begun.media_type, read_bytes(path), zone, saved)}


def _saved_at(path: Path) -> datetime | None:
    """The time of the file: the last resort for when a picture was taken."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, OverflowError, ValueError):
        return None


def _look(
    isolation: Isolation,
    name: str,
    media_type: str,
    data: bytes,
    zone: str,
    saved: datetime | None = None,
) -> Look:
    """A picture that cannot be shown is still an original: it is kept without a look."""
    try:
        look = isolation.run(look_at, data, name, media_type, zone, saved, seconds=_LOOK_SECONDS)
    except GigWalletError:
        return Look()
    return replace(look, thumbnail=small_picture(isolation, data, media_type))


def small_picture(isolation: Isolation, data: bytes, media_type: str) -> bytes:
    """Empty where the picture cannot be shown: it is an original all the same."""
    try:
        return isolation.run(shrink, data, media_type, seconds=_LOOK_SECONDS)
    except GigWalletError:
        return b""


def look_at(
    data: bytes, name: str, media_type: str, zone: str, saved: datetime | None = None
) -> Look:
    """Runs in the other process."""
    moment, sign = taken_at(data, name, media_type, zone, saved)
    return Look(moment, sign)


def shrink(data: bytes, media_type: str) -> bytes:
    """Runs in the other process: the largest small picture that the vault takes, or nothing."""
    for side in (256, 160, 96):
        picture = thumbnail(data, media_type, side)
        if len(picture) <= MOST_THUMBNAIL_BYTES:
            return picture
    return b""
