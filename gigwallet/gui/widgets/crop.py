"""A small part of a picture, as large as there is room."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_NARROWEST = 240
_LARGEST = 2.5  # times what the phone drew: beyond that, letters only blur


class Crop(QWidget):
    """Keeps the shape of the picture; stands in the middle of its room."""

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = height
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def is_empty(self) -> bool:
        return self._image.isNull()

    def show_png(self, png: bytes) -> None:
        """No bytes show nothing."""
        self._image = QImage.fromData(png)
        self.setVisible(not self.is_empty)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_NARROWEST * 2, self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.is_empty:
            return
        size = self._image.size()
        scale = min(self.width() / size.width(), self.height() / size.height(), _LARGEST)
        wide, high = size.width() * scale, size.height() * scale
        target = QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, self._image)
