"""An exhibit inside the window: the picture as it is kept, never another program."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gigwallet.domain.exhibit import KnownExhibit
from gigwallet.gui.widgets import Button, Label, isolated
from gigwallet.gui.widgets.paper import PageStack
from gigwallet.words import _, moment
from gigwallet.words.labels import label


class ExhibitPage(QWidget):
    """Shows pictures; for other files it says what they are and where they are kept."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: KnownExhibit | None = None
        self.back = Button(icon="chevron-left", action=self.closed.emit, parent=self)
        self._name = Label(role="heading", wrap=True, parent=self)
        self._facts = Label(role="muted", wrap=True, parent=self)
        self.pages = PageStack(self)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._facts)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.back)
        row.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(row)
        column.addWidget(self.pages, 1)

    def retranslate(self) -> None:
        self.back.setText(_("Back to the pay check"))
        self.pages.empty.say(
            _("This file has no picture"),
            _("It is kept in the vault as it came. The pay check names the lines that count."),
        )
        if self._known is not None:
            self._say(self._known)

    def show_exhibit(self, known: KnownExhibit, pictures: list[bytes]) -> None:
        self._known = known
        self.pages.name(known.exhibit.name)
        self.pages.show_pages(pictures)
        self._say(known)

    def _say(self, known: KnownExhibit) -> None:
        exhibit = known.exhibit
        self._name.setText(isolated(exhibit.label or exhibit.name))
        taken = (
            f"{moment(exhibit.taken_at)} ({label(exhibit.taken_from)})" if exhibit.taken_at else ""
        )
        digest = _("SHA-256 {digest}").format(digest=exhibit.sha256)
        file = exhibit.name if exhibit.label else ""  # else the name stands above
        self._facts.setText("\n".join(part for part in (file, taken, digest) if part))
