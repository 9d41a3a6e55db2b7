"""A part of the page: a home of cards, and pages that an action leads to and that lead back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from gigwallet.app.tell_safety import Safety
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Button, Card, Label, ScrollColumn
from gigwallet.words import _

WIDEST = 860  # a sentence that is wider is not read to its end


class Part(QStackedWidget):
    """The home is shown first; ``go`` shows a page by its key, ``home`` the cards again."""

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._pages: dict[str, Page] = {}
        self._home = ScrollColumn(self)
        self.column = QVBoxLayout()
        self.column.setSpacing(16)
        self._home.column.addLayout(_narrow(self.column))
        self._home.column.addStretch(1)
        self.addWidget(self._home)

    def retranslate(self) -> None:
        for page in self._pages.values():
            page.retranslate()

    def show_safety(self, safety: Safety) -> None:
        """Called with the facts of the head whenever they were asked."""

    def refresh(self) -> None:
        """Ask for what this part shows; called when it comes into sight or something changed."""

    def add_page(self, key: str, page: Page) -> None:
        scroll = ScrollColumn(self)
        column = QVBoxLayout()
        column.addWidget(page)
        scroll.column.addLayout(_narrow(column))
        scroll.column.addStretch(1)
        self._pages[key] = page
        self.addWidget(scroll)
        page.left = self.home

    def go(self, key: str) -> None:
        """Show a page; an unknown key shows the home."""
        if key not in self._pages:
            self.home()
            return
        self.setCurrentIndex(1 + list(self._pages).index(key))
        page = self._pages[key]
        page.begin()
        page.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def home(self) -> None:
        """Leave the page: what it held of secrets is gone."""
        page = self._current()
        if page is not None:
            page.forget()
        self.setCurrentIndex(0)

    def may_leave(self) -> bool:
        """False where the page in sight holds something that would be lost, and the person wants
        to stay."""
        page = self._current()
        return page is None or page.may_leave()

    def _current(self) -> Page | None:
        current = self.currentIndex()
        return list(self._pages.values())[current - 1] if current > 0 else None


def _narrow(column: QVBoxLayout) -> QHBoxLayout:
    row = QHBoxLayout()
    inner = QWidget()
    inner.setMaximumWidth(WIDEST)
    inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    column.setContentsMargins(0, 0, 8, 0)
    inner.setLayout(column)
    row.addWidget(inner, 1)
    row.addStretch(0)
    return row


class Page(Card):
    """One thing to do: a heading, a lead, what is asked, and the buttons below it."""

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.context = context
        self.left: Callable[[], None] = lambda: None
        self.body.setContentsMargins(22, 16, 22, 16)
        self.body.setSpacing(10)
        self.lead = Label(role="muted", wrap=True, parent=self)
        self.body.addWidget(self.lead)
        self.content = QVBoxLayout()
        self.content.setSpacing(10)
        self.body.addLayout(self.content)
        self._row = QHBoxLayout()
        self._row.setSpacing(10)
        self.body.addLayout(self._row)
        self.back = Button("", "", "plain", self.leave, self)
        self._row.addWidget(self.back)
        self._row.addStretch(1)

    def add_button(
        self, action: Callable[[], object], icon: str = "", role: str = "plain"
    ) -> Button:
        """Before the way back; the first one added comes first."""
        button = Button("", icon, role, action, self)
        self._row.insertWidget(self._row.count() - 2, button)
        return button

    def retranslate(self) -> None:
        self.back.setText(_("Back"))

    def begin(self) -> None:
        """Called when the page comes into sight."""

    def first(self) -> QWidget:
        """Where the keyboard starts."""
        return self.back

    def forget(self) -> None:
        """Wipe what was typed or shown."""

    def may_leave(self) -> bool:
        return True

    def leave(self) -> None:
        if self.may_leave():
            self.left()

    def wait(self, waiting: bool) -> None:
        """While a key is derived nothing can be pressed twice."""
        self.setEnabled(not waiting)
        self.setCursor(Qt.CursorShape.BusyCursor if waiting else Qt.CursorShape.ArrowCursor)
