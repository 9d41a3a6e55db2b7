"""The page that parts are hidden in, as large as wanted, with the way to every other page."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gigwallet.gui.screens.redaction.editing import Editing
from gigwallet.gui.screens.redaction.sheet import Sheet
from gigwallet.gui.widgets import Button, Label
from gigwallet.words import _, number

_ZOOMS = (0.25, 0.35, 0.5, 0.7, 1.0, 1.4, 2.0, 3.0)
_AROUND = 120  # a box is seen with so much beside it


class PageDesk(QWidget):
    """Asks for a page with ``wanted``; ``show_page`` is the answer."""

    wanted = Signal(int)

    def __init__(self, editing: Editing, parent: QWidget) -> None:
        super().__init__(parent)
        self._editing = editing
        self._pages = 1
        self._zoom = 0.0  # 0: as wide as there is room
        self.before = Button("", "chevron-left", "plain", lambda: self._turn(-1), self)
        self.after = Button("", "chevron-right", "plain", lambda: self._turn(1), self)
        self.said = Label("", parent=self)
        self.smaller = Button("", "minus", "plain", lambda: self._zoom_by(-1), self)
        self.larger = Button("", "plus", "plain", lambda: self._zoom_by(1), self)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        for each in (self.before, self.said, self.after):
            bar.addWidget(each)
        bar.addStretch(1)
        for each in (self.smaller, self.larger):
            bar.addWidget(each)
        self.sheet = Sheet(editing, self)
        self.area = QScrollArea(self)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.area.setWidget(self.sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(bar)
        column.addWidget(self.area, 1)
        self.sheet.seen.connect(self._see)

    def retranslate(self) -> None:
        self.before.name_only(_("Page before"))
        self.after.name_only(_("Next page"))
        self.smaller.name_only(_("Smaller"))
        self.larger.name_only(_("Larger"))
        self._say_page()

    def begin(self, pages: int) -> None:
        """Another exhibit of so many pages: what is seen of the former one is gone at once, or its
        page would lie under boxes that are not its own."""
        self._pages, self._zoom = pages, 0.0
        self.sheet.clear()
        self._say_page()

    def show_page(self, page: int, picture: bytes) -> None:
        self.sheet.show_page(page, picture)
        self._say_page()
        self._fit()
        if self._editing.chosen >= 0:
            self.see_chosen()

    def see_chosen(self) -> None:
        """Once the page is laid out."""
        QTimer.singleShot(0, self, self._see_chosen)

    def _turn(self, by: int) -> None:
        page = min(max(self.sheet.page + by, 1), self._pages)
        if page != self.sheet.page:
            self._editing.choose(-1)
            self.wanted.emit(page)

    def _say_page(self) -> None:
        page = self.sheet.page
        self.said.setText(
            _("Page {page} of {pages}").format(page=number(page), pages=number(self._pages))
        )
        self.before.setEnabled(page > 1)
        self.after.setEnabled(page < self._pages)

    def _fit(self) -> None:
        # A page is taller than the window as a rule: the bar beside it is there or will be.
        bar = self.area.verticalScrollBar().sizeHint().width()
        room = self.area.width() - bar - 8
        self.sheet.zoom(self._zoom or min(1.0, room / self.sheet.width_of_page()))

    def _zoom_by(self, way: int) -> None:
        now = self._zoom or self.sheet.width() / self.sheet.width_of_page()
        steps = [each for each in _ZOOMS if (each > now * 1.05 if way > 0 else each < now * 0.95)]
        if steps:
            self._zoom = min(steps) if way > 0 else max(steps)
            self._fit()
            self.see_chosen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _see_chosen(self) -> None:
        if self._editing.chosen >= 0:
            self._see(self.sheet.on_screen(self._editing.boxes[self._editing.chosen].mask.box))

    def _see(self, area: QRectF) -> None:
        middle = area.center().toPoint()
        self.area.ensureVisible(middle.x(), middle.y(), _AROUND, _AROUND)
