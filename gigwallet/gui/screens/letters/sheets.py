"""The sheets of a letter below one another, drawn as they come into sight; figures are clicked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from gigwallet.app.letters.preview import LaidLetter, Link
from gigwallet.gui import theme
from gigwallet.gui.widgets.paper import Leaf, PaperColumn
from gigwallet.words import _, number

# A figure is small; a finger or a shaking hand may miss it by so many pixels.
_NEAR = 3.0


class Sheet(Leaf):
    """One page of a letter, with the figures that can be clicked."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fresh = False  # whether the picture is that of the letter as it is now
        self._links: list[Link] = []
        self._over: Link | None = None
        self.setMouseTracking(True)

    def hold(self, shape: float, links: list[Link]) -> None:
        """What was drawn before stays until the new picture comes."""
        self.shape, self._links, self._over = shape, links, None
        self.fresh = False

    def show_picture(self, data: bytes) -> None:
        super().show_picture(data)
        self.fresh = True

    def box_of(self, link: Link) -> QRectF:
        wide, tall = self.width(), self.height()
        return QRectF(link.left * wide, link.top * tall, link.width * wide, link.height * tall)

    def paint_over(self, painter: QPainter) -> None:
        if self._over is not None and self.fresh:
            tint = QColor(theme.current().colour("accent"))
            tint.setAlpha(48)
            painter.fillRect(self.box_of(self._over).adjusted(-2, -1, 2, 1), tint)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        link = self._at(event.position())
        if link is not None and event.button() is Qt.MouseButton.LeftButton:
            self.picked.emit(link.row)

    def _at(self, point: QPointF) -> Link | None:
        near = (-_NEAR, -_NEAR, _NEAR, _NEAR)
        return next(
            (e for e in self._links if self.box_of(e).adjusted(*near).contains(point)), None
        )

    def _point_at(self, link: Link | None) -> None:
        if link is not self._over:
            self._over = link
            hand = Qt.CursorShape.PointingHandCursor
            self.setCursor(hand if link is not None else Qt.CursorShape.ArrowCursor)
            self.setToolTip(_("What proves it: {row}").format(row=link.row) if link else "")
            self.update()


class LetterSheets(PaperColumn):
    """Asks with ``wanted`` for one page after the other, those in sight first and no others;
    ``show_page`` is the answer. ``picked`` names the row that proves a clicked figure."""

    wanted = Signal(int)
    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheets: list[Sheet] = []
        self._asked = 0  # the page that is being drawn; 0: none
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._soon.start())

    def name(self, accessible_name: str) -> None:
        self.setAccessibleName(accessible_name)
        for place, sheet in enumerate(self.sheets, start=1):
            sheet.setAccessibleName(
                _("{name}, page {number}").format(name=accessible_name, number=number(place))
            )

    def hold(self, laid: LaidLetter | None) -> None:
        """The letter as it is now; None: there is none. What is in sight stays in its place."""
        shapes: Sequence[float] = laid.sheets.shapes if laid is not None else ()
        while len(self.sheets) > len(shapes):
            sheet = self.sheets.pop()
            self._column.removeWidget(sheet)
            sheet.deleteLater()
        while len(self.sheets) < len(shapes):
            sheet = Sheet(self.widget())
            sheet.picked.connect(self.picked)
            self.sheets.append(sheet)
            self._column.addWidget(sheet)
        for place, sheet in enumerate(self.sheets, start=1):
            links = [each for each in laid.sheets.links if each.page == place] if laid else []
            sheet.hold(shapes[place - 1], links)
        self._asked = 0
        self.empty.setVisible(not self.sheets)
        self.name(self.accessibleName())
        self._fit()
        self._soon.start()

    def show_page(self, page: int, picture: bytes) -> None:
        if page == self._asked:
            self._asked = 0
        if 0 < page <= len(self.sheets):
            self.sheets[page - 1].show_picture(picture)
        self._soon.start()

    def go_to(self, page: int) -> None:
        if 0 < page <= len(self.sheets):
            self.verticalScrollBar().setValue(self.sheets[page - 1].y())

    def _ask(self) -> None:
        if self._asked or not self.isVisible():
            return
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        for place, sheet in enumerate(self.sheets, start=1):
            if not sheet.fresh and sheet.y() < bottom and sheet.y() + sheet.height() > top:
                self._asked = place
                self.wanted.emit(place)
                return

    def _fit(self) -> None:
        for sheet in self.sheets:
            sheet.fit(self.room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._soon.start()
