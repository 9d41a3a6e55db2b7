"""From what a person keeps to a key: Argon2id for passphrases, HKDF with labels for the rest."""

from __future__ import annotations

import math
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from gigwallet.crypto.secret import Secret, wipe
from gigwallet.domain.errors import GigWalletError

KEY_BYTES = 32
SALT_BYTES = 16

# A header is judged by these before anything is derived: it may come from a stranger.
MOST_MEMORY_KIB = 2 * 1024 * 1024
MOST_PASSES = 20
MOST_LANES = 16

# What an opening may take on the machine that made the vault.
LEAST_SECONDS = 0.5
MOST_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class KdfParams:
    """The cost of Argon2id (RFC 9106, version 19). The default is 256 MiB, 3 passes, 4 lanes."""

    memory_kib: int = 262_144
    passes: int = 3
    lanes: int = 4

    def refuse_excess(self) -> None:
        """``header_refused`` unless a derivation with these stays within the caps."""
        fits = (
            1 <= self.lanes <= MOST_LANES
            and 1 <= self.passes <= MOST_PASSES
            and 8 * self.lanes <= self.memory_kib <= MOST_MEMORY_KIB
        )
        if not fits:
            raise GigWalletError("header_refused", what="kdf")


DEFAULT = KdfParams()
LEAST = KdfParams(memory_kib=65_536, passes=3, lanes=4)  # RFC 9106, second recommended option


def normalised(passphrase: bytearray) -> bytearray:
    """The same passphrase as UTF-8 of its NFC form, so that it does not depend on the keyboard.

    Bytes that are not UTF-8 are taken as they are.
    """
    if passphrase.isascii():
        return bytearray(passphrase)
    try:
        return bytearray(unicodedata.normalize("NFC", passphrase.decode()).encode())
    except UnicodeDecodeError:
        return bytearray(passphrase)


def stretch(passphrase: bytearray, salt: bytes, params: KdfParams) -> Secret:
    """32 bytes from a passphrase. ``not_enough_memory`` where the memory cannot be had."""
    params.refuse_excess()
    text = normalised(passphrase)
    derived = bytearray(KEY_BYTES)
    argon2 = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=params.passes,
        lanes=params.lanes,
        memory_cost=params.memory_kib,
    )
    try:
        # Any buffer is taken; bytes could not be wiped.
        argon2.derive_into(text, derived)  # type: ignore[arg-type]
    except MemoryError as cause:
        raise GigWalletError("not_enough_memory", needed_mib=params.memory_kib // 1024) from cause
    finally:
        wipe(text)
    return Secret(derived)


def expand(material: bytes, salt: bytes, label: str) -> Secret:
    """The key that ``label`` names, 32 bytes, from ``material`` that is already random."""
    derived = bytearray(KEY_BYTES)
    hkdf = HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=salt, info=label.encode("ascii"))
    hkdf.derive_into(material, derived)
    return Secret(derived)


def calibrated(timer: Callable[[], float] = time.perf_counter) -> KdfParams:
    """Parameters that cost 0.5 to 1.0 s of waiting here, never below the floor.

    Memory comes first, since it is what a guesser cannot buy cheaply: as much of the default as is
    there and stays under a second. Only then are passes added. Where the floor takes longer, the
    waiting is longer; where not even its memory is there, ``not_enough_memory``.
    """

    def spent_on(tried: KdfParams) -> float:
        begun = timer()
        stretch(bytearray(b"calibration"), bytes(SALT_BYTES), tried).close()
        return timer() - begun

    # The better of two: another program's busy moment would weaken the vault for good.
    params, spent = LEAST, min(spent_on(LEAST), spent_on(LEAST))
    doublings = (DEFAULT.memory_kib // LEAST.memory_kib).bit_length() - 1
    for factor in (2**power for power in range(doublings, 0, -1)):
        if spent * factor > MOST_SECONDS:
            continue
        # The cost grows only nearly with the memory, and the memory may not be there: try it.
        larger = replace(LEAST, memory_kib=LEAST.memory_kib * factor)
        try:
            measured = spent_on(larger)
        except GigWalletError:
            continue
        if measured <= MOST_SECONDS:
            params, spent = larger, measured
            break
    if spent < LEAST_SECONDS:
        passes = math.ceil(params.passes * LEAST_SECONDS / spent)
        params = replace(params, passes=min(passes, MOST_PASSES))
    return params
