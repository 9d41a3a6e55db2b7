"""The pulse of a process that everything else goes before: it beats while it gets to work.

On a busy machine such a process may wait for most of an hour, so that no clock can tell whether it
hangs. What can: how long it has worked, and whether it still does.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable

EVERY_SECONDS = 1.0
# Less than this between two beats is the pulse itself, or a wait that never ends.
_WORK = 0.002


class Pulse:
    """``beat`` is called about every second in which the process worked; a process that worked for
    longer than it was given ends at once (not every system has a limit for that)."""

    def __init__(self, beat: Callable[[], None], every: float = EVERY_SECONDS) -> None:
        self._beat = beat
        self._every = every
        self._most: float | None = None
        self._lock = threading.Lock()
        threading.Thread(target=self._run, name="pulse", daemon=True).start()

    def begin(self, seconds: float) -> None:
        """From now on the process may work for so many seconds."""
        with self._lock:
            self._most = time.process_time() + seconds

    def end(self) -> None:
        """It waits for its next question: no beat comes after this."""
        with self._lock:
            self._most = None

    def _run(self) -> None:
        before = 0.0
        while True:
            time.sleep(self._every)
            used = time.process_time()
            worked = used - time.thread_time()
            with self._lock:
                if self._most is None:
                    continue
                if used > self._most:
                    os._exit(1)
                if worked - before > _WORK:
                    before = worked
                    self._beat()
