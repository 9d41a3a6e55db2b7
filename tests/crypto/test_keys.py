"""Keys come from what a person keeps, at a cost that a stranger's header cannot raise."""

from __future__ import annotations

import subprocess
import sys
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


class Machine:
    """A machine on which a mebibyte-pass takes so long, and which has so much memory."""

    def __init__(self, floor_costs: float, memory_mib: int = 4096) -> None:
        self._per_kib_pass = floor_costs / (kdf.LEAST.memory_kib * kdf.LEAST.passes)
        self._memory_kib = memory_mib * 1024
        self.now = 0.0
        self.derived: list[KdfParams] = []

    def stretch(self, passphrase: bytearray, salt: bytes, params: KdfParams) -> Secret:
        if params.memory_kib > self._memory_kib:
            raise GigWalletError("not_enough_memory", needed_mib=params.memory_kib // 1024)
        self.now += self._per_kib_pass * params.memory_kib * params.passes
        self.derived.append(params)
        return Secret(bytearray(32))

    def calibrated(self, monkeypatch: pytest.MonkeyPatch) -> KdfParams:
        monkeypatch.setattr(kdf, "stretch", self.stretch)
        return kdf.calibrated(timer=lambda: self.now)


@pytest.mark.parametrize(
    ("floor_costs", "memory_mib", "passes"),
    [(9.0, 64, 3), (0.6, 64, 3), (0.4, 128, 3), (0.24, 256, 3), (0.0626, 256, 6), (0.001, 256, 20)],
)
def test_calibration_takes_memory_first_and_passes_only_where_a_machine_is_quick(
    floor_costs: float, memory_mib: int, passes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = Machine(floor_costs)

    params = machine.calibrated(monkeypatch)

    assert params == KdfParams(memory_mib * 1024, passes, 4)
    assert kdf.LEAST.memory_kib <= min(each.memory_kib for each in machine.derived)


@pytest.mark.parametrize(("memory_mib", "takes", "passes"), [(200, 128, 4), (100, 64, 8)])
def test_calibration_steps_down_to_the_memory_that_is_there(
    memory_mib: int, takes: int, passes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = Machine(0.2, memory_mib)

    assert machine.calibrated(monkeypatch) == KdfParams(takes * 1024, passes, 4)


def test_calibration_never_goes_below_the_floor(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(GigWalletError) as refused:
        Machine(0.2, 32).calibrated(monkeypatch)

    assert refused.value.code == "not_enough_memory"


STARVED = """
import resource, sys
from gigwallet.crypto import kdf
from gigwallet.domain.errors import GigWalletError
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + int(sys.argv[1]) * 2**20, resource.RLIM_INFINITY))
try:
    if sys.argv[2] == "calibrate":
        print(kdf.calibrated().memory_kib // 1024)
    else:
        kdf.stretch(bytearray(b"right"), bytes(16), kdf.KdfParams()).close()
        print("derived")
except GigWalletError as refusal:
    print(refusal.code)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are this system's")
@pytest.mark.parametrize(
    ("mib", "what", "said"),
    [
        (120, "derive", "not_enough_memory"),
        (40, "calibrate", "not_enough_memory"),
        (110, "calibrate", "64"),
    ],
)
def test_a_process_whose_memory_is_limited_says_so_and_takes_what_fits(
    mib: int, what: str, said: str
) -> None:
    child = subprocess.run(
        [sys.executable, "-c", STARVED, str(mib), what], capture_output=True, text=True, check=True
    )

    assert child.stdout.strip() == said


def test_a_secret_shows_nothing_and_can_be_wiped() -> None:
    material = bytearray(b"k" * 32)
    secret = Secret(material)

    assert not any(material)
    assert "k" not in repr(secret)
    assert secret.raw_key_literal() == b"x'" + b"6b" * 32 + b"'"
    secret.close()
    with pytest.raises(ValueError, match="wiped"):
        secret.raw_key_literal()
    with pytest.raises(ValueError, match="wiped"):
        secret.bytes()


def test_only_32_bytes_become_a_raw_key() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Secret(bytearray(b"short")).raw_key_literal()


def test_wiping_keeps_the_length() -> None:
    buffer = bytearray(b"passphrase")

    wipe(buffer)

    assert buffer == bytes(10)


def test_a_secret_of_zeros_is_a_secret_like_any_other() -> None:
    """A recovery code of nothing but zeros can be typed; it must be wrong and not a crash."""
    assert Secret(bytearray(20)).bytes() == bytes(20)
