"""Archives as their members: ZIP with both kinds of password, gzip; what is not to be trusted."""

from __future__ import annotations

import gzip
import io
import posixpath
import re
import stat
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

import pyzipper

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.ports import Beat
from gigwallet.tabular import limits
from gigwallet.tabular.unpacking import PIECE_BYTES, TORN, Unpacked, drained, no_beat, refusing

_GZIP = b"\x1f\x8b\x08"
_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OTHER_KINDS = {
    b"Rar!\x1a\x07": "RAR",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"BZh": "bzip2",
    b"\xfd7zXZ\x00": "xz",
}
_TAR, _TAR_AT = b"ustar", 257
_UTF8_NAME, _ENCRYPTED = 0x800, 0x1
_DRIVE = re.compile(r"^[A-Za-z]:")
_SYSTEM_FOLDERS = ("__MACOSX/",)
_SYSTEM_NAMES = (".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside an archive: ``name`` with its folders, ``/`` between them. ``skip_reason`` is
    set where the member is rightly not read, ``refusal`` where it alone cannot be. A large one has
    no ``data``: it is unpacked anew whenever it is ``opened``."""

    name: str
    data: bytes
    skip_reason: str = ""
    large: Callable[[], BinaryIO] | None = None
    large_size: int = 0
    refusal: GigWalletError | None = None

    @property
    def size(self) -> int:
        return self.large_size or len(self.data)

    def opened(self) -> BinaryIO:
        """All of it as a seekable stream, at its start."""
        return self.large() if self.large is not None else io.BytesIO(self.data)


def is_zip(data: bytes) -> bool:
    return data.startswith(_SIGNATURES)


def is_gzip(data: bytes) -> bool:
    return data.startswith(_GZIP)


def other_archive(data: bytes) -> str | None:
    """The kind of an archive that is not read here (``RAR``, ``7z``...)."""
    return next((kind for mark, kind in _OTHER_KINDS.items() if data.startswith(mark)), None)


def names(data: bytes | BinaryIO) -> tuple[str, ...]:
    """The members' names of a ZIP; refuses with ``archive_torn``."""
    with _opened("", data) as archive:
        return tuple(archive.namelist())


def walk(
    name: str, data: bytes | BinaryIO, password: bytes | None = None, beat: Beat = no_beat
) -> Iterator[Member]:
    """The files of a ZIP, also of a ZIP inside it, in the order of the archive; of a gzip, its one
    file, named as the gzip without ``.gz``.

    Refuses with ``archive_torn``, ``archive_password_needed``, ``archive_password_wrong``,
    ``archive_too_large`` (entries, bytes, ratio, nesting) and ``archive_unsafe`` (a name that
    leads out of its folder). All is checked from the directory before the first member is read,
    and the check sum of each member before it is handed out. A gzip in a ZIP that is torn becomes
    a member with its ``refusal``. A large member can be opened until the next one is asked for.
    """
    if is_gzip(data[:4] if isinstance(data, bytes) else _head(data)):
        yield _unzipped(name, _inner_name(name), data, beat)
    else:
        yield from _Walk(name, password, beat).members(data, "", 1)


def _head(stream: BinaryIO) -> bytes:
    stream.seek(0)
    return stream.read(4)


class _Walk:
    def __init__(self, name: str, password: bytes | None, beat: Beat) -> None:
        self._name = name
        self._password = password
        self._beat = beat

    def members(self, data: bytes | BinaryIO, inside: str, depth: int) -> Iterator[Member]:
        if depth > limits.MAX_NESTING:
            raise GigWalletError("archive_too_large", name=self._name)
        with _opened(self._name, data) as archive:
            entries = archive.infolist()
            _within_limits(self._name, entries)
            for entry in entries:
                path = _safe_path(self._name, entry)
                if entry.is_dir() or path.startswith(_SYSTEM_FOLDERS):
                    continue
                if posixpath.basename(path) in _SYSTEM_NAMES:
                    continue
                if stat.S_ISLNK(entry.external_attr >> 16):
                    yield Member(inside + path, b"", "unsupported_table")
                    continue
                yield from self._content(archive, entry, inside + path, depth)

    def _content(
        self, archive: pyzipper.AESZipFile, entry: zipfile.ZipInfo, path: str, depth: int
    ) -> Iterator[Member]:
        packed = path.casefold().endswith((".zip", ".gz"))
        if entry.file_size > limits.HELD_BYTES and not packed:
            with self._open(archive, entry) as stream:
                drained(self._name, stream, entry.file_size, self._beat)
            yield Member(
                path, b"", "", lambda: self._stream(archive, entry), large_size=entry.file_size
            )
            return
        content = self._held(archive, entry)
        if packed and is_zip(content):
            yield from self.members(content, f"{path}/", depth + 1)
        elif packed and is_gzip(content):
            yield self._in_gzip(content, path)
        else:
            yield Member(path, content)

    def _in_gzip(self, content: bytes, path: str) -> Member:
        """One that is torn, or holds a folder, costs only itself: the archive around it is whole,
        and may hold a thousand others. A bomb is a reason to open nothing."""
        inner = f"{path}/{_inner_name(path)}"
        try:
            return _unzipped(self._name, inner, content, self._beat)
        except GigWalletError as refusal:
            if refusal.code == "archive_too_large":
                raise
            facts = {**refusal.facts, "name": posixpath.basename(path)}
            return Member(inner, b"", refusal=GigWalletError(refusal.code, **facts))

    def _stream(self, archive: pyzipper.AESZipFile, entry: zipfile.ZipInfo) -> BinaryIO:
        raw = Unpacked(lambda: self._open(archive, entry), entry.file_size, self._beat)
        return io.BufferedReader(raw, PIECE_BYTES)

    def _open(self, archive: pyzipper.AESZipFile, entry: zipfile.ZipInfo) -> BinaryIO:
        encrypted = bool(entry.flag_bits & _ENCRYPTED)
        if encrypted and not self._password:
            raise GigWalletError("archive_password_needed", name=self._name)
        with refusing(self._name):
            stream: BinaryIO = archive.open(entry, pwd=self._password if encrypted else None)
            return stream

    def _held(self, archive: pyzipper.AESZipFile, entry: zipfile.ZipInfo) -> bytes:
        if entry.file_size > limits.MAX_HELD_BYTES:
            raise GigWalletError("archive_too_large", name=self._name)
        with self._open(archive, entry) as stream, refusing(self._name):
            content = bytes(stream.read(entry.file_size + 1))
        if len(content) != entry.file_size:
            raise GigWalletError("archive_torn", name=self._name)
        return content


def _opened(name: str, data: bytes | BinaryIO) -> pyzipper.AESZipFile:
    try:
        return pyzipper.AESZipFile(io.BytesIO(data) if isinstance(data, bytes) else data)
    except NotImplementedError as unknown:
        raise GigWalletError("archive_kind_unknown", name=name, what="ZIP") from unknown
    except TORN as torn:
        raise GigWalletError("archive_torn", name=name) from torn


def _within_limits(name: str, entries: list[zipfile.ZipInfo]) -> None:
    total = sum(entry.file_size for entry in entries)
    if (
        len(entries) > limits.MAX_ENTRIES
        or total > limits.MAX_TOTAL_BYTES
        or any(_inflated(entry) for entry in entries)
    ):
        raise GigWalletError("archive_too_large", name=name)


def _inflated(entry: zipfile.ZipInfo) -> bool:
    if entry.file_size > limits.MAX_MEMBER_BYTES:
        return True
    packed = max(entry.compress_size, 1)
    return (
        entry.file_size > limits.RATIO_COUNTS_FROM and entry.file_size > packed * limits.MAX_RATIO
    )


def _safe_path(name: str, entry: zipfile.ZipInfo) -> str:
    """The member's name, its Chinese repaired; refuses one that leads out of its folder."""
    path = entry.filename
    if not entry.flag_bits & _UTF8_NAME:
        # Without the flag zipfile reads CP437; the packer wrote its own code page.
        written = path.encode("cp437", errors="replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                path = written.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    path = path.replace("\\", "/")
    unsafe = path.startswith("/") or _DRIVE.match(path) or ".." in path.split("/")
    if unsafe or "\0" in path or not path:
        raise GigWalletError("archive_unsafe", name=name)
    return path


def _inner_name(path: str) -> str:
    base = posixpath.basename(path.replace("\\", "/"))
    return base[:-3] if base.casefold().endswith(".gz") and len(base) > 3 else base


def _unzipped(name: str, path: str, data: bytes | BinaryIO, beat: Beat) -> Member:
    """The one file of a gzip, within the limits of a member; ``archive_kind_unknown`` for a tar."""

    def again() -> BinaryIO:
        packed = io.BytesIO(data) if isinstance(data, bytes) else data
        packed.seek(0)
        return cast(BinaryIO, gzip.GzipFile(fileobj=packed))

    packed_size = len(data) if isinstance(data, bytes) else data.seek(0, io.SEEK_END)
    most = min(
        limits.MAX_MEMBER_BYTES, max(limits.RATIO_COUNTS_FROM, packed_size * limits.MAX_RATIO)
    )
    held, size = bytearray(), 0
    with again() as stream, refusing(name):
        while piece := stream.read(PIECE_BYTES):
            size += len(piece)
            beat(size)
            if size > most:
                break
            if size <= limits.HELD_BYTES:
                held += piece
    if size > most:
        raise GigWalletError("archive_too_large", name=name)
    if held.startswith(_TAR, _TAR_AT):
        raise GigWalletError("archive_kind_unknown", name=name, what="tar")
    if size <= limits.HELD_BYTES:
        return Member(path, bytes(held))
    return Member(
        path,
        b"",
        large=lambda: io.BufferedReader(Unpacked(again, size, beat), PIECE_BYTES),
        large_size=size,
    )
