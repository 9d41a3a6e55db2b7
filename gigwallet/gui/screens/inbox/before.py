"""What came in before: the originals in the vault, latest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gigwallet.app.intake.known_formats import format_title
from gigwallet.domain.exhibit import KnownExhibit
from gigwallet.gui.widgets import Column, DataTable, Kind
from gigwallet.words import _, day
from gigwallet.words.labels import label


class Before(QWidget):
    """A table of exhibits with the day that each came in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = DataTable(
            [
                Column(
                    lambda: _("Came in"),
                    lambda known: day(known.exhibit.added_at.date()),
                    sort_key=lambda known: known.exhibit.added_at,
                ),
                Column(lambda: _("File"), lambda known: known.exhibit.name, grows=True),
                Column(
                    lambda: _("Recognised as"),
                    lambda known: format_title(known.exhibit.importer),
                ),
                Column(lambda: _("How"), lambda known: label(known.exhibit.route)),
                Column(
                    lambda: _("State"),
                    lambda known: _("Sealed") if known.present else _("File missing"),
                    Kind.STATUS,
                    tone=lambda known: "good" if known.present else "bad",
                ),
            ],
            parent=self,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)

    def retranslate(self) -> None:
        self.table.name(_("What came in before"), _("Search files"))
        self.table.empty.say(
            _("Nothing came in yet"),
            _("Bills, data exports, screenshots and PDFs that you drop above are kept here."),
            _("Where do I find them?"),
        )

    def show_exhibits(self, known: Sequence[KnownExhibit]) -> None:
        self.table.set_rows(sorted(known, key=lambda each: each.exhibit.added_at, reverse=True))
