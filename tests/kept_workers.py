"""Readers that outlive the vault of a test: starting one costs more than most tests do.

The program ends its readers whenever a vault is locked, also those that wait, because they may
remember the last file. Here nothing is worth forgetting; what is running still is ended.
"""

from __future__ import annotations

from functools import cache

from gigwallet.app.wallet import Surroundings
from gigwallet.domain.ports import Clock
from gigwallet.host.isolation import WorkerProcess


class KeptWorkers(WorkerProcess):
    def interrupt(self) -> None:
        with self._lock:
            idle, self._idle = self._idle, []
        super().interrupt()
        with self._lock:
            self._idle += idle


@cache
def _readers() -> KeptWorkers:
    return KeptWorkers()


@cache
def _readers_behind() -> KeptWorkers:
    return KeptWorkers(behind=True)


def surroundings(clock: Clock) -> Surroundings:
    return Surroundings(clock=clock, isolation=_readers(), aside=_readers_behind())
