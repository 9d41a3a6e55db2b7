"""The list of hits: arrows walk it, Enter or a double click opens one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from gigwallet.app.records.search_vault import Hit
from gigwallet.gui.screens.search.painting import HitDelegate, title_of
from gigwallet.gui.widgets import restyle
from gigwallet.words import day as day_words
from gigwallet.words import labels

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class _Hits(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hits: tuple[Hit, ...] = ()

    def show(self, hits: Sequence[Hit]) -> None:
        self.beginResetModel()
        self.hits = tuple(hits)
        self.endResetModel()

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        hit = self.hits[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return hit
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            day = day_words(hit.day) if hit.day else ""
            parts = (labels.label(hit.kind), title_of(hit)[0], day, hit.snippet)
            return ". ".join(part for part in parts if part)
        return None


class Results(QListView):
    """Knows the hits; `opened` carries the one that was chosen, `left` that Up left the first."""

    opened = Signal(object)  # Hit
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Hits(self)
        self.setModel(self._model)
        self.setItemDelegate(HitDelegate(self))
        self.setProperty("part", "table")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(lambda index: self.open_row(index.row()))

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """The first of them is selected, so that Enter opens what is most likely meant."""
        self._model.show(hits)
        self.scrollToTop()
        if hits:
            self.setCurrentIndex(self._model.index(0, 0))

    def hits(self) -> tuple[Hit, ...]:
        return self._model.hits

    def open_row(self, row: int) -> None:
        if 0 <= row < len(self._model.hits):
            self.opened.emit(self._model.hits[row])

    def repaint_words(self) -> None:
        """After a change of language: the texts are asked for again."""
        self._model.layoutChanged.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_row(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        restyle(self, focused=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        restyle(self, focused=False)
