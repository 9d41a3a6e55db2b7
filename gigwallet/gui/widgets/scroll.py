"""A column that scrolls when the window is small."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

_AIR = 24


def scrolled(page: QWidget) -> QScrollArea:
    """The page as wide as its place, with bars where it does not fit."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(page)
    return area


class ScrollColumn(QScrollArea):
    """Add to `column`. The keyboard goes to what is inside; the area follows it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = self._inner = QWidget()
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 0, 0, 4)
        self.column.setSpacing(16)
        self.setWidget(inner)
        # Qt follows Tab alone. A field that an error sends the keyboard to must be seen as well;
        # once the page is laid out again, for it may have grown by the error.
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self._follow)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._keyboard_moved)

    def _keyboard_moved(self, _left: QWidget | None, entered: QWidget | None) -> None:
        if entered is not None and self._inner.isAncestorOf(entered):
            self._settled.start()

    def _follow(self) -> None:
        """What is taller than the area is shown from its head."""
        entered = self.window().focusWidget()
        if entered is None or not self.isVisible() or not self._inner.isAncestorOf(entered):
            return
        if entered.height() + 2 * _AIR < self.viewport().height():
            self.ensureWidgetVisible(entered, 0, _AIR)
        else:
            top = entered.mapTo(self._inner, QPoint(0, 0)).y()
            self.verticalScrollBar().setValue(top - _AIR)
