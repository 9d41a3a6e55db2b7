"""Functions that behave as a parser might on a hostile file."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Money
from gigwallet.domain.ports import Beat


def where(minor: int) -> tuple[Money, int]:
    return Money(minor, "CNY"), os.getpid()


def pid() -> int:
    return os.getpid()


def refuse() -> None:
    raise GigWalletError("archive_torn", name="a.zip")


def die(_: str) -> None:
    os._exit(9)


def eat_memory(_: str) -> int:
    return len(bytearray(8 * 1024**3))


def fail(_: str) -> None:
    raise ValueError("secret content of a file")


def write_a_file(name: str) -> None:
    Path(name).write_bytes(b"secret")


def loop() -> None:
    while True:
        pass


def environment() -> tuple[str, ...]:
    return tuple(os.environ)


def count_to(_beat: Beat, end: int) -> Iterator[tuple[int, float, bytes]]:
    """Each with the time at which it was made, and larger than what a pipe holds."""
    for number in range(end):
        yield number, time.monotonic(), bytes(1_000_000)


def refuse_after(_beat: Beat, items: int) -> Iterator[int]:
    yield from range(items)
    refuse()


def die_after(_beat: Beat, items: int) -> Iterator[int]:
    yield from range(items)
    die("")


def hang_after(_beat: Beat, items: int) -> Iterator[int]:
    yield from range(items)
    loop()


def work_long(beat: Beat, steps: int, each: float) -> Iterator[str]:
    """Busy for ``each`` seconds a step, with a sign of life after each."""
    for step in range(steps):
        until = time.monotonic() + each
        while time.monotonic() < until:
            pass
        beat(step + 1)
    yield "done"


def take_longer(beat: Beat, seconds: float) -> Iterator[str]:
    beat(0, seconds + 30)
    time.sleep(seconds)
    yield "done"


def rest(seconds: float) -> str:
    """Does nothing for so long."""
    threading.Event().wait(seconds)
    return "rested"
