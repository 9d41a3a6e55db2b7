"""Checks that a vault is whole: header, database, log, attachments."""

from __future__ import annotations

from pathlib import Path

from gigwallet import vault
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.vault import CheckGrade, CheckReport

__all__ = ["CheckGrade", "CheckReport", "check_open", "check_vault"]


def check_vault(
    folder: Path,
    *,
    passphrase: bytearray | None = None,
    recovery_code: str | None = None,
    around: Surroundings | None = None,
) -> CheckReport:
    """Reads everything, changes nothing. ``grade`` is ``sound``, ``attention`` or ``damaged``."""
    clock = (around or Surroundings()).clock
    return vault.check(folder, clock, passphrase=passphrase, recovery_code=recovery_code)


def check_open(wallet: Wallet) -> CheckReport:
    """The same for the vault that is open in the window."""
    return vault.check_open(wallet.vault)
