"""A full rekey that is under way, as the header knows it: each master key under the other."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gigwallet.crypto import aead
from gigwallet.crypto.secret import Secret
from gigwallet.domain.errors import GigWalletError
from gigwallet.vault import canonical
from gigwallet.vault.keys.derived import REKEY, Keys
from gigwallet.vault.keys.slots import Slot, timestamp


@dataclass(frozen=True, slots=True)
class PendingRekey:
    """``fields`` is ``pending_rekey`` of docs/vault-format.md, section 4.3."""

    fields: Mapping[str, Any]

    @classmethod
    def begun(cls, old: Keys, new: Keys, slots: list[Slot], at: datetime) -> PendingRekey:
        return cls(
            {
                "started_at": timestamp(at),
                "slots": slots,
                "new_under_old": _wrapped(old, new),
                "old_under_new": _wrapped(new, old),
            }
        )

    @property
    def slots(self) -> list[Slot]:
        """Those that wrap the new master key."""
        return list(self.fields["slots"])

    @property
    def name(self) -> str:
        """32 hex digits by which the log's entry tells this rekey from every other."""
        return hashlib.sha256(canonical.encode(self.fields)).hexdigest()[:32]

    def coming(self, old: Keys) -> Keys:
        """The new keys, from the old ones. ``header_damaged`` where they are not those."""
        return _unwrapped(old, self.fields["new_under_old"])

    def going(self, new: Keys) -> Keys:
        """The old keys, from the new ones."""
        return _unwrapped(new, self.fields["old_under_new"])


def _aad(vault_id: bytes) -> bytes:
    return REKEY.encode() + b"\0" + vault_id


def _wrapped(wrapping: Keys, wrapped: Keys) -> Mapping[str, str]:
    nonce = aead.new_nonce()
    with wrapping.derive(REKEY) as key:
        sealed = aead.seal(key.bytes(), nonce, wrapped.master(), _aad(wrapping.vault_id))
    return {"nonce": nonce.hex(), "sealed": sealed.hex()}


def _unwrapped(wrapping: Keys, wrapped: Mapping[str, str]) -> Keys:
    nonce, sealed = bytes.fromhex(wrapped["nonce"]), bytes.fromhex(wrapped["sealed"])
    with wrapping.derive(REKEY) as key:
        try:
            master = aead.unseal(key.bytes(), nonce, sealed, _aad(wrapping.vault_id))
        except aead.NotAuthentic as cause:
            raise GigWalletError("header_damaged") from cause
    return Keys(Secret(bytearray(master)), wrapping.vault_id)
