"""The card of what is still missing for a pay check, and of the way on when nothing is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gigwallet.domain.step import Step
from gigwallet.gui.widgets import Button, Card, Glyph, Label
from gigwallet.words import _
from gigwallet.words.refusals import explain

# Where a missing thing is added: screen and its arguments.
_WAYS: dict[str, tuple[str, dict[str, object]]] = {
    "missing_engagement": ("type_in", {"what": "engagement"}),
    "missing_work": ("inbox", {}),
    "missing_rule": ("pay_rules", {}),
    "missing_statement": ("inbox", {}),
    "missing_payout": ("inbox", {}),
    "missing_proof_of_rule": ("pay_rules", {}),
    "rule_illustrative": ("pay_rules", {}),
}


class MissingCard(Card):
    """One line per missing thing with the way to add it; else the three things to do next."""

    def __init__(
        self, go: Callable[[str, dict[str, object]], object], parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent)
        self._go = go
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.body.addLayout(self._lines)
        self.body.addStretch(1)
        self._shown: list[QWidget] = []

    def show_missing(self, steps: Sequence[Step]) -> None:
        self.set_heading(_("What is missing") if steps else _("Next"))
        for line in self._shown:
            self._lines.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._shown = [self._line(step) for step in steps] or [self._nothing(), *self._onward()]
        for line in self._shown:
            self._lines.addWidget(line)

    def _line(self, step: Step) -> QWidget:
        screen, arguments = _WAYS.get(step.code, ("inbox", {}))
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Glyph("circle", "muted", 18, line))
        words = Label(explain(step), wrap=True, parent=line)
        row.addWidget(words, 1)
        button = Button(
            _("Add"), role="quiet", action=lambda: self._go(screen, arguments), parent=line
        )
        button.setAccessibleDescription(words.text())
        row.addWidget(button)
        return line

    def _nothing(self) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Glyph("circle-check", "good", 18, line))
        words = _("Nothing is missing. The pay check has all it needs.")
        row.addWidget(Label(words, wrap=True, parent=line), 1)
        return line

    def _onward(self) -> list[QWidget]:
        """Where the way goes on once everything is there."""
        return [
            self._way("scale", _("Look at each item"), "pay_check", {}),
            self._way("mail", _("Prepare a letter"), "letters", {}),
            self._way(
                "folder-lock", _("Put the evidence together"), "evidence", {"mode": "bundle"}
            ),
        ]

    def _way(self, icon: str, words: str, screen: str, arguments: dict[str, object]) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        button = Button(words, icon, action=lambda: self._go(screen, arguments), parent=line)
        row.addWidget(button)
        row.addStretch(1)
        return line
