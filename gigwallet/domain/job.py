"""A job: how long work reports progress and notices that it should stop."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

T = TypeVar("T")


class Cancelled(Exception):  # noqa: N818  it is an event, not an error
    """Raised at a checkpoint after the person cancelled; nothing has been stored."""


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` (None: not known); ``what`` is a stable code for the present step,
    ``item`` the name of what is in hand, of which ``permille`` are done."""

    done: int
    total: int | None
    what: str = ""
    item: str = ""
    permille: int = 0


class Job:
    """Passed into long work. ``on_progress`` is called at most once per ``every`` watched items."""

    def __init__(
        self, on_progress: Callable[[Progress], None] | None = None, every: int = 200
    ) -> None:
        self._on_progress = on_progress
        self._every = every
        self._cancel = threading.Event()
        self._reported = Progress(0, None)

    def cancel(self) -> None:
        """Ask the work to stop at its next checkpoint. Safe from any thread."""
        self._cancel.set()

    @property
    def cancelled(self) -> bool:
        return self._cancel.is_set()

    def checkpoint(self) -> None:
        if self._cancel.is_set():
            raise Cancelled

    def report(self, done: int, total: int | None = None, what: str = "", item: str = "") -> None:
        self._report(Progress(done, total, what, item))

    def within(self, part: int, whole: int) -> None:
        """``part`` of the ``whole`` of the item that was reported last is done; nothing is told
        where none was."""
        self.checkpoint()
        if whole and self._reported.total:
            permille = min(part * 1000 // whole, 1000)
            self._report(replace(self._reported, permille=permille))

    def _report(self, progress: Progress) -> None:
        self.checkpoint()
        self._reported = progress
        if self._on_progress is not None:
            self._on_progress(progress)

    def watch(self, items: Iterable[T], total: int | None = None, what: str = "") -> Iterator[T]:
        """The same items, with a checkpoint at each and a report now and then."""
        done = 0
        for done, item in enumerate(items, start=1):
            self.checkpoint()
            yield item
            if done % self._every == 0:
                self.report(done, total, what)
        self.report(done, total if total is not None else done, what)
