"""The head of the page: five facts about the vault's safety, each with its one next step."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gigwallet.app.vaults.tell_safety import Safety
from gigwallet.gui.screens.safekeeping import facts
from gigwallet.gui.widgets.action_row import ActionRow, RowCard

_KEYS = ("backup", "check", "code", "head", "stamps")


class Overview(RowCard):
    """``wanted`` says which part, and which page of it, does the step that was pressed."""

    wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._safety: Safety | None = None
        self._lines: dict[str, facts.Line] = {}
        self.rows = {key: ActionRow(parent=self) for key in _KEYS}
        self._steps = {
            key: row.add_button(partial(self._go, key)) for key, row in self.rows.items()
        }
        for row in self.rows.values():
            self.add_row(row)
            row.hide()

    def retranslate(self) -> None:
        if self._safety is not None:
            self.show_safety(self._safety)

    def show_safety(self, safety: Safety) -> None:
        self._safety = safety
        for line in facts.lines(safety):
            self._lines[line.key] = line
            row = self.rows[line.key]
            row.say(line.title, line.sentence, line.pill, line.tone)
            row.show()
            self._steps[line.key].setText(line.step)

    def _go(self, key: str) -> None:
        line = self._lines[key]
        self.wanted.emit(line.part, line.page)
