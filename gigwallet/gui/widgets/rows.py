"""The model behind a table: a list of rows, sorted and filtered by index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gigwallet.gui.widgets.columns import Column

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


class Rows(QAbstractTableModel):
    """Holds every row and the order of those shown; sorting is stable."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._rows: tuple[Any, ...] = ()  # Any: the row type of the table that declares columns
        self._order: list[int] = []
        self._texts: dict[int, str] = {}
        self._search = ""
        self._keep: Callable[[Any], bool] | None = None  # Any: as above
        self._sorted: tuple[int, bool] = (-1, False)

    def set_rows(self, rows: Sequence[Any]) -> None:  # Any: as above
        self._rows = tuple(rows)
        self._texts = {}
        self._rebuild()

    def set_search(self, text: str) -> None:
        self._search = text.casefold().strip()
        self._rebuild()

    def set_predicate(self, keep: Callable[[Any], bool] | None) -> None:  # Any: as above
        self._keep = keep
        self._rebuild()

    def all_rows(self) -> Sequence[Any]:  # Any: as above
        return self._rows

    def shown_rows(self) -> list[Any]:  # Any: as above
        return [self._rows[place] for place in self._order]

    def row_at(self, number: int) -> Any:  # Any: as above
        return self._rows[self._order[number]]

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        column, row = self._columns[index.column()], self.row_at(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return column.shown(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.value(row) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title()}: {column.value(row)}"
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        across = orientation is Qt.Orientation.Horizontal
        if across and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._columns[section].title()
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted = (column, order is Qt.SortOrder.DescendingOrder)
        self._rebuild()

    def _rebuild(self) -> None:
        self.beginResetModel()
        order = [
            place
            for place, row in enumerate(self._rows)
            if (self._keep is None or self._keep(row)) and self._search in self._text(place, row)
        ]
        column, descending = self._sorted
        if 0 <= column < len(self._columns):
            key = self._columns[column].sort_key or self._columns[column].value
            order.sort(key=lambda place: key(self._rows[place]), reverse=descending)
        self._order = order
        self.endResetModel()

    def _text(self, place: int, row: Any) -> str:  # Any: as above
        if not self._search:
            return ""
        if place not in self._texts:
            words = " ".join(column.value(row) for column in self._columns)
            self._texts[place] = words.casefold()
        return self._texts[place]
