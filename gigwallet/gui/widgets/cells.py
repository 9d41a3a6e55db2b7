"""How cells and headers are painted: both measure from the same padding, so they line up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPalette
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gigwallet.gui import icons, theme
from gigwallet.gui.widgets.columns import CELL_PADDING, Column, Kind
from gigwallet.gui.widgets.pill import paint_pill

ROW_HEIGHT = 40
HEADER_HEIGHT = 40
_ARROW = 14
_MARK = 3


def cell_text_box(section: QRect) -> QRect:
    """Where the text of a cell or of a header lies within its section."""
    return section.adjusted(CELL_PADDING, 0, -CELL_PADDING, 0)


def cell_alignment(column: Column, direction: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    """Physical alignment: figures at the end of the reading direction, all else at its start."""
    right = column.at_end == (direction is Qt.LayoutDirection.LeftToRight)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute


class CellDelegate(QStyledItemDelegate):
    """Paints a cell as its column says."""

    def __init__(self, columns: Sequence[Column], parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._font_of = parent

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(80, ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        box = option.rect
        state = option.state
        direction = option.direction
        worn = theme.current()
        column = self._columns[index.column()]
        row = index.model().row_at(index.row())  # type: ignore[attr-defined]  # Rows has it
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(box, worn.colour("accent_bg"))
            if index.column() == 0:
                mark = QRect(box.left(), box.top(), _MARK, box.height())
                painter.fillRect(QStyle.visualRect(direction, box, mark), worn.colour("accent"))
        painter.setPen(worn.colour("border"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.setFont(self._font_of.font())
        text_box = cell_text_box(box)
        if row is None:
            _paint_waiting(painter, text_box)
        elif column.kind is Kind.STATUS:
            paint_pill(painter, text_box, column.value(row), column.tone_of(row), direction)
        else:
            painter.setPen(worn.ink(column.tone_of(row)))
            text = painter.fontMetrics().elidedText(
                column.shown(row), Qt.TextElideMode.ElideRight, text_box.width() + 1
            )
            painter.drawText(text_box, cell_alignment(column, direction), text)
        painter.restore()


def _paint_waiting(painter: QPainter, box: QRect) -> None:
    """A row that is being read: a soft bar where its words will stand."""
    bar = QRectF(box.left(), box.center().y() - 5, box.width() * 0.6, 10)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.current().colour("hover"))
    painter.drawRoundedRect(bar, 5, 5)


class Header(QHeaderView):
    """Titles on the same padding as the cells, with an arrow on the sorted column."""

    def __init__(self, columns: Sequence[Column], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = tuple(columns)
        self.setFixedHeight(HEADER_HEIGHT)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorClearable(True)
        self.setMinimumSectionSize(48)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintSection(self, painter: QPainter, section: QRect, place: int) -> None:
        worn = theme.current()
        column = self._columns[place]
        direction = self.layoutDirection()
        painter.save()
        painter.fillRect(section, self.palette().color(QPalette.ColorRole.Base))
        painter.setPen(worn.colour("border_strong"))
        painter.drawLine(section.bottomLeft(), section.bottomRight())
        font = QFont(self.font())
        font.setPixelSize(13)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(worn.colour("muted"))
        box = cell_text_box(section)
        text = painter.fontMetrics().elidedText(
            column.title(), Qt.TextElideMode.ElideRight, box.width() + 1
        )
        painter.drawText(box, cell_alignment(column, direction), text)
        if self.sortIndicatorSection() == place:
            self._paint_arrow(painter, column, box, painter.fontMetrics().horizontalAdvance(text))
        painter.restore()

    def _paint_arrow(self, painter: QPainter, column: Column, box: QRect, text: int) -> None:
        up = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        alignment = cell_alignment(column, self.layoutDirection())
        at_right = bool(alignment & Qt.AlignmentFlag.AlignRight)
        left = box.right() - text - _ARROW - 3 if at_right else box.left() + text + 4
        arrow = QRectF(left, box.center().y() - _ARROW / 2 + 1, _ARROW, _ARROW)
        icons.paint(
            painter, "chevron-up" if up else "chevron-down", theme.current().colour("muted"), arrow
        )
