"""The canary for Qt's Python binding: docs/decisions/0001-qt-version.md tells why it sings."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

_EMITS = 200

# From Python 3.12 on True lives for ever: counts from here upwards mean nothing, and stay there.
_IMMORTAL = 2**32 - 1


class _Bell(QObject):
    rang = Signal(bool)


def _emissions(bell: _Bell) -> Iterator[int]:
    for _ in range(_EMITS):
        bell.rang.emit(True)
        yield sys.getrefcount(True)


def test_emitting_a_signal_loses_no_reference() -> None:
    bell = _Bell()
    heard: list[bool] = []
    bell.rang.connect(heard.append)
    before = sys.getrefcount(True)

    after = list(_emissions(bell))[-1]

    # On 6.12.0 with Python 3.11 the count falls by one at each emit, until the interpreter aborts.
    assert len(heard) == _EMITS
    assert after >= min(before - 5, _IMMORTAL)
