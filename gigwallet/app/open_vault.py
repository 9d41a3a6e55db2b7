"""Opens a vault with its passphrase or its recovery code."""

from __future__ import annotations

from pathlib import Path

from gigwallet.app import judge_folder
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.vault import Vault


def open_vault(
    folder: Path,
    *,
    passphrase: bytearray | None = None,
    recovery_code: str | None = None,
    read_only: bool = False,
    around: Surroundings | None = None,
) -> Wallet:
    """The open vault; exactly one of the two secrets is given.

    Refusals: ``vault_missing``, ``wrong_passphrase``, ``wrong_recovery_code``, ``vault_in_use``
    (another program writes to it; ``read_only`` may still be possible), ``vault_damaged``,
    ``vault_too_new``, ``header_refused``, ``folder_not_writable``, ``not_enough_memory``.
    """
    around = around or Surroundings()
    vault = Vault.open(
        folder,
        around.clock,
        passphrase=passphrase,
        recovery_code=recovery_code,
        read_only=read_only,
        journal=judge_folder.journal(folder),
    )
    return Wallet(vault, around, judge_folder.warnings(folder))
