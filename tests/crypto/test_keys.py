"""Keys come from what a person keeps, at a cost that a stranger's header cannot raise."""

from __future__ import annotations

import unicodedata

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from gigwallet.crypto import kdf
from gigwallet.crypto.kdf import KdfParams
from gigwallet.crypto.secret import Secret, wipe
from gigwallet.domain.errors import GigWalletError

CHEAP = KdfParams(memory_kib=64, passes=1, lanes=1)
SALT = bytes(range(16))


@pytest.mark.parametrize(
    "params",
    [
        KdfParams(memory_kib=2**32),
        KdfParams(memory_kib=2 * 1024 * 1024 + 1),
        KdfParams(passes=21),
        KdfParams(lanes=17),
        KdfParams(memory_kib=31, lanes=4),
        KdfParams(passes=0),
        KdfParams(lanes=0),
    ],
)
def test_excessive_costs_are_refused_before_anything_is_derived(
    params: KdfParams, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kdf, "Argon2id", _never)

    with pytest.raises(GigWalletError) as refused:
        kdf.stretch(bytearray(b"x"), SALT, params)

    assert refused.value.code == "header_refused"


def _never(**_: object) -> None:
    raise AssertionError("a derivation was begun")


def test_memory_that_is_not_there_is_never_a_wrong_passphrase(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Starved:
        def __init__(self, **_: object) -> None: ...

        def derive_into(self, *_: object) -> None:
            raise MemoryError

    monkeypatch.setattr(kdf, "Argon2id", Starved)

    with pytest.raises(GigWalletError) as refused:
        kdf.stretch(bytearray(b"x"), SALT, KdfParams())

    assert refused.value.code == "not_enough_memory"


def test_the_same_passphrase_typed_on_another_keyboard_gives_the_same_key() -> None:
    composed = bytearray(unicodedata.normalize("NFC", "mémoire 骑手が").encode())
    decomposed = bytearray(unicodedata.normalize("NFD", "mémoire 骑手が").encode())
    assert composed != decomposed

    keys = [kdf.stretch(each, SALT, CHEAP).bytes() for each in (composed, decomposed)]

    assert keys[0] == keys[1]


def test_the_key_is_plain_argon2id_of_the_passphrase() -> None:
    expected = Argon2id(salt=SALT, length=32, iterations=1, lanes=1, memory_cost=64).derive(b"abc")

    assert kdf.stretch(bytearray(b"abc"), SALT, CHEAP).bytes() == expected


def test_labels_and_salts_give_unrelated_keys() -> None:
    keys = {
        kdf.expand(b"m" * 32, salt, label).bytes()
        for salt in (SALT, bytes(16))
        for label in ("gigwallet/v1/database", "gigwallet/v1/header")
    }

    assert len(keys) == 4


@pytest.mark.parametrize(("floor_costs", "memory_mib"), [(9.0, 64), (0.4, 128), (0.01, 256)])
def test_calibration_takes_no_more_memory_than_the_time_allows(
    floor_costs: float, memory_mib: int
) -> None:
    ticks = iter((0.0, floor_costs))

    params = kdf.calibrated(1.0, timer=lambda: next(ticks))

    assert params == KdfParams(memory_mib * 1024, 3, 4)


def test_a_secret_shows_nothing_and_can_be_wiped() -> None:
    material = bytearray(b"k" * 32)
    secret = Secret(material)

    assert not any(material)
    assert "k" not in repr(secret)
    assert secret.raw_key_literal() == b"x'" + b"6b" * 32 + b"'"
    secret.close()
    with pytest.raises(ValueError, match="wiped"):
        secret.bytes()


def test_only_32_bytes_become_a_raw_key() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Secret(bytearray(b"short")).raw_key_literal()


def test_wiping_keeps_the_length() -> None:
    buffer = bytearray(b"passphrase")

    wipe(buffer)

    assert buffer == bytes(10)
