"""Opens a vault with its passphrase, its recovery code, or the keyring of this computer."""

from __future__ import annotations

from pathlib import Path

from gigwallet.app.vaults import judge_folder
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.vault import Vault, kinds_of_slots


def open_vault(
    folder: Path,
    *,
    passphrase: bytearray | None = None,
    recovery_code: str | None = None,
    from_keyring: bool = False,
    read_only: bool = False,
    accept_loss: bool = False,
    around: Surroundings | None = None,
) -> Wallet:
    """The open vault; exactly one of the three ways is taken.

    ``accept_loss`` opens for writing although entries are gone that there were
    (``log_head_mismatch``), and the log says so. Refusals: ``vault_missing``,
    ``wrong_passphrase``, ``wrong_recovery_code``, ``vault_in_use`` (another program writes to it;
    ``read_only`` may still be possible), ``vault_damaged``, ``vault_too_new``,
    ``header_refused``, ``folder_not_writable``, ``not_enough_memory``; from the keyring:
    ``keyring_slot_missing``, ``keyring_item_missing``, ``keyring_blocked``,
    ``keyring_unavailable``, after each of which the passphrase still opens.
    """
    around = around or Surroundings()
    vault = Vault.open(
        folder,
        around.clock,
        passphrase=passphrase,
        recovery_code=recovery_code,
        keyring=around.keyring if from_keyring else None,
        read_only=read_only,
        accept_loss=accept_loss,
        journal=judge_folder.journal(folder),
    )
    return Wallet(vault, around, judge_folder.warnings(folder))


def can_open_from_keyring(folder: Path, around: Surroundings | None = None) -> bool:
    """Whether it is worth trying: the vault has such a slot, and this computer a store that is
    trusted. What is in the store is not looked at; finding it may take 10 s."""
    around = around or Surroundings()
    try:
        return "keyring" in kinds_of_slots(folder) and bool(around.keyring.name())
    except GigWalletError:
        return False
