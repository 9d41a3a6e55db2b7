"""What opening a vault costs beyond Argon2, and what a wrong passphrase tells by its time."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from gigwallet.crypto import kdf
from gigwallet.domain.errors import GigWalletError
from gigwallet.vault import KdfParams, Vault
from tests.benchmarks._measure import Clock, Measure, in_turns
from tests.vault import things

PASSPHRASE = b"bench passphrase"


def unlocking(work: Path, facts: int, times: int, params: KdfParams) -> list[Measure]:
    folder = work / "unlock"
    cost = f"{params.memory_kib // 1024} MiB t{params.passes} p{params.lanes}"
    vault, code = Vault.create(folder, bytearray(PASSPHRASE), Clock(), kdf=params)
    with vault:
        engagement = vault.engagements.add(things.ENGAGEMENT)
        vault.trips.add(things.trips(engagement, facts))

    def argon2() -> None:
        kdf.stretch(bytearray(PASSPHRASE), bytes(16), params).close()

    def right() -> None:
        opened.append(Vault.open(folder, Clock(), passphrase=bytearray(PASSPHRASE)))

    def wrong() -> None:
        try:
            Vault.open(folder, Clock(), passphrase=bytearray(b"wrong"))
        except GigWalletError:
            return

    def recovery() -> None:
        opened.append(Vault.open(folder, Clock(), recovery_code=code))

    def close() -> None:
        while opened:
            opened.pop().close()

    opened: list[Vault] = []
    acts = [argon2, right, close, wrong, recovery, close]
    alone, unlocked, _, refused, recovered, _ = in_turns(
        acts, times, time.process_time, statistics.median
    )
    return [
        Measure(f"Argon2id alone, {cost}", alone * 1000, "ms"),
        Measure("unlock, beyond 1.02 x Argon2", (unlocked - 1.02 * alone) * 1000, "ms", most=20),
        Measure("wrong passphrase to the right one", refused / unlocked, most=1.05),
        Measure("right passphrase to a wrong one", unlocked / refused, most=1.05),
        Measure("open with the recovery code", recovered * 1000, "ms"),
    ]
