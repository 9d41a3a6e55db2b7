"""The model behind a table: a list of rows, sorted and filtered by index."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt

from gigwallet.gui.widgets.columns import Column
from gigwallet.gui.widgets.table_model import NO_PARENT, Index, TableModel


class Rows(TableModel):
    """Holds every row and the order of those shown; sorting is stable. Rows that come later are
    made when somebody looks at one, so they are shown in the order given until all are there."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._rows: Sequence[Any] = ()  # Any: the row type of the table that declares columns
        self._order: Sequence[int] = ()
        self.later = False
        self._texts: dict[int, str] = {}
        self._search = ""
        self._keep: Callable[[Any], bool] | None = None  # Any: as above
        self._sorted: tuple[int, bool] = (-1, False)

    def set_rows(self, rows: Sequence[Any]) -> None:  # Any: as above
        self._take(tuple(rows), later=False)

    def set_rows_later(self, rows: Sequence[Any]) -> None:  # Any: as above
        self._take(rows, later=True)

    def _take(self, rows: Sequence[Any], *, later: bool) -> None:  # Any: as above
        self._rows, self.later = rows, later
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

    def shown_rows(self) -> Iterator[Any]:  # Any: as above
        return (self._rows[place] for place in self._order)

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
        order: Sequence[int] = range(len(self._rows))
        if not self.later:
            order = self._sort_places(self._kept_places(order))
        self._order = order
        self.endResetModel()

    def _kept_places(self, every: Sequence[int]) -> Sequence[int]:
        if self._keep is None and not self._search:
            return every
        return [
            place
            for place in every
            if (self._keep is None or self._keep(self._rows[place]))
            and self._search in self._text(place, self._rows[place])
        ]

    def _sort_places(self, places: Sequence[int]) -> Sequence[int]:
        column, descending = self._sorted
        if not 0 <= column < len(self._columns):
            return places
        key = self._columns[column].sort_key or self._columns[column].value
        return sorted(places, key=lambda place: key(self._rows[place]), reverse=descending)

    def _text(self, place: int, row: Any) -> str:  # Any: as above
        if not self._search:
            return ""
        if place not in self._texts:
            words = " ".join((column.found_by or column.value)(row) for column in self._columns)
            self._texts[place] = words.casefold()
        return self._texts[place]
