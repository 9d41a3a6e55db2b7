"""What all models behind a table share: declared columns, and a row that may not be known yet."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gigwallet.gui.widgets.columns import Column

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()


class TableModel(QAbstractTableModel):
    """Rows are any objects; columns say how to show them."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)

    @abstractmethod
    def row_at(self, number: int) -> Any:  # Any: the row type of the table that declares columns
        """The row that is shown there; None while it is not known."""

    @abstractmethod
    def sample(self, count: int) -> Sequence[Any]:  # Any: as above
        """The first rows that are known, at most ``count``, to measure columns by."""

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        column, row = self._columns[index.column()], self.row_at(index.row())
        if row is None:
            return None
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
