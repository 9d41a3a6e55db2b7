"""A field for a passphrase: hidden until asked, with a plain word on its strength."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gigwallet.app.vaults.judge_passphrase import judge
from gigwallet.domain.step import Step
from gigwallet.gui import icons
from gigwallet.gui.widgets.text import Label
from gigwallet.words import _
from gigwallet.words.refusals import explain

# Judged once the typing rests: it takes a few hundredths of a second, and no key may wait for it.
_REST_MS = 150
_TONES = ("bad", "bad", "warn", "good", "good")


def strength(passphrase: str) -> tuple[str, str]:
    """A sentence and its tone. A hint, no promise: nothing is refused for it."""
    judged = judge(passphrase)
    told = (judged.code, *judged.advice[:1])
    return "\n".join(explain(Step(code)) for code in told), _TONES[judged.score]


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
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._judge)
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

    def reveal(self, shown: bool) -> None:
        self._eye.setChecked(shown)

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
        if self._shows_strength and text:
            self._rest.start()
        else:
            self._rest.stop()
            self._strength.hide()
            self._strength.setText("")
        self.changed.emit()

    def _judge(self) -> None:
        words, tone = strength(self._line.text())
        self._strength.setText(words)
        self._strength.set_tone(tone)
        self._strength.show()

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
            if not self._strength.isHidden():
                self._judge()
        super().changeEvent(event)
