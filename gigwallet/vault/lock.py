"""The lock that makes one process the vault's writer; it dies with its process."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from gigwallet.domain.errors import GigWalletError
from gigwallet.vault import folder as files

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    # flock and not lockf: a POSIX record lock does not keep out a second opening by the same
    # process, and closing any other handle of the file would drop it.
    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class WriterLock:
    """Held from construction to ``release``; ``vault_in_use`` at once if another holds it."""

    def __init__(self, folder: Path) -> None:
        with files.refusing(folder):
            self._handle: int | None = os.open(folder / files.LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _take(self._handle)
        except OSError as cause:
            self.release()
            raise GigWalletError("vault_in_use") from cause

    def release(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
