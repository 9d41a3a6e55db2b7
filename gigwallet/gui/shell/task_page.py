"""A page that does one thing and leads back: what is asked, one way on, one way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gigwallet.gui.shell.context import ShellContext
from gigwallet.gui.widgets import Button, Card, Label
from gigwallet.gui.widgets.resting import Rest
from gigwallet.words import _


class TaskPage(Card):
    """One thing to do: a heading, a lead, what is asked, and the buttons below it."""

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.context = context
        self.left: Callable[[], None] = lambda: None
        self._resting = Rest(self)
        self.body.setContentsMargins(22, 16, 22, 16)
        self.body.setSpacing(10)
        self.lead = Label(role="muted", wrap=True, parent=self)
        self.body.addWidget(self.lead)
        self.content = QVBoxLayout()
        self.content.setSpacing(10)
        self.body.addLayout(self.content)
        self._row = QHBoxLayout()
        self._row.setSpacing(10)
        self.body.addLayout(self._row)
        self.back = Button("", "", "plain", self.leave, self)
        self._row.addWidget(self.back)
        self._row.addStretch(1)

    def add_button(
        self, action: Callable[[], object], icon: str = "", role: str = "plain"
    ) -> Button:
        """Before the way back; the first one added comes first."""
        button = Button("", icon, role, action, self)
        self._row.insertWidget(self._row.count() - 2, button)
        return button

    def retranslate(self) -> None:
        self.back.setText(_("Back"))

    def begin(self) -> None:
        """Called when the page comes into sight."""

    def first(self) -> QWidget:
        """Where the keyboard starts."""
        return self.back

    def forget(self) -> None:
        """Wipe what was typed or shown."""

    def may_leave(self) -> bool:
        return True

    def leave(self) -> None:
        if self.may_leave():
            self.left()

    def wait(self, waiting: bool) -> None:
        """While a key is derived nothing can be pressed twice."""
        if waiting:
            self._resting.begin()
        else:
            self._resting.end()
        self.setCursor(Qt.CursorShape.BusyCursor if waiting else Qt.CursorShape.ArrowCursor)
