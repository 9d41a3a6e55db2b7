"""A sentence to the person: what was done, or what stands in the way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from gigwallet.gui import icons, theme
from gigwallet.gui.widgets.buttons import Button
from gigwallet.gui.widgets.text import Label, restyle
from gigwallet.words import _

_ICONS = {"good": "circle-check", "warn": "triangle-alert", "bad": "circle-alert"}
_GOOD_NEWS_STAYS_MS = 8000


class Glyph(QWidget):
    """An icon on a page, in the colour of a tone of the present theme."""

    def __init__(self, name: str, tone: str = "", size: int = 18, parent: QWidget | None = None):
        super().__init__(parent)
        self._name, self._tone, self._size = name, tone, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, tone: str) -> None:
        self._name, self._tone = name, tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRectF(0, 0, self._size, self._size)
        box.moveCenter(QRectF(self.rect()).center())
        icons.paint(QPainter(self), self._name, theme.current().ink(self._tone), box)


class NoticeBar(QFrame):
    """One sentence with a tone. Good news leaves by itself, a problem stays until it is read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(10)
        self._glyph = Glyph("info", parent=self)
        self._sentence = Label("", wrap=True, parent=self)
        self._sentence.make_copyable()
        self._close = Button(icon="x", role="quiet", action=self.hide, parent=self)
        row.addWidget(self._glyph)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._close)
        self._leave = QTimer(self, singleShot=True, interval=_GOOD_NEWS_STAYS_MS)
        self._leave.timeout.connect(self.hide)
        self._worded: Callable[[], str] | None = None
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        self._close.name_only(_("Close this notice"))
        if self._worded is not None:
            self._word(self._worded())

    @property
    def sentence(self) -> str:
        return self._sentence.text()

    def forget(self) -> None:
        """Take the sentence off the bar, so that nothing of it is left in the window."""
        self.hide()
        self._leave.stop()
        self._worded = None
        self._word("")

    def say(self, sentence: str | Callable[[], str], tone: str = "good") -> None:
        """What stays until it is read is handed over as what words it, so that it changes its
        language with the window."""
        self._worded = None if isinstance(sentence, str) else sentence
        sentence = sentence if isinstance(sentence, str) else sentence()
        self._word(sentence)
        self._glyph.show_icon(_ICONS.get(tone, "info"), tone)
        restyle(self, tone=tone)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))
        if tone == "good":
            self._leave.start()
        else:
            self._leave.stop()

    def _word(self, sentence: str) -> None:
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
