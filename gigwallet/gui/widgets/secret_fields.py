"""The question for what opens another folder or a backup: its passphrase or its recovery code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gigwallet.gui.widgets import Field, PassphraseEdit, Segments
from gigwallet.words import _

PASSPHRASE, CODE = "passphrase", "code"


@dataclass(slots=True)
class GivenSecret:
    """One of the two; ``wipe`` when the work is done."""

    passphrase: bytearray | None = None
    code: str | None = None

    def __repr__(self) -> str:
        return "GivenSecret(...)"

    def wipe(self) -> None:
        if self.passphrase is not None:
            self.passphrase[:] = bytes(len(self.passphrase))
        self.code = None


class SecretFields(QWidget):
    """Which kind of secret, and the secret. ``hint`` is called at each switch of the language.
    ``confirmed``: Enter was pressed."""

    confirmed = Signal()

    def __init__(self, hint: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = hint
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.kind = Segments(self)
        self.line = PassphraseEdit(parent=self)
        self._field = Field(self.line, self)
        column.addWidget(self.kind)
        column.addWidget(self._field)
        self.kind.chosen.connect(lambda _key: self._switch())
        self.line.confirmed.connect(self.confirmed)

    def _switch(self) -> None:
        """A code is read off a paper sign by sign: whoever types it must see it."""
        self.line.reveal(self.kind.choice() == CODE)
        self.retranslate()
        self._field.setFocus()

    def retranslate(self) -> None:
        self.kind.set_choices([(PASSPHRASE, _("Passphrase")), (CODE, _("Recovery code"))])
        by_code = self.kind.choice() == CODE
        self._field.say(_("Recovery code") if by_code else _("Passphrase"), self._hint())

    @property
    def error(self) -> str:
        return self._field.error

    def set_error(self, sentence: str) -> None:
        self._field.set_error(sentence)
        if sentence:
            self._field.setFocus()

    def is_empty(self) -> bool:
        return self.line.is_empty()

    def take(self) -> GivenSecret:
        """The secret; the field is empty afterwards."""
        text = self.line.take()
        if self.kind.choice() == CODE:
            return GivenSecret(code=text)
        return GivenSecret(passphrase=bytearray(text.encode()))

    def forget(self) -> None:
        self.line.clear()
        self._field.set_error("")
