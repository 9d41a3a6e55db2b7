"""The sidebar: the screens, what state the vault is in, and the way to lock it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from gigwallet.gui.shell.leaving import SHOWN_KEYS as QUICK_EXIT
from gigwallet.gui.shell.screen import FOOT_OF_SIDEBAR, Screen, keys_of
from gigwallet.gui.widgets import Button, Glyph, Label, isolated
from gigwallet.words import _

_WIDTH = 208
SWITCH = "Ctrl+Shift+O"


class Sidebar(QWidget):
    """One button per screen; the button of the open screen is down."""

    chosen = Signal(str)
    lock_pressed = Signal()
    switch_pressed = Signal()
    leave_pressed = Signal()

    def __init__(self, screens: Sequence[Screen], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)  # else only its children paint
        self.setFixedWidth(_WIDTH)
        self._screens = tuple(screens)
        self._group = QButtonGroup(self)
        self._buttons = {screen.name: self._button(screen) for screen in self._screens}
        self._state = Label(role="muted", wrap=True, parent=self)
        self._lock = Button(icon="lock", role="nav", action=self.lock_pressed.emit, parent=self)
        self._switch = Button("", "users", "nav", self.switch_pressed.emit, self)
        self._leave = Button("", "log-out", "nav", self.leave_pressed.emit, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 20, 14, 14)
        column.setSpacing(4)
        column.addLayout(self._brand())
        self._owner = Label(role="muted", wrap=True, parent=self)
        self._owner.setContentsMargins(8, 0, 0, 0)
        self._owner.hide()
        column.addWidget(self._owner)
        column.addSpacing(14)
        for screen in self._screens:
            if screen.order >= FOOT_OF_SIDEBAR:
                continue
            column.addWidget(self._buttons[screen.name])
        column.addStretch(1)
        for screen in self._screens:
            if screen.order >= FOOT_OF_SIDEBAR:
                column.addWidget(self._buttons[screen.name])
        ways_out = QHBoxLayout()
        ways_out.setSpacing(2)
        ways_out.addWidget(self._lock, 1)
        ways_out.addWidget(self._switch)
        ways_out.addWidget(self._leave)
        column.addLayout(ways_out)
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 6, 0, 0)
        foot.setSpacing(8)
        foot.addWidget(Glyph("shield-check", "good", 16, self))
        foot.addWidget(self._state, 1)
        column.addLayout(foot)
        self._caution = Label(role="muted", tone="warn", wrap=True, parent=self)
        self._caution.setContentsMargins(8, 0, 0, 0)
        self._caution.hide()
        column.addWidget(self._caution)
        self._specimen = self._read_only = False
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(_("Screens"))
        keys = keys_of(self._screens)
        for screen in self._screens:
            button = self._buttons[screen.name]
            button.setText(screen.title())
            button.setToolTip(f"{screen.title()}  {keys.get(screen.name, '')}".rstrip())
        self._lock.setText(_("Lock"))
        self._lock.setToolTip(f"{_('Lock')}  Ctrl+L")
        self._switch.name_only(_("Other vaults"))
        self._switch.setToolTip(f"{_('Other vaults')}  {SWITCH}")
        self._leave.name_only(_("Quick exit"))
        self._leave.setToolTip(
            f"{_('Quick exit: lock and be gone, without a question')}  {QUICK_EXIT}"
        )
        self._state.setText(_("Vault encrypted, offline"))
        cautions = [
            words
            for told, words in (
                (self._specimen, _("Demo: all data are invented")),
                (self._read_only, _("Open for reading only")),
            )
            if told
        ]
        self._caution.setText("\n".join(cautions))
        self._caution.setVisible(bool(cautions))

    def show_vault(self, specimen: bool, read_only: bool) -> None:
        """Say what a person should know about the open vault all the time."""
        self._specimen, self._read_only = specimen, read_only
        self.retranslate()

    def show_owner(self, name: str) -> None:
        """Whose vault is open; with several clients that must be seen all the time."""
        self._owner.setText(isolated(name))
        self._owner.setVisible(bool(name))

    def show_open(self, name: str) -> None:
        """Press the button of the open screen; a screen outside the sidebar presses none."""
        self._group.setExclusive(False)
        for screen, button in self._buttons.items():
            button.setChecked(screen == name)
        self._group.setExclusive(True)

    def button(self, name: str) -> Button:
        return self._buttons[name]

    def _button(self, screen: Screen) -> Button:
        button = Button("", screen.icon, "nav", lambda: self.chosen.emit(screen.name), self)
        button.setCheckable(True)
        self._group.addButton(button)
        return button

    def _brand(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Glyph("wallet", "accent", 24, self))
        row.addWidget(Label("GigWallet", role="brand", parent=self), 1)
        return row
