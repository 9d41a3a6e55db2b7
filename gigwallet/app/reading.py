"""Files of the person as bytes: from the disk with limits, and folders walked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from gigwallet.domain.errors import GigWalletError

LARGEST_FILE = 256 * 1024 * 1024
MOST_FILES = 20_000
_HIDDEN = (".", "__MACOSX")


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


def walked(paths: Iterable[Path], *, apart: bool = False) -> list[Path]:
    """The files meant, each once: a folder stands for all files in it, in the order of their names;
    hidden files and links inside folders are left out. A folder that cannot be listed is refused
    (``file_unreadable``); where each file stands ``apart``, it is named itself, for whoever opens
    it to be refused, and the others are there. Refusal: ``too_many_files``."""
    found: dict[Path, None] = {}
    for path in paths:
        for file in _inside(path, apart) if path.is_dir() else iter((path,)):
            found[file] = None
            if len(found) > MOST_FILES:
                raise GigWalletError("too_many_files", most=MOST_FILES)
    return list(found)


def _inside(folder: Path, apart: bool) -> Iterator[Path]:
    try:
        shown = [each for each in sorted(folder.iterdir()) if not each.name.startswith(_HIDDEN)]
        entries = [(each, each.is_dir()) for each in shown if not each.is_symlink()]
    except OSError as cause:
        if apart:
            yield folder
            return
        raise GigWalletError("file_unreadable", name=folder.name) from cause
    for entry, is_folder in entries:
        if is_folder:
            yield from _inside(entry, apart)
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
