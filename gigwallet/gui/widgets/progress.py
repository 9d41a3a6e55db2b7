"""Progress of one piece of background work, with a way to stop it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gigwallet.domain.job import Progress
from gigwallet.gui.background import Ticket
from gigwallet.gui.widgets.buttons import Button
from gigwallet.gui.widgets.text import Label, isolated
from gigwallet.words import _, number

_SLOW_MS = 400


class ProgressStrip(QFrame):
    """Follows a ticket while it runs and hides when it ended."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "card")
        self._ticket: Ticket | None = None
        self._what = ""
        self._stopping = False
        self._steps: dict[str, str] = {}
        self._waits: tuple[Ticket, str] | None = None
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._slow.timeout.connect(self._follow_waiting)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 10, 10)
        row.setSpacing(14)
        column = QVBoxLayout()
        column.setSpacing(6)
        self._words = Label(parent=self)
        # The name of a file may be longer than the page is wide.
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        column.addWidget(self._words)
        column.addWidget(self._bar)
        row.addLayout(column, 1)
        self._cancel = Button(icon="x", role="plain", action=self._stop, parent=self)
        row.addWidget(self._cancel)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        self._cancel.setText(_("Cancel"))

    def follow(self, ticket: Ticket, what: str, steps: Mapping[str, str] | None = None) -> None:
        """Show `what` (a sentence) with the progress of this ticket, and behind it the words
        that `steps` has for the step that the work reports."""
        self._ticket = ticket
        self._what = what
        self._steps = dict(steps or {})
        self._words.setText(what)
        self._bar.setAccessibleName(what)
        self._bar.setRange(0, 0)
        self._stopping = False
        self._cancel.setEnabled(True)
        ticket.progressed.connect(self._advance)
        ticket.ended.connect(self._end)
        self.show()

    def follow_when_slow(self, ticket: Ticket, what: str) -> None:
        """As ``follow``, once the work has taken its time: a strip that flashes by says nothing.
        Of several that were begun one after another, the last."""
        self._waits = (ticket, what)
        self._slow.start()

    def _follow_waiting(self) -> None:
        waits, self._waits = self._waits, None
        if waits is not None and not waits[0].over:
            self.follow(*waits)

    def _advance(self, progress: Progress) -> None:
        if self.sender() is not self._ticket or self._stopping:
            return
        if progress.total:
            self._bar.setRange(0, 1000)
            done = progress.done * 1000 + progress.permille
            self._bar.setValue(min(1000, done // progress.total))
            counted = _("{done} of {total}").format(
                done=number(progress.done), total=number(progress.total)
            )
        else:
            self._bar.setRange(0, 0)
            counted = number(progress.done) if progress.done else ""
        step = self._steps.get(progress.what)
        words = f"{self._what}: {step}" if step else self._what
        parts = (f"{words}  {counted}".rstrip(), isolated(progress.item) if progress.item else "")
        self._words.setText("  \N{MIDDLE DOT}  ".join(part for part in parts if part))

    def _stop(self) -> None:
        if self._ticket is not None:
            self._stopping = True
            self._cancel.setEnabled(False)
            self._ticket.cancel()
            # Work stops between two of its steps, and reading one page may take seconds.
            self._words.setText(_("{what}: stopping").format(what=self._what))

    def _end(self) -> None:
        if self.sender() is self._ticket:
            self._ticket = None
            self.hide()
