"""The seed that signs checkpoints: random, in the database, under the key for the log."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from gigwallet.crypto import aead, kdf, signing
from gigwallet.crypto.secret import Secret
from gigwallet.vault.connection import Connection
from gigwallet.vault.keys import derived as labels
from gigwallet.vault.keys.derived import Keys

_KEEP = "INSERT INTO signing_seed (nonce, sealed, public_key) VALUES (?, ?, ?)"


def _aad(vault_id: bytes) -> bytes:
    return labels.LOG.encode() + b"\0" + vault_id


def public_key(connection: Connection, keys: Keys) -> bytes | None:
    """Of the seed that these keys open; None where there is none yet."""
    with opened(connection, keys) as seed:
        return signing.public_key(seed.bytes()) if seed else None


@contextlib.contextmanager
def opened(connection: Connection, keys: Keys) -> Iterator[Secret | None]:
    """The seed, wiped afterwards; None where no stored one opens with these keys."""
    rows = connection.all("SELECT nonce, sealed FROM signing_seed ORDER BY nonce")
    with keys.derive(labels.LOG) as key:
        for nonce, sealed in rows:
            try:
                seed = aead.unseal(key.bytes(), nonce, sealed, _aad(keys.vault_id))
            except aead.NotAuthentic:
                continue
            with Secret(bytearray(seed)) as secret:
                yield secret
            return
    yield None


@contextlib.contextmanager
def ensured(connection: Connection, keys: Keys) -> Iterator[Secret]:
    """The seed; a new one where there is none, in the present transaction."""
    with opened(connection, keys) as seed:
        if seed is not None:
            yield seed
            return
    with Secret(bytearray(signing.new_seed())) as made:
        _keep(connection, keys, made)
        yield made


def derived(connection: Connection, keys: Keys, label: str) -> bytes:
    """48 bytes that ``label`` names, the same each time: they follow from the seed, so a change of
    all keys does not change them either. In the present transaction, where there is no seed yet."""
    with ensured(connection, keys) as seed:
        parts = []
        for place in (b"1", b"2"):
            with kdf.expand(seed.bytes(), place, label) as part:
                parts.append(bytes(part.bytes()))
    return b"".join(parts)[:48]


def _keep(connection: Connection, keys: Keys, seed: Secret) -> None:
    nonce = aead.new_nonce()
    with keys.derive(labels.LOG) as key:
        sealed = aead.seal(key.bytes(), nonce, seed.bytes(), _aad(keys.vault_id))
    connection.write(_KEEP, (nonce, sealed, signing.public_key(seed.bytes())))


def share(connection: Connection, old: Keys, new: Keys) -> None:
    """Lay the seed down under ``new`` as well, before the database changes its key: whichever way
    an interrupted change of all keys goes on, the seed opens. Twice does no harm."""
    with connection.transaction(), opened(connection, old) as seed:
        if seed is not None and public_key(connection, new) is None:
            _keep(connection, new, seed)


def keep_only(connection: Connection, keys: Keys) -> None:
    """Drop what ``keys`` do not open: the end of a change of all keys, either way. Where they open
    nothing, nothing is dropped."""
    with connection.transaction(), opened(connection, keys) as seed:
        if seed is not None:
            connection.write("DELETE FROM signing_seed")
            _keep(connection, keys, seed)
