"""A file or a folder, typed or chosen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from gigwallet.gui.widgets import Button
from gigwallet.words import _


class PathEdit(QWidget):
    """``choose`` asks the person and gives a path, or None where they changed their mind."""

    def __init__(self, choose: Callable[[], Path | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.line = QLineEdit(self)
        self._choose = choose
        self._button = Button("", "folder-open", action=self._ask, parent=self)
        row.addWidget(self.line, 1)
        row.addWidget(self._button)
        self.setFocusProxy(self.line)

    def retranslate(self) -> None:
        self._button.setText(_("Choose"))

    def path(self) -> Path | None:
        text = self.line.text().strip()
        return Path(text).expanduser() if text else None

    def set_path(self, path: Path) -> None:
        self.line.setText(str(path))

    def clear(self) -> None:
        self.line.clear()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)
        self._button.setAccessibleName(f"{_('Choose')}: {name}")

    def setAccessibleDescription(self, description: str) -> None:
        super().setAccessibleDescription(description)
        self.line.setAccessibleDescription(description)

    def _ask(self) -> None:
        chosen = self._choose()
        if chosen is not None:
            self.set_path(chosen)
