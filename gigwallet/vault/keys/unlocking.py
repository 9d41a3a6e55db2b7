"""From a secret to the master key: every slot that it may open is tried, whatever is found."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field

from gigwallet.crypto import recovery_code as codes
from gigwallet.crypto.kdf import KEY_BYTES
from gigwallet.crypto.secret import Secret
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.ports import SecretStore
from gigwallet.vault import canonical
from gigwallet.vault.header import Header
from gigwallet.vault.keys.derived import Keys
from gigwallet.vault.keys.slots import KEYRING, PASSPHRASE, RECOVERY, Slot, stretched, unwrapped

# What a slot's secret has become, or None where it is not to be had.
Material = Callable[[Slot], Secret | None]


@dataclass(frozen=True, slots=True)
class Offered:
    """What the person offers to open a vault with: one of these."""

    passphrase: bytearray | None = field(default=None, repr=False)
    recovery_code: str | None = field(default=None, repr=False)
    keyring: SecretStore | None = None


@dataclass(frozen=True, slots=True)
class Unlocked:
    """``keys`` are those of the header; ``coming`` those that a full rekey under way brings;
    ``slot`` is the one that was opened."""

    keys: Keys
    slot: Slot
    coming: Keys | None = None

    def close(self) -> None:
        self.keys.close()
        if self.coming is not None:
            self.coming.close()


def unlock(header: Header, offered: Offered) -> Unlocked:
    """Refusals: ``wrong_passphrase``, ``wrong_recovery_code``, ``keyring_slot_missing``,
    ``keyring_item_missing`` and those of the store, ``not_enough_memory``, ``header_damaged``."""
    vault_id = header.vault_id
    pending = header.pending_rekey
    tried = [*header.slots, *(pending.slots if pending else ())]
    with ExitStack() as done:
        master, slot = _opened(tried, offered, vault_id, done)
    keys = Keys(master, vault_id)
    if pending is None:
        return Unlocked(keys, slot)
    try:
        if slot in header.slots:
            return Unlocked(keys, slot, pending.coming(keys))
        return Unlocked(pending.going(keys), slot, keys)
    except GigWalletError:
        keys.close()
        raise


def _opened(
    tried: list[Slot], offered: Offered, vault_id: bytes, done: ExitStack
) -> tuple[Secret, Slot]:
    material: Material
    if offered.passphrase is not None:
        derived = Derived(offered.passphrase)
        done.callback(derived.close)
        kind, material, wrong = PASSPHRASE, derived.of, "wrong_passphrase"
    elif offered.recovery_code is not None:
        code = done.enter_context(Secret(bytearray(codes.read(offered.recovery_code))))
        kind, material, wrong = RECOVERY, lambda _slot: code, "wrong_recovery_code"
    elif offered.keyring is not None:
        if not any(slot["kind"] == KEYRING for slot in tried):
            raise GigWalletError("keyring_slot_missing")
        kind, material, wrong = KEYRING, _from(offered.keyring, done), "keyring_item_missing"
    else:
        raise ValueError("a vault is opened with a passphrase, a recovery code or the keyring")
    found = None
    for slot in tried:
        # All of them, also after the right one: how long it takes must not tell which it was.
        if slot["kind"] == kind and (master := _tried(slot, material, vault_id)) is not None:
            if found is None:
                found = master, slot
            else:
                master.close()
    if found is None:
        if offered.passphrase is not None:
            derived.refuse_gaps()
        raise GigWalletError(wrong)
    return found


def _tried(slot: Slot, material: Material, vault_id: bytes) -> Secret | None:
    secret = material(slot)
    return None if secret is None else unwrapped(slot, secret, vault_id)


class Derived:
    """What a passphrase becomes, derived once for each distinct salt and cost.

    Where the memory for one of the costs is not there, the others are still tried; only when none
    of them opens is that said, since the one left out may have been the right one.
    """

    def __init__(self, passphrase: bytearray) -> None:
        self._passphrase = passphrase
        self._known: dict[bytes, Secret | GigWalletError] = {}

    def of(self, slot: Slot) -> Secret | None:
        how = canonical.encode(slot["kdf"])
        if how not in self._known:
            try:
                self._known[how] = stretched(self._passphrase, slot["kdf"])
            except GigWalletError as refusal:
                if refusal.code != "not_enough_memory":
                    raise
                self._known[how] = refusal
        known = self._known[how]
        return known if isinstance(known, Secret) else None

    def refuse_gaps(self) -> None:
        for known in self._known.values():
            if isinstance(known, GigWalletError):
                raise known

    def close(self) -> None:
        for known in self._known.values():
            if isinstance(known, Secret):
                known.close()


def _from(store: SecretStore, done: ExitStack) -> Material:
    def kept(slot: Slot) -> Secret | None:
        found = item(store, slot)
        return done.enter_context(found) if found else None

    return kept


def item(store: SecretStore, slot: Slot) -> Secret | None:
    """What ``store`` keeps for ``slot``; None for what no GigWallet wrote there."""
    found = store.get(str(slot["id"]))
    if found is None or len(found) != KEY_BYTES or not any(found):
        return None
    return Secret(found)
