"""Hands out, piece by piece, what a function writes into a stream; only a few pieces are held."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator
from queue import Queue
from typing import BinaryIO, cast

_PIECE = 1024 * 1024
_WAITING = 3


class _Stopped(Exception):  # noqa: N818  it is an event: nobody takes pieces any more
    pass


class _Sink(io.RawIOBase):
    """Bytes go out in order; there is no way back in it."""

    def __init__(self, queue: Queue[bytes | BaseException | None]) -> None:
        self._queue = queue
        self._held = bytearray()
        self.stopped = False

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        if self.stopped:
            raise _Stopped
        view = memoryview(cast(bytes, data))
        self._held += view
        if len(self._held) >= _PIECE:
            self.pass_on()
        return view.nbytes

    def pass_on(self) -> None:
        self._queue.put(bytes(self._held))
        self._held.clear()


def pieces(write: Callable[[BinaryIO], None]) -> Iterator[bytes]:
    """The bytes that ``write`` writes, while it writes them in a thread of its own; it waits while
    nobody takes them. What it raises is raised here."""
    queue: Queue[bytes | BaseException | None] = Queue(_WAITING)
    sink = _Sink(queue)

    def run() -> None:
        try:
            write(cast(BinaryIO, sink))
            sink.pass_on()
        except _Stopped:
            return
        except BaseException as failure:  # noqa: BLE001  handed over, not swallowed
            queue.put(failure)
        else:
            queue.put(None)

    writer = threading.Thread(target=run, name="gigwallet-pdf-writer", daemon=True)
    writer.start()
    try:
        while (piece := queue.get()) is not None:
            if isinstance(piece, BaseException):
                raise piece
            yield piece
    finally:
        sink.stopped = True
        while writer.is_alive():
            _drain(queue)
            writer.join(0.01)


def _drain(queue: Queue[bytes | BaseException | None]) -> None:
    while not queue.empty():
        queue.get()
