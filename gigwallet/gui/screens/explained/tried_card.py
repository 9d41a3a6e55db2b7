"""The card of a file that was tried: what an import would make of it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gigwallet.app.intake.manage_taught import Tried
from gigwallet.gui.screens.explained import wording
from gigwallet.gui.widgets import Card, Label, Pill, ScrollColumn, isolated
from gigwallet.words import _

_HIGHEST = 240


class TriedCard(Card):
    """Gone until something was tried, and again when another one is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._tried: Tried | None = None
        self._name, self._why_not = "", ""
        self.pill = Pill(parent=self)
        self.corner.addWidget(self.pill)
        self._summary = Label(role="muted", wrap=True, parent=self)
        self._lines = ScrollColumn(self)
        self._lines.column.setSpacing(6)
        self._lines.setMaximumHeight(_HIGHEST)
        self.body.addWidget(self._summary)
        self.body.addWidget(self._lines)
        self._said: list[Label] = []
        self.hide()

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(each.text() for each in self._said)

    def retranslate(self) -> None:
        self._paint()

    def show_tried(self, found: Tried) -> None:
        self._tried, self._name, self._why_not = found, found.file, ""
        self._paint()
        self.show()

    def say_why_not(self, name: str, sentence: str) -> None:
        self._tried, self._name, self._why_not = None, name, sentence
        self._paint()
        self.show()

    def _paint(self) -> None:
        for each in self._said:
            self._lines.column.removeWidget(each)
            each.hide()
            each.deleteLater()
        self.set_heading(_("Tried on {file}").format(file=isolated(self._name)))
        found = self._tried
        said = wording.tried(found) if found else [(self._why_not, "bad")]
        self._said = [
            Label(isolated(text), tone=tone, wrap=True, parent=self) for text, tone in said
        ]
        for each in self._said:
            self._lines.column.addWidget(each)
        self._summary.setText(wording.summed(found) if found else "")
        self._summary.setVisible(found is not None)
        good = found is not None and found.count > 0 and not found.not_read
        self.pill.say(_("Read") if good else _("Look at it") if found and found.count
                      else _("Not read"), "good" if good else "warn" if found and found.count
                      else "bad")  # fmt: skip
