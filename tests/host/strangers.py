"""Functions that behave as a parser might on a hostile file."""

from __future__ import annotations

import os
from pathlib import Path

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Money


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
