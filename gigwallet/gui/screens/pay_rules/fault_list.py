"""What is wrong in a rule's text: each fault with its line and column, as a way to that place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from gigwallet.domain.errors import GigWalletError
from gigwallet.gui.errors import worded
from gigwallet.gui.widgets import Button, Label, isolated
from gigwallet.words import _, ngettext, number

_MOST = 4


class FaultList(QWidget):
    """Nothing where nothing is wrong; the first few, and how many there are beyond."""

    picked = Signal(int, int)  # line and column, from 1

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._faults: tuple[GigWalletError, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.hide()

    def retranslate(self) -> None:
        self.show_faults(self._faults)

    def show_faults(self, faults: Sequence[GigWalletError]) -> None:
        self._faults = tuple(faults)
        while self._grid.count():
            item = self._grid.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        for row, fault in enumerate(self._faults[:_MOST]):
            line, column = place_of(fault)
            words = _("Line {line}, column {column}").format(line=line, column=column)
            there = Button(
                words, "chevron-right", "quiet", partial(self.picked.emit, line, column), self
            )
            said = Label(isolated(worded(fault)), tone="bad", wrap=True, parent=self)
            there.setAccessibleDescription(said.text())
            self._grid.addWidget(there, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(said, row, 1)
        beyond = len(self._faults) - _MOST
        if beyond > 0:
            words = ngettext("and {n} more", "and {n} more", beyond).format(n=number(beyond))
            self._grid.addWidget(Label(words, role="muted", parent=self), _MOST, 1)
        self.setVisible(bool(self._faults))

    @property
    def sentences(self) -> list[str]:
        return [worded(each) for each in self._faults]


def place_of(fault: GigWalletError) -> tuple[int, int]:
    """Line and column, from 1; 0 where a refusal names none."""
    line, column = (int(fault.facts.get(name, 0) or 0) for name in ("line", "column"))
    return line, column
