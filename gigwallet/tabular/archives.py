"""Archives as their members: ZIP with both kinds of password, gzip; what is not to be trusted."""

from __future__ import annotations

import gzip
import io
import lzma
import posixpath
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import pyzipper

from gigwallet.domain.errors import GigWalletError
from gigwallet.tabular import limits

_GZIP, _TAR, _TAR_AT = b"\x1f\x8b\x08", b"ustar", 257
_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OTHER_KINDS = {
    b"Rar!\x1a\x07": "RAR",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"BZh": "bzip2",
    b"\xfd7zXZ\x00": "xz",
}
_UTF8_NAME, _ENCRYPTED = 0x800, 0x1
_DRIVE = re.compile(r"^[A-Za-z]:")
_SYSTEM_FOLDERS = ("__MACOSX/",)
_SYSTEM_NAMES = (".DS_Store", "Thumbs.db", "desktop.ini")
# What zipfile and its decompressors raise on torn archives.
_TORN = (
    zipfile.BadZipFile,
    pyzipper.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside an archive: ``name`` with its folders, ``/`` between them. ``skip_reason`` is
    set, and ``data`` empty, where the member is rightly not read."""

    name: str
    data: bytes
    skip_reason: str = ""


def is_zip(data: bytes) -> bool:
    return data.startswith(_SIGNATURES)


def is_gzip(data: bytes) -> bool:
    return data.startswith(_GZIP)


def other_archive(data: bytes) -> str | None:
    """The kind of an archive that is not read here (``RAR``, ``7z``...)."""
    return next((kind for mark, kind in _OTHER_KINDS.items() if data.startswith(mark)), None)


def names(data: bytes) -> tuple[str, ...]:
    """The members' names of a ZIP; refuses with ``archive_torn``."""
    with _opened("", data) as archive:
        return tuple(archive.namelist())


def walk(name: str, data: bytes, password: bytes | None = None) -> Iterator[Member]:
    """The files of a ZIP, also of a ZIP inside it, in the order of the archive; of a gzip, its one
    file, named as the gzip without ``.gz``.

    Refuses with ``archive_torn``, ``archive_password_needed``, ``archive_password_wrong``,
    ``archive_too_large`` (entries, bytes, ratio, nesting) and ``archive_unsafe`` (a name that
    leads out of its folder). All is checked from the directory before the first member is read.
    """
    if is_gzip(data):
        yield Member(_inner_name(name), _unzipped(name, data))
        return
    yield from _walk(name, data, password, "", 1)


def _walk(
    name: str, data: bytes, password: bytes | None, inside: str, depth: int
) -> Iterator[Member]:
    if depth > limits.MAX_NESTING:
        raise GigWalletError("archive_too_large", name=name)
    with _opened(name, data) as archive:
        entries = archive.infolist()
        _within_limits(name, entries)
        for entry in entries:
            path = _safe_path(name, entry)
            if entry.is_dir() or path.startswith(_SYSTEM_FOLDERS):
                continue
            if posixpath.basename(path) in _SYSTEM_NAMES:
                continue
            if stat.S_ISLNK(entry.external_attr >> 16):
                yield Member(inside + path, b"", "unsupported_table")
                continue
            content = _content(name, archive, entry, password)
            if is_zip(content) and path.casefold().endswith(".zip"):
                yield from _walk(name, content, password, f"{inside}{path}/", depth + 1)
            elif is_gzip(content):
                yield Member(f"{inside}{path}/{_inner_name(path)}", _unzipped(name, content))
            else:
                yield Member(inside + path, content)


def _opened(name: str, data: bytes) -> pyzipper.AESZipFile:
    try:
        return pyzipper.AESZipFile(io.BytesIO(data))
    except NotImplementedError as unknown:
        raise GigWalletError("archive_kind_unknown", name=name, what="ZIP") from unknown
    except _TORN as torn:
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


def _content(
    name: str, archive: pyzipper.AESZipFile, entry: zipfile.ZipInfo, password: bytes | None
) -> bytes:
    encrypted = bool(entry.flag_bits & _ENCRYPTED)
    if encrypted and not password:
        raise GigWalletError("archive_password_needed", name=name)
    try:
        with archive.open(entry, pwd=password if encrypted else None) as stream:
            content = bytes(stream.read(entry.file_size + 1))
    except NotImplementedError as unknown:
        raise GigWalletError("archive_kind_unknown", name=name, what="ZIP") from unknown
    except RuntimeError as wrong:
        raise GigWalletError("archive_password_wrong", name=name) from wrong
    except _TORN as torn:
        # Under the older cipher one wrong password in 256 shows only as a torn member.
        raise GigWalletError("archive_torn", name=name) from torn
    if len(content) != entry.file_size:
        raise GigWalletError("archive_torn", name=name)
    return content


def _inner_name(path: str) -> str:
    base = posixpath.basename(path.replace("\\", "/"))
    return base[:-3] if base.casefold().endswith(".gz") and len(base) > 3 else base


def _unzipped(name: str, data: bytes) -> bytes:
    """The one file of a gzip, within the limits of a member; ``archive_kind_unknown`` for a tar."""
    most = min(limits.MAX_MEMBER_BYTES, max(limits.RATIO_COUNTS_FROM, len(data) * limits.MAX_RATIO))
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            content = stream.read(most + 1)
    except _TORN as torn:
        raise GigWalletError("archive_torn", name=name) from torn
    if len(content) > most:
        raise GigWalletError("archive_too_large", name=name)
    if content.startswith(_TAR, _TAR_AT):
        raise GigWalletError("archive_kind_unknown", name=name, what="tar")
    return content
