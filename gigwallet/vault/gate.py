"""Who of this process writes next: one at a time, and whoever is long at it sees who waits."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator

_MOMENT_S = 0.001


class Gate:
    """Shared by the connections of one process that write to one database. SQLite alone would let
    them try again and again, and the one that never rests would get in each time."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._counting = threading.Lock()
        self._waiting = 0

    @contextlib.contextmanager
    def passage(self) -> Iterator[None]:
        """Nobody else writes meanwhile. A passage within a passage of the same thread is one."""
        if not self._lock.acquire(blocking=False):
            self._count(1)
            try:
                self._lock.acquire()
            finally:
                self._count(-1)
        try:
            yield
        finally:
            self._lock.release()

    @property
    def wanted(self) -> bool:
        """Whether somebody waits. It costs nothing to ask."""
        return self._waiting > 0

    def let_pass(self) -> None:
        """Returns when those who waited have got in. For who stands outside and comes again."""
        while self._waiting:
            time.sleep(_MOMENT_S)

    def _count(self, more: int) -> None:
        with self._counting:
            self._waiting += more
