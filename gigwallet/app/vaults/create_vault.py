"""Makes a new vault and the recovery code that opens it when the passphrase is lost."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gigwallet.app.vaults import judge_folder
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.crypto.kdf import KdfParams
from gigwallet.domain.errors import GigWalletError
from gigwallet.vault import Vault

SHORTEST_PASSPHRASE = 8
_LEFT_BY_SYSTEMS = {"desktop.ini", "Thumbs.db"}


@dataclass(frozen=True, slots=True)
class Created:
    """``recovery_code`` is shown once, kept nowhere, and never logged."""

    wallet: Wallet
    recovery_code: str

    def __repr__(self) -> str:
        return "Created(...)"


def refuse_short(passphrase: bytearray) -> None:
    """``passphrase_too_short``: counted in characters, not in bytes."""
    if len(passphrase.decode("utf-8", "replace")) < SHORTEST_PASSPHRASE:
        raise GigWalletError("passphrase_too_short", least=SHORTEST_PASSPHRASE)


def refuse_filled(folder: Path) -> None:
    """``folder_not_empty`` where other things lie: a vault is copied, moved and backed up as a
    folder. What a system leaves behind and what an interrupted making left is no such thing."""
    try:
        names = [each.name for each in folder.iterdir()] if folder.is_dir() else []
    except OSError as cause:
        raise GigWalletError("folder_not_writable", name=str(folder)) from cause
    if any(not _passes(name) for name in names):
        raise GigWalletError("folder_not_empty", name=folder.name)


def _passes(name: str) -> bool:
    # A vault that is whole is refused by its own name, vault_exists, a moment later.
    return name.startswith((".", "vault.")) or name in _LEFT_BY_SYSTEMS or name == "attachments"


def create_vault(
    folder: Path,
    passphrase: bytearray,
    *,
    specimen: bool = False,
    kdf: KdfParams | None = None,
    around: Surroundings | None = None,
) -> Created:
    """A new, open vault in ``folder`` (made if it is not there; it must hold nothing).

    Refusals: ``passphrase_too_short``, ``vault_exists``, ``folder_not_empty``,
    ``folder_not_writable``, ``disk_full``, ``not_enough_memory``.
    """
    refuse_short(passphrase)
    refuse_filled(folder)
    around = around or Surroundings()
    vault, code = Vault.create(
        folder,
        passphrase,
        around.clock,
        kdf=kdf,
        specimen=specimen,
        journal=judge_folder.journal(folder),
    )
    return Created(Wallet(vault, around, judge_folder.warnings(folder)), code)
