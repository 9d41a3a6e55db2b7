"""The end of the making: where the file lies, its pages and size, and the digest to note down."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from gigwallet.app.bundles.build_bundle import Written
from gigwallet.gui.screens.evidence.exhibit_pane import size_words
from gigwallet.gui.widgets import Button, Card, Label, isolated
from gigwallet.words import _, ngettext, number


class SavedCard(Card):
    """Shown once something was written, until the draft is another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._written: Written | None = None
        self._size = 0
        self.hide()

    def show_written(self, written: Written | None) -> None:
        self._written = written
        if written is not None:
            self._size = sum(path.stat().st_size for path in written.paths)
        self.retranslate()

    def retranslate(self) -> None:
        written = self._written
        if written is None:
            self.hide()
            return
        self.set_heading(_("Saved"))
        pages = ngettext("{count} page", "{count} pages", written.pages).format(
            count=number(written.pages)
        )
        self.show_sentences(
            [
                *(isolated(path.name) for path in written.paths),
                _("{pages}, {size}").format(pages=pages, size=size_words(self._size)),
            ]
        )
        digests = [each.digest for each in written.volumes] or [written.digest]
        rows = "\n".join(row for each in digests for row in _in_rows(each))
        told = _("SHA-256, to note down or send apart:\n{digest}").format(digest=rows)
        for text in (str(written.path.parent), told):
            label = Label(text, role="muted", wrap=True, parent=self)
            label.make_copyable()
            self.body.addWidget(label)
        folder = QUrl.fromLocalFile(str(written.path.parent))
        opens = Button(
            _("Open its folder"),
            "folder-open",
            action=lambda: QDesktopServices.openUrl(folder),
            parent=self,
        )
        self.body.addWidget(opens, 0, Qt.AlignmentFlag.AlignLeft)
        self.show()


def _in_rows(digest: str) -> list[str]:
    """Halves of a digest: no narrow card could break it."""
    return [digest[at : at + 32] for at in range(0, len(digest), 32)]
