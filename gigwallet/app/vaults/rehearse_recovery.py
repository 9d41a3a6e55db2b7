"""The drill: asks for the recovery code while nothing is lost yet, and remembers the day."""

from __future__ import annotations

from datetime import date

from gigwallet.app.wallet import Wallet

_SETTING = "recovery.rehearsed"


def rehearse(wallet: Wallet, code: str) -> None:
    """Prove that ``code`` opens this vault, by opening its slot with it; the day is kept in the
    vault, where it may be written to.

    Refusals: ``recovery_code_unreadable``, ``recovery_code_mistyped``, ``wrong_recovery_code``,
    ``no_recovery_code``.
    """
    slot_id = wallet.vault.slots.rehearse(code)
    if not wallet.vault.read_only:
        today = wallet.clock.now().date()
        wallet.vault.settings.put(_SETTING, f"{slot_id} {today.isoformat()}")


def rehearsed_on(wallet: Wallet) -> date | None:
    """When the present recovery code was last tried; None for a code that never was."""
    slot_id, _, day = wallet.vault.settings.get(_SETTING).partition(" ")
    present = any(each["id"] == slot_id for each in wallet.vault.slots.all())
    return date.fromisoformat(day) if present and day else None
