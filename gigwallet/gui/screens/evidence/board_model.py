"""The rows of the board behind the list that shows them, and what a person may do with each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from gigwallet.domain.recorded import ExhibitId
from gigwallet.gui.screens.evidence import board_rows as words
from gigwallet.gui.screens.evidence.board_rows import BoardRow

Index = QModelIndex | QPersistentModelIndex
Keep = Callable[[BoardRow], bool]

NO_PARENT = QModelIndex()
CARRIED = "application/x-gigwallet-exhibits"  # what is dragged never leaves this list


class BoardModel(QAbstractListModel):
    """Places are those of the draft, whatever is filtered out of sight."""

    purpose_said = Signal(int, str)
    ticked = Signal(object, bool)  # places, included

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: tuple[BoardRow, ...] = ()
        self._shown: list[BoardRow] = []
        self._names: Mapping[ExhibitId, str] = {}
        self._keep: Keep = lambda _row: True
        self._search = ""
        self._texts: dict[object, str] = {}  # by key; what was searched once
        self.read_only = False

    @property
    def names(self) -> Mapping[ExhibitId, str]:
        return self._names

    @property
    def rows(self) -> Sequence[BoardRow]:
        """All of them, shown or not."""
        return self._rows

    @property
    def shown(self) -> Sequence[BoardRow]:
        return self._shown

    def row_at(self, number: int) -> BoardRow | None:
        return self._shown[number] if 0 <= number < len(self._shown) else None

    def show_rows(self, rows: Sequence[BoardRow], names: Mapping[ExhibitId, str]) -> bool:
        """False where the rows are the same ones in the same order, so that whatever is selected
        may stay."""
        self._rows, self._names = tuple(rows), names
        self._texts.clear()
        return self._arrange()

    def filter(self, keep: Keep, search: str) -> bool:
        """As ``show_rows``."""
        self._keep, self._search = keep, search.casefold().strip()
        return self._arrange()

    def _arrange(self) -> bool:
        shown = [row for row in self._rows if self._keep(row) and self._found(row)]
        if [row.key for row in shown] == [row.key for row in self._shown]:
            self._shown = shown
            if shown:
                self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
            return False
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()
        return True

    def _found(self, row: BoardRow) -> bool:
        return not self._search or self._search in self._text(row)

    def _text(self, row: BoardRow) -> str:
        if row.key not in self._texts:
            said = row.about.known.exhibit
            parts = words.spoken(row, self._names), said.name, said.label, said.note
            self._texts[row.key] = "\n".join(parts).casefold()
        return self._texts[row.key]

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return words.title(row)
            case Qt.ItemDataRole.EditRole:
                return row.item.purpose if row.item else ""
            case Qt.ItemDataRole.AccessibleTextRole:
                return words.spoken(row, self._names)
            case Qt.ItemDataRole.ToolTipRole:
                return row.about.known.exhibit.name
            case Qt.ItemDataRole.CheckStateRole if row.item is not None:
                return Qt.CheckState.Checked if row.included else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self._shown[index.row()]
        if row.place is None or row.item is None:
            return False
        if role == Qt.ItemDataRole.EditRole:
            said = str(value).strip()
            if said and said != row.item.purpose:
                self.purpose_said.emit(row.place, said)
        elif role == Qt.ItemDataRole.CheckStateRole:
            self.ticked.emit((row.place,), Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.NoItemFlags
        found = flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren
        if self._shown[index.row()].item is not None:
            found |= flag.ItemIsDragEnabled | flag.ItemIsUserCheckable
            if not self.read_only:
                found |= flag.ItemIsEditable
        return found

    def mimeTypes(self) -> list[str]:
        return [CARRIED]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        carried = QMimeData()
        carried.setData(CARRIED, b"")  # the list knows what is selected; names stay out of a drag
        return carried

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def before(self, number: int) -> int | None:
        """The place in the draft that stands for a drop in front of row ``number`` as shown; None
        where nothing can be put."""
        above, below = self.row_at(number - 1), self.row_at(number)
        if below is not None and below.place is not None:
            return below.place
        if above is not None and above.place is not None:
            return above.place + 1
        return None

    def numbers_of(self, keys: Collection[object]) -> list[int]:
        """Where these rows are shown."""
        return [number for number, row in enumerate(self._shown) if row.key in keys]
