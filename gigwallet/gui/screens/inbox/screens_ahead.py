"""Pictures of a preview, read one after the other while the person looks at the other files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gigwallet.app.screens.look_at_picture import look_at_picture
from gigwallet.domain.screen import ScreenReading
from gigwallet.gui.background import Lane, Ticket
from gigwallet.gui.shell import ShellContext

MOST_READ_AHEAD = 12


class ScreensAhead(QObject):
    """Only the first pictures of many: all are read once they are stored. `stop` before the page
    turns; what was begun then says nothing any more."""

    found = Signal(str, object)  # the file's name, ScreenReading

    def __init__(self, context: ShellContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._waiting: list[Path] = []
        self._ticket: Ticket | None = None

    def begin(self, pictures: Sequence[Path]) -> None:
        self.stop()
        self._waiting = list(pictures[:MOST_READ_AHEAD])
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
        path = self._waiting.pop(0)
        ticket = self._context.run(
            lambda _job: look_at_picture(wallet, path),
            lambda reading: self._tell(ticket, path, reading),
            lane=Lane.READING,
        )
        self._ticket = ticket

    def _tell(self, ticket: Ticket, path: Path, reading: ScreenReading | None) -> None:
        if ticket is not self._ticket:
            return
        if reading is not None:
            self.found.emit(path.name, reading)
        self._next()
