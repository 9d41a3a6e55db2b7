"""Ports: what the inner layers ask of the outer ones."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from datetime import datetime
from typing import Any, Protocol, TypeVar

R = TypeVar("R")


class Clock(Protocol):
    """Where "now" comes from; tests and the demo pass their own."""

    def now(self) -> datetime:
        """Aware, UTC."""
        ...


class Beat(Protocol):
    """A sign of life of what runs in another process: ``done`` in whatever it counts; ``seconds``
    where its next step may take longer than others."""

    def __call__(self, done: int = 0, seconds: float | None = None) -> None: ...


class Isolation(Protocol):
    """Runs a pure function on untrusted bytes in another process.

    No key and no network reach it; memory and time are bounded. A dead or late process is
    ``GigWalletError("file_unreadable")``.
    """

    def run(
        self,
        function: Callable[..., R],
        *arguments: Any,  # Any: the arguments of whatever function is run, pickled
        seconds: float = 60.0,
    ) -> R: ...

    def stream(
        self,
        function: Callable[..., Iterator[R]],
        *arguments: Any,  # Any: as of ``run``
        seconds: float = 60.0,
        on_beat: Callable[[int], None] | None = None,
    ) -> Generator[R, None, None]:
        """What ``function(beat, *arguments)`` yields there, one at a time and never ahead of who
        takes them. ``seconds`` is for each; ``beat(done, seconds)``, called in the function,
        begins them anew, and ``done`` reaches ``on_beat``, which hears it again and again while
        nothing comes. Whoever stops before the end closes it:
        that ends the process."""
        ...

    def interrupt(self) -> None:
        """End every running call from another thread, with its process: ``Cancelled``."""
        ...


class SecretStore(Protocol):
    """A place of the operating system that keeps a secret under a name.

    Each call may refuse: ``keyring_unavailable`` (there is no store that is trusted),
    ``keyring_blocked`` (it is locked, or did not answer in time).
    """

    def name(self) -> str:
        """What people call it."""
        ...

    def get(self, slot_id: str) -> bytearray | None: ...

    def put(self, slot_id: str, secret: bytes) -> None: ...

    def remove(self, slot_id: str) -> None: ...
