"""What was stored: a card per file with what was added and what was known before."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gigwallet.app.intake.import_files import ImportOutcome
from gigwallet.gui.screens.inbox import wording
from gigwallet.gui.screens.inbox.cards import outcome_cards
from gigwallet.gui.screens.inbox.file_card import CardList
from gigwallet.words import _, ngettext, number

_PICTURES = "any_exhibit"


class StoredPage(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.outcome = ImportOutcome((), frozenset())
        self.unread = True  # until the vault is asked: what has just come in was never read
        self.files = CardList(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(self.files)
        column.addStretch(1)

    def retranslate(self) -> None:
        self.files.show_cards(())  # a card speaks the language that it was made in
        self._show()

    def show_outcome(self, outcome: ImportOutcome) -> None:
        self.outcome, self.unread = outcome, True
        self._show()

    def _show(self) -> None:
        self.files.show_cards(outcome_cards(self.outcome.files))

    @property
    def has_pictures(self) -> bool:
        """Whether pictures or papers came in whose text can be read."""
        return any(
            file.importer == _PICTURES and file.added.exhibits for file in self.outcome.files
        )

    @property
    def reads_next(self) -> bool:
        """Whether reading them comes next: some wait for it."""
        return self.has_pictures and self.unread

    def summary(self) -> str:
        """All files in one line: what was added, what was known, how many were refused."""
        added = wording.total(file.added for file in self.outcome.files)
        defined = sum(file.engagements for file in self.outcome.files)
        said = [wording.counted_sentence(added, defined) or _("Nothing new")]
        known = sum(file.known for file in self.outcome.files)
        if known:
            said.append(_("{n} known before").format(n=number(known)))
        refused = sum(1 for file in self.outcome.files if file.error is not None)
        if refused:
            words = ngettext("{n} file refused", "{n} files refused", refused)
            said.append(words.format(n=number(refused)))
        return "; ".join(said)
