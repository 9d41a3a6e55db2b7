"""A table that may have a million rows: it reads those that it shows, and a few around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtWidgets import QWidget

from gigwallet.gui.widgets.columns import Column
from gigwallet.gui.widgets.long_rows import LongRows
from gigwallet.gui.widgets.table_frame import TableFrame

_AROUND = 24  # rows above and below what is shown: turning a page finds the next one there
_WORDS_MS = 250


class LongTable(TableFrame):
    """Whoever owns it answers two signals: ``wished`` with the places in that order and of those
    words (`show_places`), ``lacking`` with the rows at some places (`take`).

    Only one question for rows is open at a time, and the next is about what is shown then: who
    drags the bar through a million rows waits for the last stop alone.
    """

    wished = Signal()
    lacking = Signal(object)  # places: list[int]

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        self._model = LongRows(columns)
        self._sorted: tuple[int, bool] = (-1, False)
        self._asked = False
        super().__init__(columns, self._model, parent=parent)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask)
        self._typed = QTimer(self, singleShot=True, interval=_WORDS_MS)
        self._typed.timeout.connect(self.wished)
        self._model.lacking.connect(self._soon.start)
        self._model.sorted_by.connect(self._sort)
        self._search.textChanged.connect(self._typed.start)

    @property
    def sorting(self) -> tuple[int, bool]:
        """The column that the person sorts by (-1: none), and whether downwards."""
        return self._sorted

    @property
    def places(self) -> Sequence[int]:
        return self._model.places

    @property
    def is_read(self) -> bool:
        """Whether every row that is shown has come."""
        return not self._model.unheld(*self._seen())

    def held_rows(self) -> list[Any]:  # Any: rows are the screen's own values
        """The rows that are held at present, in the order shown."""
        return self._model.held_rows()

    def show_places(self, places: Sequence[int], total: int, *, anew: bool = False) -> None:
        """``total``: how many there are without any filter. ``anew``: rows may have changed."""
        kept = self._place()
        if anew:
            self._model.forget()
        self._model.set_places(places)
        self._say_count(len(places), total)
        if kept is None or not self.select_place(kept):
            self.select_at(0 if len(places) else -1)
        self._view.viewport().update()

    def select_place(self, place: int) -> bool:
        """False where that row is not among those shown."""
        if place == self._place():
            return True
        try:
            number = self._model.places.index(place)
        except ValueError:
            return False
        self.select_at(number)
        return True

    def take(self, asked: Sequence[int], rows: Mapping[int, Any]) -> None:  # Any: as above
        """The answer to ``lacking``."""
        self._asked = False
        fit = not self._model.sample(1)
        self._model.hold(asked, rows)
        first, last = self._seen()
        self._model.changed(max(0, first), min(last, len(self._model.places) - 1))
        if fit:
            self._measure()
        self._tell()
        self._soon.start()

    def _tell(self, *indexes: QModelIndex) -> None:
        """A row that is still being read is told of when it has come."""
        place = self._place()
        if place is None or self._model.holds(place):
            super()._tell(*indexes)

    def _place(self) -> int | None:
        index = self._view.currentIndex()
        return self._model.places[index.row()] if index.isValid() else None

    def _seen(self) -> tuple[int, int]:
        """The numbers of the first and the last row that are shown."""
        top = max(0, self._view.rowAt(0))
        bottom = self._view.rowAt(self._view.viewport().height() - 1)
        return top, bottom if bottom >= 0 else len(self._model.places) - 1

    def _ask(self) -> None:
        if self._asked or not self._model.places:
            return
        first, last = self._seen()
        last = min(last, first + 2 * _AROUND)
        wanted = self._model.unheld(first, last) or self._model.unheld(
            first - _AROUND, last + _AROUND
        )
        current = self._place()
        if current is not None and not self._model.holds(current):
            wanted = [current, *(place for place in wanted if place != current)]
        if wanted:
            self._asked = True
            self.lacking.emit(wanted)

    def _sort(self, column: int, descending: bool) -> None:
        if (column, descending) != self._sorted:
            self._sorted = (column, descending)
            self.wished.emit()
