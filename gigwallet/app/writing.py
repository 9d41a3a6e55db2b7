"""Documents are written in the process that is kept apart; its limits are told from mistakes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.ports import Isolation

R = TypeVar("R")

# How a process ends that reached its time or its memory, or was ended by the system.
_LIMITS = ("time", "MemoryError", "EOFError", "BrokenPipeError", "ConnectionResetError", "OSError")


def written_apart(
    isolation: Isolation,
    function: Callable[..., R],
    *arguments: Any,  # Any: the arguments of whatever function is run, pickled
    seconds: float,
) -> R:
    """As ``isolation.run``. Here nothing foreign is named: what cannot be written is too large
    (``document_too_large``), and what fails otherwise is a mistake of the program."""
    with _judged():
        return isolation.run(function, *arguments, seconds=seconds)


def streamed_apart(
    isolation: Isolation,
    function: Callable[..., Iterator[R]],
    *arguments: Any,  # Any: as of ``written_apart``
    seconds: float,
) -> Iterator[R]:
    """As ``isolation.stream``, with the refusals of ``written_apart``."""
    with _judged():
        yield from isolation.stream(function, *arguments, seconds=seconds)


@contextmanager
def _judged() -> Iterator[None]:
    try:
        yield
    except GigWalletError as refusal:
        if refusal.code != "file_unreadable":
            raise
        cause = str(refusal.facts.get("cause", ""))
        if cause.startswith(_LIMITS):
            raise GigWalletError("document_too_large") from refusal
        raise RuntimeError(cause) from refusal
