"""Keeps this process's memory out of core dumps and away from other processes, where it can."""

from __future__ import annotations

import contextlib
import ctypes
import sys

_PR_SET_DUMPABLE = 4
_PT_DENY_ATTACH = 31
_NO_BOXES = 0x0001 | 0x0002 | 0x8000  # SEM: fail critical errors, no GP fault box, no open file box
_REPORT_WITHOUT_HEAP = 0x0001


def harden() -> None:
    """Best effort: a system that has none of this is no reason not to start.

    Worker processes call it as well: what a program is started as (`exec`) may be dumped again.
    """
    if sys.platform == "win32":
        _harden_windows()
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError, AttributeError):
        if sys.platform == "linux":
            # No core, and no other process of the same user reads our memory or attaches to us.
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        elif sys.platform == "darwin":
            ctypes.CDLL(None).ptrace(_PT_DENY_ATTACH, 0, None, 0)


def _harden_windows() -> None:
    """Untested on a machine: a crash is reported without the heap, and no box waits with it open.

    The process keeps the access rights that Windows gives it. KeePassXC takes them away from its
    own user; our worker processes have to duplicate handles of this one, and that right gives away
    all others.
    """
    if sys.platform != "win32":
        return
    with contextlib.suppress(OSError, AttributeError):
        ctypes.windll.kernel32.SetErrorMode(_NO_BOXES)
        ctypes.windll.kernel32.WerSetFlags(_REPORT_WITHOUT_HEAP)
