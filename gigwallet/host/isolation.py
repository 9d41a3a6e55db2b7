"""Runs pure functions on untrusted bytes in another process, with bounded memory and time."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Cancelled
from gigwallet.host import plain_values
from gigwallet.host.hardening import harden

R = TypeVar("R")

MEMORY_BYTES = 1536 * 1024 * 1024
_ANSWER_BYTES = 1024 * 1024 * 1024


class SameProcess:
    """No isolation at all: for tests of what is run, never for files of a person."""

    def run(
        self,
        function: Callable[..., R],
        *arguments: Any,  # Any: the arguments of whatever function is run
        seconds: float = 60.0,
    ) -> R:
        return function(*arguments)

    def interrupt(self) -> None:
        """What runs in this process cannot be ended."""


class WorkerProcess:
    """Implements ``domain.ports.Isolation``: a started process is used again for the next file.

    The process is spawned, so it inherits no key; what it hands back may only be plain values.
    It may be called from several threads; each running call has a process of its own.
    """

    def __init__(self, memory_bytes: int = MEMORY_BYTES) -> None:
        self._memory_bytes = memory_bytes
        self._idle: list[_Worker] = []
        self._running: set[_Worker] = set()
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
        with self._lock:
            worker = self._idle.pop() if self._idle else None
            interrupts = self._interrupts
        if worker is None or not worker.alive:
            worker = _Worker(self._memory_bytes)
        with self._lock:
            self._running.add(worker)
            if interrupts != self._interrupts:  # while the process was started
                worker.interrupt()
        try:
            answer: R = worker.ask(function, arguments, seconds)
        except _Died as death:
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
        return answer

    def interrupt(self) -> None:
        """Also ends the process that waits for the next file: it may remember the last one."""
        with self._lock:
            self._interrupts += 1
            for worker in self._running:
                worker.interrupt()
        self.close()

    def _keep(self, worker: _Worker) -> None:
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


class _Died(Exception):  # noqa: N818  it is an event of the other process
    """The other process gave no answer that can be used."""


class _Worker:
    def __init__(self, memory_bytes: int) -> None:
        self.interrupted = False
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(
            target=_serve, args=(theirs, memory_bytes), daemon=True, name="gigwallet-reader"
        )
        self._process.start()
        theirs.close()

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    def ask(self, function: Callable[..., Any], arguments: tuple[Any, ...], seconds: float) -> Any:
        # Any: the answer of whatever function is run
        question = pickle.dumps((function, arguments, seconds))
        try:
            self._connection.send_bytes(question)
            if not self._connection.poll(seconds):
                raise _Died("time")
            said = plain_values.loads(self._connection.recv_bytes(_ANSWER_BYTES))
        except (OSError, EOFError, pickle.UnpicklingError, MemoryError) as cause:
            raise _Died(type(cause).__name__) from cause
        kind, *rest = said
        if kind == "answer":
            return rest[0]
        if kind == "refused":
            code, facts = rest
            raise GigWalletError(str(code), **facts)
        raise _Died(str(rest[0]))

    def interrupt(self) -> None:
        """Called in another thread than ``ask``, which then finds the line dead."""
        self.interrupted = True
        self._process.kill()

    def end(self) -> None:
        self._connection.close()
        self._process.kill()
        self._process.join()


def _serve(connection: Connection, memory_bytes: int) -> None:
    """The life of the other process: one question after the other until the pipe closes."""
    _keep_quiet()
    harden()  # it holds a person's files
    _limit(memory_bytes)
    while True:
        try:
            question = connection.recv_bytes()
        except (EOFError, OSError):
            return
        with _LastWords(connection):
            function, arguments, seconds = pickle.loads(question)  # noqa: S301  from our parent
            _limit_time(seconds)
            try:
                reply: tuple[Any, ...] = ("answer", function(*arguments))  # Any: plain values
            except GigWalletError as refusal:
                reply = ("refused", refusal.code, refusal.facts)
            connection.send_bytes(pickle.dumps(reply))


class _LastWords:
    """What is no refusal ends the process; it says where it happened, and no content."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, _: object, trace: TracebackType | None
    ) -> None:
        if kind is None:
            return
        frames = traceback.extract_tb(trace)
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
        self._connection.send_bytes(pickle.dumps(("failed", f"{kind.__name__} {place}")))
        os._exit(1)


def _keep_quiet() -> None:
    """Nothing that a parser prints about a file may reach a terminal or a log."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in [name for name in os.environ if name.startswith("GIGWALLET_")]:
        del os.environ[name]
    sys.dont_write_bytecode = True
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)


def _limit(memory_bytes: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # It answers through its pipe; it has no file to write.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))


def _limit_time(seconds: float) -> None:
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))
