"""Buttons: one look per role, an icon that follows the state, a gap between icon and text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QFont, QIcon, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from gigwallet.gui import icons, theme
from gigwallet.gui.widgets.resting import Rest

ICON = 18
GAP = 8
_INKS = {"primary": "on_accent", "danger": "on_bad", "quiet": "accent", "nav": "muted"}


class Button(QPushButton):
    """A push button. Roles: plain, primary (one per page), danger, quiet, nav, segment.

    The icon is drawn here: QPushButton would set it against the text and colour it once.
    """

    def __init__(
        self,
        text: str = "",
        icon: str = "",
        role: str = "plain",
        action: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._role = role
        self.setProperty("role", role)
        self.setText(text)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # A click leaves the keyboard where it is; the focus ring is for those who use Tab.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._resting = Rest(self)
        if action is not None:
            self.clicked.connect(lambda: action())

    def set_icon(self, name: str) -> None:
        self._icon = name
        self.updateGeometry()
        self.update()

    def name_only(self, text: str) -> None:
        """Show the icon alone; the text is for screen readers and the tooltip."""
        self.setText("")
        self.setAccessibleName(text)
        self.setToolTip(text)

    def rest_until(self, ended: SignalInstance) -> None:
        """Not to be pressed again before this; the keyboard is then where it was."""
        self._resting.begin()
        ended.connect(self._rested)

    def _rested(self) -> None:
        self._resting.end()

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        if not self.text():
            return QSize(ICON + 20, super().sizeHint().height())
        hint = super().sizeHint()
        # Bold is wider than the plain text that QPushButton measured for a nav or segment button.
        bold = QFont(self.font())
        bold.setBold(True)
        metrics = self.fontMetrics()
        extra = QWidget.fontMetrics(self).horizontalAdvance(self.text())
        wide = max(_advance(bold, self.text()), metrics.horizontalAdvance(self.text())) - extra
        return hint + QSize(wide + (ICON + GAP if self._icon else 0), 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def icon_box(self) -> QRect:
        """Where the icon is drawn; empty when there is none."""
        return self._boxes()[0]

    def text_box(self) -> QRect:
        """Where the text is drawn."""
        return self._boxes()[1]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        option.icon = QIcon()
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        ink = self.ink()
        icon_box, text_box = self._boxes()
        if self._icon:
            icons.paint(painter, self._icon, ink, QRectF(icon_box))
        painter.setFont(self._drawn_font())
        painter.setPen(ink)
        text = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, text_box.width()
        )
        painter.drawText(text_box, Qt.AlignmentFlag.AlignCenter, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()  # Qt presses with Enter in dialogs only, with Space everywhere
            return
        super().keyPressEvent(event)

    def ink(self) -> QColor:
        """The colour of icon and text in the present state."""
        worn = theme.current()
        if not self.isEnabled():
            return worn.colour("disabled")
        if self.isCheckable() and self.isChecked():
            return worn.colour("accent")
        if self._role == "nav" and self.underMouse():
            return worn.colour("text")
        return worn.colour(_INKS.get(self._role, "text"))

    def _drawn_font(self) -> QFont:
        font = QFont(self.font())
        if self.isCheckable() and self.isChecked():
            font.setBold(True)
        return font

    def _boxes(self) -> tuple[QRect, QRect]:
        icon = ICON if self._icon else 0
        gap = GAP if self._icon and self.text() else 0
        room = self.width() - 2 * GAP - icon - gap
        text = min(_advance(self._drawn_font(), self.text()), room)
        left = 14 if self._role == "nav" else (self.width() - icon - gap - text) // 2
        middle = (self.height() - icon) // 2
        icon_box = QRect(QPoint(left, middle), QSize(icon, icon))
        text_box = QRect(left + icon + gap, 0, text, self.height())
        direction = self.layoutDirection()
        return (
            QStyle.visualRect(direction, self.rect(), icon_box),
            QStyle.visualRect(direction, self.rect(), text_box),
        )


def _advance(font: QFont, text: str) -> int:
    from PySide6.QtGui import QFontMetrics

    return QFontMetrics(font).horizontalAdvance(text) + 1


class Segments(QWidget):
    """One choice of a few, all visible: a row of buttons of which one is down."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addStretch(1)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, Button] = {}

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Pairs of key and words. The same keys again only change the words."""
        if [key for key, _words in choices] == list(self._buttons):
            for key, words in choices:
                self._buttons[key].setText(words)
            return
        for button in self._buttons.values():
            self._group.removeButton(button)
            button.deleteLater()
        self._buttons = {key: self._button(key, words) for key, words in choices}
        if self._buttons:
            next(iter(self._buttons.values())).setChecked(True)

    def choice(self) -> str:
        """The key of the choice, empty while there are none."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, key: str) -> None:
        """Set the choice without telling anybody. Tab leads to it from now on: Qt looks which one
        is down only when one of them gets the keyboard."""
        self._buttons[key].setChecked(True)
        for each, button in self._buttons.items():
            by = Qt.FocusPolicy
            button.setFocusPolicy(by.TabFocus if each == key else by.NoFocus)

    def _button(self, key: str, words: str) -> Button:
        button = Button(words, role="segment", action=lambda: self.chosen.emit(key), parent=self)
        button.setCheckable(True)
        self._group.addButton(button)
        self._row.insertWidget(self._row.count() - 1, button)
        return button
