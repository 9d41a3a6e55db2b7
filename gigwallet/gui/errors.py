"""Errors for people: a refusal as one sentence, a bug as a report that is read before it goes."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6 import __version__ as qt_version
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from gigwallet import __version__
from gigwallet.domain.errors import GigWalletError
from gigwallet.gui.widgets import Button, Label
from gigwallet.words import _
from gigwallet.words.refusals import sentence


def worded(refusal: GigWalletError) -> str:
    """The refusal in the spoken language, with what to do next."""
    return sentence(refusal)


def report(bug: BaseException) -> str:
    """What went wrong, without personal data.

    Kinds of errors and places in the program only: the messages of errors are left out, because
    they may quote what was being read.
    """
    lines = [
        f"GigWallet {__version__}, Python {platform.python_version()}, PySide6 {qt_version}",
        f"{platform.system()} {platform.machine()}",
        "",
    ]
    seen: BaseException | None = bug
    while seen is not None:
        lines.append(type(seen).__name__)
        lines += [
            f"  {_short(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(seen.__traceback__)
        ]
        seen = seen.__cause__
    return "\n".join(lines) + "\n"


def _short(filename: str) -> str:
    """From the package on: what stands before it may name the person's home folder."""
    parts = filename.replace("\\", "/").split("/")
    for root in ("gigwallet", "PySide6", "site-packages"):
        if root in parts:
            return "/".join(parts[parts.index(root) :])
    return parts[-1]


class CrashDialog(QDialog):
    """Shows the whole report. Nothing is sent: the person may copy it and pass it on."""

    def __init__(self, content: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("GigWallet")
        self.resize(640, 420)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(12)
        heading = _("Something in GigWallet itself went wrong")
        self.setAccessibleName(heading)
        column.addWidget(Label(heading, role="heading", wrap=True, parent=self))
        column.addWidget(
            Label(
                _(
                    "What was stored before is still there. This is the whole report; it holds no "
                    "names, amounts or file contents, and nothing is sent by itself. "
                    "You can copy it and give it to whoever helps you."
                ),
                wrap=True,
                parent=self,
            )
        )
        self.report = QPlainTextEdit(content, self)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(_("Report"))
        column.addWidget(self.report, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(Button(_("Copy the report"), "copy", action=self._copy, parent=self))
        row.addWidget(Button(_("Close"), role="primary", action=self.accept, parent=self))
        column.addLayout(row)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())


def catch_the_rest(show: Callable[[BaseException], object]) -> None:
    """Install the excepthook: an error nobody expected is shown, and the program goes on."""

    def hook(kind: type[BaseException], bug: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, bug, trace)
            return
        show(bug)

    sys.excepthook = hook
