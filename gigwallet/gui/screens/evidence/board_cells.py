"""How a row of the board is painted, and where in it a tick or a purpose is put."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QImage, QMouseEvent, QPainter, QPainterPath
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gigwallet.gui import icons, theme
from gigwallet.gui.screens.evidence import board_rows as words
from gigwallet.gui.screens.evidence.board_model import BoardModel
from gigwallet.gui.screens.evidence.board_rows import BoardRow
from gigwallet.gui.screens.evidence.thumbnails import Thumbnails
from gigwallet.gui.widgets import isolated
from gigwallet.gui.widgets.pill import paint_pill, pill_width
from gigwallet.words import _, number

_FILLED = "filled"
SIDE = 60  # of a thumbnail
ROW = 96
_LINE = 21
_PADDING = 12
_TICK = 18
_MARK = 3
_NARROW = 380  # below this a title needs its whole line

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class _Boxes:
    """Where the parts of a row lie, in the direction that is read."""

    tick: QRect
    picture: QRect
    lines: tuple[QRect, QRect, QRect, QRect]  # title, about, purpose, what meets it


def boxes(row: QRect, direction: Qt.LayoutDirection) -> _Boxes:
    middle = row.center().y()
    tick = QRect(row.left() + _PADDING, middle - _TICK // 2, _TICK, _TICK)
    picture = QRect(tick.right() + _PADDING, middle - SIDE // 2, SIDE, SIDE)
    left = picture.right() + _PADDING
    wide = row.right() - _PADDING - left
    top = middle - 2 * _LINE
    lines = [QRect(left, top + n * _LINE, wide, _LINE) for n in range(4)]
    turned = [QStyle.visualRect(direction, row, each) for each in (tick, picture, *lines)]
    return _Boxes(turned[0], turned[1], (turned[2], turned[3], turned[4], turned[5]))


class BoardCells(QStyledItemDelegate):
    """Four lines beside a small picture: what it is, when and whence, what it shows, what meets
    it. A click on the tick ticks; the purpose is typed where it stands."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._font_of = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(300, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        row = model.row_at(index.row()) if isinstance(model, BoardModel) else None
        if row is None or not isinstance(model, BoardModel):
            return
        rect: QRect = option.rect
        state = option.state
        worn = theme.current()
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, worn.colour("accent_bg"))
        if state & QStyle.StateFlag.State_HasFocus:
            mark = QRect(rect.left(), rect.top(), _MARK, rect.height())
            painter.fillRect(QStyle.visualRect(option.direction, rect, mark), worn.colour("accent"))
        painter.setPen(worn.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        where = boxes(rect, option.direction)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.item is not None:
            _paint_tick(painter, where.tick, row.included)
        self._paint_picture(painter, where.picture, row)
        _paint_title(painter, where.lines[0], row, self._font_of.font(), option.direction)
        _paint_rest(painter, where.lines, row, model, self._font_of.font(), option.direction)
        painter.restore()

    def _paint_picture(self, painter: QPainter, box: QRect, row: BoardRow) -> None:
        worn = theme.current()
        around = QPainterPath()
        around.addRoundedRect(QRectF(box), 6, 6)
        image = self._thumbnails.picture(row.pictured) if row.about.known.present else None
        painter.save()
        painter.setClipPath(around)
        if image is not None:
            painter.drawImage(QRectF(box), image, _top_square(image))
        else:
            painter.fillRect(box, worn.colour("hover"))
            media = row.about.known.exhibit.media_type
            glyph = "image" if media.startswith("image/") else "file-text"
            icons.paint(
                painter, glyph, worn.colour("muted"), QRectF(box).adjusted(18, 18, -18, -18)
            )
        painter.restore()
        painter.setPen(worn.colour("border"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(around)

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QLineEdit:
        editor = QLineEdit(parent)
        editor.setAccessibleName(_("What it shows"))
        editor.setMaxLength(500)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Once: rows that are told anew, as by a count of pages, leave what is being typed."""
        if not editor.property(_FILLED):
            super().setEditorData(editor, index)
            editor.setProperty(_FILLED, True)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        line = boxes(option.rect, option.direction).lines[2]
        tall = editor.sizeHint().height()
        editor.setGeometry(line.left() - 4, line.center().y() - tall // 2, line.width() + 8, tall)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Only a click on the tick ticks; anywhere else it selects."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            near = boxes(option.rect, option.direction).tick.adjusted(-8, -8, 8, 8)
            point: QPoint = event.position().toPoint()
            ticked = model.data(index, Qt.ItemDataRole.CheckStateRole)
            if ticked is not None and near.contains(point):
                turned = (
                    Qt.CheckState.Unchecked
                    if ticked is Qt.CheckState.Checked
                    else Qt.CheckState.Checked
                )
                return model.setData(index, turned, Qt.ItemDataRole.CheckStateRole)
        return False


def _top_square(image: QImage) -> QRectF:
    """The upper end of a long screenshot says more than its middle."""
    side = min(image.width(), image.height())
    return QRectF((image.width() - side) / 2, 0, side, side)


def _paint_tick(painter: QPainter, box: QRect, ticked: bool) -> None:
    worn = theme.current()
    shape = QRectF(box).adjusted(1, 1, -1, -1)
    pen = painter.pen()
    pen.setWidth(2)
    pen.setColor(worn.colour("accent" if ticked else "border_strong"))
    painter.setPen(pen)
    painter.setBrush(worn.colour("accent" if ticked else "surface"))
    painter.drawRoundedRect(shape, 4, 4)
    if ticked:
        icons.paint(painter, "check", worn.colour("on_accent"), shape.adjusted(1, 1, -1, -1))


def _font(base: QFont, pixels: int, bold: bool = False) -> QFont:
    font = QFont(base)
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font


def _side(direction: Qt.LayoutDirection, end: bool = False) -> Qt.AlignmentFlag:
    right = end == (direction is Qt.LayoutDirection.LeftToRight)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute


def _text(
    painter: QPainter,
    box: QRect,
    text: str,
    font: QFont,
    ink: str,
    direction: Qt.LayoutDirection,
    *,
    end: bool = False,
) -> None:
    painter.setFont(font)
    painter.setPen(theme.current().colour(ink))
    elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, _side(direction, end), isolated(elided))


def pages_words(pages: tuple[int, int] | None) -> str:
    if pages is None:
        return ""
    first, last = pages
    if first == last:
        return _("page {number}").format(number=number(first))
    return _("pages {first} to {last}").format(first=number(first), last=number(last))


def _paint_title(
    painter: QPainter, box: QRect, row: BoardRow, base: QFont, direction: Qt.LayoutDirection
) -> None:
    """Number and title, and at the end of the line the group."""
    left_to_right = direction is Qt.LayoutDirection.LeftToRight
    font = _font(base, 14, bold=True)
    group = words.group(row) if box.width() >= _NARROW else ""
    small = _font(base, 13)
    wide = min(pill_width(small, group), box.width() // 2) if group else 0
    at = QRect(box.right() + 1 - wide, box.top(), wide, box.height())
    paint_pill(painter, QStyle.visualRect(direction, box, at), group, "", direction)
    taken = wide + 8 if wide else 0
    rest = box.adjusted(0, 0, -taken, 0) if left_to_right else box.adjusted(taken, 0, 0, 0)
    text = f"{row.numbered}  {words.title(row)}" if row.numbered else words.title(row)
    _text(painter, rest, text, font, "text" if row.included else "muted", direction)


def _paint_rest(
    painter: QPainter,
    lines: tuple[QRect, QRect, QRect, QRect],
    row: BoardRow,
    model: BoardModel,
    base: QFont,
    direction: Qt.LayoutDirection,
) -> None:
    small, plain = _font(base, 13), _font(base, 14)
    about = words.about_line(row, with_group=lines[1].width() < _NARROW)
    _text(painter, lines[1], about, small, "muted", direction)
    if row.item is not None:
        purpose = row.item.purpose or _("What does it show?")
        ink = "text" if row.item.purpose and row.included else "muted"
        _text(painter, lines[2], purpose, plain, ink, direction)
    else:
        _text(painter, lines[2], _("Kept, and not printed"), plain, "muted", direction)
    pages = pages_words(row.pages)
    wide = QFontMetrics(small).horizontalAdvance(pages) + 2 if pages else 0
    last = lines[3]
    at = QStyle.visualRect(
        direction, last, QRect(last.right() + 1 - wide, last.top(), wide, last.height())
    )
    _text(painter, at, pages, small, "muted", direction, end=True)
    rest = QStyle.visualRect(direction, last, last.adjusted(0, 0, -wide - 10, 0))
    said = " \N{MIDDLE DOT} ".join((words.met_line(row, model.names), *words.marks(row)))
    ink = "bad" if not row.about.known.present else "good" if row.met else "muted"
    _text(painter, rest, said, small, ink, direction)
