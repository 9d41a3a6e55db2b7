"""A part of the page: a home of cards, and pages that an action leads to and that lead back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from gigwallet.app.vaults.tell_safety import Safety
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.shell.task_page import TaskPage
from gigwallet.gui.widgets import ScrollColumn

WIDEST = 860  # a sentence that is wider is not read to its end


class Part(QStackedWidget):
    """The home is shown first; ``go`` shows a page by its key, ``home`` the cards again."""

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._pages: dict[str, TaskPage] = {}
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

    def add_page(self, key: str, page: TaskPage) -> None:
        scroll = ScrollColumn(self)
        column = QVBoxLayout()
        column.addWidget(page)
        scroll.column.addLayout(_narrow(column))
        scroll.column.addStretch(1)
        self._pages[key] = page
        self.addWidget(scroll)
        page.left = self._come_back

    def go(self, key: str) -> None:
        """Show a page; an unknown key shows the home."""
        if key not in self._pages:
            self.home()
            return
        self.setCurrentIndex(1 + list(self._pages).index(key))
        page = self._pages[key]
        page.begin()
        page.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _come_back(self) -> None:
        """The keyboard goes on at the head of the cards, not at the head of the window."""
        self.home()
        self._home.setFocus()

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

    def _current(self) -> TaskPage | None:
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
