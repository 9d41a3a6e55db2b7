"""One process that is spawned to read what is foreign: its line to us, its limits, its life."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Any

from gigwallet.domain.errors import GigWalletError
from gigwallet.host import plain_values
from gigwallet.host.hardening import harden
from gigwallet.host.pulse import Pulse

_ANSWER_BYTES = 1024 * 1024 * 1024
_ITEM_BYTES = 256 * 1024 * 1024
_BEAT_SECONDS = 0.5
_LOOK_SECONDS = 0.05  # between two looks of who waits
_MOST_SECONDS = 1800.0  # however long a process says that its next step takes
_SILENT_SECONDS = 900.0  # in which one that goes behind gets no work done at all: it hangs


class Died(Exception):  # noqa: N818  it is an event of the other process
    """The other process gave no answer that can be used."""


class IsolatedProcess:
    """One spawned process, asked by one thread at a time. The seconds of one that goes ``behind``
    are of its own work: other work may take the machine for as long as it likes, and only a process
    that does nothing for a quarter of an hour is taken for dead."""

    def __init__(self, memory_bytes: int, *, behind: bool = False) -> None:
        self.interrupted = False
        self._behind = behind
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(
            target=_serve,
            args=(theirs, memory_bytes, behind),
            daemon=True,
            name="gigwallet-reader",
        )
        self._process.start()
        theirs.close()

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

    def ask(self, function: Callable[..., Any], arguments: tuple[Any, ...], seconds: float) -> Any:
        # Any: the answer of whatever function is run
        self._question(function, arguments, seconds, streamed=False)
        patience = _SILENT_SECONDS if self._behind else seconds
        while (said := self._heard(patience, _ANSWER_BYTES))[0] == "pulse":
            continue
        return said[1]

    def stream(
        self,
        function: Callable[..., Iterator[Any]],
        arguments: tuple[Any, ...],
        seconds: float,
        on_beat: Callable[[int], None] | None,
    ) -> Iterator[Any]:
        # Any: the items of whatever function is run
        self._question(function, arguments, seconds, streamed=True)
        patience, known = seconds, 0
        while True:
            if on_beat is not None:
                patience = self._waited(patience, on_beat, known)
            kind, *rest = self._heard(patience, _ITEM_BYTES)
            patience = seconds
            if kind == "beat":
                done, wanted = rest
                patience = min(max(float(wanted), seconds), _MOST_SECONDS)
                known = int(done)
                if on_beat is not None:
                    on_beat(known)
            elif kind == "item":
                yield rest[0]
            else:
                return

    def _waited(self, seconds: float, on_beat: Callable[[int], None], known: int) -> float:
        """Until something comes or the time is over, whose rest is returned; whoever takes hears
        meanwhile how far it was."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                if self._connection.poll(min(left, _LOOK_SECONDS)):
                    return left
            except OSError:  # dead or ended: told by who takes the next one
                return left
            on_beat(known)
        return 0.0

    def _question(
        self,
        function: Callable[..., Any],
        arguments: tuple[Any, ...],
        seconds: float,
        *,
        streamed: bool,
    ) -> None:
        try:
            self._connection.send_bytes(pickle.dumps((function, arguments, seconds, streamed)))
        except OSError as cause:
            raise Died(type(cause).__name__) from cause

    def _heard(self, seconds: float, most: int) -> tuple[Any, ...]:
        """The next message, if it is not the last one of a process that failed."""
        try:
            if not self._connection.poll(seconds):
                raise Died("time")
            said = plain_values.loads(self._connection.recv_bytes(most))
            kind = said[0]
        except (OSError, EOFError, pickle.UnpicklingError, MemoryError) as cause:
            raise Died(type(cause).__name__) from cause
        except (TypeError, ValueError, LookupError) as cause:  # values that refuse to be made
            raise Died(type(cause).__name__) from cause
        if kind == "refused":
            raise GigWalletError(str(said[1]), **said[2])
        if kind == "failed":
            raise Died(str(said[1]))
        return tuple(said)

    def interrupt(self) -> None:
        """Called in another thread than ``ask``, which then finds the line dead."""
        self.interrupted = True
        self._process.kill()

    def end(self) -> None:
        if self._connection.closed:
            return
        self._connection.close()
        self._process.kill()
        self._process.join()


def _serve(connection: Connection, memory_bytes: int, behind: bool) -> None:
    """The life of the other process: one question after the other until the pipe closes."""
    _keep_quiet()
    harden()  # it holds a person's files
    _limit(memory_bytes)
    if behind:
        _step_behind()
    speaking = threading.Lock()
    pulse = Pulse(partial(_say_alive, connection, speaking)) if behind else None
    while True:
        try:
            question = connection.recv_bytes()
        except (EOFError, OSError):
            return
        with _LastWords(connection):
            function, arguments, seconds, streamed = pickle.loads(question)  # noqa: S301  from our parent
            _limit_time(seconds)
            if pulse is not None and not streamed:
                pulse.begin(seconds)
            try:
                if streamed:
                    _stream(connection, function, arguments, seconds)
                    reply: tuple[Any, ...] = ("end",)  # Any: plain values
                else:
                    reply = ("answer", function(*arguments))
            except GigWalletError as refusal:
                reply = ("refused", refusal.code, refusal.facts)
            if pulse is not None:
                pulse.end()
            with speaking:
                connection.send_bytes(plain_values.dumps(reply))


def _say_alive(connection: Connection, speaking: threading.Lock) -> None:
    with speaking, suppress(OSError):  # nobody may listen any more
        connection.send_bytes(plain_values.dumps(("pulse",)))


def _stream(
    connection: Connection,
    function: Callable[..., Iterator[Any]],
    arguments: tuple[Any, ...],
    seconds: float,
) -> None:
    # Any: the items of whatever function is run
    told = time.monotonic()

    def beat(done: int = 0, wanted: float | None = None) -> None:
        nonlocal told
        now = time.monotonic()
        if wanted is None and now - told < _BEAT_SECONDS:
            return
        told = now
        longer = min(max(wanted or 0.0, seconds), _MOST_SECONDS)
        connection.send_bytes(plain_values.dumps(("beat", done, longer)))
        _limit_time(longer)

    for item in function(beat, *arguments):
        connection.send_bytes(plain_values.dumps(("item", item)))
        told = time.monotonic()
        _limit_time(seconds)


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
        with suppress(OSError):  # nobody may listen any more
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


def _step_behind() -> None:
    """Whatever else runs on this machine goes first, for as long as this process lives."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), 0x00000040)  # idle
    else:
        os.nice(19)


def _limit(memory_bytes: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # It answers through its pipe; it has no file to write.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if sys.platform == "linux":
        _share_one_heap()
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))


def _share_one_heap() -> None:
    """glibc reserves a heap of its own for each thread, whose unused addresses would count against
    the limit: several hundred MB where pictures are read."""
    import ctypes

    m_arena_max = -8
    with suppress(AttributeError):  # another C library, which has no such heaps
        ctypes.CDLL(None).mallopt(m_arena_max, 1)


def _limit_time(seconds: float) -> None:
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))
