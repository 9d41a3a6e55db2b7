"""The page of what two copies say differently: one at a time, side by side, keep which."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gigwallet.app.vaults.keep_conflicts import Conflict, Holds, conflicts, settle_conflict
from gigwallet.gui.screens.safekeeping import merge_words
from gigwallet.gui.screens.safekeeping.merge_page import EVERYTHING
from gigwallet.gui.screens.safekeeping.merge_words import SideWords
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.shell.task_page import TaskPage
from gigwallet.gui.widgets import Button, Label, Pill
from gigwallet.words import _


class Side(QFrame):
    """One saying, and the button that makes it hold."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(8)
        head = QHBoxLayout()
        self._title = Label(role="label", parent=self)
        self._holds = Pill(parent=self)
        head.addWidget(self._title, 1)
        head.addWidget(self._holds)
        self._said = Label(role="muted", wrap=True, parent=self)
        self._text = Label(wrap=True, parent=self)
        self._text.make_copyable()
        self.keep = Button("", "check", action=self.chosen.emit, parent=self)
        column.addLayout(head)
        column.addWidget(self._said)
        column.addWidget(self._text)
        column.addStretch(1)
        column.addWidget(self.keep)

    @property
    def text(self) -> str:
        return self._text.text()

    def show_side(self, side: SideWords) -> None:
        self._title.setText(side.title)
        self._holds.say(_("Holds now") if side.holds else "", "accent")
        self._said.setText(side.said)
        self._said.setVisible(bool(side.said))
        self._text.setText(side.text)
        self.keep.setText(_("Keep this one"))
        self.keep.setAccessibleName(f"{_('Keep this one')}: {side.title}")
        self.setAccessibleName(f"{side.title}. {side.said}. {side.text}")


class ConflictsPage(TaskPage):
    """Both sayings stay in the history, whichever is kept."""

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._waiting: list[Conflict] = []
        self._settled = 0
        self._what = Label(role="label", wrap=True, parent=self)
        self.ours, self.theirs = Side(self), Side(self)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.ours, 1)
        row.addWidget(self.theirs, 1)
        self.content.addWidget(self._what)
        self.content.addLayout(row)
        self.ours.chosen.connect(lambda: self._keep(Holds.OURS))
        self.theirs.chosen.connect(lambda: self._keep(Holds.THEIRS))

    def retranslate(self) -> None:
        super().retranslate()
        self.set_heading(_("What the copies say differently"))
        self._paint()

    def first(self) -> QWidget:
        return self.ours.keep

    def begin(self) -> None:
        self._settled = 0
        self.refresh()

    def refresh(self) -> None:
        wallet = self.context.opened
        self.context.run(lambda _job: conflicts(wallet), self.show_conflicts)

    def show_conflicts(self, waiting: Sequence[Conflict]) -> None:
        self._waiting = list(waiting)
        self._paint()

    def _paint(self) -> None:
        some = bool(self._waiting)
        for widget in (self._what, self.ours, self.theirs):
            widget.setVisible(some)
        self.lead.setText(
            _("Choose which of the two holds. The other one stays in the history of the record.")
            if some
            else _("Nothing is left to decide.")
        )
        if not some:
            return
        first = self._waiting[0]
        place, count = self._settled + 1, self._settled + len(self._waiting)
        self._what.setText(merge_words.heading(first, place, count))
        ours, theirs = merge_words.sides(first)
        self.ours.show_side(ours)
        self.theirs.show_side(theirs)

    def _keep(self, holds: Holds) -> None:
        wallet, settled = self.context.opened, self._waiting[0]

        def work(_job: object) -> list[Conflict]:
            settle_conflict(wallet, settled.id, holds)
            return conflicts(wallet)

        self.wait(True)
        ticket = self.context.run(work, self._next, changes=EVERYTHING)
        ticket.ended.connect(lambda: self.wait(False))

    def _next(self, waiting: Sequence[Conflict]) -> None:
        self._settled += 1
        self.show_conflicts(waiting)
