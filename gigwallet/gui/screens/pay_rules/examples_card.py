"""The card beside the form: what the rule pays for an order and for a month, as it is typed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gigwallet.gui.screens.pay_rules import examples
from gigwallet.gui.screens.pay_rules.examples import Asked, Examples
from gigwallet.gui.widgets import Card, Glyph, Label, Rule, isolated
from gigwallet.gui.widgets.answers import Answers
from gigwallet.words import _


class ExamplesCard(Card):
    """Distance, time and number of orders can be changed to try the rule on something else."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        usual = Asked()
        self._found: Examples | None = None
        self._why_not = ""
        self.km = self._line("4.7")
        self.time = self._line(f"{usual.hour:02d}:{usual.minute:02d}")
        self.orders = self._line(str(usual.orders))
        self._labels = [Label(role="muted", parent=self) for _n in range(3)]
        row = QHBoxLayout()
        row.setSpacing(8)
        for label, line in zip(self._labels, (self.km, self.time, self.orders), strict=True):
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(label)
            column.addWidget(line)
            row.addLayout(column, 1)
        self.body.addLayout(row)
        self._said = QWidget(self)
        self.body.addWidget(self._said)
        self.body.addStretch(1)

    def retranslate(self) -> None:
        self.set_heading(_("Try it"))
        words = (_("Kilometres"), _("Time"), _("Orders"))
        for label, line, text in zip(
            self._labels, (self.km, self.time, self.orders), words, strict=True
        ):
            label.setText(text)
            line.setAccessibleName(text)
        self._paint()

    def asked(self) -> Asked:
        """What to try; what cannot be read is tried as usual."""
        usual = Asked()
        answers = Answers(
            {"km": self.km.text(), "time": self.time.text(), "orders": self.orders.text()}
        )
        metres, clock, orders = answers.metres("km"), answers.clock("time"), answers.count("orders")
        minutes = int(clock.total_seconds()) // 60 if clock is not None else None
        return Asked(
            usual.metres if metres is None else metres,
            usual.hour if minutes is None else minutes // 60,
            usual.minute if minutes is None else minutes % 60,
            usual.orders if orders is None else orders,
        )

    def show_examples(self, found: Examples) -> None:
        self._found, self._why_not = found, ""
        self._paint()

    def say_why_not(self, sentence: str) -> None:
        """There is no rule to try yet, and why."""
        self._found, self._why_not = None, sentence
        self._paint()

    @property
    def sentences(self) -> list[str]:
        """What is said at the moment."""
        return [label.text() for label in self._said.findChildren(Label)]

    def _paint(self) -> None:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        found = self._found
        if found is None:
            column.addWidget(Label(self._why_not, role="muted", wrap=True, parent=page))
        else:
            if found.illustrative:
                words = _("Only an example: it can be tried, but no letter comes from it.")
                column.addWidget(Label(words, tone="warn", wrap=True, parent=page))
            for sentence, expected in (
                (examples.order_sentence(found), found.order),
                (examples.month_sentence(found), found.month),
            ):
                said = Label(sentence, role="label", wrap=True, parent=page)
                said.make_copyable()
                column.addWidget(said)
                for words in examples.reasons(expected):
                    column.addWidget(Label(isolated(words), role="muted", wrap=True, parent=page))
            if found.cliffs:
                column.addWidget(Rule(page))
            for cliff in found.cliffs:
                row = QHBoxLayout()
                row.setSpacing(8)
                row.addWidget(Glyph("triangle-alert", "warn", 18, page))
                sentence = examples.cliff_sentence(cliff)
                row.addWidget(Label(sentence, tone="warn", wrap=True, parent=page), 1)
                column.addLayout(row)
        column.addStretch(1)
        self.body.replaceWidget(self._said, page)
        self._said.hide()
        self._said.deleteLater()
        self._said = page

    def _line(self, text: str) -> QLineEdit:
        line = QLineEdit(text, self)
        line.textChanged.connect(lambda _text: self.changed.emit())
        return line
