"""The first question: what do you want to write down?"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gigwallet.gui.widgets import Glyph, Label
from gigwallet.words import N_, _


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind of thing to type in; texts are translated when they are shown."""

    title: str
    hint: str
    icon: str


CHOICES = {
    "tally": Choice(
        N_("Orders, km, hours"),
        N_("How much you worked in a month, a week or a day, such as 922 orders in July."),
        "list-checks",
    ),
    "statement": Choice(
        N_("A pay slip"),
        N_("Gross, each deduction with its words, net. You see at once whether it adds up."),
        "receipt",
    ),
    "payout": Choice(
        N_("Money that arrived"),
        N_("A payment in your wallet or bank that no file of yours shows."),
        "banknote",
    ),
    "shift": Choice(N_("A shift"), N_("When you began and ended work on a past day."), "clock"),
    "engagement": Choice(
        N_("For whom you work"),
        N_("Platform, city, and the firms that your contract and your money come from."),
        "user",
    ),
}


class ChoiceCard(QFrame):
    """A card that is a button."""

    pressed = Signal()

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "card")
        self.setProperty("clickable", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._title = Label(role="heading", wrap=True, parent=self)
        self._hint = Label(role="muted", wrap=True, parent=self)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._hint)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 16, 18, 14)
        row.setSpacing(14)
        row.addWidget(Glyph(icon, "accent", 24, self), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def say(self, title: str, hint: str) -> None:
        self._title.setText(title)
        self._hint.setText(hint)
        self.setAccessibleName(title)
        self.setAccessibleDescription(hint)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
            return
        super().keyPressEvent(event)


class Choices(QWidget):
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = {what: ChoiceCard(choice.icon, self) for what, choice in CHOICES.items()}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(14)
        for place, (what, card) in enumerate(self.cards.items()):
            grid.addWidget(card, place // 2, place % 2)
            card.pressed.connect(lambda what=what: self.chosen.emit(what))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(CHOICES), 1)

    def retranslate(self) -> None:
        for what, choice in CHOICES.items():
            self.cards[what].say(_(choice.title), _(choice.hint))
