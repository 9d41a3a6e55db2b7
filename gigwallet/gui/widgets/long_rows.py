"""The model behind a long table: it knows where every row lies, and holds those last looked at."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from gigwallet.gui.widgets.columns import Column
from gigwallet.gui.widgets.table_model import NO_PARENT, Index, TableModel

_HELD = 4096


class LongRows(TableModel):
    """A place is a whole number that names a row where it is kept. What is not held is None until
    somebody brings it."""

    lacking = Signal()  # a row was asked for that is not held
    sorted_by = Signal(int, bool)  # column (-1: none), descending

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._places: Sequence[int] = array("q")
        self._held: OrderedDict[int, Any] = OrderedDict()  # Any: the row type of the table

    @property
    def places(self) -> Sequence[int]:
        return self._places

    def set_places(self, places: Sequence[int]) -> None:
        """Where more of the same come after those that are shown, what is selected stays."""
        had = len(self._places)
        if had and len(places) > had and places[:had] == self._places:
            self.beginInsertRows(NO_PARENT, had, len(places) - 1)
            self._places = places
            self.endInsertRows()
        elif places != self._places:
            self.beginResetModel()
            self._places = places
            self.endResetModel()

    def forget(self) -> None:
        """What is held may no longer be so."""
        self._held.clear()

    def hold(self, asked: Iterable[int], rows: Mapping[int, Any]) -> None:  # Any: as above
        """What was brought. What was asked for and is not there any more stays an empty row."""
        for place in asked:
            self._held[place] = rows.get(place)
            self._held.move_to_end(place)
        while len(self._held) > _HELD:
            self._held.popitem(last=False)

    def holds(self, place: int) -> bool:
        return place in self._held

    def changed(self, first: int, last: int) -> None:
        """These rows are to be painted anew."""
        if first <= last < len(self._places):
            self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))

    def unheld(self, first: int, last: int) -> list[int]:
        """The places from ``first`` to ``last`` that nothing is known of, nearest first."""
        span = self._places[max(0, first) : last + 1]
        return [place for place in span if place not in self._held]

    def held_rows(self) -> list[Any]:  # Any: as above
        found = (self._held.get(place) for place in self._places)
        return [row for row in found if row is not None]

    def sample(self, count: int) -> Sequence[Any]:  # Any: as above
        found = (self._held.get(place) for place in self._places[:count])
        return [row for row in found if row is not None]

    def row_at(self, number: int) -> Any:  # Any: as above
        place = self._places[number]
        if place not in self._held:
            self.lacking.emit()
            return None
        return self._held[place]

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._places)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.sorted_by.emit(column, order is Qt.SortOrder.DescendingOrder)
