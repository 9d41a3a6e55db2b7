"""A page with its boxes: drawn, moved and resized with the mouse or with the keyboard alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gigwallet.domain.paper import Box
from gigwallet.gui import theme
from gigwallet.gui.screens.redaction.editing import Drawn, Editing

_EDGE = 7  # pixels on the screen around a corner in which it is gripped
_FINE, _COARSE = 1, 10  # pixels of the page for a press of an arrow
_WASH = 60
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Sheet(QWidget):
    """Boxes are in pixels of the page, whatever its size on the screen."""

    seen = Signal(QRectF)  # the chosen box moved: it should be in sight

    def __init__(self, editing: Editing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self._image = QImage()
        self._scale = 1.0
        self.page = 1
        self.found: tuple[Box, ...] = ()  # where masked text can still be read
        self._from: QPointF | None = None
        self._to = QPointF()
        self._grip: tuple[int, int] | None = None  # which corner moves; (0, 0) the whole box
        self._held = Box(0, 0, 1, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    @property
    def has_picture(self) -> bool:
        return not self._image.isNull()

    def clear(self) -> None:
        self.page, self.found, self._image = 1, (), QImage()
        self.update()

    def show_page(self, page: int, picture: bytes) -> None:
        self.page = page
        self._image = QImage.fromData(picture)
        self.zoom(self._scale)

    def zoom(self, scale: float) -> None:
        self._scale = scale
        size = self._image.size()
        self.setFixedSize(max(1, round(size.width() * scale)), max(1, round(size.height() * scale)))
        self.update()

    def width_of_page(self) -> int:
        return max(1, self._image.width())

    def on_screen(self, box: Box) -> QRectF:
        scale = self._scale
        return QRectF(box.left * scale, box.top * scale, box.width * scale, box.height * scale)

    # Painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self.rect()), self._image)
        light = theme.load("light")  # a page is paper in both themes
        painter.setPen(light.colour("border"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        for place, each in enumerate(self._editing.boxes):
            if each.mask.page == self.page:
                self._paint(painter, each, chosen=place == self._editing.chosen)
        for box in self.found:
            painter.setPen(QPen(light.colour("bad"), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.on_screen(box).adjusted(-4, -4, 4, 4))
        if self._from is not None and self._grip is None:
            painter.setPen(QPen(light.colour("accent"), 1.5, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self._from, self._to).normalized())
        if self.hasFocus():
            painter.setPen(QPen(light.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _paint(self, painter: QPainter, drawn: Drawn, *, chosen: bool) -> None:
        light = theme.load("light")
        area = self.on_screen(drawn.mask.box)
        accent = light.colour("accent")
        inside = QColor("black") if drawn.black else QColor(accent)
        if not drawn.black:
            inside.setAlpha(_WASH)
        painter.fillRect(area, inside)
        if chosen or not drawn.black:
            line = Qt.PenStyle.SolidLine if chosen else Qt.PenStyle.DashLine
            painter.setPen(QPen(accent, 3 if chosen else 2, line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area)
        if chosen:
            for corner in (area.topLeft(), area.topRight(), area.bottomLeft(), area.bottomRight()):
                grip = QRectF(0, 0, _EDGE + 1, _EDGE + 1)
                grip.moveCenter(corner)
                painter.fillRect(grip, accent)

    # The mouse -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        at = event.position()
        self._from = self._to = at
        self._grip = self._gripped(at)
        if self._grip is None:
            under = self._under(at)
            if under >= 0:
                self._grip = (0, 0)
            self._editing.choose(under)
        if self._grip is not None:
            self._held = self._editing.boxes[self._editing.chosen].mask.box

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._from is None:
            self._show_grip(at)
            return
        self._to = at
        if self._grip is not None:
            way = (at - self._from) / self._scale
            self._put(self._held, self._grip, (round(way.x()), round(way.y())), goes_on=True)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        begun, self._from = self._from, None
        if begun is not None and self._grip is None:
            area = QRectF(begun, event.position()).normalized()
            left, top = round(area.left() / self._scale), round(area.top() / self._scale)
            right, bottom = round(area.right() / self._scale), round(area.bottom() / self._scale)
            drawn = Box(left, top, right - left, bottom - top)
            self._editing.add(self.page, self._within(drawn))
        self._grip = None
        self._editing.let_go()
        self.update()

    def _under(self, at: QPointF) -> int:
        """The smallest box there, or -1."""
        there = [
            (each.mask.box.width * each.mask.box.height, place)
            for place, each in enumerate(self._editing.boxes)
            if each.mask.page == self.page and self.on_screen(each.mask.box).contains(at)
        ]
        return min(there)[1] if there else -1

    def _gripped(self, at: QPointF) -> tuple[int, int] | None:
        chosen = self._editing.chosen
        if chosen < 0 or self._editing.boxes[chosen].mask.page != self.page:
            return None
        area = self.on_screen(self._editing.boxes[chosen].mask.box)
        for across, x in ((-1, area.left()), (1, area.right())):
            for down, y in ((-1, area.top()), (1, area.bottom())):
                if abs(at.x() - x) <= _EDGE and abs(at.y() - y) <= _EDGE:
                    return across, down
        return None

    def _show_grip(self, at: QPointF) -> None:
        grip = self._gripped(at)
        shape = Qt.CursorShape.CrossCursor
        if grip is not None:
            falling = grip[0] == grip[1]
            shape = Qt.CursorShape.SizeFDiagCursor if falling else Qt.CursorShape.SizeBDiagCursor
        elif self._under(at) >= 0:
            shape = Qt.CursorShape.SizeAllCursor
        self.setCursor(shape)

    # The keyboard ----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the chosen box, with Shift they resize it, with Ctrl in larger steps. N draws
        one, Page Up and Page Down choose another, Enter fills a proposal, Delete removes, Escape
        lets go: then the arrows scroll."""
        editing, key = self._editing, event.key()
        here = editing.chosen >= 0 and editing.boxes[editing.chosen].mask.page == self.page
        if key == Qt.Key.Key_N:
            self._add_in_the_middle()
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            editing.choose_next(self.page, 1 if key == Qt.Key.Key_PageDown else -1)
        elif here and key in _ARROWS:
            self._push(_ARROWS[Qt.Key(key)], event.modifiers())
        elif here and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            editing.drop(editing.chosen)
        elif here and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            editing.accept(editing.chosen)
        elif here and key == Qt.Key.Key_Escape:
            editing.choose(-1)
        else:
            super().keyPressEvent(event)
            return
        if editing.chosen >= 0:
            self.seen.emit(self.on_screen(editing.boxes[editing.chosen].mask.box))

    def _push(self, way: tuple[int, int], held: Qt.KeyboardModifier) -> None:
        step = _COARSE if held & Qt.KeyboardModifier.ControlModifier else _FINE
        across, down = way[0] * step, way[1] * step
        box = self._editing.boxes[self._editing.chosen].mask.box
        corner = (1, 1) if held & Qt.KeyboardModifier.ShiftModifier else (0, 0)
        self._put(box, corner, (across, down), goes_on=False)

    def _put(
        self, box: Box, corner: tuple[int, int], way: tuple[int, int], *, goes_on: bool
    ) -> None:
        """A box that is moved stops at the edge; one that is resized is cut there."""
        moved = _moved(box, corner, *way)
        if corner == (0, 0):
            left = min(max(moved.left, 0), max(self._image.width() - moved.width, 0))
            top = min(max(moved.top, 0), max(self._image.height() - moved.height, 0))
            moved = Box(left, top, moved.width, moved.height)
        self._editing.place(self._within(moved), goes_on=goes_on)

    def _add_in_the_middle(self) -> None:
        """Of what is in sight, so that nobody has to look for it."""
        sight = self.visibleRegion().boundingRect()
        middle = QPointF(sight.center()) / self._scale
        wide, tall = max(40, self._image.width() // 4), max(20, self._image.width() // 18)
        left, top = round(middle.x()) - wide // 2, round(middle.y()) - tall // 2
        self._editing.add(self.page, self._within(Box(left, top, wide, tall)))

    def _within(self, box: Box) -> Box:
        """Cut so that it lies on the page."""
        wide, tall = self._image.width(), self._image.height()
        left, top = max(box.left, 0), max(box.top, 0)
        right, bottom = min(box.right, wide), min(box.bottom, tall)
        return Box(left, top, max(right - left, 0), max(bottom - top, 0))


def _moved(box: Box, corner: tuple[int, int], across: int, down: int) -> Box:
    """The whole box, or the corner (-1 or 1 across and down) that is held."""
    if corner == (0, 0):
        return Box(box.left + across, box.top + down, box.width, box.height)
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    if corner[0] < 0:
        left = min(left + across, right - 4)
    else:
        right = max(right + across, left + 4)
    if corner[1] < 0:
        top = min(top + down, bottom - 4)
    else:
        bottom = max(bottom + down, top + 4)
    return Box(left, top, right - left, bottom - top)
