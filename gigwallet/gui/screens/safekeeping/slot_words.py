"""What the list of ways in says of each: its name, since when, whether it may be taken away."""

from __future__ import annotations

from collections.abc import Sequence

from gigwallet.app.vaults.keep_slots import KnownSlot
from gigwallet.words import _, day

PASSPHRASE, RECOVERY, KEYRING = "passphrase", "recovery", "keyring"


def title(slot: KnownSlot) -> str:
    """A passphrase goes by the name that it was given."""
    words = {
        PASSPHRASE: _("Passphrase"),
        RECOVERY: _("Recovery code"),
        KEYRING: _("Keyring of this computer"),
    }.get(slot.kind, _("Key of a helper"))
    if slot.kind == PASSPHRASE and slot.label:
        return _("Passphrase: {label}").format(label=slot.label)
    return words


def sentence(slot: KnownSlot) -> str:
    return _("Set on {day}").format(day=day(slot.created_at.astimezone().date()))


def icon(slot: KnownSlot) -> str:
    return {PASSPHRASE: "key-round", RECOVERY: "file-text", KEYRING: "monitor"}.get(
        slot.kind, "users"
    )


def may_be_changed(slot: KnownSlot) -> bool:
    return slot.kind == PASSPHRASE


def may_be_removed(slot: KnownSlot, all_slots: Sequence[KnownSlot]) -> bool:
    """Never the last passphrase. The code is replaced instead of removed, and the keyring has its
    own switch."""
    if slot.kind in (RECOVERY, KEYRING):
        return False
    others = [each for each in all_slots if each.kind == PASSPHRASE and each.id != slot.id]
    return slot.kind != PASSPHRASE or bool(others)


def in_order(all_slots: Sequence[KnownSlot]) -> list[KnownSlot]:
    """Passphrases first, the one that opened the vault at their head, then the code, the rest."""
    rank = {PASSPHRASE: 0, RECOVERY: 1, KEYRING: 2}
    return sorted(
        all_slots, key=lambda each: (rank.get(each.kind, 3), not each.used, each.created_at)
    )
