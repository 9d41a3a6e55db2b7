"""Where a worker finds the files: each format with the way to get it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gigwallet.app.intake.known_formats import KnownFormat, known_apps, known_formats
from gigwallet.gui.widgets import Card, Label
from gigwallet.gui.widgets.filter_box import FilterBox
from gigwallet.words import _


class SourcesPage(QWidget):
    """Only formats that say where they come from are listed; the box above finds one by a word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = Card("", self)
        self._advice = Label(role="muted", wrap=True, parent=self._card)
        self._card.body.addWidget(self._advice)
        self.filter = FilterBox(parent=self)
        self._none = Label(role="muted", wrap=True, parent=self)
        self._rows: list[tuple[KnownFormat, QWidget]] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        column.addWidget(self._card)
        column.addWidget(self.filter)
        column.addLayout(self._list)
        column.addWidget(self._none)
        column.addStretch(1)
        self.filter.textChanged.connect(self._narrow)

    def retranslate(self) -> None:
        self._advice.setText(
            _(
                "Save files exactly as you get them and drop them unopened. Where an app has no "
                "export, make screenshots of each order, day and month. Of a longer list, let each "
                "shot show the last order of the one before once more: so they prove each other."
            )
        )
        self.filter.say(_("Find a platform, bank or app"))
        self._none.setText(
            _(
                "No format of that name is known yet. Any table (CSV, Excel) can be read once you "
                "have said what its columns mean; screenshots and PDFs are kept in any case."
            )
        )
        self._fill()

    @property
    def shown(self) -> tuple[str, ...]:
        """The titles that are seen now."""
        return tuple(each.title for each, row in self._rows if not row.isHidden())

    def _fill(self) -> None:
        for _each, row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        told = (each for each in (*known_apps(), *known_formats()) if each.where)
        self._rows = [(each, self._row(each)) for each in sorted(told, key=lambda it: it.title)]
        for _each, row in self._rows:
            self._list.addWidget(row)
        self._narrow()

    def _row(self, each: KnownFormat) -> QWidget:
        card = Card("", self)
        card.body.setSpacing(4)
        card.body.addWidget(Label(each.title, role="label", wrap=True, parent=card))
        where = Label(each.where, role="muted", wrap=True, parent=card)
        where.make_copyable()
        card.body.addWidget(where)
        card.setAccessibleName(f"{each.title}. {each.where}")
        return card

    def _narrow(self) -> None:
        wanted = self.filter.text().casefold().split()
        for each, row in self._rows:
            text = f"{each.title} {each.where} {each.name}".casefold()
            row.setVisible(all(word in text for word in wanted))
        self._none.setVisible(not self.shown)
