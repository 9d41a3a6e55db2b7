"""A status in a pill: a word on its own ground, painted the same in tables and on pages."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gigwallet.gui import theme

_SIDE = 10
_HEIGHT = 24


def pill_font(base: QFont) -> QFont:
    font = QFont(base)
    font.setPixelSize(13)
    font.setBold(False)
    return font


def pill_width(base: QFont, text: str) -> int:
    return QFontMetrics(pill_font(base)).horizontalAdvance(text) + 2 * _SIDE


def paint_pill(
    painter: QPainter, box: QRect, text: str, tone: str, direction: Qt.LayoutDirection
) -> None:
    """Paint at the leading edge of the box, in its vertical middle, elided when it must be."""
    if not text:
        return
    worn = theme.current()
    font = pill_font(painter.font())
    width = min(pill_width(font, text), box.width())
    left = box.left() if direction is Qt.LayoutDirection.LeftToRight else box.right() + 1 - width
    pill = QRectF(left, box.center().y() + 1 - _HEIGHT / 2, width, _HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(worn.ground(tone))
    painter.drawRoundedRect(pill, _HEIGHT / 2, _HEIGHT / 2)
    painter.setFont(font)
    painter.setPen(worn.ink(tone))
    inner = pill.adjusted(_SIDE, 0, -_SIDE, 0)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(inner.width()) + 1)
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()


class Pill(QWidget):
    """A status pill on a page."""

    def __init__(self, text: str = "", tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def say(self, text: str, tone: str) -> None:
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(pill_width(self.font(), self._text), _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_pill(painter, self.rect(), self._text, self._tone, self.layoutDirection())
