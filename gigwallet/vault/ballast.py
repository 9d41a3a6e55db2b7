"""Room that a vault keeps for the day the disk is full: deleting needs some, and so does closing.

SQLite writes before it frees: on a full disk nothing could be erased any more from inside.
"""

from __future__ import annotations

import os
from pathlib import Path

from gigwallet.domain.errors import GigWalletError
from gigwallet.vault import folder as files
from gigwallet.vault.disk import Disk, refusing

BALLAST_BYTES = 4 * 1024 * 1024
# Less than this and the database cannot even be opened: its WAL index alone takes 32 KiB.
LEAST_TO_OPEN = 256 * 1024
_PLENTY = 16  # times the ballast: on a smaller rest it would only be in the person's way


def lay(folder: Path, disk: Disk) -> None:
    """Keep the room, where it is not kept yet and there is plenty. Random bytes, because zeros may
    take no room on the disk."""
    path = folder / files.BALLAST
    if not BALLAST_BYTES or path.exists() or disk.free_bytes(folder) < _PLENTY * BALLAST_BYTES:
        return
    try:
        with refusing(folder):
            disk.create_file(path, (os.urandom(BALLAST_BYTES),))
    except GigWalletError:
        disk.unlink(path)


def give_up(folder: Path, disk: Disk) -> bool:
    """Whether there was room kept, which is free now."""
    path = folder / files.BALLAST
    return path.exists() and disk.unlink(path)


def make_room_to_open(folder: Path, disk: Disk) -> None:
    """``disk_full`` where neither the disk nor the ballast has the room that a writer needs."""
    if disk.free_bytes(folder) >= LEAST_TO_OPEN:
        return
    if not give_up(folder, disk) or disk.free_bytes(folder) < LEAST_TO_OPEN:
        raise GigWalletError("disk_full")
