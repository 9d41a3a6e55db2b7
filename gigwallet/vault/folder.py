"""The vault's folder: the names that lie in it, and what they say about a vault."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
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
DATABASE_COPY = "vault.db.copy-"  # and 16 hex digits: what a backup reads from
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


_JUNCTION = 0xA0000003
_COPY = re.compile(rf"{re.escape(DATABASE_COPY)}[0-9a-f]{{16}}")
_OWN = re.compile(r"vault\.(?:gwh|db|lock|ballast|merging)(?:[.-].*)?|attachments")
_ID_START, _ID_END = re.compile("[0-9a-f]{2}"), re.compile("[0-9a-f]{30}")
_DATABASES = re.compile(r"(?!thumbs\.db).*\.db|vault.*db.*", re.IGNORECASE)
_OWN_DATABASES = re.compile(
    rf"vault\.db(?:-wal|-shm|-journal|\.before|\.before\.new)?|{_COPY.pattern}"
)


def left_over(folder: Path) -> list[Path]:
    """Copies of the database that interrupted backups left: a writer may remove them."""
    return [path for path in folder.iterdir() if _COPY.fullmatch(path.name)]


def original_files(root: Path) -> Iterator[Path]:
    """What lies below ``root`` under the name of an original, links and other names left out: a
    folder from a stranger may lead elsewhere, and a person may keep something there."""
    if is_link(root):
        return
    for folder in root.glob("??"):
        if _ID_START.fullmatch(folder.name) and folder.is_dir() and not is_link(folder):
            for path in folder.iterdir():
                if _ID_END.fullmatch(path.name) and not is_link(path):
                    yield path


def is_link(path: Path) -> bool:
    """Whether what lies there leads elsewhere; a junction of Windows does, and is no symbolic
    link."""
    try:
        found = path.lstat()
    except OSError:
        return False
    return stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) == _JUNCTION


def refuse_links(folder: Path) -> None:
    """``vault_has_links`` where a name of the vault's own leads elsewhere. No vault is made so, and
    what is written or cleared away in it would be somebody else's."""
    try:
        with os.scandir(folder) as entries:
            own = [each for each in entries if _OWN.fullmatch(each.name)]
        linked = [each.name for each in own if is_link(Path(each.path))]
    except OSError as cause:
        raise GigWalletError("file_unreadable", name=str(folder)) from cause
    if linked:
        raise GigWalletError("vault_has_links", name=min(linked))


def other_databases(folder: Path) -> bool:
    """Whether another database lies beside the vault's, such as the second of two that a service
    could not make one: it may know originals that this one does not."""
    names = (path.name for path in folder.iterdir())
    return any(_DATABASES.fullmatch(name) and not _OWN_DATABASES.fullmatch(name) for name in names)
