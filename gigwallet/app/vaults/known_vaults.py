"""The vaults that the switcher offers: those in the home folder, and folders asked to remember.

Nothing is written down about a vault but its folder, and that only when a person asks. The home
folder is looked through anew each time; when a vault was last used is read from its header file.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count, islice
from pathlib import Path

from gigwallet.app import keep_settings
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.vault import folder as files

USUAL_HOME = Path("~/GigWallet")
_MOST_FOLDERS = 2000  # a home folder with more was chosen by mistake, such as the disk itself
_SHORTEST_NAME = 2  # of a part of a name that counts as one


@dataclass(frozen=True, slots=True)
class KnownVault:
    """``sign`` is the folder's own name. ``used`` is None where no vault lies there now, such as
    on a stick that was taken out."""

    folder: Path
    sign: str
    used: datetime | None
    remembered: bool


def home() -> Path:
    """The folder that is looked through for vaults; it may not exist, or be a vault itself."""
    said = keep_settings.settings().vault_home
    return Path(said) if said else USUAL_HOME.expanduser()


def put_home(folder: Path) -> Path:
    """Look for vaults in another folder from now on. Refusal: ``folder_missing``."""
    if not folder.is_dir():
        raise GigWalletError("folder_missing", name=folder.name or str(folder))
    whole = folder.resolve()
    usual = whole == USUAL_HOME.expanduser().resolve()
    kept = keep_settings.settings()
    keep_settings.put_settings(replace(kept, vault_home="" if usual else str(whole)))
    return whole


def known() -> list[KnownVault]:
    """The vault used last comes first; those that are not there now come last."""
    found: dict[Path, KnownVault] = {}
    for folder in _found_at_home(home()):
        found.setdefault(folder.resolve(), _known(folder, remembered=False))
    for name in keep_settings.settings().vaults:
        folder = Path(name)
        found[folder.resolve()] = _known(folder, remembered=True)
    return sorted(found.values(), key=_used_last_first)


def at_home(folder: Path) -> bool:
    """Whether the home folder shows this vault anyway, so that nothing need be remembered."""
    whole = folder.resolve()
    return any(each.resolve() == whole for each in _found_at_home(home()))


def is_remembered(folder: Path) -> bool:
    """By its name alone: no disk is asked."""
    return str(folder) in keep_settings.settings().vaults


def remember(wallet: Wallet) -> None:
    """Write the open vault's folder into the settings, outside any vault.

    ``vault_folder_names_client`` where its path holds the worker's name that stands in the vault:
    a list of such folders would be a list of clients.
    """
    folder = wallet.vault.folder.resolve()
    if _names(folder, wallet.vault.worker.get().name):
        raise GigWalletError("vault_folder_names_client")
    kept = keep_settings.settings()
    if str(folder) not in kept.vaults and not at_home(folder):
        keep_settings.put_settings(replace(kept, vaults=(*kept.vaults, str(folder))))


def forget(folder: Path) -> bool:
    """Take a folder out of the settings again; False where it did not stand there."""
    whole = folder.resolve()
    kept = keep_settings.settings()
    left = tuple(each for each in kept.vaults if Path(each).resolve() != whole)
    if left == kept.vaults:
        return False
    keep_settings.put_settings(replace(kept, vaults=left))
    return True


def next_folder() -> Path:
    """A free folder with a neutral name, for a new vault: ``vault-1``, ``vault-2``, ..."""
    place = home()
    beside = files.holds_vault(place)  # nothing may lie inside a vault's own folder
    names = (
        place.with_name(f"{place.name}-{number}") if beside else place / f"vault-{number}"
        for number in count(2 if beside else 1)
    )
    return next(each for each in names if not each.exists())


def _found_at_home(place: Path) -> Iterator[Path]:
    """The home itself, what lies in it, and the folders that ``next_folder`` puts beside it."""
    if _holds_vault(place):
        yield place
        inside = _folders(place.parent, f"{place.name}-")
    else:
        inside = _folders(place, "")
    yield from (each for each in inside if _holds_vault(each))


def _folders(place: Path, prefix: str) -> Iterator[Path]:
    try:
        with os.scandir(place) as entries:
            names = [each.name for each in islice(entries, _MOST_FOLDERS)]
    except OSError:
        return
    yield from (place / name for name in sorted(names) if name.startswith(prefix))


def _holds_vault(folder: Path) -> bool:
    try:
        return files.holds_vault(folder)
    except GigWalletError:  # a folder that may not be looked into is passed by
        return False


def _known(folder: Path, *, remembered: bool) -> KnownVault:
    return KnownVault(folder, folder.name or str(folder), _used(folder), remembered)


def _used(folder: Path) -> datetime | None:
    for name in (files.HEADER, files.HEADER_COPY):
        try:
            return datetime.fromtimestamp((folder / name).stat().st_mtime, UTC)
        except OSError:
            continue
    return None


def _used_last_first(vault: KnownVault) -> tuple[bool, float, str]:
    used = vault.used
    return (used is None, -used.timestamp() if used else 0.0, vault.sign)


def _names(folder: Path, name: str) -> bool:
    """Whether the path says the name: whole, or every part of it in any order.

    What leads to the person's own home is left out: the system knows it already, and a rider's
    own user name is often the rider's name.
    """
    own = Path.home().resolve()
    path = _plain(str(folder.relative_to(own) if folder.is_relative_to(own) else folder))
    whole = _plain(name)
    parts = [_plain(part) for part in name.split()]
    telling = [part for part in parts if len(part) >= _SHORTEST_NAME]
    if len(whole) < _SHORTEST_NAME:
        return False
    return whole in path or (bool(telling) and all(part in path for part in telling))


def _plain(text: str) -> str:
    """Letters and digits alone, in one form: ``Ana-María`` and ``ANAMARÍA`` are the same."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(each for each in folded if each.isalnum())
