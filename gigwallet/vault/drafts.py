"""Folders in which a vault grows before it has its name: nobody else's, and gone if it fails."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
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
    *files.UNFINISHED,
)


@contextlib.contextmanager
def drafted(draft: Path, disk: Disk) -> Iterator[WriterLock]:
    """A new folder ``draft`` that is nobody else's; what is in it at the end goes.

    What an interrupted restoring left there is cleared away first. ``draft_in_use`` where another
    one is at work in it, ``folder_not_empty`` where something of the person's lies in it, or it
    leads elsewhere.
    """
    if files.is_link(draft):
        raise GigWalletError("folder_not_empty", name=draft.name)
    with refusing(draft.parent):
        disk.make_folder(draft)
    lock = _alone(draft)
    try:
        _clear(draft, disk)
        if any(each.name != files.LOCK for each in draft.iterdir()):
            raise GigWalletError("folder_not_empty", name=draft.name)
        yield lock
    finally:
        _end(draft, lock, disk)


def clear_draft(draft: Path, disk: Disk, beside: Iterable[Path] = ()) -> None:
    """Remove what restoring may have left in ``draft``, and the files ``beside`` that belong to it;
    nothing else, and nothing at all where another process is at work there."""
    if files.is_link(draft) or not draft.is_dir():
        _unlink(beside, disk)
        return
    with contextlib.suppress(GigWalletError):
        lock = _alone(draft)
        _unlink(beside, disk)
        _end(draft, lock, disk)


def _alone(draft: Path) -> WriterLock:
    try:
        lock = WriterLock(draft)
    except GigWalletError as refusal:
        if refusal.code != "vault_in_use":
            raise
        raise GigWalletError("draft_in_use", name=draft.name) from refusal
    if not lock.lies_in(draft):  # whoever had it before has just taken it away
        lock.release()
        raise GigWalletError("draft_in_use", name=draft.name)
    return lock


def _end(draft: Path, lock: WriterLock, disk: Disk) -> None:
    """Clear it while it is still ours: a moment later another process may be at work there."""
    if lock.released:
        clear_draft(draft, disk)
        return
    if not lock.lies_in(draft):  # it has its name now, and what is called so is another one's
        lock.release()
        return
    _clear(draft, disk)
    gone = disk.unlink(draft / files.LOCK)
    lock.release()
    if not gone:  # Windows removes nothing that is open
        disk.unlink(draft / files.LOCK)
    with contextlib.suppress(OSError):
        draft.rmdir()


def _clear(draft: Path, disk: Disk) -> None:
    originals = draft / files.ATTACHMENTS
    _unlink(files.original_files(originals), disk)
    if not files.is_link(originals):
        for folder in (*originals.glob("??"), originals):
            with contextlib.suppress(OSError):
                folder.rmdir()
    _unlink((draft / name for name in _NAMES), disk)


def _unlink(paths: Iterable[Path], disk: Disk) -> None:
    for path in paths:
        disk.unlink(path)
