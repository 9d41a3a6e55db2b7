"""A bell at each open vault: another process of the same person may ring it and say one word.

The bell's name comes from the vault's id, which anybody with the folder can read; no secret goes
through it. Whoever can reach it (the same user) can do no more than show, lock or end a window.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import threading
import time
from collections.abc import Callable

from gigwallet.host import doorbell_wire as wire

RAISE, LOCK, EXIT = "raise", "lock", "exit"
_WORDS = {word.encode(): word for word in (RAISE, LOCK, EXIT)}

# Called in a thread of the bell: it passes the word on, and may return what is set once the word
# is obeyed.
Heard = Callable[[str], threading.Event | None]

_PATIENCE_S = 1.0  # for a caller to say its word
_WORK_S = 10.0  # for a window to obey
_REST_S = 0.2
_MOST_CALLERS = 8
_DONE = b"done"


class Doorbell:
    """Rings from construction to ``close``. Several windows may hang a bell at one vault.

    ``OSError`` where none can be hung; a vault is as safe without one.
    """

    def __init__(self, vault_id: str, heard: Heard) -> None:
        self._heard = heard
        self._callers = threading.BoundedSemaphore(_MOST_CALLERS)
        self._closed = False
        self._bell = wire.Bell(f"{_name(vault_id)}-{os.getpid()}")
        self._thread = threading.Thread(target=self._listen, daemon=True, name="gigwallet-doorbell")
        self._thread.start()

    def close(self) -> None:
        """No caller is let in any more; those who are in still get their answer."""
        if self._closed:
            return
        self._closed = True
        with contextlib.suppress(OSError):
            wire.call(self._bell.name).close()  # wakes the thread that waits for callers
        self._bell.close()
        self._thread.join(_PATIENCE_S)

    def _listen(self) -> None:
        while not self._closed:
            try:
                caller = self._bell.accept()
            except OSError:
                if self._closed:
                    return
                time.sleep(_REST_S)  # no handle is left: asking again at once would only burn time
                continue
            if self._closed or not self._callers.acquire(blocking=False):
                caller.close()
                continue
            threading.Thread(target=self._answer, args=(caller,), daemon=True).start()

    def _answer(self, caller: wire.Line) -> None:
        """One word, one answer; whatever else is said, and silence, ends the call."""
        try:
            with contextlib.closing(caller), contextlib.suppress(OSError, EOFError):
                word = _WORDS.get(caller.hear(_PATIENCE_S))
                if word is None:
                    return
                obeyed = self._heard(word)
                if obeyed is None or obeyed.wait(_WORK_S):
                    caller.say(_DONE)
        finally:
            self._callers.release()


def ring(vault_id: str, word: str) -> int:
    """Say ``word`` at every bell of a vault; how many windows obeyed."""
    return _ring(_name(vault_id), word)


def ring_all(word: str) -> int:
    """The same at the bells of every vault that this person has open."""
    return _ring("", word)


def _ring(name: str, word: str) -> int:
    try:
        found = wire.bells(name)
    except OSError:
        return 0
    return sum(_rung(each, word) for each in found)


def _rung(name: str, word: str) -> bool:
    try:
        line = wire.call(name)
    except (OSError, EOFError):
        return False
    with contextlib.closing(line):
        try:
            line.say(word.encode())
            answer = line.hear(_PATIENCE_S + _WORK_S)
        except (OSError, EOFError):
            answer = b""
    # A process that obeys "exit" may be gone before it has answered.
    return answer == _DONE or (word == EXIT and not answer)


def _name(vault_id: str) -> str:
    return hashlib.sha256(b"gigwallet doorbell " + vault_id.encode()).hexdigest()[:24]
