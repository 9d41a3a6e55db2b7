"""The card of the table as a whole: what a line is, for whom, and how it is written."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from gigwallet.app.intake.map_table import Proposal
from gigwallet.domain.taught import Meaning, RowMeaning
from gigwallet.gui.screens.explain_table import styles
from gigwallet.gui.widgets import Card
from gigwallet.gui.widgets.choice import ChoiceBox
from gigwallet.gui.widgets.form import Field
from gigwallet.words import _

_COLUMNS = 3
_PAYOUTS = frozenset({RowMeaning.PAYOUT_RECEIVED.value, RowMeaning.PAYOUT_STATED.value})


# A way of writing is told only by columns that were recognised as written so.
_TOLD_BY = {
    "day_order": frozenset({"day", "moment"}),
    "decimal": frozenset({"amount", "number"}),
}


class FactsCard(Card):
    """What the table itself does not tell begins without an answer: two ways of writing a day are
    never chosen between by the program."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._open: frozenset[str] = frozenset()
        self._options: dict[str, Callable[[], styles.Options]] = {
            "rows": styles.rows,
            "decimal": styles.decimals,
            "day_order": styles.day_orders,
            "distance": styles.distances,
            "duration": styles.durations,
            "signs": styles.signs,
        }
        self._choices = {name: ChoiceBox(self) for name in self._options}
        self.name, self.platform, self.currency = (QLineEdit(self) for _n in range(3))
        self.currency.setMaxLength(3)
        self.currency.setMaximumWidth(120)
        editors: dict[str, QWidget] = {
            "name": self.name,
            "rows": self._choices["rows"],
            "platform": self.platform,
            "currency": self.currency,
            **{name: self._choices[name] for name in self._options if name != "rows"},
        }
        self.fields = {name: Field(editor, self) for name, editor in editors.items()}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(14)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self.body.addLayout(self._grid)
        self._lay_out(frozenset(self.fields))
        for box in self._choices.values():
            box.chosen.connect(lambda _key: self.changed.emit())
        for line in (self.name, self.platform, self.currency):
            line.textEdited.connect(lambda _text: self.changed.emit())

    def retranslate(self) -> None:
        self.set_heading(_("What kind of table is it?"))
        words = {
            "name": (_("Name of this kind of table"), _("Files like it are read by themselves.")),
            "rows": (_("One line of it is"), ""),
            "platform": (_("Platform or firm"), ""),
            "currency": (_("Currency"), _("Three letters, such as CNY or EUR")),
            "decimal": (_("Numbers are written like"), ""),
            "day_order": (_("Days are written like"), ""),
            "distance": (_("Distances are in"), ""),
            "duration": (_("Times of work are in"), ""),
            "signs": (_("Minus signs"), ""),
        }
        for name, (label, hint) in words.items():
            self.fields[name].say(label, hint)
        for name in self._options:
            self._fill(name)

    def show_proposal(self, proposal: Proposal, name: str, platform: str, currency: str) -> None:
        """``platform`` and ``currency`` are the person's own, where the file names none."""
        draft = proposal.profile
        self._open = _open(proposal)
        self.name.setText(name)
        self.platform.setText(draft.platform or platform)
        signs = next((each.choices for each in proposal.questions if each.what == "currency"), ())
        self.currency.setText(
            draft.currency or (currency if not signs or currency in signs else "")
        )
        for each in self._options:
            self._fill(each)
            guessed = "" if each in self._open else str(getattr(draft, each))
            self._choices[each].choose(guessed)

    def said(self) -> dict[str, str]:
        """The answers, by the field of the profile; an open question is an empty text."""
        answers = {name: str(box.key() or "") for name, box in self._choices.items()}
        answers["platform"] = self.platform.text().strip()
        answers["currency"] = self.currency.text().strip().upper()
        return answers

    def open_questions(self) -> tuple[str, ...]:
        """The fields that still need an answer, of those that are shown."""
        said = self.said()
        return tuple(
            name
            for name, field in self.fields.items()
            if name != "name" and not field.isHidden() and not said[name]
        )

    @property
    def is_payout(self) -> bool:
        return self._choices["rows"].key() in _PAYOUTS

    def show_only_what_matters(self, has: Callable[[Meaning], bool]) -> None:
        """``has`` tells whether a column of that meaning is read."""
        needs = {
            "decimal": has(Meaning.MONEY) or has(Meaning.DISTANCE) or has(Meaning.DURATION),
            "currency": has(Meaning.MONEY),
            "day_order": any(
                has(each)
                for each in (Meaning.DAY, Meaning.MOMENT, Meaning.LAST_DAY, Meaning.END_MOMENT)
            ),
            "distance": has(Meaning.DISTANCE),
            "duration": has(Meaning.DURATION),
            "signs": has(Meaning.MONEY) and "signs" in self._open,
            "platform": not has(Meaning.PLATFORM),
        }
        self._lay_out(frozenset(name for name in self.fields if needs.get(name, True)))

    def _lay_out(self, shown: frozenset[str]) -> None:
        """Without gaps, and with the editors of a row beside one another."""
        for field in self.fields.values():
            self._grid.removeWidget(field)
        bottom = Qt.AlignmentFlag.AlignBottom
        for place, name in enumerate(name for name in self.fields if name in shown):
            self._grid.addWidget(self.fields[name], place // _COLUMNS, place % _COLUMNS, bottom)
        for name, field in self.fields.items():
            field.setVisible(name in shown)

    def _fill(self, name: str) -> None:
        options = self._options[name]()
        if name in self._open:
            options = [("", _("Please choose")), *options]
        self._choices[name].set_options(options)


def _open(proposal: Proposal) -> frozenset[str]:
    """What the file leaves open: the questions, and defaults that no recognised column backs."""
    kinds = {each.kind for each in proposal.columns if each.meaning is not None}
    unbacked = {name for name, telling in _TOLD_BY.items() if not telling & kinds}
    return frozenset(each.what for each in proposal.questions if each.needed) | unbacked
