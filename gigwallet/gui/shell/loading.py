"""Loads what draws PDFs and reads pictures behind the window: on its own thread it would stall."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

from gigwallet.gui.background import Lane, Ticket
from gigwallet.gui.shell.context import ShellContext

_REST_MS = 1_500  # after a vault was opened: first comes what the person looks at


class Loading(QObject):
    """``modules`` are loaded a while after ``begin``, or at once for who waits for some of them."""

    def __init__(self, context: ShellContext, modules: Sequence[str]) -> None:
        super().__init__(context)
        self._context = context
        self._modules = tuple(modules)
        self._ticket: Ticket | None = None
        self._then: Callable[[], object] | None = None
        self._soon = QTimer(self, singleShot=True, interval=_REST_MS)
        self._soon.timeout.connect(self._load)

    def begin(self) -> None:
        """Another vault was opened: what was begun for the former one is told to nobody."""
        self._ticket = None
        self._soon.start()

    def ready(self, needs: Sequence[str]) -> bool:
        """Whether all of them are there. While some are being loaded nobody knows which are whole,
        and who asked for one would wait for it on this thread."""
        return not needs or (self._ticket is None and all(each in sys.modules for each in needs))

    def then(self, ready: Callable[[], object]) -> None:
        """Call it once everything is loaded; only the last one who waits is called."""
        self._then = ready
        self._load()

    def forget(self) -> None:
        """Whoever waited went somewhere else, or the vault was closed."""
        self._then = None

    def _load(self) -> None:
        self._soon.stop()
        if self._ticket is None:
            ticket = self._ticket = self._context.background.start(
                lambda job: _load(self._modules, job.checkpoint), Lane.CPU
            )
            ticket.crashed.connect(self._context.crashed)
            ticket.succeeded.connect(lambda _nothing: self._loaded(ticket))
            ticket.ended.connect(lambda: self._end(ticket))

    def _loaded(self, ticket: Ticket) -> None:
        self._end(ticket)
        then, self._then = self._then, None
        if then is not None:
            then()

    def _end(self, ticket: Ticket) -> None:
        if ticket is self._ticket:
            self._ticket = None


def _load(modules: Sequence[str], checkpoint: Callable[[], None]) -> None:
    for name in modules:
        checkpoint()
        importlib.import_module(name)
