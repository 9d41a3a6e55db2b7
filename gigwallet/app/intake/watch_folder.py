"""A folder that the person's phone fills: which of its files the vault has not seen yet.

Any way of getting files onto this machine will do: a cable, a card, whatever program they already
sync with. It is only looked at, never written to, and nothing comes in without a preview.
"""

from __future__ import annotations

import hashlib
import json
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from gigwallet.app.reading import walked
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job

_FOLDER, _PASSED = "watched_folder", "watched_folder_passed"
_PRINT_DIGITS = 16
_SETTLES_NS = 3 * 10**9
# A name that ends so is still being written by a browser, a phone or a syncing program.
_UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp", ".filepart", ".!sync")


@dataclass(frozen=True, slots=True)
class Newcomers:
    """What lies in the watched ``folder`` and is not in the vault, the newest first; not ``there``
    where the folder cannot be reached: a cable that is not plugged in is no error."""

    folder: Path
    there: bool
    files: tuple[Path, ...] = ()


def watch(wallet: Wallet, folder: Path) -> None:
    """Look at ``folder`` from now on, instead of any other. Refusals: ``folder_missing``,
    ``vault_read_only``."""
    if not folder.is_dir():
        raise GigWalletError("folder_missing", name=folder.name)
    _put(wallet, _FOLDER, str(folder.absolute()))


def watch_no_more(wallet: Wallet) -> None:
    """Refusal: ``vault_read_only``."""
    _put(wallet, _FOLDER, "")
    _put(wallet, _PASSED, "")


def watched(wallet: Wallet) -> Path | None:
    """The folder that is watched, if there is one."""
    said = wallet.vault.settings.get(_FOLDER)
    return Path(said) if said else None


def newcomers(wallet: Wallet, job: Job) -> Newcomers | None:
    """None where no folder is watched. Files are told by name and size, not read: a folder of ten
    thousand pictures on a slow cable must not be copied at every look. Refusals:
    ``too_many_files``, ``file_unreadable``."""
    folder = watched(wallet)
    if folder is None:
        return None
    if not folder.is_dir():
        return Newcomers(folder, there=False)
    found = walked([folder], apart=True)
    if folder in found:
        raise GigWalletError("file_unreadable", name=folder.name)
    now_ns = int(wallet.around.clock.now().timestamp() * 1e9)
    known = {(each.exhibit.name, each.exhibit.size) for each in wallet.vault.exhibits.all()}
    passed = _passed(wallet)
    new: list[tuple[int, Path]] = []
    for path in job.watch(found, len(found)):
        try:
            state = path.stat()
        except OSError:
            continue  # it went away, or the cable did
        if not stat.S_ISREG(state.st_mode):
            continue  # a folder of the phone's own, which opens to nobody
        if not state.st_size or path.name.casefold().endswith(_UNFINISHED):
            continue
        if 0 <= now_ns - state.st_mtime_ns < _SETTLES_NS:
            continue  # it is still being copied; the next look will find it whole
        if (path.name, state.st_size) not in known and _print(path, folder) not in passed:
            new.append((state.st_mtime_ns, path))
    new.sort(key=lambda each: (-each[0], each[1].name))
    return Newcomers(folder, there=True, files=tuple(path for _, path in new))


def pass_over(wallet: Wallet, files: Iterable[Path]) -> None:
    """Do not name these files again until they change: the person put them away, or they were
    refused. Only short prints of them are kept. Refusal: ``vault_read_only``."""
    folder = watched(wallet)
    if folder is None:
        return
    prints = {_print(path, folder) for path in files if path.is_relative_to(folder)}
    known = _passed(wallet)
    if prints - known:
        _put(wallet, _PASSED, json.dumps(sorted(known | prints)))


def _passed(wallet: Wallet) -> frozenset[str]:
    said = wallet.vault.settings.get(_PASSED)
    return frozenset(json.loads(said)) if said else frozenset()


def _print(path: Path, folder: Path) -> str:
    """Changes when the file does; says nothing of its name."""
    try:
        state = path.stat()
    except OSError:
        return ""
    said = f"{path.relative_to(folder).as_posix()}\0{state.st_size}\0{state.st_mtime_ns}"
    return hashlib.sha256(said.encode()).hexdigest()[:_PRINT_DIGITS]


def _put(wallet: Wallet, key: str, value: str) -> None:
    if wallet.vault.read_only:
        raise GigWalletError("vault_read_only")
    wallet.vault.settings.put(key, value)
