"""A table over a list of rows: declared columns, sorting, a filter, words for when it is empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from gigwallet.gui.widgets.columns import Column
from gigwallet.gui.widgets.rows import Rows
from gigwallet.gui.widgets.table_frame import TableFrame


class DataTable(TableFrame):
    """Rows are any objects; columns say how to show them. Knows nothing about what they mean."""

    def __init__(
        self,
        columns: Sequence[Column],
        searchable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        self._model = Rows(columns)
        super().__init__(columns, self._model, searchable, parent)
        self._search.textChanged.connect(self._filter)

    def name(self, accessible_name: str, search_hint: str = "") -> None:
        super().name(accessible_name, search_hint)
        self._after_change()

    def set_rows(self, rows: Sequence[Any]) -> None:  # Any: rows are the screen's own values
        """Show these rows. Sorting, filter and, if it is still there, the selected row stay."""
        kept = self.current()
        self._model.set_rows(rows)
        self._after_change()
        self._select_again(kept)

    def set_rows_later(self, rows: Sequence[Any]) -> None:  # Any: as above
        """Show rows that are made one by one when somebody looks: in the order given, none of them
        selected, and neither searched nor sorted until ``set_rows`` brings them all."""
        self._model.set_rows_later(rows)
        self._after_change()
        self.select_at(-1)

    def rows(self) -> Sequence[Any]:  # Any: as above
        """All rows, filtered out or not, in the order given."""
        return self._model.all_rows()

    def shown_rows(self) -> list[Any]:  # Any: as above
        """What is shown, in the order shown."""
        return list(self._model.shown_rows())

    def shown_at(self, number: int) -> Any:  # Any: as above
        return self._model.row_at(number)

    def first_shown(self) -> Any:  # Any: as above
        return next(self._model.shown_rows(), None)

    def select(self, wanted: Callable[[Any], bool]) -> bool:  # Any: as above
        """Select the first shown row that is wanted; False and no selection if there is none."""
        for number, row in enumerate(self._model.shown_rows()):
            if row is not None and wanted(row):
                self.select_at(number)
                return True
        self.select_at(-1)
        return False

    def select_first(self) -> None:
        self.select(lambda _row: True)

    def set_predicate(self, keep: Callable[[Any], bool] | None) -> None:  # Any: as above
        """Filter by a condition of the screen, in addition to the search field."""
        self._model.set_predicate(keep)
        self._after_change()

    def _filter(self, text: str) -> None:
        kept = self.current()
        self._model.set_search(text)
        self._after_change()
        self._select_again(kept)

    def _select_again(self, kept: Any) -> None:  # Any: as above
        """Nothing was selected: no row is looked at."""
        if kept is None:
            self.select_at(-1)
        else:
            self.select(lambda row: row == kept)

    def _after_change(self) -> None:
        self._say_count(self._model.rowCount(), len(self._model.all_rows()))
