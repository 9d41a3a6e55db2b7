"""A rider's day to be killed: imports and shifts, each told only when it is stored."""

from __future__ import annotations

import random
import sys
from pathlib import Path

from gigwallet.app.intake.import_files import import_files
from gigwallet.app.records import keep_shift
from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.job import Job
from gigwallet.host.isolation import SameProcess
from tests.app import people

LINES = 30


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def bill(number: int) -> bytes:
    """A bill of ``LINES`` wages that no other bill has, between private spending."""
    lines = []
    for each in range(LINES):
        at = f"2025-08-{each % 28 + 1:02} {number // 60 % 24:02}:{number % 60:02}:{each:02}"
        unique = f"4{number:012}{each:06}"
        lines.append(people.bill_line(at, "美团众包", f"{each + 1}.00", number=unique))
        lines.append(people.bill_line(at, people.SPENDING, "9.99", out=True, number=f"5{unique}"))
    return people.bill(*lines)


def _import(wallet: Wallet, folder: Path, number: int) -> None:
    file = people.put(folder, f"bill {number}.csv", bill(number))
    outcome = import_files(wallet, [file], Job(), payers=frozenset({"美团众包"}))
    (stored,) = outcome.files
    if stored.error is not None:
        raise stored.error
    say("imported", number, stored.added.payouts)


def _shift(wallet: Wallet, dice: random.Random) -> None:
    status = keep_shift.status(wallet)
    if status.open is None:
        engagement = wallet.vault.engagements.all()[0].id
        say("started", keep_shift.start(wallet, engagement).id)
    elif dice.random() < 0.5:
        keep_shift.end(wallet)
        say("ended", status.open.id)
    elif status.on_break:
        say("started", keep_shift.resume(wallet).id)
    else:
        say("started", keep_shift.pause(wallet).id)


def main(folder: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  it picks what to do next
    around = Surroundings(isolation=SameProcess())
    wallet = open_vault(folder, passphrase=bytearray(people.PASSPHRASE), around=around)
    number = dice.randrange(10**9)
    say("ready")
    while True:
        if dice.random() < 0.5:
            number += 1
            _import(wallet, folder.parent, number)
        else:
            _shift(wallet, dice)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
