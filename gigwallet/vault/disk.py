"""The file system as the vault needs it: durable writes, and where Windows and POSIX differ.

A vault is given its ``Disk``, so that tests can pass one that refuses as a virus scanner, a
network share or another system would.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from gigwallet.domain.errors import GigWalletError

_WINDOWS = sys.platform == "win32"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.ENOTDIR,
    errno.EEXIST,
    errno.ENOTEMPTY,
    errno.ENAMETOOLONG,
}
# Network shares and some drivers know no fsync of a folder; what they promise is theirs.
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM}

# A virus scanner holds a file open for a moment after it was written.
_ATTEMPTS = 10
_PAUSE_S = 0.05

# The longest name of a vault below its folder is 46 characters, and a header's draft adds 4.
_ROOM_FOR_NAMES = 52
_LONGEST_ON_WINDOWS = 259  # characters: MAX_PATH without its end
_LONGEST_FOR_SQLITE = 511  # bytes: elsewhere SQLite's own limit comes first


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


def _without_waiting(path: str, flags: int) -> int:
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    mode = os.fstat(handle).st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        os.close(handle)
        raise PermissionError(errno.EACCES, "no plain file", path)
    return handle


class Disk:
    """``patient``: a refused rename is tried again, since another program may hold the file for a
    moment. ``syncs_folders``: names become durable by a sync of their folder. ``longest_path``: in
    characters on Windows, in bytes elsewhere. The defaults are this system's."""

    def __init__(
        self,
        *,
        patient: bool = _WINDOWS,
        syncs_folders: bool = not _WINDOWS,
        longest_path: int = _LONGEST_ON_WINDOWS if _WINDOWS else _LONGEST_FOR_SQLITE,
        pause: Callable[[float], object] = time.sleep,
    ) -> None:
        self._patient = patient
        self._syncs_folders = syncs_folders
        self._longest_path = longest_path
        self._pause = pause

    def refuse_long_path(self, folder: Path) -> None:
        """``path_too_long`` where names below ``folder`` would pass this system's limit: better
        said before a vault is made than at the first original."""
        path = str(folder.absolute())
        most = self._longest_path - _ROOM_FOR_NAMES
        if (len(path) if _WINDOWS else len(os.fsencode(path))) > most:
            raise GigWalletError("path_too_long")

    def open_to_read(self, path: Path) -> BinaryIO:
        """``file_unreadable`` where the system forbids it, or where this is no plain file: a pipe
        that a stranger laid there would be waited for. A missing file stays FileNotFoundError."""
        try:
            return open(path, "rb", opener=_without_waiting)
        except PermissionError as cause:
            raise GigWalletError("file_unreadable", name=path.name) from cause

    def make_folder(self, folder: Path) -> None:
        """With its parents, for its owner only; one that is there stays as it is. Where not even
        its drive is there, it cannot be written to."""
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except FileNotFoundError as cause:
            raise GigWalletError("folder_not_writable", name=str(folder)) from cause

    def create_file(self, path: Path, pieces: Iterable[bytes | bytearray]) -> None:
        """A new file, readable by its owner only; never over an existing one. Not yet synced."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        handle = os.open(path, flags, 0o600)
        try:
            for piece in pieces:
                left = memoryview(piece)
                while left:
                    left = left[os.write(handle, left) :]
        finally:
            os.close(handle)

    def sync_file(self, path: Path) -> None:
        handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def sync_folder(self, folder: Path) -> None:
        """Make names in ``folder`` durable, where the system can do that for a folder."""
        if not self._syncs_folders:
            return
        handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(handle)
        except OSError as refused:
            if refused.errno not in _NO_FOLDER_SYNC:
                raise
        finally:
            os.close(handle)

    def replace_file(self, path: Path, content: bytes) -> None:
        """``content`` under ``path``, durable; a crash leaves the old bytes or the new ones."""
        new = path.with_name(path.name + ".new")
        with refusing(path.parent):
            try:
                self._patiently(new, lambda: self.remove(new))
                self.create_file(new, (content,))
                self.sync_file(new)
                self.rename(new, path)
            except (OSError, GigWalletError):
                self.unlink(new)
                raise

    def rename(self, new: Path, path: Path) -> None:
        """``new`` under the name ``path``, durable. ``file_held`` where another program keeps
        ``path`` open for longer than a moment: nothing has changed then."""
        self._patiently(path, lambda: self.replace(new, path))
        self.sync_folder(path.parent)

    def _patiently(self, path: Path, act: Callable[[], object]) -> None:
        """``act``, again and again for half a second where something holds ``path``."""
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                act()
                return
            except PermissionError as cause:
                if not self._patient:
                    raise
                if attempt == _ATTEMPTS:
                    raise GigWalletError("file_held", name=path.name) from cause
                self._pause(_PAUSE_S)

    def replace(self, new: Path, path: Path) -> None:
        """The system's rename, once; PermissionError where it is held."""
        new.replace(path)

    def remove(self, path: Path) -> None:
        """The system's unlink, once; a missing file is no error."""
        path.unlink(missing_ok=True)

    def unlink(self, path: Path) -> bool:
        """Whether it is gone. What another program holds open stays for a later opening."""
        try:
            self.remove(path)
        except OSError:
            return False
        return True

    def writable(self, folder: Path) -> bool:
        """Whether files can be made in ``folder``; asked by trying, since rights alone lie on
        read-only media. A full disk is writable: it only has no room now."""
        probe = folder / f".gigwallet-{secrets.token_hex(4)}"
        try:
            self.create_file(probe, ())
        except OSError as refused:
            return refused.errno in _FULL
        self.unlink(probe)
        return True

    def free_bytes(self, folder: Path) -> int:
        """Room for this person on the disk of ``folder``."""
        return shutil.disk_usage(folder).free
