"""The vault's folder: its names, durable writes, and what the file system's refusals mean."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from gigwallet.domain.errors import GigWalletError

HEADER = "vault.gwh"
HEADER_COPY = "vault.gwh.bak"
DATABASE = "vault.db"
LOCK = "vault.lock"
ATTACHMENTS = "attachments"

# Any of these marks a vault, unless the database still has its first name.
ESSENTIAL = (HEADER, HEADER_COPY, DATABASE)
DATABASE_NEW = "vault.db.new"
UNFINISHED = (
    DATABASE_NEW,
    f"{DATABASE_NEW}-wal",
    f"{DATABASE_NEW}-shm",
    f"{HEADER}.new",
    f"{HEADER_COPY}.new",
)

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.ENOTDIR,
    errno.EEXIST,
    errno.ENAMETOOLONG,
}

# An antivirus program may hold a file open for a moment after it was written.
_REPLACE_ATTEMPTS = 10
_REPLACE_PAUSE_S = 0.05


def holds_vault(folder: Path) -> bool:
    """Whether a vault was finished here; ``file_unreadable`` where the system forbids to look."""
    try:
        return any((folder / name).exists() for name in ESSENTIAL) and not unfinished(folder)
    except OSError as cause:
        raise GigWalletError("file_unreadable", name=str(folder)) from cause


def unfinished(folder: Path) -> bool:
    """Whether the making of a vault was interrupted here before its database got its name."""
    return (folder / DATABASE_NEW).exists() and not (folder / DATABASE).exists()


@contextlib.contextmanager
def refusing(folder: Path) -> Iterator[None]:
    """Turn what the file system says about space and permission in ``folder`` into refusals."""
    try:
        yield
    except OSError as cause:
        if cause.errno in _FULL:
            raise GigWalletError("disk_full") from cause
        if cause.errno in _FORBIDDEN:
            raise GigWalletError("folder_not_writable", name=str(folder)) from cause
        raise


def open_to_read(path: Path) -> BinaryIO:
    """``file_unreadable`` where the system forbids it; a missing file stays FileNotFoundError."""
    try:
        return path.open("rb")
    except PermissionError as cause:
        raise GigWalletError("file_unreadable", name=path.name) from cause


def sync_folder(folder: Path) -> None:
    """Make names in ``folder`` durable, where the system can do that for a folder."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sync_file(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def create_file(path: Path, pieces: Iterator[bytes] | tuple[bytes, ...]) -> None:
    """A new file, readable by its owner only; never over an existing one. Not yet synced."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags, 0o600), "wb") as stream:  # noqa: PTH123  a handle, no path
        for piece in pieces:
            stream.write(piece)


def replace_file(path: Path, content: bytes) -> None:
    """``content`` under ``path``, durable; a crash leaves the old bytes or the new ones."""
    new = path.with_name(path.name + ".new")
    with refusing(path.parent):
        try:
            new.unlink(missing_ok=True)
            create_file(new, (content,))
            sync_file(new)
            rename(new, path)
        except OSError:
            with contextlib.suppress(OSError):
                new.unlink(missing_ok=True)
            raise


def rename(new: Path, path: Path) -> None:
    """``new`` under the name ``path``, durable."""
    _replace(new, path)
    sync_folder(path.parent)


def _replace(new: Path, path: Path) -> None:
    for attempt in range(_REPLACE_ATTEMPTS):
        try:
            new.replace(path)
            return
        except PermissionError:
            if sys.platform != "win32" or attempt == _REPLACE_ATTEMPTS - 1:
                raise
            time.sleep(_REPLACE_PAUSE_S)


def writable(folder: Path) -> bool:
    """Whether files can be made in ``folder``; asked by trying, since rights alone lie on
    read-only media."""
    probe = folder / f".gigwallet-{secrets.token_hex(4)}"
    try:
        create_file(probe, ())
    except OSError:
        return False
    with contextlib.suppress(OSError):
        probe.unlink()
    return True
