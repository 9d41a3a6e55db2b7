"""Sleep and session lock as Windows tells them, by messages to a window. Untested on a machine."""

from __future__ import annotations

import ctypes
from ctypes import wintypes

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject
from PySide6.QtGui import QWindow

from gigwallet.gui.shell.power import SystemEvents

_WM_POWERBROADCAST = 0x0218
_PBT_APMSUSPEND = 0x0004
_WM_WTSSESSION_CHANGE = 0x02B1
# Taken away from the console or from a remote desktop, logged off, locked.
_SESSION_LEFT = frozenset({0x2, 0x4, 0x6, 0x7})
_NOTIFY_FOR_THIS_SESSION = 0


class _Filter(QAbstractNativeEventFilter):
    def __init__(self, events: WindowsEvents) -> None:
        super().__init__()
        self._events = events

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> object:
        if QByteArray(kind).data() == b"windows_generic_MSG":
            said = wintypes.MSG.from_address(int(message))
            suspends = said.message == _WM_POWERBROADCAST and said.wParam == _PBT_APMSUSPEND
            left = said.message == _WM_WTSSESSION_CHANGE and said.wParam in _SESSION_LEFT
            if suspends or left:
                self._events.leaving.emit()
        return False


class WindowsEvents(SystemEvents):
    """Windows gives a program about two seconds at a suspend, which closing a vault needs less of;
    there is nothing to hold it up with."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._filter = _Filter(self)
        # A window of its own, never shown: Windows sends session changes to a handle that asked.
        self._ear = QWindow()
        QCoreApplication.instance().installNativeEventFilter(self._filter)  # type: ignore[union-attr]  # made before any window
        wts = ctypes.WinDLL("wtsapi32")  # type: ignore[attr-defined,unused-ignore]  # Windows only
        wts.WTSRegisterSessionNotification.argtypes = [wintypes.HWND, wintypes.DWORD]
        wts.WTSRegisterSessionNotification(int(self._ear.winId()), _NOTIFY_FOR_THIS_SESSION)
