"""One page of the file as it will be written, with the way to every other page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gigwallet.gui.widgets import Button, Label
from gigwallet.gui.widgets.paper import PageStack
from gigwallet.gui.widgets.steady import WholeNumber
from gigwallet.words import _, number

_TURNING_MS = 120


class PageView(QWidget):
    """Asks for a page with ``wanted`` when the hand rests; ``show_page`` is the answer. Only the
    page that is looked at is held."""

    wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = 0
        self.shown = 0  # the page that is seen; 0: none
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        self._back = Button(icon="chevron-left", action=lambda: self.turn(-1), parent=self)
        self._on = Button(icon="chevron-right", action=lambda: self.turn(1), parent=self)
        self.page = WholeNumber(self)
        self.page.setKeyboardTracking(False)
        self.page.setFixedWidth(76)
        self.page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._of = Label(role="muted", parent=self)
        self._what = Label(role="muted", parent=self)
        for widget in (self._back, self.page, self._of, self._on):
            bar.addWidget(widget)
        bar.addWidget(self._what, 1, Qt.AlignmentFlag.AlignRight)
        column.addLayout(bar)
        self.paper = PageStack(self)
        self.paper.installEventFilter(self)
        column.addWidget(self.paper, 1)
        self._soon = QTimer(self, singleShot=True, interval=_TURNING_MS)
        self._soon.timeout.connect(self._ask)
        self.page.valueChanged.connect(lambda _page: self._turned())
        self.hold(0)

    def retranslate(self) -> None:
        self._back.name_only(_("Page before"))
        self._on.name_only(_("Next page"))
        self.page.setAccessibleName(_("Page"))
        self.paper.name(_("Evidence PDF"))
        self._say_pages()

    def hold(self, pages: int) -> None:
        """The file has so many pages now; the one that was looked at is asked for anew. 0: it is
        being counted, and what is seen is not the file any more."""
        kept = max(1, self.page.value())
        self._pages = pages
        self.shown = 0
        self.page.blockSignals(True)
        self.page.setRange(1, max(1, pages if pages else kept))
        self.page.setValue(min(kept, pages) if pages else kept)
        self.page.blockSignals(False)
        if pages:
            self._ask()
        self._say_pages()

    def show_page(self, page: int, picture: bytes, what: str) -> None:
        """``what``: which exhibit stands on it, in words."""
        if page != self.page.value() or not self._pages:
            return
        self.shown = page
        self.paper.show_pages([picture])
        self._what.setText(what)

    def clear(self) -> None:
        self.paper.show_pages([])
        self._what.setText("")
        self.hold(0)

    def turn(self, by: int) -> None:
        self.page.setValue(self.page.value() + by)

    def _turned(self) -> None:
        self._soon.start()
        self._say_pages()

    def _ask(self) -> None:
        if self._pages:
            self.wanted.emit(self.page.value())

    def _say_pages(self) -> None:
        at = self.page.value()
        self._of.setText(
            _("of {total}").format(total=number(self._pages)) if self._pages else _("counting...")
        )
        self.page.setEnabled(self._pages > 0)
        self._back.setEnabled(self._pages > 0 and at > 1)
        self._on.setEnabled(self._pages > 0 and at < self._pages)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Where a page can be scrolled no further, the keys that scroll it turn it."""
        if watched is self.paper and isinstance(event, QKeyEvent) and self._pages:
            bar = self.paper.verticalScrollBar()
            pressed = event.type() == QEvent.Type.KeyPress
            if pressed and event.key() == Qt.Key.Key_PageDown and bar.value() == bar.maximum():
                self.turn(1)
                return True
            if pressed and event.key() == Qt.Key.Key_PageUp and bar.value() == bar.minimum():
                self.turn(-1)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From the buttons beside it they turn it at once."""
        by = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()))
        if by is not None and self._pages:
            self.turn(by)
        else:
            super().keyPressEvent(event)
