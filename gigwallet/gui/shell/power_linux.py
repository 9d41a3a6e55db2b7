"""Sleep and session lock as Linux tells them: logind on the system bus, screen savers on the other.

Signals are taken from the owner of the named service only, so no other program of the session can
send them. A lock of any session counts: to lock once too often harms nobody.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
    QDBusVariant,
)

from gigwallet.gui.shell.power import SystemEvents

_LOGIND = "org.freedesktop.login1"
_LOGIND_PATH = "/org/freedesktop/login1"
_MANAGER = "org.freedesktop.login1.Manager"
_SESSION = "org.freedesktop.login1.Session"
_PROPERTIES = "org.freedesktop.DBus.Properties"
# Desktops that tell it on the session bus; each under the name of its own service.
_SCREEN_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)


def system_bus() -> QDBusConnection:
    return QDBusConnection.systemBus()


def session_bus() -> QDBusConnection:
    return QDBusConnection.sessionBus()


class LinuxEvents(SystemEvents):
    """While a vault is open it holds a delay lock of logind: sleep waits until the vault is closed,
    a few seconds at most, and the person notices nothing."""

    def __init__(
        self, system: QDBusConnection, session: QDBusConnection, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._system = system
        self._open = False
        self._delay: int | None = None  # the descriptor that holds sleep up
        self._calls: set[QDBusPendingCallWatcher] = set()
        if system.isConnected():
            self._hear(system, _LOGIND, _MANAGER, "PrepareForSleep", "_sleeps(bool)")
            self._hear(system, _LOGIND, _SESSION, "Lock", "_locks()")
            # Most desktops lock the screen without being told by logind, and tell it this way.
            self._hear(system, _LOGIND, _PROPERTIES, "PropertiesChanged", "_changes(QDBusMessage)")
        if session.isConnected():
            for name in _SCREEN_SAVERS:
                self._hear(session, name, name, "ActiveChanged", "_saves(bool)")

    def vault_is_open(self, is_open: bool) -> None:
        self._open = is_open
        if is_open:
            self._hold_sleep_up()
        else:
            self._let_sleep()

    @property
    def holds_sleep_up(self) -> bool:
        return self._delay is not None

    def _hear(
        self, bus: QDBusConnection, service: str, interface: str, signal: str, slot: str
    ) -> None:
        bus.connect(service, "", interface, signal, self, SLOT(slot))  # type: ignore[call-overload]  # SLOT gives what it takes

    @Slot(bool)
    def _sleeps(self, begins: bool) -> None:
        if begins:
            self.leaving.emit()
            if not self._open:
                self._let_sleep()
        elif self._open:
            self._hold_sleep_up()

    @Slot()
    def _locks(self) -> None:
        self.leaving.emit()

    @Slot(bool)
    def _saves(self, active: bool) -> None:
        if active:
            self.leaving.emit()

    @Slot(QDBusMessage)
    def _changes(self, message: QDBusMessage) -> None:
        """The signal's own values are in a form that cannot be read here, so they are asked for."""
        if message.arguments()[:1] != [_SESSION]:
            return
        ask = QDBusMessage.createMethodCall(_LOGIND, message.path(), _PROPERTIES, "Get")
        ask.setArguments([_SESSION, "LockedHint"])
        self._call(ask, self._told_locked)

    def _told_locked(self, answer: QDBusMessage) -> None:
        values = [v.variant() if isinstance(v, QDBusVariant) else v for v in answer.arguments()]
        if values == [True]:
            self.leaving.emit()

    def _hold_sleep_up(self) -> None:
        if self._delay is not None or not self._system.isConnected():
            return
        ask = QDBusMessage.createMethodCall(_LOGIND, _LOGIND_PATH, _MANAGER, "Inhibit")
        # What is written here can be read by everybody on this machine.
        ask.setArguments(["sleep", "GigWallet", "Lock before sleep", "delay"])
        self._call(ask, self._holds)

    def _holds(self, answer: QDBusMessage) -> None:
        held = next(iter(answer.arguments()), None)
        if isinstance(held, QDBusUnixFileDescriptor) and held.isValid():
            self._let_sleep()
            self._delay = held.takeFileDescriptor()
            if not self._open:  # closed again while logind was asked
                self._let_sleep()

    def _let_sleep(self) -> None:
        held, self._delay = self._delay, None
        if held is not None:
            with contextlib.suppress(OSError):
                os.close(held)

    def _call(self, ask: QDBusMessage, then: Callable[[QDBusMessage], object]) -> None:
        watcher = QDBusPendingCallWatcher(self._system.asyncCall(ask), self)
        self._calls.add(watcher)
        watcher.finished.connect(lambda done: self._answered(done, then))

    def _answered(
        self, watcher: QDBusPendingCallWatcher, then: Callable[[QDBusMessage], object]
    ) -> None:
        self._calls.discard(watcher)
        answer, failed = watcher.reply(), watcher.isError()
        watcher.deleteLater()
        if not failed:  # a machine without logind, or a sandbox that forbids to ask it
            then(answer)
