"""Files of the person as bytes: from the disk with limits, and folders walked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from gigwallet.domain.errors import GigWalletError

LARGEST_FILE = 256 * 1024 * 1024
MOST_FILES = 20_000


def read_bytes(path: Path) -> bytes:
    """Refusals: ``file_missing``, ``file_unreadable``, ``file_too_big``."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise GigWalletError("file_too_big", name=path.name, most_mb=LARGEST_FILE >> 20)
        return path.read_bytes()
    except FileNotFoundError as cause:
        raise GigWalletError("file_missing", name=path.name) from cause
    except OSError as cause:
        raise GigWalletError("file_unreadable", name=path.name) from cause


def named(refusal: GigWalletError, name: str) -> GigWalletError:
    """The same refusal, saying which file it is about."""
    if refusal.facts.get("name"):
        return refusal
    return GigWalletError(refusal.code, **{**refusal.facts, "name": name})


def walked(paths: Iterable[Path]) -> list[Path]:
    """The files meant: a folder stands for all files in it, in the order of their names; hidden
    files and links inside folders are left out. Refusal: ``too_many_files``."""
    found: list[Path] = []
    for path in paths:
        for file in _inside(path) if path.is_dir() else iter((path,)):
            found.append(file)
            if len(found) > MOST_FILES:
                raise GigWalletError("too_many_files", most=MOST_FILES)
    return found


def _inside(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as cause:
        raise GigWalletError("file_unreadable", name=folder.name) from cause
    for entry in entries:
        if entry.name.startswith((".", "__MACOSX")) or entry.is_symlink():
            continue
        if entry.is_dir():
            yield from _inside(entry)
        elif entry.is_file():
            yield entry


def read_text(path: Path, *, most: int) -> str:
    """A small UTF-8 text. Refusals: as ``read_bytes``, ``file_not_text``."""
    data = read_bytes(path)
    try:
        if len(data) > most:
            raise GigWalletError("file_too_big", name=path.name, most_mb=1)
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        raise GigWalletError("file_not_text", name=path.name) from cause
