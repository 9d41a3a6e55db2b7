"""Looks for garbage in the window's thread alone.

Python looks for cycles in whichever thread happens to allocate. What the window drops is full of
them, and a lane that finds a widget's wrapper frees it while the window's thread, which let go of
the interpreter to destroy the same widget, has just taken its address: the program dies in
`Shiboken::BindingManager::releaseWrapper`. A timer that is freed in a lane cannot be stopped there,
and Qt dies at its next look for timers that are due.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1_000
# A full look walks the whole heap. It takes at most this part of the time.
_SHARE_OF_FULL = 0.02


class Collector(QObject):
    """From its making to the end of the program nothing but its own timer collects."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._full_from = 0.0
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect_due)
        self._timer.start(_EVERY_MS)

    def collect_due(self) -> None:
        """What Python itself would have looked through by now, by its own thresholds."""
        counts, most = gc.get_count(), gc.get_threshold()
        begun = time.monotonic()
        if counts[2] > most[2] and begun >= self._full_from:
            gc.collect()
            ended = time.monotonic()
            self._full_from = ended + (ended - begun) / _SHARE_OF_FULL
        elif counts[1] > most[1]:
            gc.collect(1)
        elif counts[0] > most[0]:
            gc.collect(0)
