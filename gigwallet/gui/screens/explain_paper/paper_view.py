"""The paper itself: what can be pointed at is outlined, what was pointed at is marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from gigwallet.app.intake.point_at_paper import PaperSheet, Spot
from gigwallet.domain.paper import Box, Page
from gigwallet.gui import theme
from gigwallet.words import _, number

_NARROWEST, _WIDEST = 360, 900  # pixels: all there is in the smallest window; more than enough
_AIR = 3
_STARTS_AT = 5  # pixels: less is a press with an unsteady hand
_FAINT, _WASH = 26, 60  # of 255


@dataclass(frozen=True, slots=True)
class Mark:
    """What was pointed at, in a colour of the theme."""

    spot: Spot
    tone: str = "good"


class _Sheet(QWidget):
    """One page. Boxes are in the units of the page, whatever its size on the screen."""

    pressed = Signal(object)  # Spot
    drawn = Signal(object)  # Box

    def __init__(self, page: Page, picture: bytes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._image = QImage.fromData(picture)
        self.spots: tuple[Spot, ...] = ()
        self.marks: tuple[Mark, ...] = ()
        self._under: Spot | None = None
        self._from: QPointF | None = None
        self._to = QPointF()
        self.setMouseTracking(True)

    def fit(self, width: int) -> None:
        self.setFixedSize(width, round(width * self._page.height / max(1, self._page.width)))

    def on_screen(self, box: Box) -> QRectF:
        scale = self.width() / max(1, self._page.width)
        whole = QRectF(box.left * scale, box.top * scale, box.width * scale, box.height * scale)
        return whole.adjusted(-_AIR, -_AIR, _AIR, _AIR)

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        # A page is paper in both themes; only its edge belongs to the theme.
        painter.drawImage(whole, self._image)
        painter.setPen(theme.current().colour("border"))
        painter.drawRect(whole)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for spot in self.spots:
            self._draw(painter, spot.box, "accent", _WASH if spot == self._under else _FAINT, 1)
        for mark in self.marks:
            self._draw(painter, mark.spot.box, mark.tone, _WASH, 2.5)
        if self._from is not None:
            painter.setPen(QPen(_ink("accent"), 1.5, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self._from, self._to).normalized())

    def _draw(self, painter: QPainter, box: Box, tone: str, wash: int, line: float) -> None:
        colour = _ink(tone)
        painter.setPen(QPen(colour, line))
        inside = QColor(colour)
        inside.setAlpha(wash)
        painter.setBrush(inside)
        painter.drawRoundedRect(self.on_screen(box), 3, 3)

    def spot_at(self, at: QPointF) -> Spot | None:
        """The smallest one there."""
        there = [each for each in self.spots if self.on_screen(each.box).contains(at)]
        return min(there, key=lambda each: each.box.width * each.box.height, default=None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._from = self._to = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is not None:
            self._to = event.position()
        under = self.spot_at(event.position())
        if under != self._under:
            self._under = under
            shape = Qt.CursorShape.PointingHandCursor if under else Qt.CursorShape.CrossCursor
            self.setCursor(shape)
            self.setToolTip(under.text if under else "")
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        begun, self._from = self._from, None
        self.update()
        if begun is None:
            return
        way = event.position() - begun
        if abs(way.x()) + abs(way.y()) > _STARTS_AT:
            self.drawn.emit(self._box(QRectF(begun, event.position()).normalized()))
        elif spot := self.spot_at(event.position()):
            self.pressed.emit(spot)
        else:
            self.drawn.emit(self._box(QRectF(begun, begun)))

    def _box(self, area: QRectF) -> Box:
        scale = max(1, self._page.width) / max(1, self.width())
        return Box(
            round(area.left() * scale),
            round(area.top() * scale),
            round(area.width() * scale),
            round(area.height() * scale),
        )


class PaperView(QScrollArea):
    """For the mouse; the rows beside it say the same to the keyboard."""

    pressed = Signal(object)  # Spot: one that is outlined
    drawn = Signal(int, object)  # page, Box: whatever is printed in there

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setWidgetResizable(True)
        inner = QWidget(self)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.setWidget(inner)
        self.sheets: list[_Sheet] = []

    @property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(mark for sheet in self.sheets for mark in sheet.marks)

    def show_sheet(self, sheet: PaperSheet) -> None:
        for each in self.sheets:
            self._column.removeWidget(each)
            each.hide()
            each.deleteLater()
        self.sheets = []
        for place, (page, picture) in enumerate(
            zip(sheet.paper.pages, sheet.pictures, strict=False), start=1
        ):
            shown = _Sheet(page, picture, self.widget())
            shown.setAccessibleName(_("Page {page}").format(page=number(place)))
            shown.pressed.connect(self.pressed)
            shown.drawn.connect(lambda box, place=place: self.drawn.emit(place, box))
            self.sheets.append(shown)
            self._column.addWidget(shown)
        self._fit()
        self.verticalScrollBar().setValue(0)

    def offer(self, spots: Sequence[Spot]) -> None:
        """Outline what can be pointed at now."""
        for place, sheet in enumerate(self.sheets, start=1):
            sheet.spots = tuple(each for each in spots if each.page == place)
            sheet.update()

    def mark(self, marks: Sequence[Mark], seen: Spot | None = None) -> None:
        """Mark these, and scroll until ``seen`` can be seen."""
        for place, sheet in enumerate(self.sheets, start=1):
            sheet.marks = tuple(each for each in marks if each.spot.page == place)
            sheet.update()
        if seen is not None:
            # The sheets may be given their size only once this page is laid out.
            QTimer.singleShot(0, self, lambda: self._see(seen))

    def _see(self, spot: Spot) -> None:
        if spot.page <= len(self.sheets):
            sheet = self.sheets[spot.page - 1]
            middle = sheet.mapToParent(sheet.on_screen(spot.box).center().toPoint())
            room = self.viewport().size()
            self.ensureVisible(middle.x(), middle.y(), room.width() // 4, room.height() // 4)

    def _fit(self) -> None:
        width = min(max(self.viewport().width(), _NARROWEST), _WIDEST)
        for sheet in self.sheets:
            sheet.fit(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _ink(tone: str) -> QColor:
    """Always of the light theme's strength: the paper stays white in the dark."""
    return theme.load("light").colour(tone)
