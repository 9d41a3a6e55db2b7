"""What the pages before the vault share: one narrow card, one question, one way on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from gigwallet.domain.errors import GigWalletError
from gigwallet.gui.errors import worded
from gigwallet.gui.widgets import Button, Card, Field, Label
from gigwallet.gui.widgets.resting import Rest

PAGE_WIDTH = 520


class Page(Card):
    """A heading, a lead, fields, buttons. `wait` shows that something takes its time."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setFixedWidth(PAGE_WIDTH)
        self.body.setContentsMargins(28, 18, 28, 16)
        self.body.setSpacing(11)  # the longest page is whole in the smallest window
        self.lead = Label(role="muted", wrap=True, parent=self)
        self.body.addWidget(self.lead)
        self._row = QHBoxLayout()
        self._row.setSpacing(10)
        self._buttons: list[Button] = []
        self._resting = Rest(self)
        self._waiting = False

    def finish(self) -> None:
        """Call when every field is added: the buttons stand below them."""
        self._row.addStretch(1)
        self.body.addSpacing(4)
        self.body.addLayout(self._row)

    def add_field(self, editor: QWidget) -> Field:
        field = Field(editor, self)
        self.body.addWidget(field)
        return field

    def add_button(
        self, action: Callable[[], object], primary: bool = False, role: str = "plain"
    ) -> Button:
        button = Button("", "", "primary" if primary else role, action, self)
        self._buttons.append(button)
        self._row.addWidget(button)
        return button

    def retranslate(self) -> None:
        raise NotImplementedError

    def first_field(self) -> QWidget:
        """Where the keyboard starts."""
        return self

    def wait(self, waiting: bool) -> None:
        """While the key is derived nothing can be pressed twice."""
        if waiting:
            self._resting.begin()
        else:
            self._resting.end()
        self._waiting = waiting
        self.retranslate()  # the button says what is going on: to derive a key takes its time
        self.setCursor(Qt.CursorShape.BusyCursor if waiting else Qt.CursorShape.ArrowCursor)

    def refuse(self, refusal: GigWalletError) -> None:
        """Show the refusal at the field that it is about."""
        self.wait(False)  # before the keyboard is put there: a disabled field takes none
        self.point_out(self.field_of(refusal.code), worded(refusal))

    def point_out(self, field: Field, sentence: str) -> None:
        """Say at a field what is missing or wrong, and lead the keyboard there."""
        field.set_error(sentence)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def field_of(self, code: str) -> Field:
        raise NotImplementedError


class FolderEdit(QWidget):
    """A folder, typed or chosen."""

    def __init__(self, choose: Callable[[str], Path | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.line = QLineEdit(self)
        self._title = ""
        self._choose = choose
        self._button = Button("", "folder-open", action=self._ask, parent=self)
        row.addWidget(self.line, 1)
        row.addWidget(self._button)
        self.setFocusProxy(self.line)

    def say(self, choose: str, title: str) -> None:
        self._button.setText(choose)
        self._title = title

    def folder(self) -> Path | None:
        text = self.line.text().strip()
        return Path(text).expanduser() if text else None

    def set_folder(self, folder: Path) -> None:
        self.line.setText(str(folder))

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        super().setAccessibleDescription(description)
        self.line.setAccessibleDescription(description)

    def _ask(self) -> None:
        chosen = self._choose(self._title)
        if chosen is not None:
            self.set_folder(chosen)
