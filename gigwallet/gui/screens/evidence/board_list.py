"""The list of the board: chosen, ticked, reworded and put in order by mouse or by keyboard."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QListView,
    QWidget,
)

from gigwallet.domain.recorded import ExhibitId
from gigwallet.gui.screens.evidence.board_cells import SIDE, BoardCells
from gigwallet.gui.screens.evidence.board_model import CARRIED, BoardModel, Keep
from gigwallet.gui.screens.evidence.board_rows import BoardRow
from gigwallet.gui.screens.evidence.thumbnails import Thumbnails
from gigwallet.gui.shell import ShellContext

_Flag = QItemSelectionModel.SelectionFlag


class BoardList(QListView):
    """Space ticks what is selected, F2 or Enter rewords, Alt with an arrow moves, Tab leaves."""

    selected = Signal(object)  # BoardRow or None: the row that the keyboard is on
    ticked = Signal(object, bool)  # places, included
    purpose_said = Signal(int, str)
    moved = Signal(object, int)  # places, in front of which

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = BoardModel(self)
        self._thumbnails = Thumbnails(context, 2 * SIDE, self)
        self._told: BoardRow | None = None
        self.setModel(self.rows)
        self.setItemDelegate(BoardCells(self._thumbnails, self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)
        self.setTabKeyNavigation(False)
        self._thumbnails.arrived.connect(self.viewport().update)
        self.rows.ticked.connect(self.ticked)
        self.rows.purpose_said.connect(self.purpose_said)
        self.selectionModel().currentChanged.connect(self._tell)

    def current(self) -> BoardRow | None:
        return self.rows.row_at(self.currentIndex().row())

    def chosen(self) -> list[BoardRow]:
        """What is selected, in the order shown."""
        numbers = sorted(index.row() for index in self.selectedIndexes())
        return [row for number in numbers if (row := self.rows.row_at(number)) is not None]

    def places(self) -> tuple[int, ...]:
        """The places in the draft of what is selected."""
        return tuple(row.place for row in self.chosen() if row.place is not None)

    def show_rows(self, rows: Sequence[BoardRow], names: Mapping[ExhibitId, str]) -> None:
        """What was selected stays so, wherever it has gone."""
        kept, on = {row.key for row in self.chosen()}, self.current()
        if self.rows.show_rows(rows, names):
            self._select_again(kept, on)
        self._tell()

    def filter(self, keep: Keep, search: str) -> None:
        kept, on = {row.key for row in self.chosen()}, self.current()
        if self.rows.filter(keep, search):
            self._select_again(kept, on)
        self._tell()

    def select_exhibit(self, wanted: ExhibitId) -> bool:
        """False where none of its rows is shown."""
        for number, row in enumerate(self.rows.shown):
            if row.about.known.id == wanted:
                self._select_at(number)
                return True
        return False

    def select_first(self) -> None:
        if self.rows.shown:
            self._select_at(0)

    def step(self, by: int) -> None:
        """Move what is selected past its neighbour as shown: -1 up, 1 down."""
        places = self.places()
        shown = [number for number, row in enumerate(self.rows.shown) if row.place in places]
        if not places or not shown:
            return
        before = self.rows.before(min(shown) - 1 if by < 0 else max(shown) + 2)
        beyond = self.rows.row_at(min(shown) - 1 if by < 0 else max(shown) + 1)
        if before is not None and beyond is not None and beyond.place is not None:
            self.moved.emit(places, before)

    def finish(self) -> None:
        """Take over a purpose that is being typed."""
        for editor in self.viewport().findChildren(QLineEdit):
            if not editor.isHidden():
                self.commitData(editor)
                self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def drop_at(self, point: QPoint) -> None:
        """Put what is selected where ``point`` of the viewport lies: between two rows."""
        index = self.indexAt(point)
        number = index.row() if index.isValid() else len(self.rows.shown)
        if index.isValid() and point.y() > self.visualRect(index).center().y():
            number += 1
        while number and self.rows.before(number) is None:
            number -= 1  # files that cannot be printed stand below all others
        before = self.rows.before(number)
        if before is not None and self.places():
            self.moved.emit(self.places(), before)

    def _select_again(self, keys: Collection[object], on: BoardRow | None) -> None:
        """Without a sound in between: nobody looks at rows that are only passed."""
        chosen = QItemSelection()
        for number in self.rows.numbers_of(keys):
            chosen.select(self.rows.index(number), self.rows.index(number))
        where = self.rows.numbers_of({on.key}) if on is not None else []
        if where:
            index = self.rows.index(where[0])
            self.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
            self.scrollTo(index)
        self.selectionModel().select(chosen, _Flag.ClearAndSelect)

    def _select_at(self, number: int) -> None:
        index = self.rows.index(number)
        self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect)
        self.scrollTo(index)

    def _tell(self, *_indexes: QModelIndex) -> None:
        row = self.current()
        if row != self._told:
            self._told = row
            self.selected.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        key = event.key()
        if self.state() is QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # the Enter that ended it comes by here too
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Space and self.places():
            self.ticked.emit(self.places(), not all(row.included for row in self.chosen()))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(CARRIED):
            super().dragEnterEvent(event)
        else:
            event.ignore()  # a file from outside goes to the window, which takes it in

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        if event.mimeData().hasFormat(CARRIED):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt would take the rows away after a move: the draft is what moves them."""
        if not event.mimeData().hasFormat(CARRIED):
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self.drop_at(event.position().toPoint())
        self.viewport().update()
