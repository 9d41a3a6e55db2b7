"""The evidence PDF in the making: exhibits at one side, the pages as they will be at the other."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gigwallet.app.build_bundle import BundleDraft
from gigwallet.gui.screens.evidence import items as pure
from gigwallet.gui.shell.scope import ScopeChooser
from gigwallet.gui.widgets import Button, Field, Label, ProgressStrip, isolated
from gigwallet.gui.widgets.paper import PageStack
from gigwallet.words import _, ngettext
from gigwallet.words.refusals import explain

_WIDTH = 380


class BundleMaker(QWidget):
    """Shows a draft and gives back the edited one; asks for the preview through `wanted`."""

    wanted = Signal()  # the person wants to see the pages
    scope_changed = Signal()
    edited = Signal()  # the pages that were shown are no longer what would be written

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft: BundleDraft | None = None
        self.scope = ScopeChooser(self)
        self.progress = ProgressStrip(self)
        self.paper = PageStack(self)
        self._list = QListWidget(self)
        self._up = Button(icon="chevron-up", action=lambda: self._move(-1), parent=self)
        self._down = Button(icon="chevron-down", action=lambda: self._move(1), parent=self)
        self._show = Button(icon="eye", action=self.wanted.emit, parent=self)
        self._count = Label(role="muted", parent=self)
        self._gaps = Label(tone="warn", wrap=True, parent=self)
        self._title_edit = QLineEdit(self)
        self._purpose_edit = QLineEdit(self)
        self._title = Field(self._title_edit, self)
        self._purpose = Field(self._purpose_edit, self)
        self._lay_out()
        self.scope.changed.connect(self.scope_changed)
        self._list.currentRowChanged.connect(self._fill)
        self._list.itemChanged.connect(self._tick)
        for editor in (self._title_edit, self._purpose_edit):
            editor.editingFinished.connect(self._word)

    @property
    def draft(self) -> BundleDraft | None:
        return self._draft

    def retranslate(self) -> None:
        self.scope.retranslate()
        self.progress.retranslate()
        self._list.setAccessibleName(_("Exhibits"))
        self._up.name_only(_("Move up"))
        self._down.name_only(_("Move down"))
        self._show.setText(_("Show the pages"))
        self._title.say(_("Title in the index"))
        self._purpose.say(_("What it shows"))
        self.paper.name(_("Evidence PDF"))
        self.paper.empty.say(
            _("No pages yet"), _("Tick the exhibits, then look at every page before you save it.")
        )
        self._paint()

    def show_draft(self, draft: BundleDraft) -> None:
        self._draft = draft
        self.paper.show_pages([])
        self._paint()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.scope)
        column.addWidget(self.progress)
        row = QHBoxLayout()
        row.setSpacing(16)
        left = QWidget(self)
        left.setFixedWidth(_WIDTH)
        side = QVBoxLayout(left)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(10)
        side.addWidget(self._gaps)
        side.addWidget(self._list, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._up)
        buttons.addWidget(self._down)
        buttons.addWidget(self._count, 1)
        buttons.addWidget(self._show)
        side.addLayout(buttons)
        side.addWidget(self._title)
        side.addWidget(self._purpose)
        row.addWidget(left)
        row.addWidget(self.paper, 1)
        column.addLayout(row, 1)

    def _paint(self) -> None:
        place = max(0, self._list.currentRow())
        self._list.blockSignals(True)
        self._list.clear()
        items = self._draft.items if self._draft else ()
        for number, item in zip(pure.numbers(items), items, strict=True):
            words = f"{number}  {isolated(item.title)}" if number else isolated(item.title)
            line = QListWidgetItem(words)
            line.setToolTip(item.name)
            line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            state = Qt.CheckState.Checked if item.included else Qt.CheckState.Unchecked
            line.setCheckState(state)
            self._list.addItem(line)
        self._list.blockSignals(False)
        self._list.setCurrentRow(min(place, len(items) - 1))
        counted = sum(item.included for item in items)
        self._count.setText(
            ngettext("{count} exhibit", "{count} exhibits", counted).format(count=counted)
        )
        gaps = self._draft.gaps if self._draft else ()
        self._gaps.setText("\n".join(explain(step) for step in gaps))
        self._gaps.setVisible(bool(gaps))
        self._show.setEnabled(counted > 0)
        self._fill(self._list.currentRow())

    def _fill(self, place: int) -> None:
        items = self._draft.items if self._draft else ()
        item = items[place] if 0 <= place < len(items) else None
        self._up.setEnabled(item is not None and place > 0)
        self._down.setEnabled(item is not None and place < len(items) - 1)
        for editor, text in (
            (self._title_edit, item.title if item else ""),
            (self._purpose_edit, item.purpose if item else ""),
        ):
            editor.setEnabled(item is not None)
            if editor.text() != text:
                editor.setText(text)
                editor.setCursorPosition(0)

    def _replace(self, items: pure.Items, place: int) -> None:
        if self._draft is not None:
            self._draft = replace(self._draft, items=items)
            self.paper.show_pages([])
            self.edited.emit()
            self._list.setCurrentRow(place)
            self._paint()

    def _move(self, by: int) -> None:
        if self._draft is not None:
            place = self._list.currentRow()
            moved = pure.moved(self._draft.items, place, by)
            self._replace(moved, place)
            self._list.setCurrentRow(place + by)

    def _tick(self, line: QListWidgetItem) -> None:
        if self._draft is not None:
            place = self._list.row(line)
            ticked = line.checkState() is Qt.CheckState.Checked
            self._replace(pure.included(self._draft.items, place, ticked), place)

    def _word(self) -> None:
        place = self._list.currentRow()
        if self._draft is None or not 0 <= place < len(self._draft.items):
            return
        changed = pure.worded(
            self._draft.items,
            place,
            self._title_edit.text().strip(),
            self._purpose_edit.text().strip(),
        )
        if changed != self._draft.items:
            self._replace(changed, place)
