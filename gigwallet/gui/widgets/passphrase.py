"""A field for a passphrase: hidden until asked, with a plain word on its strength."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gigwallet.gui import icons
from gigwallet.gui.widgets.text import Label
from gigwallet.words import _

_SHORT, _FAIR = 10, 16


def strength(passphrase: str) -> tuple[str, str]:
    """A sentence and its tone. Counts only length and variety: a hint, no promise."""
    variety = len(set(passphrase))
    if len(passphrase) < _SHORT or variety < 5:
        return _("Too easy to guess: use four or more random words."), "bad"
    if len(passphrase) < _FAIR or variety < 8:
        return _("Fair. Longer is stronger."), "warn"
    return _("Good."), "good"


class PassphraseEdit(QWidget):
    """`take` hands the passphrase over and empties the field."""

    changed = Signal()
    confirmed = Signal()  # Enter was pressed

    def __init__(self, shows_strength: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shows_strength = shows_strength
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._line = QLineEdit(self)
        self._line.setEchoMode(QLineEdit.EchoMode.Password)
        # Shown or hidden, no keyboard may learn it.
        self._line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self._eye = QAction(self)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._reveal)
        self._line.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self._strength = Label(role="muted", parent=self)
        self._strength.hide()
        column.addWidget(self._line)
        column.addWidget(self._strength)
        self.setFocusProxy(self._line)
        self._line.textChanged.connect(self._changed)
        self._line.returnPressed.connect(self.confirmed)
        self._draw()

    @property
    def line(self) -> QLineEdit:
        return self._line

    def text(self) -> str:
        return self._line.text()

    def is_empty(self) -> bool:
        return not self._line.text()

    def take(self) -> str:
        taken = self._line.text()
        self.clear()
        return taken

    def clear(self) -> None:
        self._line.clear()
        self._eye.setChecked(False)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._line.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        super().setAccessibleDescription(description)
        self._line.setAccessibleDescription(description)

    def _changed(self, text: str) -> None:
        words, tone = strength(text)
        self._strength.setText(words)
        self._strength.set_tone(tone)
        self._strength.setVisible(self._shows_strength and bool(text))
        self.changed.emit()

    def _reveal(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self._line.setEchoMode(mode)
        self._draw()

    def _draw(self) -> None:
        shown = self._eye.isChecked()
        self._eye.setIcon(icons.icon("eye-off" if shown else "eye"))
        words = _("Hide the passphrase") if shown else _("Show the passphrase")
        self._eye.setText(words)
        self._eye.setToolTip(words)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.LanguageChange) and hasattr(
            self, "_eye"
        ):
            self._draw()
        super().changeEvent(event)
