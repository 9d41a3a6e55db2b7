"""A writer to be killed: stores batches and says so only after each is committed."""

from __future__ import annotations

import hashlib
import random
import sys
from datetime import UTC, datetime
from pathlib import Path

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.recorded import EngagementId, FactId, HowKnown
from gigwallet.vault import Vault
from tests import cheap_keys
from tests.cheap_keys import CHEAP
from tests.vault import things

BATCH = 20
PASSPHRASES = (b"the first passphrase", b"the second passphrase")


class RealClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


def picture(number: int) -> bytes:
    return hashlib.sha256(str(number).encode()).digest() * 200


def say(*words: object) -> None:
    """Only after it is true: the parent holds the vault to each word."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def open_with_either(folder: Path) -> tuple[Vault, int]:
    """The vault and which of the two passphrases opened it: a kill leaves the old or the new."""
    try:
        return Vault.open(folder, RealClock(), passphrase=bytearray(PASSPHRASES[0])), 0
    except GigWalletError as refusal:
        if refusal.code != "wrong_passphrase":
            raise
        return Vault.open(folder, RealClock(), passphrase=bytearray(PASSPHRASES[1])), 1


def main(folder: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  it picks what to do next
    vault, which = open_with_either(folder)
    engagement: EngagementId = vault.engagements.all()[0].id
    done = vault.trips.count() // BATCH
    last: FactId | None = None
    say("ready")
    while True:
        match dice.randrange(8):
            case 0:
                vault.anchor()
                say("anchored", vault.log.size)
            case 1:
                which = 1 - which
                vault.change_passphrase(bytearray(PASSPHRASES[which]))
                say("rewrapped", which)
            case 2 if last:
                vault.trips.revise(last, things.TRIP, HowKnown.TYPED)
                say("revised", last)
            case _:
                with vault.transaction():
                    data = picture(done)
                    vault.exhibits.add(things.exhibit(data, f"{done}.png"), data)
                    batch = things.trips(engagement, BATCH, done * BATCH)
                    last = vault.trips.add(batch).added[-1]
                done += 1
                say("stored", done)


def make(folder: Path) -> None:
    say("ready")
    with cheap_keys.allowed():
        vault, _ = Vault.create(folder, bytearray(PASSPHRASES[0]), RealClock(), kdf=CHEAP)
    say("made", vault.vault_id)
    vault.close()


if __name__ == "__main__":
    if sys.argv[2] == "make":
        make(Path(sys.argv[1]))
    else:
        main(Path(sys.argv[1]), int(sys.argv[2]))
