"""What the person makes of an item: dispute it, accept it, not be sure; and the figure chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gigwallet.domain.pay_decision import Opinion
from gigwallet.domain.reconciled import Discrepancy
from gigwallet.gui.widgets import Button, Label
from gigwallet.gui.widgets.answers import money_of
from gigwallet.gui.widgets.choice import ChoiceBox
from gigwallet.words import _, money


def can_be_said(item: Discrepancy) -> bool:
    """Whether there is a difference to have an opinion on."""
    return item.amount.minor > 0 or item.high.minor > 0


class OpinionEdit(QWidget):
    """``said`` gives the opinion, and the figure that is claimed or None."""

    said = Signal(object, object)

    def __init__(self, item: Discrepancy, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item = item
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.choice = ChoiceBox(self)
        self.choice.set_options(_choices())
        self.choice.choose(item.opinion)
        self.choice.setAccessibleName(_("What do you say?"))
        column.addWidget(self.choice)
        self.meaning = Label(_meaning(item), role="muted", wrap=True, parent=self)
        column.addWidget(self.meaning)
        self.claim = QLineEdit(self)
        self.keep = Button(_("Claim this figure"), action=self._claim, parent=self)
        self.wrong = Label("", tone="bad", wrap=True, parent=self)
        self.wrong.hide()
        column.addWidget(self._range())
        column.addWidget(self.wrong)
        self.choice.chosen.connect(lambda opinion: self.said.emit(opinion, None))

    def _range(self) -> QWidget:
        """Only where the figure lies between bounds, and only for what is disputed."""
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        least, most = self._item.bounds
        self.claim.setText(str(self._item.claimed.amount))
        self.claim.setAccessibleName(
            _("Figure to claim, between {least} and {most}").format(
                least=money(least), most=money(most)
            )
        )
        self.claim.returnPressed.connect(self._claim)
        line.addWidget(self.claim, 1)
        line.addWidget(self.keep)
        row.setVisible(self._item.opinion is Opinion.DISPUTED and least < most)
        return row

    def _claim(self) -> None:
        least, most = self._item.bounds
        chosen = money_of(self.claim.text(), least.currency)
        if chosen is None or not least <= chosen <= most:
            self.wrong.setText(
                _(
                    "Choose an amount between {least} and {most}: more has nothing behind it."
                ).format(least=money(least), most=money(most))
            )
            self.wrong.show()
            return
        self.said.emit(Opinion.DISPUTED, chosen)


def _choices() -> list[tuple[Opinion, str]]:
    return [
        (Opinion.OPEN, _("I have not decided")),
        (Opinion.DISPUTED, _("I dispute it")),
        (Opinion.UNSURE, _("I am not sure")),
        (Opinion.ACCEPTED, _("I accept it")),
    ]


def _meaning(item: Discrepancy) -> str:
    if item.outdated:
        return _(
            "What you said was about another difference: new documents changed it. "
            "Say it once more."
        )
    return {
        Opinion.OPEN: _("Counted with its lowest figure, until you say something else."),
        Opinion.DISPUTED: _("You claim {claimed} here.").format(claimed=money(item.claimed)),
        Opinion.UNSURE: _("Counted nowhere and in no letter, until you are sure."),
        Opinion.ACCEPTED: _("Left at that: counted nowhere and in no letter."),
    }[item.opinion]
