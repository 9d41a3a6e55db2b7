"""The questions that need a window of their own: files, a target, a confirmation, a password."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from gigwallet.gui.widgets import Button, Field, Label, PassphraseEdit
from gigwallet.words import _

Owner = QWidget | None


def owner_of(child: QObject) -> Owner:
    """The window that a dialog belongs to."""
    parent = child.parent()
    return parent if isinstance(parent, QWidget) else QApplication.activeWindow()


def choose_files(owner: Owner, title: str, begin: Path, filter_: str = "") -> list[Path]:
    names, _filter = QFileDialog.getOpenFileNames(owner, title, str(begin), filter_)
    return [Path(name) for name in names]


def choose_folder(owner: Owner, title: str, begin: Path) -> Path | None:
    name = QFileDialog.getExistingDirectory(owner, title, str(begin))
    return Path(name) if name else None


def choose_target(owner: Owner, title: str, begin: Path, filter_: str = "") -> Path | None:
    """``begin``: the folder to begin in, and the name that is proposed."""
    chosen, _filter = QFileDialog.getSaveFileName(owner, title, str(begin), filter_)
    return Path(chosen) if chosen else None


class Question(QDialog):
    """A question with one way on and one way back; the safe way has the focus."""

    def __init__(
        self, owner: Owner, question: str, consequence: str, action: str, danger: bool = False
    ) -> None:
        super().__init__(owner)
        self.setWindowTitle("GigWallet")
        self.setMinimumWidth(420)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(14)
        self.setAccessibleName(question)
        column.addWidget(Label(question, role="heading", wrap=True, parent=self))
        if consequence:
            column.addWidget(Label(consequence, wrap=True, parent=self))
        self.content = QVBoxLayout()
        column.addLayout(self.content)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        self.back = Button(_("Cancel"), action=self.reject, parent=self)
        self.on = Button(
            action, role="danger" if danger else "primary", action=self.accept, parent=self
        )
        row.addWidget(self.back)
        row.addWidget(self.on)
        column.addLayout(row)
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)


def confirm(
    owner: Owner, question: str, consequence: str, action: str, danger: bool = False
) -> bool:
    dialog = Question(owner, question, consequence, action, danger)
    return dialog.exec() == QDialog.DialogCode.Accepted


def ask_secret(owner: Owner, question: str, hint: str, action: str) -> bytearray | None:
    dialog = Question(owner, question, "", action)
    editor = PassphraseEdit(parent=dialog)
    field = Field(editor, dialog)
    field.say(_("Password"), hint)
    dialog.content.addWidget(field)
    editor.confirmed.connect(dialog.accept)
    editor.setFocus(Qt.FocusReason.OtherFocusReason)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    secret = editor.take()
    return bytearray(secret.encode()) if accepted and secret else None
