"""Imports in many steps, with shifts between them, to be killed: at a moment, or at a commit.

``gigwallet`` steps aside after each handful of rows here, as it does after a second of them.
"""

from __future__ import annotations

import os
import random
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from gigwallet.app.intake import import_worker
from gigwallet.app.intake.import_files import import_files
from gigwallet.app.records import keep_shift
from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.job import Cancelled, Job
from gigwallet.domain.recorded import EngagementId
from gigwallet.host.isolation import SameProcess
from gigwallet.vault import bringing_in, clearing
from gigwallet.vault.connection import Connection
from tests.app import people
from tests.faults._day_child import bill, say

ROWS_AT_ONCE = 7
ENTRIES_AT_ONCE = 9


def _step_often() -> None:
    import_worker._ROWS_AT_ONCE = ROWS_AT_ONCE
    bringing_in.LONGEST_S = -1.0
    clearing._AT_ONCE = ENTRIES_AT_ONCE


def _import(wallet: Wallet, folder: Path, number: int, job: Job) -> None:
    file = people.put(folder, f"bill {number}.csv", bill(number))
    (stored,) = import_files(wallet, [file], job, payers=frozenset({"美团众包"})).files
    if stored.error is not None:
        raise stored.error
    say("imported", number, stored.added.payouts)


def _shifts(wallet: Wallet, engagement: EngagementId) -> None:
    while True:
        status = keep_shift.status(wallet)
        if status.open is None:
            say("started", keep_shift.start(wallet, engagement).id)
        else:
            keep_shift.end(wallet)
            say("ended", status.open.id)


def _end_at_commit(number: int, before: bool) -> None:
    """The process ends right before, or right after, its commit of that number."""
    write = Connection.write
    left = number

    def counted(self: Connection, sql: str, values: Any = ()) -> None:  # Any: as ``write`` has it
        nonlocal left
        left -= sql == "COMMIT"
        if left == 0 and before:
            os._exit(9)
        write(self, sql, values)
        if left == 0:
            os._exit(9)

    Connection.write = counted  # type: ignore[method-assign]  # that is what this child is for


def main(folder: Path, seed: int, commit: int, before: bool) -> None:
    dice = random.Random(seed)  # noqa: S311  it picks what to do next
    around = Surroundings(isolation=SameProcess())
    wallet = open_vault(folder, passphrase=bytearray(people.PASSPHRASE), around=around)
    engagement = wallet.vault.engagements.all()[0].id
    _step_often()
    number = dice.randrange(10**9)
    say("ready")
    if commit:
        _end_at_commit(commit, before)
    else:
        threading.Thread(target=_shifts, args=(wallet, engagement), daemon=True).start()
    while True:
        number += 1
        job = _CancelledSoon(dice.randrange(2, 20)) if dice.random() < 0.4 else Job()
        with suppress(Cancelled):
            _import(wallet, folder.parent, number, job)


class _CancelledSoon(Job):
    """A person changes their mind somewhere: while it is read, or between two of its steps."""

    def __init__(self, looks: int) -> None:
        super().__init__()
        self._left = looks

    def checkpoint(self) -> None:
        self._left -= 1
        if self._left <= 0:
            raise Cancelled


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4] == "before")
