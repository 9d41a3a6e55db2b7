"""The head of a page: its title, a quiet line below, and its actions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gigwallet.gui.widgets.buttons import Button
from gigwallet.gui.widgets.text import Label


class PageHeader(QWidget):
    """Title, subtitle and actions. At most one action is primary; a second one is a bug."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._title = Label(role="title", parent=self)
        self._subtitle = Label(role="muted", wrap=True, parent=self)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        row.addLayout(words, 1)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(10)
        row.addLayout(self._actions)
        row.setAlignment(self._actions, Qt.AlignmentFlag.AlignVCenter)
        self._primary: Button | None = None

    @property
    def title(self) -> str:
        return self._title.text()

    def say(self, title: str, subtitle: str = "") -> None:
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))

    def add_action(
        self, icon: str, action: Callable[[], object], primary: bool = False, role: str = "plain"
    ) -> Button:
        """A button at the end of the row; give it its words in `retranslate`."""
        if primary and self._primary is not None:
            raise ValueError("a page has one primary action")
        button = Button("", icon, "primary" if primary else role, action, self)
        if primary:
            self._primary = button
        self._actions.addWidget(button)
        return button

    def add_widget(self, widget: QWidget) -> None:
        """Another control in the row of actions, such as a month chooser."""
        self._actions.addWidget(widget)
