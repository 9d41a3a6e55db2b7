"""The lock that makes one process the vault's writer; it dies with its process."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from gigwallet.domain.errors import GigWalletError
from gigwallet.vault import folder as files
from gigwallet.vault.disk import refusing

if sys.platform == "win32":
    import msvcrt

    def _taken(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    # flock and not lockf: a POSIX record lock does not keep out a second opening by the same
    # process, and closing any other handle of the file would drop it.
    def _taken(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as cause:
            raise GigWalletError("folder_cannot_lock") from cause
        return True


class WriterLock:
    """Held from construction to ``release``; ``vault_in_use`` at once if another holds it.

    ``folder_cannot_lock`` where the file system (some network shares) has no locks: two programs
    could then write to one vault.
    """

    def __init__(self, folder: Path) -> None:
        with refusing(folder):
            self._handle: int | None = os.open(folder / files.LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if not _taken(self._handle):
                raise GigWalletError("vault_in_use")
        except GigWalletError:
            self.release()
            raise

    @property
    def released(self) -> bool:
        return self._handle is None

    def lies_in(self, folder: Path) -> bool:
        """Whether it is held on the very file that has its name in ``folder``: a folder may have
        been renamed, and a file unlinked by whoever held it before."""
        if self._handle is None:
            return False
        try:
            there = (folder / files.LOCK).lstat()
        except OSError:
            return False
        return os.path.samestat(os.fstat(self._handle), there)

    def release(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
