"""Runs pure functions on untrusted bytes in another process, with bounded memory and time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Cancelled
from gigwallet.host.isolated_process import Died, IsolatedProcess

R = TypeVar("R")

MEMORY_BYTES = 1536 * 1024 * 1024


class SameProcess:
    """No isolation at all: for tests of what is run, never for files of a person."""

    def run(
        self,
        function: Callable[..., R],
        *arguments: Any,  # Any: the arguments of whatever function is run
        seconds: float = 60.0,
    ) -> R:
        return function(*arguments)

    def stream(
        self,
        function: Callable[..., Iterator[R]],
        *arguments: Any,  # Any: as of ``run``
        seconds: float = 60.0,
        on_beat: Callable[[int], None] | None = None,
    ) -> Generator[R, None, None]:
        def beat(done: int = 0, _seconds: float | None = None) -> None:
            if on_beat is not None:
                on_beat(done)

        yield from function(beat, *arguments)

    def interrupt(self) -> None:
        """What runs in this process cannot be ended."""


class WorkerProcess:
    """Implements ``domain.ports.Isolation``: a started process is used again for the next file.

    The process is spawned, so it inherits no key; what it hands back may only be plain values.
    It may be called from several threads; each running call has a process of its own. ``behind``:
    everything else on the machine goes before its processes, so the ``seconds`` of a run are those
    in which they work, and not those in which they wait for their turn.
    """

    def __init__(self, memory_bytes: int = MEMORY_BYTES, *, behind: bool = False) -> None:
        self._memory_bytes = memory_bytes
        self._behind = behind
        self._idle: list[IsolatedProcess] = []
        self._running: set[IsolatedProcess] = set()
        self._interrupts = 0
        self._lock = threading.Lock()

    def run(
        self,
        function: Callable[..., R],
        *arguments: Any,  # Any: the arguments of whatever function is run, pickled
        seconds: float = 60.0,
    ) -> R:
        """``GigWalletError`` as ``function`` raised it; ``file_unreadable`` where the process died,
        took too long, or failed in a way that is not a refusal (``cause`` names the place);
        ``Cancelled`` where ``interrupt`` ended it."""
        with self._hired() as worker:
            answer: R = worker.ask(function, arguments, seconds)
        return answer

    def stream(
        self,
        function: Callable[..., Iterator[R]],
        *arguments: Any,  # Any: as of ``run``
        seconds: float = 60.0,
        on_beat: Callable[[int], None] | None = None,
    ) -> Generator[R, None, None]:
        """What ``function(beat, *arguments)`` yields, as it is yielded: the process waits while
        nobody takes the next one, so nothing piles up. ``seconds`` is for each of them.

        ``function`` may call ``beat(done, seconds)`` while it works on the next one: it begins its
        time anew (``done`` reaches ``on_beat``). Refusals are those of ``run``. Whoever stops
        taking ends the process.
        """
        with self._hired() as worker:
            yield from worker.stream(function, arguments, seconds, on_beat)

    @contextmanager
    def _hired(self) -> Iterator[IsolatedProcess]:
        """A process for one call. It is kept for the next one only after an answer or a refusal."""
        with self._lock:
            worker = self._idle.pop() if self._idle else None
            interrupts = self._interrupts
        if worker is None or not worker.alive:
            worker = IsolatedProcess(self._memory_bytes, behind=self._behind)
        with self._lock:
            self._running.add(worker)
            if interrupts != self._interrupts:  # while the process was started
                worker.interrupt()
        try:
            yield worker
        except Died as death:
            worker.end()
            if worker.interrupted:
                raise Cancelled from death
            raise GigWalletError("file_unreadable", name="", cause=str(death)) from death
        except GigWalletError:
            self._keep(worker)
            raise
        except BaseException:
            worker.end()
            raise
        finally:
            with self._lock:
                self._running.discard(worker)
        self._keep(worker)

    def interrupt(self) -> None:
        """Also ends the process that waits for the next file: it may remember the last one."""
        with self._lock:
            self._interrupts += 1
            for worker in self._running:
                worker.interrupt()
        self.close()

    def _keep(self, worker: IsolatedProcess) -> None:
        with self._lock:
            if not self._idle:
                self._idle.append(worker)
                return
        worker.end()

    def close(self) -> None:
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.end()
