"""The ways into an open vault: each change of them rewrites the header and its copy."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from gigwallet.crypto import recovery_code as codes
from gigwallet.crypto.kdf import KEY_BYTES
from gigwallet.crypto.secret import Secret
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.ports import Clock, SecretStore
from gigwallet.vault import header as headers
from gigwallet.vault.disk import Disk
from gigwallet.vault.header import MOST_PASSPHRASES, MOST_SLOTS
from gigwallet.vault.keys import slot_labels, slots
from gigwallet.vault.keys.slots import KEYRING, PASSPHRASE, RECOVERY, Slot, is_passphrase
from gigwallet.vault.keys.unlocking import item
from gigwallet.vault.opening import Opened


def kinds_of_slots(folder: Path, disk: Disk | None = None) -> frozenset[str]:
    """The ways into the vault of ``folder`` as its header tells them to anyone; not yet authentic.
    Refusals as at an opening."""
    header, _from_copy = headers.load(folder, disk or Disk())
    return frozenset(str(each["kind"]) for each in header.slots)


class KeySlots:
    """Copies of the header that were made earlier still open with what they opened with then."""

    def __init__(self, opened: Opened, clock: Clock) -> None:
        self._opened = opened
        self._clock = clock

    def all(self) -> tuple[Slot, ...]:
        """In the header's order, slots of an unknown use included."""
        return tuple(self._opened.header.slots)

    def label(self, slot: Slot) -> str:
        """The person's word for it; empty where it has none."""
        return slot_labels.read(slot, self._opened.keys)

    @property
    def opened_by(self) -> str:
        """Id of the slot that opened the vault; empty where none of the present ones did."""
        return str(self._opened.slot["id"]) if self._opened.slot else ""

    # Passphrases ------------------------------------------------------------------------------

    def add_passphrase(self, new: bytearray, label: str) -> Slot:
        """One more, as good as the others. Refusals: ``too_many_slots``, ``passphrase_in_use``,
        ``vault_read_only``, ``not_enough_memory``.

        It shares salt and cost with the first: one derivation then serves all at an opening.
        """
        self._refuse_more(PASSPHRASE)
        known = self._passphrases()
        made = self._for_passphrase(new, known[0]["kdf"], label, known)
        self._write([*self._opened.header.slots, made])
        return made

    def change_passphrase(self, new: bytearray, slot_id: str = "") -> Slot:
        """Another passphrase in the place and under the label of ``slot_id``, by default that which
        opened the vault, else the only one (``slot_unclear`` where there are several).

        Alone, it gets a salt of its own: what somebody worked out for the old one is worth nothing.
        """
        self._refuse_reading()
        old = self._to_change(slot_id)
        others = [each for each in self._passphrases() if each["id"] != old["id"]]
        how = old["kdf"] if others else slots.argon2id(slots.params_of(old))
        made = self._for_passphrase(new, how, self.label(old), others)
        self._write([made if each["id"] == old["id"] else each for each in self.all()])
        if self.opened_by == old["id"]:
            self._opened.slot = made
        return made

    def _to_change(self, slot_id: str) -> Slot:
        known = self._passphrases()
        if slot_id:
            return self._find(slot_id, PASSPHRASE)
        by = [each for each in known if each["id"] == self.opened_by] or known
        if len(by) > 1:
            raise GigWalletError("slot_unclear")
        return by[0]

    def _for_passphrase(
        self, new: bytearray, how: Mapping[str, Any], label: str, others: list[Slot]
    ) -> Slot:
        keys = self._opened.keys
        with slots.stretched(new, how) as material:
            for each in others:
                if each["kdf"] == how and slots.unwrapped(each, material, keys.vault_id):
                    raise GigWalletError("passphrase_in_use")
            return slots.wrapped(
                PASSPHRASE,
                how,
                material,
                keys.master(),
                keys.vault_id,
                self._clock.now(),
                label=slot_labels.seal(label, keys),
            )

    # The recovery code ------------------------------------------------------------------------

    def renew_recovery_code(self) -> str:
        """A new code, shown once and not kept; the old one opens nothing of this folder."""
        self._refuse_reading()
        keys, code = self._opened.keys, codes.new_code()
        made = slots.for_recovery(code, keys.master(), keys.vault_id, self._clock.now())
        self._write([*self._without(lambda each: bool(each["kind"] == RECOVERY)), made])
        return codes.written(code)

    def rehearse(self, code: str) -> str:
        """Prove that ``code`` opens this vault; the id of the slot that it opens.

        Refusals: ``recovery_code_unreadable``, ``recovery_code_mistyped``,
        ``wrong_recovery_code``, ``no_recovery_code``.
        """
        keys = self._opened.keys
        own = [each for each in self.all() if each["kind"] == RECOVERY]
        if not own:
            raise GigWalletError("no_recovery_code")
        with Secret(bytearray(codes.read(code))) as material:
            for slot in own:
                master = slots.unwrapped(slot, material, keys.vault_id)
                if master is None:
                    continue
                with master:
                    if master.bytes() == keys.master():
                        return str(slot["id"])
        raise GigWalletError("wrong_recovery_code")

    # The system's keyring ---------------------------------------------------------------------

    def remember(self, store: SecretStore) -> Slot:
        """A slot over a random secret that only ``store`` holds. Refusals: those of the store,
        ``too_many_slots``, ``vault_read_only``."""
        self._refuse_more(KEYRING)
        keys, slot_id = self._opened.keys, secrets.token_hex(16)
        secret = secrets.token_bytes(KEY_BYTES)
        label, now = slot_labels.seal(store.name(), keys), self._clock.now()
        made = slots.for_keyring(secret, slot_id, label, keys.master(), keys.vault_id, now)
        store.put(slot_id, secret)
        try:
            self._write([*self.all(), made])
        except BaseException:
            with contextlib.suppress(GigWalletError):
                store.remove(slot_id)
            raise
        return made

    def forget(self, store: SecretStore) -> None:
        """End every keyring slot, those of other computers too, and remove what ``store`` holds."""
        gone = [each for each in self.all() if each["kind"] == KEYRING]
        if not gone:
            return
        self._write(self._without(lambda each: bool(each["kind"] == KEYRING)))
        for each in gone:
            # The slot is gone, so what is left there opens nothing.
            with contextlib.suppress(GigWalletError):
                store.remove(str(each["id"]))

    def known_to(self, store: SecretStore) -> bool:
        """Whether ``store`` holds what opens this vault."""
        return any(self._held(each, store) for each in self.all() if each["kind"] == KEYRING)

    def _held(self, slot: Slot, store: SecretStore) -> bool:
        try:
            found = item(store, slot)
        except GigWalletError:
            return False
        if found is None:
            return False
        with found as material:
            master = slots.unwrapped(slot, material, self._opened.keys.vault_id)
        if master is not None:
            master.close()
        return master is not None

    # All --------------------------------------------------------------------------------------

    def remove(self, slot_id: str) -> Slot:
        """End one way in. Refusals: ``slot_missing``, ``last_passphrase``, ``vault_read_only``."""
        self._refuse_reading()
        slot = self._find(slot_id)
        if is_passphrase(slot) and len(self._passphrases()) == 1:
            raise GigWalletError("last_passphrase")
        self._write(self._without(lambda each: bool(each["id"] == slot["id"])))
        if self.opened_by == slot["id"]:
            self._opened.slot = None
        return slot

    def _find(self, slot_id: str, kind: str = "") -> Slot:
        """The slot of this id, or of the only id that begins so."""
        found = [
            each
            for each in self.all()
            if slot_id and each["id"].startswith(slot_id) and kind in ("", each["kind"])
        ]
        if len(found) != 1:
            raise GigWalletError("slot_missing")
        return found[0]

    def _passphrases(self) -> list[Slot]:
        return [each for each in self.all() if is_passphrase(each)]

    def _without(self, gone: Callable[[Slot], bool]) -> list[Slot]:
        return [each for each in self.all() if not gone(each)]

    def _refuse_reading(self) -> None:
        """Before a second is spent on a derivation that leads nowhere."""
        if self._opened.lock is None:
            raise GigWalletError("vault_read_only")

    def _refuse_more(self, kind: str) -> None:
        self._refuse_reading()
        if kind == PASSPHRASE and len(self._passphrases()) >= MOST_PASSPHRASES:
            raise GigWalletError("too_many_slots", most=MOST_PASSPHRASES)
        if len(self.all()) >= MOST_SLOTS:
            raise GigWalletError("too_many_slots", most=MOST_SLOTS)

    def _write(self, changed: list[Slot]) -> None:
        self._opened.write_header(self._opened.header.with_slots(changed))
