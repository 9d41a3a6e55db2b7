"""The letter that goes into the evidence PDF: none, or one of those there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from gigwallet.app.letters.shelf import KnownLetter
from gigwallet.domain.step import Step
from gigwallet.gui.widgets import Button, Card, Label
from gigwallet.gui.widgets.choice import ChoiceBox
from gigwallet.words import _, ngettext, number
from gigwallet.words.refusals import explain

# More reasons than these are counted instead of named: the letters screen names them all.
_MOST_NAMED = 2


class LetterCard(Card):
    chosen = Signal(str)  # ``cn/pay_shortfall``, empty for none; by the person
    write = Signal(str)  # this one, on the letters screen

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.which = ChoiceBox(self)
        # Long names do not widen the column.
        self.which.setSizeAdjustPolicy(
            ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.which.setMinimumContentsLength(10)
        self.about = Label(role="muted", wrap=True, parent=self)
        self.blocked = Label(tone="warn", wrap=True, parent=self)
        self.words = Button(icon="pencil", action=self._write, parent=self)
        for widget in (self.which, self.about, self.blocked):
            self.body.addWidget(widget)
        self.body.addWidget(self.words, 0, Qt.AlignmentFlag.AlignLeft)
        self.which.chosen.connect(lambda key: self.chosen.emit(str(key)))

    def retranslate(self) -> None:
        self.set_heading(_("Letter in the file"))
        self.which.setAccessibleName(_("Letter in the file"))

    def show_letters(
        self, letters: Sequence[KnownLetter], letter: str, blockers: Sequence[Step], put_in: bool
    ) -> None:
        """``letter`` is the chosen one; ``put_in`` where it is in the file, else ``blockers`` say
        why not, or it is being written."""
        self.which.set_options([("", _("None")), *((each.id, each.called) for each in letters)])
        self.which.choose(letter)
        said = {each.id: each.about for each in letters}.get(letter, "")
        if put_in:
            said = _("It is in the file, and its figures lead to the computations there.")
        self.about.setText(said)
        self.about.setVisible(bool(said))
        self.blocked.setText("\n".join(_told(blockers)))
        self.blocked.setVisible(bool(blockers))
        self.words.setText(_("Fill it in...") if blockers else _("Change its words..."))
        self.words.setVisible(bool(letter))

    def _write(self) -> None:
        self.write.emit(str(self.which.key()))


def _told(blockers: Sequence[Step]) -> list[str]:
    if not blockers:
        return []
    said = [explain(each) for each in blockers]
    if len(said) > _MOST_NAMED:
        said = [
            ngettext(
                "{count} thing is missing in it.", "{count} things are missing in it.", len(said)
            ).format(count=number(len(said)))
        ]
    return [_("It is not in the file yet."), *said]
