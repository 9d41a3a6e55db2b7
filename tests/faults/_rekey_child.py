"""Gives a vault new keys, and is killed: at a moment of the parent's, or by itself at a step.

Steps are counted over every touch of the disk and every part of a full rekey, before and after it,
so that each place between two of them can be died in.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from gigwallet.domain.errors import GigWalletError
from gigwallet.vault import Vault
from gigwallet.vault.connection import Connection, Journal
from gigwallet.vault.disk import Disk
from gigwallet.vault.keys import rekeying
from tests.faults._vault_child import PASSPHRASES, RealClock, say

NEVER = 1_000_000
_PARTS = ("store_header", "log_head_now", "_enter", "_verify", "_finish", "_unlink", "_sweep")


class Steps:
    """Counts down to the step that is died in."""

    def __init__(self, left: int) -> None:
        self.left = left
        self.counting = False

    def take(self) -> None:
        if not self.counting:
            return
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, work: Callable[..., Any]) -> Callable[..., Any]:
        def stepped(*arguments: Any, **named: Any) -> Any:
            self.take()
            done = work(*arguments, **named)
            self.take()
            return done

        return stepped


class SteppedDisk(Disk):
    def __init__(self, steps: Steps) -> None:
        super().__init__()
        self._steps = steps

    def create_file(self, path: Path, pieces: Iterable[bytes]) -> None:
        self._steps.take()
        super().create_file(path, pieces)

    def sync_file(self, path: Path) -> None:
        self._steps.take()
        super().sync_file(path)

    def replace(self, new: Path, path: Path) -> None:
        self._steps.take()
        super().replace(new, path)
        self._steps.take()

    def remove(self, path: Path) -> None:
        self._steps.take()
        super().remove(path)


def _watch(steps: Steps) -> None:
    for name in _PARTS:
        setattr(rekeying, name, steps.around(getattr(rekeying, name)))
    Connection.rekey = steps.around(Connection.rekey)  # type: ignore[method-assign]


def open_with_either(folder: Path, disk: Disk, journal: Journal) -> tuple[Vault, int]:
    """The vault and which of the two passphrases opened it."""
    for which in (0, 1):
        try:
            secret = bytearray(PASSPHRASES[which])
            opened = Vault.open(folder, RealClock(), passphrase=secret, disk=disk, journal=journal)
            return opened, which
        except GigWalletError as refusal:
            if refusal.code != "wrong_passphrase" or which:
                raise
    raise AssertionError("the second one opens or raises")


def main(folder: Path, what: str, at: int, journal: Journal) -> None:
    steps = Steps(at)
    _watch(steps)
    steps.counting = what == "open"
    say("ready")
    begun = time.monotonic()
    vault, which = open_with_either(folder, SteppedDisk(steps), journal)
    if what == "rekey":
        steps.counting = True
        done = vault.rekey(bytearray(PASSPHRASES[1 - which]), "rider")
        say("rekeyed", f"{1 - which}:{done.recovery_code}")
    steps.counting = False
    say("took", time.monotonic() - begun)
    say("steps", NEVER - steps.left)
    vault.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), Journal(sys.argv[4]))
