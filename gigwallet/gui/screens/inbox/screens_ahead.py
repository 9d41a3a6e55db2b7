"""Pictures of a preview, read one after the other while the person looks at the other files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gigwallet.app.screens.look_at_picture import look_at_picture, told_together
from gigwallet.domain.job import Job
from gigwallet.domain.screen import ScreenReading
from gigwallet.gui.background import Lane, Ticket
from gigwallet.gui.shell import ShellContext

MOST_READ_AHEAD = 12

Looked = dict[Path, ScreenReading]


class ScreensAhead(QObject):
    """Only the first pictures of many: all are read once they are stored. `stop` before the page
    turns; what was begun then says nothing any more."""

    found = Signal(object)  # dict[Path, ScreenReading]: what is known of all that was read

    def __init__(self, context: ShellContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._waiting: list[Path] = []
        self._looked: dict[Path, ScreenReading] = {}
        self._ticket: Ticket | None = None

    def begin(self, pictures: Sequence[Path]) -> None:
        self.stop()
        self._waiting = list(pictures[:MOST_READ_AHEAD])
        self._looked = {}
        self._next()

    def stop(self) -> None:
        self._waiting = []
        if self._ticket is not None:
            self._ticket.cancel()
        self._ticket = None

    def _next(self) -> None:
        wallet = self._context.wallet
        if not self._waiting or wallet is None:
            self._ticket = None
            return
        path, before = self._waiting.pop(0), self._looked

        def look(_job: Job) -> tuple[Looked, Looked]:
            reading = look_at_picture(wallet, path)
            looked = before if reading is None else {**before, path: reading}
            return looked, told_together(wallet, looked)

        ticket = self._context.run(look, lambda seen: self._tell(ticket, *seen), lane=Lane.READING)
        self._ticket = ticket

    def _tell(self, ticket: Ticket, looked: Looked, told: Looked) -> None:
        if ticket is not self._ticket:
            return
        self._looked = looked
        self.found.emit(told)
        self._next()
