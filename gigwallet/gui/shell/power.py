"""Hears from the system when the machine is about to sleep or somebody locks the session.

Linux tells it over D-Bus (power_linux), Windows by messages (power_windows). macOS tells Qt
nothing: there, as everywhere, it is seen afterwards that the machine slept, and the vault is
locked at waking up, before anybody can look.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

_LOOK_EVERY_MS = 5_000
_SLEPT_S = 30.0


class SystemEvents(QObject):
    """`leaving`: lock now. What a platform does not tell is never emitted."""

    leaving = Signal()

    def vault_is_open(self, is_open: bool) -> None:
        """Where the platform allows it, sleep waits until the vault is closed."""


class SleepSeen(SystemEvents):
    """Sees that the machine slept: time went on while the counter of this process stood still.

    A clock that is set forward by hand looks the same; to lock then harms nobody.
    """

    def __init__(
        self,
        parent: QObject | None = None,
        wall: Callable[[], float] = time.time,
        counter: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._wall, self._counter = wall, counter
        self._before = wall() - counter()
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        now = self._wall() - self._counter()
        slept = now - self._before > _SLEPT_S
        self._before = now
        if slept:
            self.leaving.emit()


def watched(parent: QObject) -> list[SystemEvents]:
    """Everything that can be heard on this machine."""
    heard: list[SystemEvents] = [SleepSeen(parent)]
    if sys.platform == "linux":
        from gigwallet.gui.shell.power_linux import LinuxEvents, session_bus, system_bus

        heard.append(LinuxEvents(system_bus(), session_bus(), parent))
    elif sys.platform == "win32":
        from gigwallet.gui.shell.power_windows import WindowsEvents

        heard.append(WindowsEvents(parent))
    return heard
