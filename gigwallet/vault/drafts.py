"""Folders in which a vault grows before it has its name: nobody else's, and gone if it fails."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from gigwallet.domain.errors import GigWalletError
from gigwallet.vault import folder as files
from gigwallet.vault.disk import Disk, refusing
from gigwallet.vault.lock import WriterLock

_NAMES = (
    files.HEADER,
    files.HEADER_COPY,
    files.DATABASE,
    f"{files.DATABASE}-wal",
    f"{files.DATABASE}-shm",
    files.LOCK,
)


@contextlib.contextmanager
def drafted(draft: Path, disk: Disk) -> Iterator[WriterLock]:
    """A new folder ``draft`` that is nobody else's; what is in it at the end goes.

    What an interrupted restoring left there is cleared away first. ``vault_in_use`` where another
    one is at work in it, ``folder_not_empty`` where something of the person's lies in it.
    """
    with refusing(draft.parent):
        disk.make_folder(draft)
    lock = WriterLock(draft)
    try:
        _clear(draft, disk)
        if any(each.name != files.LOCK for each in draft.iterdir()):
            raise GigWalletError("folder_not_empty", name=draft.name)
        yield lock
    finally:
        lock.release()
        clear_draft(draft, disk)


def clear_draft(draft: Path, disk: Disk) -> None:
    """Remove what restoring may have left in ``draft``, and nothing else."""
    if draft.is_dir():
        _clear(draft, disk)
        disk.unlink(draft / files.LOCK)
        with contextlib.suppress(OSError):
            draft.rmdir()


def _clear(draft: Path, disk: Disk) -> None:
    originals = draft / files.ATTACHMENTS
    for path in originals.glob("??/*"):
        disk.unlink(path)
    for folder in (*originals.glob("??"), originals):
        with contextlib.suppress(OSError):
            folder.rmdir()
    for name in _NAMES[:-1]:
        disk.unlink(draft / name)
