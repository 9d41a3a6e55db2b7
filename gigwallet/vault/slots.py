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

_AAD = b"gigwallet/v1/slot\0"
_BOUND = ("created_at", "id", "kdf", "kind", "nonce")


def timestamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _aad(slot: Slot, vault_id: bytes) -> bytes:
    bound = {name: slot[name] for name in _BOUND}
    return _AAD + canonical.encode(bound | {"vault_id": vault_id.hex()})


def _key(slot: Slot, material: Secret) -> Secret:
    salt = bytes.fromhex(slot["kdf"]["salt"])
    return kdf.expand(material.bytes(), salt, f"gigwallet/v1/slot/{slot['kind']}")


def _wrapped(
    kind: str,
    how: Mapping[str, Any],
    material: Secret,
    master: bytes,
    vault_id: bytes,
    at: datetime,
) -> Slot:
    slot: dict[str, Any] = {
        "id": secrets.token_hex(16),
        "kind": kind,
        "label": "",
        "created_at": timestamp(at),
        "kdf": how,
        "nonce": aead.new_nonce().hex(),
    }
    with material, _key(slot, material) as key:
        nonce = bytes.fromhex(slot["nonce"])
        slot["sealed"] = aead.seal(key.bytes(), nonce, master, _aad(slot, vault_id)).hex()
    return slot


def for_passphrase(
    passphrase: bytearray, params: KdfParams, master: bytes, vault_id: bytes, at: datetime
) -> Slot:
    salt = secrets.token_bytes(kdf.SALT_BYTES)
    how = {
        "name": "argon2id",
        "version": 19,
        "memory_kib": params.memory_kib,
        "passes": params.passes,
        "lanes": params.lanes,
        "salt": salt.hex(),
    }
    material = kdf.stretch(passphrase, salt, params)
    return _wrapped(PASSPHRASE, how, material, master, vault_id, at)


def for_recovery(code: bytes, master: bytes, vault_id: bytes, at: datetime) -> Slot:
    how = {"name": "hkdf-sha256", "salt": secrets.token_hex(kdf.SALT_BYTES)}
    return _wrapped(RECOVERY, how, Secret(bytearray(code)), master, vault_id, at)


def params_of(slot: Slot) -> KdfParams:
    """The cost that a passphrase slot was made with; ``header_refused`` beyond the caps."""
    how = slot["kdf"]
    if how.get("name") != "argon2id" or how.get("version") != 19:
        raise GigWalletError("vault_too_new")
    params = KdfParams(how["memory_kib"], how["passes"], how["lanes"])
    params.refuse_excess()
    return params


def _unwrapped(slot: Slot, material: Secret, vault_id: bytes) -> Secret | None:
    with material, _key(slot, material) as key:
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


def open_with_passphrase(slots: list[Slot], passphrase: bytearray, vault_id: bytes) -> Secret:
    """The master key; ``wrong_passphrase`` where no passphrase slot opens."""
    for slot in slots:
        if slot["kind"] == PASSPHRASE:
            salt = bytes.fromhex(slot["kdf"]["salt"])
            material = kdf.stretch(passphrase, salt, params_of(slot))
            if (master := _unwrapped(slot, material, vault_id)) is not None:
                return master
    raise GigWalletError("wrong_passphrase")


def open_with_recovery(slots: list[Slot], code: bytes, vault_id: bytes) -> Secret:
    """The master key; ``wrong_recovery_code`` where no recovery slot opens."""
    for slot in slots:
        if slot["kind"] == RECOVERY:
            material = Secret(bytearray(code))
            if (master := _unwrapped(slot, material, vault_id)) is not None:
                return master
    raise GigWalletError("wrong_recovery_code")
