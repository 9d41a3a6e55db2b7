"""The board of exhibits: filters above, the list, and beside it the one that the keyboard is on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gigwallet.app.bundles.build_bundle import BundleItem
from gigwallet.domain.recorded import ExhibitId
from gigwallet.gui.errors import worded
from gigwallet.gui.screens.evidence import board_rows, items
from gigwallet.gui.screens.evidence.board_cells import ROW
from gigwallet.gui.screens.evidence.board_list import BoardList
from gigwallet.gui.screens.evidence.board_rows import BoardRow
from gigwallet.gui.screens.evidence.chronology_pane import ChronologyPane
from gigwallet.gui.screens.evidence.exhibit_pane import ExhibitPane
from gigwallet.gui.screens.evidence.making import Making
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import (
    Button,
    EmptyState,
    FilterBox,
    FoldingSegments,
    Label,
    restyle,
)
from gigwallet.words import _, number

_EDGES = 14
_ROOM_FOR_THREE = 960  # pixels: less, and the list between two panes says nothing any more
_ALL, _IN, _OUT, _ALONE = "all", "in", "out", "alone"
_KEEP: Mapping[str, Callable[[BoardRow], bool]] = {
    _ALL: lambda _row: True,
    _IN: lambda row: row.included,
    _OUT: lambda row: not row.included,
    _ALONE: lambda row: not row.met,
}


class Board(QWidget):
    """Shows what ``making`` holds and edits it."""

    redact = Signal(object)  # ExhibitId

    def __init__(
        self, context: ShellContext, making: Making, can_redact: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._making = making
        self._wanted: ExhibitId | None = None
        self._narrow = False
        self._instead = False  # where it is narrow: the chronology, in the place of the pane
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        bar = QHBoxLayout()
        bar.setSpacing(10)
        self.filter = FoldingSegments(self)
        self.search = FilterBox(self)
        self._count = Label(role="muted", parent=self)
        self._up = Button(icon="chevron-up", action=lambda: self.list.step(-1), parent=self)
        self._down = Button(icon="chevron-down", action=lambda: self.list.step(1), parent=self)
        self.days = Button(icon="calendar", action=self._turn_chronology, parent=self)
        bar.addWidget(self.days)
        bar.addWidget(self.filter, 1)
        bar.addWidget(self._count)
        bar.addWidget(self._up)
        bar.addWidget(self._down)
        bar.addWidget(self.search)
        column.addLayout(bar)
        self.refused = Label(tone="bad", wrap=True, parent=self)
        column.addWidget(self.refused)
        self._frame = QFrame(self)
        self._frame.setProperty("part", "table")
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(8, _EDGES // 2, 8, _EDGES // 2)
        inside.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.list = BoardList(context, self._frame)
        self.list.installEventFilter(self)
        self._frame.installEventFilter(self)
        self.empty = EmptyState("folder-lock", self._frame)
        inside.addWidget(self.list)
        inside.addWidget(self.empty)
        self.pane = ExhibitPane(context, can_redact, self)
        self.pane.hide()
        self.chronology = ChronologyPane(self)
        self.chronology.hide()
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.chronology)
        row.addWidget(self._frame, 1)
        row.addWidget(self.pane)
        column.addLayout(row, 1)
        making.found.connect(self._found)
        making.edited.connect(self._paint)
        making.numbers.told.connect(self._paint)
        making.pages.counted.connect(self._paint)
        self.filter.chosen.connect(self._choose_filter)
        self.search.textChanged.connect(lambda _text: self._filter())
        self.search.down_pressed.connect(self.focus_rows)
        self.chronology.wanted.connect(self.show_one)
        self.empty.pressed.connect(lambda: context.navigate("inbox"))
        self.list.selected.connect(self._follow)
        self.list.ticked.connect(self._tick)
        self.list.moved.connect(self._move)
        self.list.purpose_said.connect(
            lambda place, purpose: self._edit(items.worded(self._items, place, purpose=purpose))
        )
        self.pane.worded.connect(
            lambda place, title, purpose: self._edit(
                items.worded(self._items, place, title, purpose)
            )
        )
        self.pane.ticked.connect(self._tick)
        self.pane.redact.connect(self.redact)
        self.pane.original.connect(
            lambda place, shown: self._edit(items.original_shown(self._items, place, shown))
        )

    def retranslate(self) -> None:
        self.filter.set_choices(
            [
                (_ALL, _("All")),
                (_IN, _("In the file")),
                (_OUT, _("Left out")),
                (_ALONE, _("Met by no other record")),
            ]
        )
        self.filter.name(_("Which exhibits"))
        self.search.say(_("Search exhibits"))
        self._up.name_only(_("Move up (Alt and the up arrow)"))
        self._down.name_only(_("Move down (Alt and the down arrow)"))
        self.list.setAccessibleName(_("Exhibits"))
        self.list.setAccessibleDescription(
            _("Space puts in or leaves out, Enter says what it shows, Alt with an arrow moves.")
        )
        self.empty.say(
            _("No files yet"),
            _("Bills, exports, screenshots and PDFs that you drop on the window are kept here."),
            _("Open the inbox"),
        )
        self.pane.tell_again()
        self.chronology.retranslate()
        self._fold()
        self._paint()

    def focus_rows(self) -> None:
        self.list.setFocus()
        if self.list.current() is None:
            self.list.select_first()

    def show_one(self, wanted: ExhibitId) -> None:
        """Select this exhibit, or remember it until the list has arrived."""
        if not self.list.select_exhibit(wanted):
            self.filter.choose(_ALL)
            self.search.clear()
            self._filter()
        self._wanted = None if self.list.select_exhibit(wanted) else wanted

    def finish(self) -> None:
        """What is being typed counts as said: its field is about to go out of sight."""
        self.list.finish()
        self.pane.finish()

    @property
    def _items(self) -> tuple[BundleItem, ...]:
        draft = self._making.draft
        return draft.items if draft else ()

    def _paint(self) -> None:
        exhibits, count = self._making.exhibits, self._making.pages.count
        refusal = self._making.pages.refusal
        self.refused.setText(worded(refusal) if refusal is not None else "")
        self.refused.setVisible(refusal is not None)
        rows = board_rows.rows(
            self._items,
            self._making.numbers.of(self._items),
            exhibits,
            count.sheets.outline.exhibit_pages if count else {},
        )
        names = {
            id: each.known.exhibit.label or each.known.exhibit.name for id, each in exhibits.items()
        }
        self.list.rows.read_only = self._making.read_only
        self.list.show_rows(rows, names)
        self.list.setVisible(bool(exhibits))
        self.empty.setVisible(not exhibits)
        if self._wanted is not None:
            self.show_one(self._wanted)
        elif self.list.current() is None:
            self.list.select_first()
        self._say_count()
        self._follow(self.list.current())

    def _found(self) -> None:
        seen = self._making.view
        if seen.shown in _KEEP and seen.shown != self.filter.choice():
            self.filter.choose(seen.shown)
            self._filter()
        self.chronology.show_events(self._making.events)
        self._fold()
        self._paint()

    def _choose_filter(self, key: str) -> None:
        self._filter()
        self._making.choose_view(replace(self._making.view, shown=key))

    def _turn_chronology(self) -> None:
        shown = self.chronology.isHidden()
        if self._narrow:
            self._instead = shown
        else:
            self._making.choose_view(replace(self._making.view, chronology=shown))
        self._fold()

    def _fold(self) -> None:
        some = bool(self._making.exhibits)
        shown = self._instead if self._narrow else self._making.view.chronology
        self.chronology.setVisible(shown and some)
        self.days.setVisible(some)
        said = _("Hide the chronology") if shown else _("Show the chronology")
        self.days.name_only(said)
        self._follow(self.list.current())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < _ROOM_FOR_THREE
        if narrow is not self._narrow:
            self._narrow, self._instead = narrow, False
            self._fold()

    def _filter(self) -> None:
        self.list.filter(_KEEP[self.filter.choice() or _ALL], self.search.text())
        self._say_count()

    def _say_count(self) -> None:
        shown, total = len(self.list.rows.shown), len(self.list.rows.rows)
        words = _("{shown} of {total}").format(shown=number(shown), total=number(total))
        self._count.setText(words if shown != total else "")

    def _follow(self, row: BoardRow | None) -> None:
        self.pane.show_row(row, self.list.rows.names)
        self.pane.setVisible(row is not None and not (self._narrow and self._instead))
        self.chronology.mark(row.about.known.id if row is not None else None)
        movable = row is not None and row.place is not None and not self._making.read_only
        self._up.setEnabled(movable)
        self._down.setEnabled(movable)

    def _tick(self, places: tuple[int, ...], included: bool) -> None:
        self._edit(items.included(self._items, places, included))

    def _move(self, places: tuple[int, ...], before: int) -> None:
        self._edit(items.moved(self._items, places, before))

    def _edit(self, edited: tuple[BundleItem, ...]) -> None:
        self._making.edit(edited)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._frame and event.type() == QEvent.Type.Resize:
            # As many rows as fit whole: the last one is never cut.
            self.list.setMaximumHeight(max(1, (self._frame.height() - _EDGES) // ROW) * ROW)
        elif watched is self.list and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            restyle(self._frame, focused=event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)
