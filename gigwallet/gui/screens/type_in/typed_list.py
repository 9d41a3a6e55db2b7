"""What was typed before: one line each, with a way to take a mistake back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gigwallet.app.records.typed_records import TypedRecord
from gigwallet.gui.screens.type_in.choices import CHOICES
from gigwallet.gui.widgets import Button, Card, Label
from gigwallet.words import _
from gigwallet.words.naming import record_words


class TypedList(Card):
    """Newest last, as the vault keeps them; hidden while nothing was typed."""

    removal_wanted = Signal(object)  # TypedRecord

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._records: tuple[TypedRecord, ...] = ()
        self._rows = QWidget(self)
        self.body.addWidget(self._rows)
        QVBoxLayout(self._rows)
        self.hide()

    def retranslate(self) -> None:
        self.set_heading(_("What you typed"))
        self.show_records(self._records)

    def show_records(self, records: Sequence[TypedRecord]) -> None:
        self._records = tuple(records)
        fresh = QWidget(self)
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for each in self._records:
            column.addLayout(self._line(each, fresh))
        self.body.replaceWidget(self._rows, fresh)
        self._rows.deleteLater()
        self._rows = fresh
        self.setVisible(bool(self._records))

    def _line(self, each: TypedRecord, parent: QWidget) -> QHBoxLayout:
        said = record_words(each.record)
        row = QHBoxLayout()
        row.setSpacing(12)
        kind = Label(_(CHOICES[each.kind].title), role="muted", parent=parent)
        kind.setMinimumWidth(160)
        row.addWidget(kind)
        row.addWidget(Label(said, wrap=True, parent=parent), 1)
        remove = Button(
            icon="trash-2",
            role="quiet",
            action=lambda: self.removal_wanted.emit(each),
            parent=parent,
        )
        remove.name_only(_("Remove: {what}").format(what=said))
        row.addWidget(remove)
        return row
