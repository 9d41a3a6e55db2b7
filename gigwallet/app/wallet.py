"""An open vault with what its use cases need: it constructs, and decides nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from gigwallet.domain.job import Cancelled
from gigwallet.domain.ports import Clock, Isolation, SecretStore
from gigwallet.domain.step import Step
from gigwallet.host import paths
from gigwallet.host.clock import SystemClock
from gigwallet.host.isolation import WorkerProcess
from gigwallet.host.keyring_store import KeyringStore
from gigwallet.vault import Vault

R = TypeVar("R")


@cache
def _shared_isolation() -> Isolation:
    return WorkerProcess()


@cache
def _shared_aside() -> Isolation:
    return WorkerProcess(behind=True)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The machine around a vault; tests pass their own clock or folder. ``aside`` is for work that
    everything else goes before: its process gives up its priority for good."""

    clock: Clock = field(default_factory=SystemClock)
    isolation: Isolation = field(default_factory=_shared_isolation)
    aside: Isolation = field(default_factory=_shared_aside)
    resources: Path = field(default_factory=paths.resources)
    keyring: SecretStore = field(default_factory=KeyringStore)


@dataclass(frozen=True, slots=True)
class _UntilStopped:
    """The isolation that a wallet works with: a lock must not wait for a process of three minutes,
    nor for the next file of a hundred."""

    isolation: Isolation
    stopped: threading.Event

    def run(
        self,
        function: Callable[..., R],
        *arguments: Any,  # Any: the arguments of whatever function is run, pickled
        seconds: float = 60.0,
    ) -> R:
        if self.stopped.is_set():
            raise Cancelled
        return self.isolation.run(function, *arguments, seconds=seconds)

    def stream(
        self,
        function: Callable[..., Iterator[R]],
        *arguments: Any,  # Any: as of ``run``
        seconds: float = 60.0,
        on_beat: Callable[[int], None] | None = None,
    ) -> Generator[R, None, None]:
        if self.stopped.is_set():
            raise Cancelled
        return self.isolation.stream(function, *arguments, seconds=seconds, on_beat=on_beat)

    def interrupt(self) -> None:
        self.isolation.interrupt()


@dataclass(frozen=True, slots=True)
class Wallet:
    """What every use case takes first. Close it, or use it in a ``with``."""

    vault: Vault
    around: Surroundings
    warnings: tuple[Step, ...] = ()  # about the folder that the vault lies in
    _stopped: threading.Event = field(default_factory=threading.Event, repr=False, compare=False)

    @property
    def clock(self) -> Clock:
        return self.around.clock

    @property
    def isolation(self) -> Isolation:
        return _UntilStopped(self.around.isolation, self._stopped)

    @property
    def aside(self) -> Isolation:
        return _UntilStopped(self.around.aside, self._stopped)

    @property
    def resources(self) -> Path:
        return self.around.resources

    @property
    def specimen(self) -> bool:
        """True for a demo vault: everything it prints carries SPECIMEN / 样张."""
        return self.vault.specimen

    @property
    def notices(self) -> tuple[Step, ...]:
        """What the person should hear after opening, such as a header taken from its copy."""
        return (*self.vault.notices, *self.warnings)

    def reader(self) -> Wallet:
        """The same vault, read-only, for another thread; close it as well."""
        return Wallet(self.vault.reader(), self.around, _stopped=self._stopped)

    def stop(self) -> None:
        """From another thread: end what runs for this wallet in other processes, and start no more
        there (``Cancelled``). The vault itself stays open until ``close``."""
        self._stopped.set()
        self.around.isolation.interrupt()
        self.around.aside.interrupt()

    def abandon(self) -> None:
        """Before the process ends this very moment: other processes are killed, the keys wiped, and
        nothing is written. What was committed is there at the next opening; the head in the header
        may be behind it."""
        self.stop()
        self.vault.wipe_keys()

    def close(self) -> None:
        self.vault.close()

    def __enter__(self) -> Wallet:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
