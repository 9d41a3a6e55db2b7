"""The card of the columns: each with what stands in it, and the choice of what it is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gigwallet.app.intake.map_table import Proposal, ProposedColumn
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.taught import ColumnUse, Meaning
from gigwallet.gui.widgets import GridCard, Label, isolated, shortened
from gigwallet.gui.widgets.choice import ChoiceBox
from gigwallet.words import _
from gigwallet.words.labels import label

_SAMPLES = 3
_LONGEST_SAMPLE = 28


@dataclass(frozen=True, slots=True)
class _Line:
    column: ProposedColumn
    meaning: ChoiceBox
    category: ChoiceBox


class ColumnsCard(GridCard):
    """A column that is not chosen is not read. What an amount is for is asked, never guessed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._advice = Label(role="muted", wrap=True, parent=self)
        self.body.addWidget(self._advice)
        self.place_rows()
        self.lines: list[_Line] = []
        self._asks_category = True

    def retranslate(self) -> None:
        self.set_heading(_("What is in each column?"))
        self._advice.setText(
            _(
                "What is not read stays in the original, and nowhere else. "
                "Leave names of customers out."
            )
        )
        for line in self.lines:
            self._word(line)

    def show_columns(self, proposal: Proposal) -> None:
        grid = self.fresh_rows(8)
        self.lines = []
        for place, column in enumerate(proposal.columns):
            line = self._line(column, proposal)
            self.lines.append(line)
            name = Label(isolated(column.column), role="label", wrap=True, parent=self.rows)
            name.setMinimumWidth(140)
            name.setBuddy(line.meaning)
            seen = Label(_samples(column), role="muted", wrap=True, parent=self.rows)
            grid.addWidget(name, place, 0)
            grid.addWidget(seen, place, 1)
            grid.addWidget(line.meaning, place, 2)
            grid.addWidget(line.category, place, 3)
        self._settle()

    def ask_categories(self, asked: bool) -> None:
        """A payout needs no saying what it is for."""
        self._asks_category = asked
        self._settle()

    def uses(self) -> tuple[ColumnUse, ...]:
        return tuple(
            ColumnUse(
                line.column.column,
                Meaning(line.meaning.key()),
                PayCategory(line.category.key())
                if self._has_category(line) and line.category.key()
                else None,
            )
            for line in self.lines
            if line.meaning.key()
        )

    def has(self, meaning: Meaning) -> bool:
        return any(line.meaning.key() == meaning.value for line in self.lines)

    def _line(self, column: ProposedColumn, proposal: Proposal) -> _Line:
        line = _Line(column, ChoiceBox(self.rows), ChoiceBox(self.rows))
        self._word(line)
        line.meaning.choose(column.meaning.value if column.meaning else "")
        line.category.choose(column.category.value if column.category else "")
        for box in (line.meaning, line.category):
            box.chosen.connect(self._tell)
        return line

    def _word(self, line: _Line) -> None:
        line.meaning.set_options(
            [("", _("Not read")), *((each.value, label(each)) for each in Meaning)]
        )
        line.category.set_options(
            [("", _("What for?")), *((each.value, label(each)) for each in PayCategory)]
        )
        name = line.column.column
        line.meaning.setAccessibleName(_("What {column} holds").format(column=name))
        line.category.setAccessibleName(_("What {column} is for").format(column=name))

    def _tell(self) -> None:
        self._settle()
        self.changed.emit()

    def _has_category(self, line: _Line) -> bool:
        return self._asks_category and line.meaning.key() == Meaning.MONEY.value

    def _settle(self) -> None:
        for line in self.lines:
            line.category.setVisible(self._has_category(line))


def _samples(column: ProposedColumn) -> str:
    """A few cells as they stand; the sums of a table would count twice, so that is said."""
    shown = [shortened(each, _LONGEST_SAMPLE) for each in column.samples[:_SAMPLES]]
    words = " \N{MIDDLE DOT} ".join(isolated(each) for each in shown)
    return f"{words}  ({_('adds up other columns')})" if column.is_sum else words
