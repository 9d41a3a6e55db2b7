"""What a rider would hand over: every byte of it, and who could still recognise them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from gigwallet.app.summaries.contribute_summary import Contribution
from gigwallet.gui.widgets import Button, Card, Field, Label
from gigwallet.words import _, number
from gigwallet.words.refusals import explain

_SIDE = 400


class Contribute(QWidget):
    """Asks for the name of a campaign and shows what the file would hold."""

    asked = Signal(str)  # the name of the campaign

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contribution: Contribution | None = None
        self._campaign = QLineEdit(self)
        self._field = Field(self._campaign, self)
        self._show = Button(icon="eye", action=self._ask, parent=self)
        self._who = Card(parent=self)
        self._left_out = Card(parent=self)
        self._bytes = QPlainTextEdit(self)
        self._bytes.setReadOnly(True)
        self._bytes.setProperty("role", "code")
        self._bytes.setTabChangesFocus(True)
        self._bytes_label = Label(role="label", parent=self)
        self._lay_out()
        self._campaign.returnPressed.connect(self._ask)

    @property
    def contribution(self) -> Contribution | None:
        return self._contribution

    def retranslate(self) -> None:
        self._field.say(
            _("Name of the campaign"),
            _("The organiser tells it. It ties your file to this campaign and to no other."),
        )
        self._show.setText(_("Show what would be in the file"))
        self._who.set_heading(_("Who could still recognise you"))
        self._left_out.set_heading(_("What is left out"))
        self._bytes.setAccessibleName(_("Every byte of the file"))
        self._paint()

    def show_contribution(self, contribution: Contribution | None) -> None:
        self._contribution = contribution
        self._field.set_error("")
        self._paint()

    def show_error(self, sentence: str) -> None:
        self.show_contribution(None)
        self._field.set_error(sentence)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        side = QWidget(self)
        side.setFixedWidth(_SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._field)
        line = QHBoxLayout()
        line.addWidget(self._show)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self._who)
        column.addWidget(self._left_out)
        column.addStretch(1)
        row.addWidget(side)
        shown = QVBoxLayout()
        shown.setSpacing(8)
        shown.addWidget(self._bytes_label)
        shown.addWidget(self._bytes, 1)
        row.addLayout(shown, 1)

    def _ask(self) -> None:
        self.asked.emit(self._campaign.text().strip())

    def _paint(self) -> None:
        made = self._contribution
        self._bytes.setPlainText(made.text if made else "")
        self._bytes_label.setText(
            _("The whole file, {count} bytes. Nothing else leaves.").format(
                count=number(len(made.data))
            )
            if made
            else _("Nothing is written before you have seen it here.")
        )
        self._who.show_sentences([explain(step) for step in made.recognisable] if made else [])
        self._left_out.show_sentences([explain(step) for step in made.left_out] if made else [])
