"""What of the hidden text the copy still says, in a sentence for each, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gigwallet.app.redaction.redact_file import Survivor
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.paper import Box
from gigwallet.gui.errors import worded
from gigwallet.gui.widgets import Button, Card, Label
from gigwallet.words import _
from gigwallet.words.paragraph import paragraph

_MOST = 6


class FoundCard(Card):
    """Hidden while there is nothing to say."""

    cover = Signal()
    spare = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._survivors: tuple[Survivor, ...] = ()
        self._sentences = QVBoxLayout()
        self._sentences.setSpacing(6)
        self._said: list[Label] = []
        self.hide_too = Button("", "eye-off", "plain", self.cover.emit, self)
        self.no_secret = Button("", "eye", "quiet", self.spare.emit, self)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.hide_too)
        row.addWidget(self.no_secret)
        row.addStretch(1)
        self.body.addLayout(self._sentences)
        self.body.addLayout(row)
        self.hide()

    @property
    def sentences(self) -> list[str]:
        return [each.text() for each in self._said]

    @property
    def seen(self) -> tuple[Survivor, ...]:
        """Those that have a place on a page."""
        return tuple(each for each in self._survivors if each.box is not None)

    def boxes_on(self, page: int) -> tuple[Box, ...]:
        return tuple(each.box for each in self.seen if each.page == page and each.box)

    def clear(self) -> None:
        self._survivors = ()
        self.hide()

    def show_survivors(self, survivors: Sequence[Survivor]) -> None:
        self._survivors = tuple(survivors)
        self.retranslate()
        self.setVisible(bool(survivors))
        if survivors:
            said = paragraph(self.sentences)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def retranslate(self) -> None:
        self.set_heading(_("It can still be read"))
        self.hide_too.setText(_("Hide there too"))
        self.no_secret.setText(_("It is no secret"))
        self.hide_too.setVisible(bool(self.seen))
        for each in self._said:
            self._sentences.removeWidget(each)
            each.hide()
            each.deleteLater()
        # Several places of one kind say the same.
        words = dict.fromkeys(_worded(each) for each in self._survivors)
        self._said = [
            Label(each, tone="bad", wrap=True, parent=self) for each in list(words)[:_MOST]
        ]
        for said in self._said:
            self._sentences.addWidget(said)
        self.setAccessibleDescription(paragraph(self.sentences))

    def take_keyboard(self) -> None:
        """What can be done about it comes next."""
        first = self.hide_too if self.seen else self.no_secret
        first.setFocus(Qt.FocusReason.OtherFocusReason)


def _worded(survivor: Survivor) -> str:
    place = {"page": survivor.page} if survivor.page else {}
    return worded(GigWalletError(survivor.code, box=survivor.mask, **place))
