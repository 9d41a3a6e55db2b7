"""What was kept, in one sentence, and where to go from here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gigwallet.domain.payout import Payout
from gigwallet.domain.shift import Shift
from gigwallet.domain.statement import Statement
from gigwallet.domain.tally import Tally
from gigwallet.gui.widgets import Button, Glyph, Label
from gigwallet.words import _, distance, duration, moment, money, ngettext, number, period


def kept_words(record: Tally | Statement | Payout | Shift) -> str:
    """The record in one line, as a person would say it."""
    match record:
        case Tally():
            return ": ".join((period(record.period), ", ".join(_counts(record))))
        case Statement():
            sum_ = record.net if record.net is not None else record.gross
            return f"{period(record.period)}: {money(sum_) if sum_ is not None else ''}"
        case Payout():
            return f"{moment(record.at)}: {money(record.amount)}"
        case Shift():
            length = record.ended_at.utc - record.started_at.utc if record.ended_at else None
            return f"{moment(record.started_at)}: {duration(length) if length else ''}"


def _counts(tally: Tally) -> list[str]:
    said = []
    if tally.orders is not None:
        said.append(
            ngettext("{n} order", "{n} orders", tally.orders).format(n=number(tally.orders))
        )
    if tally.distance_m is not None:
        said.append(distance(tally.distance_m))
    if tally.worked is not None:
        said.append(duration(tally.worked))
    return said


class Kept(QWidget):
    """Shown after something was kept."""

    another = Signal()
    onward = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: Callable[[], str] = str
        self._known = False
        self._title = Label(role="heading", wrap=True, parent=self)
        self._note = Label(role="muted", wrap=True, parent=self)
        self._another = Button(icon="plus", action=self.another.emit, parent=self)
        self._onward = Button(icon="scale", role="primary", action=self.onward.emit, parent=self)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Glyph("circle-check", "good", 28, self), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self._onward)
        buttons.addWidget(self._another)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(self._note)
        column.addLayout(buttons)
        column.addStretch(1)

    def say(self, words: Callable[[], str], known: bool) -> None:
        """``words`` is called again when the language changes."""
        self._words, self._known = words, known
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(self._words())
        self._note.setText(
            _("This was in the vault before, so nothing was added.")
            if self._known
            else _("It is in the vault, marked as typed by you.")
        )
        self._another.setText(_("Type in something else"))
        self._onward.setText(_("Open the pay check"))
