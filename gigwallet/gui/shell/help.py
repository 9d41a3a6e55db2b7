"""The page of keys: everything that the keyboard does anywhere in the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gigwallet.gui.shell.leaving import SHOWN_KEYS as QUICK_EXIT
from gigwallet.gui.shell.screen import Screen, keys_of
from gigwallet.gui.shell.sidebar import SWITCH
from gigwallet.gui.widgets import Button, Label
from gigwallet.words import _


class HelpDialog(QDialog):
    """Keys on one side, what they do on the other."""

    def __init__(self, screens: Sequence[Screen], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("GigWallet")
        self.setMinimumWidth(440)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(14)
        column.addWidget(Label(_("Keyboard"), role="heading", parent=self))
        self.setAccessibleName(_("Keyboard"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        for line, (keys, words) in enumerate(key_list(screens)):
            grid.addWidget(Label(keys, role="label", parent=self), line, 0)
            grid.addWidget(Label(words, parent=self), line, 1)
        column.addLayout(grid)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(Button(_("Close"), role="primary", action=self.accept, parent=self))
        column.addLayout(row)


def key_list(screens: Sequence[Screen]) -> list[tuple[str, str]]:
    """Pairs of keys and what they do."""
    keys = keys_of(screens)
    return [
        *((keys[screen.name], screen.title()) for screen in screens if screen.name in keys),
        ("Ctrl+I", _("Import files")),
        ("Ctrl+F", _("Search in the table")),
        ("Ctrl+L", _("Lock")),
        (SWITCH, _("Other vaults")),
        (QUICK_EXIT, _("Quick exit: lock and be gone, without a question")),
        ("Tab, Shift+Tab", _("Next, previous control")),
        ("↑ ↓, Enter", _("Move in a table, open the row")),
        ("Esc", _("Clear the search, close a dialog")),
        ("Ctrl+Q", _("Close the vault and leave")),
        ("F1", _("This page")),
    ]
