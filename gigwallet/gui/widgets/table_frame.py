"""The frame of every table: a row of filters, a header, whole rows, words for when it is empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gigwallet.gui.widgets.cells import HEADER_HEIGHT, ROW_HEIGHT, CellDelegate, Header
from gigwallet.gui.widgets.columns import Column
from gigwallet.gui.widgets.empty import EmptyState
from gigwallet.gui.widgets.filter_box import FilterBox
from gigwallet.gui.widgets.table_model import TableModel
from gigwallet.gui.widgets.text import Label, restyle
from gigwallet.gui.widgets.widths import fit
from gigwallet.words import _, number

_MEASURED_ROWS = 150
_FRAME = 8
_WHOLE_ROW = (
    QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
)


class _View(QTableView):
    """Enter opens the row instead of nothing; Tab leaves the table instead of walking its cells."""

    opened = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt makes the first row the present one, on which buttons act, and does not mark it."""
        super().focusInEvent(event)
        present, chosen = self.currentIndex(), self.selectionModel()
        if present.isValid() and not chosen.isRowSelected(present.row()):
            chosen.select(present, _WHOLE_ROW)


class TableFrame(QWidget):
    """Knows nothing about what the rows mean, nor where its model has them from.

    `toolbar` (a layout, leading side) takes further filters beside the search field.
    """

    selected = Signal(object)  # the row, or None
    activated = Signal(object)  # Enter or double click on a row

    def __init__(
        self,
        columns: Sequence[Column],
        model: TableModel,
        searchable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._shown = model
        model.setParent(self)
        self._columns = tuple(columns)
        self._told: object = None
        self._wide: list[int] | None = None  # what each column wants; None: measure anew
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        bar = QHBoxLayout()
        bar.setSpacing(10)
        self.toolbar = QHBoxLayout()
        self.toolbar.setSpacing(10)
        self._count = Label(role="muted", parent=self)
        self._search = FilterBox(self)
        bar.addLayout(self.toolbar)
        bar.addStretch(1)
        bar.addWidget(self._count)
        bar.addWidget(self._search)
        column.addLayout(bar)
        self._frame = QFrame(self)
        self._frame.setProperty("part", "table")
        self._view = self._build_view()
        self._empty = EmptyState("inbox", self._frame)
        column.addWidget(self._frame, 1)
        self._frame.setMinimumHeight(HEADER_HEIGHT + 3 * ROW_HEIGHT + 2 * _FRAME)
        self._frame.installEventFilter(self)
        self._view.installEventFilter(self)
        self._search.setVisible(searchable)
        self._count.setVisible(searchable)
        self._search.down_pressed.connect(self.focus_rows)
        self._arrange()

    # No focus proxy: Tab would go past the search field.
    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        self._view.setFocus(reason)

    @property
    def view(self) -> QTableView:
        return self._view

    @property
    def empty(self) -> EmptyState:
        return self._empty

    @property
    def search(self) -> FilterBox:
        return self._search

    def name(self, accessible_name: str, search_hint: str = "") -> None:
        """Name the table for screen readers and word the search field."""
        self._view.setAccessibleName(accessible_name)
        self._search.say(search_hint or _("Search"))
        self._shown.headerDataChanged.emit(
            Qt.Orientation.Horizontal, 0, max(0, len(self._columns) - 1)
        )
        self._measure()

    def current(self) -> Any:  # Any: as the columns declare
        """The selected row or None."""
        index = self._view.currentIndex()
        return self._shown.row_at(index.row()) if index.isValid() else None

    def select_at(self, number_: int) -> None:
        """Select the row that is shown there; -1: none."""
        if number_ < 0:
            self._view.selectionModel().clear()
            self._tell()
            return
        index = self._shown.index(number_, 0)
        self._view.selectionModel().setCurrentIndex(index, _WHOLE_ROW)
        self._view.scrollTo(index)

    def sort_by(self, column: int, descending: bool = False) -> None:
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self._view.sortByColumn(column, order)

    def focus_rows(self) -> None:
        """Move the keyboard into the rows."""
        self._view.setFocus(Qt.FocusReason.TabFocusReason)
        if not self._view.currentIndex().isValid() and self._shown.rowCount():
            self.select_at(0)

    def _build_view(self) -> _View:
        view = _View(self._frame)
        view.setModel(self._shown)
        header = Header(self._columns, view)
        view.setHorizontalHeader(header)
        view.setItemDelegate(CellDelegate(self._columns, view))
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        view.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        view.setSortingEnabled(True)
        view.selectionModel().currentRowChanged.connect(self._tell)
        view.opened.connect(lambda: self._open(view.currentIndex()))
        view.doubleClicked.connect(self._open)
        return view

    def _tell(self, *_indexes: QModelIndex) -> None:
        row = self.current()
        if row is not self._told:
            self._told = row
            self.selected.emit(row)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.activated.emit(self._shown.row_at(index.row()))

    def _say_count(self, shown: int, total: int) -> None:
        """How much is shown of how much; empty words where there is nothing at all."""
        self._count.setText(
            _("{shown} of {total}").format(shown=number(shown), total=number(total))
            if shown != total
            else ""
        )
        self._view.setVisible(shown > 0 or total > 0)
        self._empty.setVisible(total == 0)
        self._measure()

    def _measure(self) -> None:
        """Rows or words are others: columns may want another width."""
        self._wide = None
        self._arrange()

    def _arrange(self) -> None:
        """Give the view a height of whole rows, so that the last one is never cut."""
        inside = self._frame.rect().adjusted(_FRAME, 4, -_FRAME, -_FRAME)
        self._empty.setGeometry(inside)
        self._fit_columns(inside.width())
        bar = self._view.horizontalScrollBar()
        below = (
            bar.sizeHint().height()
            if self._view.horizontalHeader().length() > inside.width()
            else 0
        )
        rows = max(1, (inside.height() - HEADER_HEIGHT - below) // ROW_HEIGHT)
        inside.setHeight(HEADER_HEIGHT + rows * ROW_HEIGHT + below)
        self._view.setGeometry(inside)

    def _fit_columns(self, room: int) -> None:
        if self._wide is None:
            sample, font = self._shown.sample(_MEASURED_ROWS), self._view.font()
            self._wide = [column.width_for(sample, font) for column in self._columns]
        widths = fit(
            room - self._view.verticalScrollBar().sizeHint().width(),
            self._wide,
            {place for place, column in enumerate(self._columns) if column.grows},
            {place for place, column in enumerate(self._columns) if column.gives_way},
            {place for place, column in enumerate(self._columns) if column.spare},
        )
        for place, wide in enumerate(widths):
            self._view.setColumnHidden(place, wide == 0)
            if wide:
                self._view.setColumnWidth(place, wide)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._frame and event.type() == QEvent.Type.Resize:
            self._arrange()
        if watched is self._view and event.type() == QEvent.Type.FontChange:
            self._measure()
        if watched is self._view and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            restyle(self._frame, focused=event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
