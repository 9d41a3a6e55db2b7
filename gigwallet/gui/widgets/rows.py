"""The model behind a table: a list of rows, sorted and filtered by index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt

from gigwallet.gui.widgets.columns import Column
from gigwallet.gui.widgets.table_model import NO_PARENT, Index, TableModel


class Rows(TableModel):
    """Holds every row and the order of those shown; sorting is stable."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
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

    def sample(self, count: int) -> Sequence[Any]:  # Any: as above
        return [self._rows[place] for place in self._order[:count]]

    def row_at(self, number: int) -> Any:  # Any: as above
        return self._rows[self._order[number]]

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._order)

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
