"""How a hit is painted: its kind, its title with the day at the end, and the words around it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from gigwallet.app.records.search_vault import Hit
from gigwallet.domain.searching import FoundKind, Span
from gigwallet.gui import theme
from gigwallet.gui.widgets.pill import paint_pill, pill_width
from gigwallet.words import _, labels, number
from gigwallet.words import day as day_words

TALL, SHORT = 68, 44  # a row with and without words around the place
_PADDING = 14
_GAP = 12
_MARK = 3


def title_of(hit: Hit) -> tuple[str, tuple[Span, ...]]:
    """The title as it is shown, with the places in it. What has none is called by its kind."""
    title = hit.title or labels.label(hit.kind)
    if hit.kind is FoundKind.ENGAGEMENT:
        title = labels.platform(hit.title)
    if hit.page:
        title = _("{title}, page {page}").format(title=title, page=number(hit.page))
    return title, hit.title_matches if title.startswith(hit.title) else ()


class HitDelegate(QStyledItemDelegate):
    """Two lines; what was looked for is bold and in the accent's colour."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._font_of = parent

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        hit: Hit = index.data(Qt.ItemDataRole.UserRole)
        return QSize(200, TALL if hit.snippet else SHORT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        hit: Hit = index.data(Qt.ItemDataRole.UserRole)
        box, direction, worn = option.rect, option.direction, theme.current()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, worn.colour("accent_bg"))
            mark = QRect(box.left(), box.top(), _MARK, box.height())
            painter.fillRect(QStyle.visualRect(direction, box, mark), worn.colour("accent"))
        painter.setPen(worn.colour("border"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.setFont(self._font_of.font())
        inner = box.adjusted(_PADDING, 0, -_PADDING, 0)
        first = QRect(inner.left(), box.top() + 9, inner.width(), 26)

        def put(part: QRect) -> QRect:
            return QStyle.visualRect(direction, first, part)

        kind = labels.label(hit.kind)
        wide = min(pill_width(painter.font(), kind), first.width() // 3)
        paint_pill(painter, put(QRect(first.left(), first.top(), wide, 26)), kind, "", direction)
        when = day_words(hit.day) if hit.day else ""
        day_wide = painter.fontMetrics().horizontalAdvance(when)
        painter.setPen(worn.colour("muted"))
        day_box = put(QRect(first.right() + 1 - day_wide, first.top(), day_wide, 26))
        painter.drawText(day_box, Qt.AlignmentFlag.AlignCenter, when)
        start = first.left() + wide + _GAP
        room = first.right() - day_wide - _GAP - start
        title, places = title_of(hit)
        _paint_marked(
            painter, put(QRect(start, first.top(), room, 26)), title, places, worn.colour("text")
        )
        if hit.snippet:
            second = QRect(inner.left(), first.bottom() + 2, inner.width(), 24)
            _paint_marked(painter, second, hit.snippet, hit.matches, worn.colour("muted"))
        painter.restore()


def _paint_marked(
    painter: QPainter, box: QRect, text: str, places: Sequence[Span], ink: QColor
) -> None:
    bold = QFont(painter.font())
    bold.setBold(True)
    # Bold is the wider of the two: what fits in bold fits in both.
    shown = QFontMetrics(bold).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    layout = QTextLayout(shown, painter.font())
    marked = QTextCharFormat()
    marked.setFontWeight(QFont.Weight.Bold)
    marked.setForeground(theme.current().colour("accent"))
    ranges = []
    for begin, end in places:
        one = QTextLayout.FormatRange()
        one.start, one.length = _units(text[:begin]), _units(text[begin:end])
        one.format = marked
        ranges.append(one)
    layout.setFormats(ranges)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(box.width())
    layout.endLayout()
    painter.setPen(ink)
    layout.draw(painter, QPointF(box.left(), box.center().y() + 1 - line.height() / 2))


def _units(text: str) -> int:
    """How long Qt, which counts in UTF-16, says the text is."""
    return len(text.encode("utf-16-le")) // 2
