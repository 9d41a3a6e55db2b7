"""Key slots: each wraps the same master key under something that a person keeps."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gigwallet.crypto import aead, kdf
from gigwallet.crypto.kdf import KdfParams
from gigwallet.crypto.secret import Secret
from gigwallet.domain.errors import GigWalletError
from gigwallet.vault import canonical

Slot = Mapping[str, Any]  # Any: JSON as docs/vault-format.md section 4.1 has it

PASSPHRASE = "passphrase"  # noqa: S105  the name of a kind
RECOVERY = "recovery"
KEYRING = "keyring"
OPENED = frozenset({PASSPHRASE, RECOVERY, KEYRING})  # by a key that is made with the slot's salt

_AAD = b"gigwallet/v1/slot\0"
_BOUND = ("created_at", "id", "kdf", "kind", "nonce")


def timestamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def is_passphrase(slot: Slot) -> bool:
    return bool(slot["kind"] == PASSPHRASE)


def _aad(slot: Slot, vault_id: bytes) -> bytes:
    bound = {name: slot[name] for name in _BOUND}
    return _AAD + canonical.encode(bound | {"vault_id": vault_id.hex()})


def _key(slot: Slot, material: Secret) -> Secret:
    salt = bytes.fromhex(slot["kdf"]["salt"])
    return kdf.expand(material.bytes(), salt, f"gigwallet/v1/slot/{slot['kind']}")


def wrapped(
    kind: str,
    how: Mapping[str, Any],
    material: Secret,
    master: bytes,
    vault_id: bytes,
    at: datetime,
    *,
    label: str = "",
    slot_id: str = "",
) -> Slot:
    """A new slot over ``material``, what the secret of the person has become."""
    slot: dict[str, Any] = {
        "id": slot_id or secrets.token_hex(16),
        "kind": kind,
        "label": label,
        "created_at": timestamp(at),
        "kdf": how,
        "nonce": aead.new_nonce().hex(),
    }
    with _key(slot, material) as key:
        nonce = bytes.fromhex(slot["nonce"])
        slot["sealed"] = aead.seal(key.bytes(), nonce, master, _aad(slot, vault_id)).hex()
    return slot


def unwrapped(slot: Slot, material: Secret, vault_id: bytes) -> Secret | None:
    """The master key; None where ``material`` is not what the slot was made over."""
    with _key(slot, material) as key:
        try:
            master = aead.unseal(
                key.bytes(),
                bytes.fromhex(slot["nonce"]),
                bytes.fromhex(slot["sealed"]),
                _aad(slot, vault_id),
            )
        except aead.NotAuthentic:
            return None
    return Secret(bytearray(master))


def argon2id(params: KdfParams) -> Mapping[str, Any]:
    """How a passphrase is stretched, with a new salt."""
    return {
        "name": "argon2id",
        "version": 19,
        "memory_kib": params.memory_kib,
        "passes": params.passes,
        "lanes": params.lanes,
        "salt": secrets.token_hex(kdf.SALT_BYTES),
    }


def for_passphrase(
    passphrase: bytearray,
    params: KdfParams,
    master: bytes,
    vault_id: bytes,
    at: datetime,
    label: str = "",
) -> Slot:
    how = argon2id(params)
    with stretched(passphrase, how) as material:
        return wrapped(PASSPHRASE, how, material, master, vault_id, at, label=label)


def for_recovery(code: bytes, master: bytes, vault_id: bytes, at: datetime) -> Slot:
    with Secret(bytearray(code)) as material:
        return wrapped(RECOVERY, _hkdf(), material, master, vault_id, at)


def for_keyring(
    secret: bytes, slot_id: str, label: str, master: bytes, vault_id: bytes, at: datetime
) -> Slot:
    with Secret(bytearray(secret)) as material:
        how = _hkdf()
        return wrapped(KEYRING, how, material, master, vault_id, at, label=label, slot_id=slot_id)


def _hkdf() -> Mapping[str, Any]:
    return {"name": "hkdf-sha256", "salt": secrets.token_hex(kdf.SALT_BYTES)}


def stretched(passphrase: bytearray, how: Mapping[str, Any]) -> Secret:
    """What a passphrase becomes under the ``kdf`` of a slot, which is judged first."""
    return kdf.stretch(passphrase, bytes.fromhex(how["salt"]), _params(how))


def params_of(slot: Slot) -> KdfParams:
    """The cost that a passphrase slot was made with; ``header_refused`` beyond the caps."""
    return _params(slot["kdf"])


def _params(how: Mapping[str, Any]) -> KdfParams:
    if how.get("name") != "argon2id" or how.get("version") != 19:
        raise GigWalletError("vault_too_new")
    params = KdfParams(how["memory_kib"], how["passes"], how["lanes"])
    params.refuse_excess()
    return params
