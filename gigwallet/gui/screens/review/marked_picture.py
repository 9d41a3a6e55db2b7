"""A whole screenshot with a part of it marked, scrolled to where that part is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from gigwallet.domain.paper import Box
from gigwallet.gui import theme

_WIDEST = 620
_LINE = 2.5
_WASH = 46  # of 255


@dataclass(frozen=True, slots=True)
class Mark:
    """A box of the picture in a colour of the theme."""

    box: Box
    tone: str = "accent"


class _Sheet(QWidget):
    pressed = Signal(QPoint)  # in pixels of the picture

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image = QImage()
        self.size_of_boxes = QSize(1, 1)
        self.marks: Sequence[Mark] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(_WIDEST)

    @property
    def scale(self) -> float:
        return self.width() / max(1, self.size_of_boxes.width())

    def fit(self, width: int) -> None:
        wide = min(width, _WIDEST)
        boxes = self.size_of_boxes
        high = round(wide * boxes.height() / max(1, boxes.width()))
        self.setFixedHeight(high if not self.image.isNull() else 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if not self.image.isNull():
            painter.drawImage(whole, self.image)
        painter.setPen(theme.current().colour("border"))
        painter.drawRect(whole)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in self.marks:
            colour = theme.current().colour(mark.tone)
            painter.setPen(QPen(colour, _LINE))
            wash = QColor(colour)
            wash.setAlpha(_WASH)
            painter.setBrush(wash)
            painter.drawRoundedRect(self.on_screen(mark.box), 4, 4)

    def on_screen(self, box: Box) -> QRectF:
        scale = self.scale
        return QRectF(
            box.left * scale, box.top * scale, box.width * scale, box.height * scale
        ).adjusted(-4, -4, 4, 4)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position() / max(self.scale, 1e-9)
        self.pressed.emit(at.toPoint())


class MarkedPicture(QScrollArea):
    """``pressed`` tells a point in pixels of the picture."""

    pressed = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._sheet = _Sheet(self)
        self._sheet.pressed.connect(self.pressed)
        self.setWidget(self._sheet)

    @property
    def marks(self) -> Sequence[Mark]:
        return self._sheet.marks

    @property
    def shows_picture(self) -> bool:
        return not self._sheet.image.isNull()

    def show_picture(self, png: bytes, width: int, height: int) -> None:
        """``width`` and ``height`` are what boxes are measured in; no bytes show nothing."""
        self._sheet.image = QImage.fromData(png)
        self._sheet.size_of_boxes = QSize(width, height)
        self._fit()

    def mark(self, marks: Sequence[Mark]) -> None:
        """Mark these, and scroll to the first."""
        self._sheet.marks = tuple(marks)
        self._sheet.update()
        # The sheet may be given its size only once this page is laid out.
        QTimer.singleShot(0, self, self._to_first)

    def on_screen(self, box: Box) -> QRectF:
        """Where a box is drawn, in the coordinates of the sheet."""
        return self._sheet.on_screen(box)

    def _to_first(self) -> None:
        if self._sheet.marks:
            middle = self._sheet.on_screen(self._sheet.marks[0].box).center().toPoint()
            self.ensureVisible(middle.x(), middle.y(), 0, self.viewport().height() // 3)

    def _fit(self) -> None:
        self._sheet.fit(self.viewport().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._to_first()
