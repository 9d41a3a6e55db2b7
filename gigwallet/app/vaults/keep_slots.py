"""The ways into a vault: passphrases, the recovery code, the keyring of this computer."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import datetime

from gigwallet.app.vaults.create_vault import refuse_short
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.step import Step
from gigwallet.vault.keys.slots import Slot


@dataclass(frozen=True, slots=True)
class KnownSlot:
    """``kind``: ``passphrase``, ``recovery``, ``keyring``, ``hpke`` or what a later version knows.
    ``used``: it opened this session."""

    id: str
    kind: str
    label: str
    created_at: datetime
    used: bool


@dataclass(frozen=True, slots=True)
class KeyringOffer:
    """``store`` is what people call it; ``reason`` says why there is none."""

    available: bool
    store: str
    reason: Step | None = None


def slots(wallet: Wallet) -> list[KnownSlot]:
    return [_known(wallet, each) for each in wallet.vault.slots.all()]


def _known(wallet: Wallet, slot: Slot) -> KnownSlot:
    return KnownSlot(
        id=str(slot["id"]),
        kind=str(slot["kind"]),
        label=wallet.vault.slots.label(slot),
        created_at=datetime.fromisoformat(slot["created_at"]),
        used=bool(slot["id"] == wallet.vault.opened_by),
    )


def add_passphrase(wallet: Wallet, new: bytearray, label: str) -> KnownSlot:
    """One more passphrase, under a name for it that the log will give to what is done with it.

    Refusals: ``passphrase_too_short``, ``passphrase_in_use``, ``too_many_slots``,
    ``vault_read_only``, ``not_enough_memory``.
    """
    refuse_short(new)
    return _known(wallet, wallet.vault.slots.add_passphrase(new, label.strip()))


def remove_slot(wallet: Wallet, slot_id: str) -> None:
    """End one way in; the beginning of its id is enough. Copies of the folder that were made
    earlier still open with it. Refusals: ``last_passphrase``, ``slot_missing``,
    ``vault_read_only``."""
    gone = wallet.vault.slots.remove(slot_id)
    drop_items(wallet, (gone,))


def renew_recovery_code(wallet: Wallet) -> str:
    """The new code, shown once and not kept; the old one opens nothing of this folder any more."""
    return wallet.vault.slots.renew_recovery_code()


def keyring_offer(around: Surroundings | None = None) -> KeyringOffer:
    """Whether this computer has a store that is trusted. It may take 10 s: never ask it where
    somebody waits for a window."""
    try:
        return KeyringOffer(True, (around or Surroundings()).keyring.name())
    except GigWalletError as refusal:
        return KeyringOffer(False, "", Step(refusal.code))


def remember_in_keyring(wallet: Wallet) -> None:
    """Let whoever is logged in to this computer open the vault. Refusals:
    ``keyring_unavailable``, ``keyring_blocked``, ``too_many_slots``, ``vault_read_only``."""
    if not in_keyring(wallet):
        wallet.vault.slots.remember(wallet.around.keyring)


def forget_in_keyring(wallet: Wallet) -> None:
    """No computer opens this vault by itself any more. Refusal: ``vault_read_only``."""
    wallet.vault.slots.forget(wallet.around.keyring)


def in_keyring(wallet: Wallet) -> bool:
    """Whether this computer opens the vault by itself. It may take 10 s."""
    return wallet.vault.slots.known_to(wallet.around.keyring)


def drop_items(wallet: Wallet, ended: tuple[Slot, ...]) -> None:
    """Remove from this computer's store what belonged to slots that have ended. It opens nothing
    any more, so a store that does not answer is no refusal."""
    with contextlib.suppress(GigWalletError):
        for slot in ended:
            if slot["kind"] == "keyring":
                wallet.around.keyring.remove(str(slot["id"]))
