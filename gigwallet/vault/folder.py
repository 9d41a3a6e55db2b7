"""The vault's folder: the names that lie in it, and what they say about a vault."""

from __future__ import annotations

from pathlib import Path

from gigwallet.domain.errors import GigWalletError

HEADER = "vault.gwh"
HEADER_COPY = "vault.gwh.bak"
DATABASE = "vault.db"
LOCK = "vault.lock"
ATTACHMENTS = "attachments"

# Any of these marks a vault, unless the database still has its first name.
ESSENTIAL = (HEADER, HEADER_COPY, DATABASE)
DATABASE_NEW = "vault.db.new"
DATABASE_BEFORE = "vault.db.before"  # as it was before a migration
BALLAST = "vault.ballast"
MERGING = "vault.merging"  # a backup is unpacked here while it is merged
DATABASE_COPY = "vault.db.copy-"  # and 8 letters: what a backup reads from
UNFINISHED = (
    DATABASE_NEW,
    f"{DATABASE_NEW}-wal",
    f"{DATABASE_NEW}-shm",
    f"{HEADER}.new",
    f"{HEADER_COPY}.new",
)


def holds_vault(folder: Path) -> bool:
    """Whether a vault was finished here; ``file_unreadable`` where the system forbids to look."""
    try:
        return any((folder / name).exists() for name in ESSENTIAL) and not unfinished(folder)
    except OSError as cause:
        raise GigWalletError("file_unreadable", name=str(folder)) from cause


def unfinished(folder: Path) -> bool:
    """Whether the making of a vault was interrupted here before its database got its name."""
    return (folder / DATABASE_NEW).exists() and not (folder / DATABASE).exists()


def left_over(folder: Path) -> list[Path]:
    """Copies of the database that interrupted backups left: a writer may remove them."""
    return list(folder.glob(f"{DATABASE_COPY}*"))
