"""AES-256-GCM: one call for what fits in memory, a stream of chunks for what does not."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12
TAG_BYTES = 16
PREFIX_BYTES = 7
CHUNK_BYTES = 1024 * 1024


class NotAuthentic(Exception):  # noqa: N818  a finding that each caller words for its place
    """Wrong key, wrong associated data, or changed bytes: which of them cannot be told."""


def seal(key: bytes, nonce: bytes, text: bytes | bytearray, aad: bytes) -> bytes:
    """Ciphertext followed by the 16-byte tag. A nonce must never meet the same key twice."""
    return AESGCM(key).encrypt(nonce, text, aad)


def seal_into(
    key: bytes, nonce: bytes, text: bytes | bytearray, aad: bytes, room: memoryview
) -> None:
    """As ``seal``, into ``room``, which is TAG_BYTES longer than ``text``: no second copy of what
    may be large."""
    AESGCM(key).encrypt_into(nonce, text, aad, room)


def unseal(key: bytes, nonce: bytes, sealed: bytes | memoryview, aad: bytes) -> bytes:
    """What ``seal`` was given; ``NotAuthentic`` otherwise."""
    try:
        return AESGCM(key).decrypt(nonce, sealed, aad)
    except InvalidTag as cause:
        raise NotAuthentic from cause


def new_nonce() -> bytes:
    return os.urandom(NONCE_BYTES)


def _stream_nonce(prefix: bytes, counter: int, last: bool) -> bytes:
    return prefix + counter.to_bytes(4, "big") + (b"\x01" if last else b"\x00")


def seal_stream(
    key: bytes, prefix: bytes, blocks: Iterable[bytes | memoryview], aad: bytes
) -> Iterator[bytes]:
    """Sealed chunks (STREAM, Hoang and others 2015) of ``blocks``.

    Each block but the last must be CHUNK_BYTES long and the last not longer, not empty; the place
    of a chunk and whether it is the last are part of its nonce, so that chunks cannot be swapped,
    dropped, repeated or added to.
    """
    cipher = AESGCM(key)
    counter, pending = 0, None
    for block in blocks:
        if pending is not None:
            yield cipher.encrypt(_stream_nonce(prefix, counter, False), pending, aad)
            counter += 1
        pending = block
    if pending is None:
        raise ValueError("a stream has at least one chunk")
    yield cipher.encrypt(_stream_nonce(prefix, counter, True), pending, aad)


def unseal_stream(
    key: bytes, prefix: bytes, chunks: Iterable[bytes | memoryview], aad: bytes
) -> Iterator[bytes]:
    """The blocks of ``seal_stream``. Blocks before a false chunk have been handed out when
    ``NotAuthentic`` comes, so a reader keeps nothing until the end is reached."""
    cipher = AESGCM(key)
    counter, pending = 0, None
    try:
        for chunk in chunks:
            if pending is not None:
                yield cipher.decrypt(_stream_nonce(prefix, counter, False), pending, aad)
                counter += 1
            pending = chunk
        if pending is None:
            raise NotAuthentic
        yield cipher.decrypt(_stream_nonce(prefix, counter, True), pending, aad)
    except InvalidTag as cause:
        raise NotAuthentic from cause
