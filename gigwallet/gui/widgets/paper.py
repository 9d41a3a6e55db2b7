"""Pages as they will be printed: a stack of page pictures that fits its width and scrolls."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gigwallet.gui import theme
from gigwallet.gui.widgets.empty import EmptyState
from gigwallet.words import _, number

_WIDEST = 900
_BESIDE = 12  # between a sheet and the scroll bar


class Leaf(QWidget):
    """One sheet, white until its picture is there. Its height follows the width that it is given.
    ``paint_over`` is for whoever lays something onto the picture."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self.shape = 1.414  # its height by its width
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(_WIDEST)

    def show_picture(self, data: bytes) -> None:
        """PNG or JPEG."""
        self._image = QImage.fromData(data)
        if not self._image.isNull():
            self.shape = self._image.height() / self._image.width()
        self.update()

    def fit(self, width: int) -> None:
        self.setFixedHeight(round(min(width, _WIDEST) * self.shape))

    def sizeHint(self) -> QSize:
        return QSize(480, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        # A page is paper in both themes; only its edge belongs to the theme.
        painter.fillRect(box, Qt.GlobalColor.white)
        if not self._image.isNull():
            painter.drawImage(box, self._image)
        self.paint_over(painter)
        painter.setPen(theme.current().colour("border"))
        painter.drawRect(box)

    def paint_over(self, painter: QPainter) -> None:
        """Nothing, on a page that is only looked at."""


class PaperColumn(QScrollArea):
    """Where sheets of paper lie below one another. `empty` says why there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget(self)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, _BESIDE, 0)
        self._column.setSpacing(16)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.empty = EmptyState("file-text", inner)
        self._column.addWidget(self.empty)
        self.setWidget(inner)

    @property
    def room(self) -> int:
        """How wide a sheet may be."""
        return self.viewport().width() - _BESIDE


class PageStack(PaperColumn):
    """All pages below one another. `show_pages` takes PNG or JPEG bytes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: list[Leaf] = []
        self._name = ""

    @property
    def count(self) -> int:
        return len(self._pages)

    def name(self, accessible_name: str) -> None:
        self._name = accessible_name
        self.setAccessibleName(accessible_name)

    def show_pages(self, pictures: Sequence[bytes]) -> None:
        for page in self._pages:
            self._column.removeWidget(page)
            page.deleteLater()
        self._pages = [self._page(place, data) for place, data in enumerate(pictures, start=1)]
        for page in self._pages:
            self._column.addWidget(page)
        self.empty.setVisible(not self._pages)
        self.verticalScrollBar().setValue(0)
        self._fit()

    def _page(self, place: int, data: bytes) -> Leaf:
        page = Leaf(self.widget())
        page.show_picture(data)
        page.setAccessibleName(
            _("{name}, page {number}").format(name=self._name, number=number(place))
        )
        return page

    def _fit(self) -> None:
        for page in self._pages:
            page.fit(self.room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
