"""The person's word for a way in: sealed, since it may be a name and anyone sees the header."""

from __future__ import annotations

from gigwallet.crypto import aead
from gigwallet.vault.keys import derived as labels
from gigwallet.vault.keys.derived import Keys
from gigwallet.vault.keys.slots import Slot

_PADDED_TO = 64  # bytes, so that the length tells little
_AAD = labels.LABEL.encode() + b"\0"


def seal(label: str, keys: Keys) -> str:
    """As it stands in the header: hex of nonce and ciphertext; empty for no label."""
    text = label.encode()
    if not text:
        return ""
    text += bytes(-len(text) % _PADDED_TO)
    nonce = aead.new_nonce()
    with keys.derive(labels.LABEL) as key:
        return (nonce + aead.seal(key.bytes(), nonce, text, _AAD + keys.vault_id)).hex()


def read(slot: Slot, keys: Keys) -> str:
    """The label of ``slot``; empty where it has none or none that these keys sealed."""
    try:
        sealed = bytes.fromhex(slot.get("label", ""))
        nonce, text = sealed[: aead.NONCE_BYTES], sealed[aead.NONCE_BYTES :]
        if len(text) < aead.TAG_BYTES:
            return ""
        with keys.derive(labels.LABEL) as key:
            found = aead.unseal(key.bytes(), nonce, text, _AAD + keys.vault_id)
        return found.rstrip(b"\0").decode()
    except (ValueError, TypeError, aead.NotAuthentic):
        return ""
