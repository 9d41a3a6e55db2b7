"""Text without places to break, such as a digest: wrapped anywhere, copied whole."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QTextOption
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

LONGEST_WORD = 30  # a longer one would push a narrow pane wider than it is


def needs_long_text(text: str) -> bool:
    """Whether a label could not wrap this."""
    return any(len(word) > LONGEST_WORD for word in text.split())


def breakable(text: str) -> str:
    """The same to the eye; long words, such as names of files, may be broken behind their signs."""
    return (
        re.sub(r"(?<=[_.\-])(?=\w)", "\N{ZERO WIDTH SPACE}", text)
        if needs_long_text(text)
        else text
    )


class LongText(QTextEdit):
    """Read only, as tall as its lines."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "long")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAcceptRichText(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.setPlainText(text)
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(round(self.document().size().height()) + 2)
