"""Sealed bytes come back whole and in order, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigwallet.crypto import aead

KEY, NONCE, PREFIX, AAD = b"k" * 32, b"n" * 12, b"p" * 7, b"about"
BLOCKS = [b"a" * 100, b"b" * 100, b"c" * 40]


def test_what_is_sealed_comes_back() -> None:
    assert aead.unseal(KEY, NONCE, aead.seal(KEY, NONCE, b"text", AAD), AAD) == b"text"
    chunks = list(aead.seal_stream(KEY, PREFIX, BLOCKS, AAD))
    assert list(aead.unseal_stream(KEY, PREFIX, chunks, AAD)) == BLOCKS


@given(st.integers(0, 8 * 20 - 1))
def test_no_flipped_bit_is_taken(bit: int) -> None:
    sealed = bytearray(aead.seal(KEY, NONCE, b"text", AAD))
    sealed[bit // 8] ^= 1 << bit % 8

    with pytest.raises(aead.NotAuthentic):
        aead.unseal(KEY, NONCE, bytes(sealed), AAD)


@pytest.mark.parametrize(
    "order", [[], [0], [0, 1], [1, 0, 2], [0, 2], [0, 1, 1, 2], [0, 1, 2, 2], [2], [0, 1, 2, 0]]
)
def test_no_chunk_can_be_dropped_repeated_or_moved(order: list[int]) -> None:
    chunks = list(aead.seal_stream(KEY, PREFIX, BLOCKS, AAD))

    with pytest.raises(aead.NotAuthentic):
        list(aead.unseal_stream(KEY, PREFIX, [chunks[place] for place in order], AAD))


@pytest.mark.parametrize(
    ("key", "prefix", "aad"),
    [(b"x" * 32, PREFIX, AAD), (KEY, b"x" * 7, AAD), (KEY, PREFIX, b"else")],
)
def test_key_prefix_and_associated_data_are_all_needed(
    key: bytes, prefix: bytes, aad: bytes
) -> None:
    chunks = list(aead.seal_stream(KEY, PREFIX, BLOCKS, AAD))

    with pytest.raises(aead.NotAuthentic):
        list(aead.unseal_stream(key, prefix, chunks, aad))


def test_an_empty_stream_is_not_sealed() -> None:
    with pytest.raises(ValueError, match="at least one"):
        list(aead.seal_stream(KEY, PREFIX, [], AAD))
