"""The editor: the page large, its boxes beside it in words, what the copy still says."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from gigwallet.app.redaction import redact_exhibit
from gigwallet.app.redaction.redact_exhibit import Desk, Made
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.redaction import Mask, MaskReason, Redaction
from gigwallet.gui.background import Lane
from gigwallet.gui.screens.redaction.boxes_card import BoxesCard
from gigwallet.gui.screens.redaction.editing import Editing
from gigwallet.gui.screens.redaction.found_card import FoundCard
from gigwallet.gui.screens.redaction.sheet import Sheet
from gigwallet.gui.shell import ScreenWidget, ShellContext
from gigwallet.gui.widgets import Button, EmptyState, Label, ProgressStrip, ScrollColumn, isolated
from gigwallet.words import _, number

_EMPTY, _EDITING, _READING = range(3)
_ASIDE = 364
_ZOOMS = (0.25, 0.35, 0.5, 0.7, 1.0, 1.4, 2.0, 3.0)


class RedactionScreen(ScreenWidget):
    """Opened with the ``exhibit`` to redact. Nothing is kept before the copy was searched for all
    that its boxes hide."""

    shows: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, context: ShellContext) -> None:
        super().__init__(context)
        self._desk: Desk | None = None
        self._harmless: tuple[str, ...] = ()
        self._made: Made | None = None
        self._zoom = 0.0  # 0: as wide as there is room
        self.editing = Editing(self._changed)
        self.back = self.header.add_action("chevron-left", self._go_back)
        self.undo = self.header.add_action("refresh-cw", self.editing.undo)
        self.taking_back = self.header.add_action("x", self._take_back)
        self.keep = self.header.add_action("check", self._try, primary=True)
        self.progress = ProgressStrip(self)
        self.sheet = Sheet(self.editing, self)
        self.boxes = BoxesCard(self.editing, self)
        self.found = FoundCard(self)
        self.empty = EmptyState("eye-off", self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self._desktop())
        self._pages.addWidget(QWidget(self))  # while the pages are read
        self.body.addWidget(self.progress)
        self.body.addWidget(self._pages, 1)
        self.boxes.wanted.connect(self._show_box)
        self.sheet.seen.connect(self._see)
        self.found.cover.connect(self._cover)
        self.found.spare.connect(self._spare)
        self.empty.pressed.connect(self._go_back)
        QShortcut(QKeySequence.StandardKey.Undo, self, self.editing.undo)
        self._settle()

    def _desktop(self) -> QWidget:
        desk = QWidget(self)
        self._bar = QHBoxLayout()
        self._bar.setSpacing(8)
        self.before = Button("", "chevron-left", "plain", lambda: self._turn(-1), desk)
        self.after = Button("", "chevron-right", "plain", lambda: self._turn(1), desk)
        self.page_said = Label("", parent=desk)
        self.smaller = Button("", "minus", "plain", lambda: self._zoom_by(-1), desk)
        self.larger = Button("", "plus", "plain", lambda: self._zoom_by(1), desk)
        turning: tuple[QWidget, ...] = (self.before, self.page_said, self.after)
        for each in turning:
            self._bar.addWidget(each)
        self._bar.addStretch(1)
        for each in (self.smaller, self.larger):
            self._bar.addWidget(each)
        self.area = QScrollArea(desk)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.area.setWidget(self.sheet)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addLayout(self._bar)
        left.addWidget(self.area, 1)
        self.aside = ScrollColumn(desk)
        self.aside.setFixedWidth(_ASIDE)
        self.aside.column.setContentsMargins(0, 0, 8, 4)
        self._how = Label("", role="muted", wrap=True, parent=desk)
        for widget in (self.found, self.boxes, self._how):
            self.aside.column.addWidget(widget)
        self.aside.column.addStretch(1)
        row = QHBoxLayout(desk)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self.aside)
        return desk

    def retranslate(self) -> None:
        desk = self._desk
        name = isolated(desk.said.label or desk.said.name) if desk else ""
        self.header.say(_("Hide parts"), name)
        self.back.setText(_("Back"))
        self.undo.setText(_("Undo"))
        self.taking_back.setText(_("Show the original again"))
        self.keep.setText(_("Check and keep the copy"))
        self.before.name_only(_("Page before"))
        self.after.name_only(_("Next page"))
        self.smaller.name_only(_("Smaller"))
        self.larger.name_only(_("Larger"))
        self.sheet.setAccessibleName(_("The page, with its boxes"))
        self.sheet.setAccessibleDescription(self._how_to())
        self._how.setText(self._how_to())
        self.progress.retranslate()
        self.boxes.retranslate()
        self.found.retranslate()
        self._say_page()
        self.empty.say(
            _("Which exhibit?"),
            _(
                "Choose a picture or PDF under Evidence, and what is to be hidden in it. The "
                "original stays as it is; the copy goes out in its place."
            ),
            _("To the evidence"),
        )
        self._settle()

    def _how_to(self) -> str:
        return _(
            "Draw a box with the mouse, or press N on the page. Arrows move the chosen box, with "
            "Shift they resize it, with Ctrl in larger steps. Page Down chooses the next box, "
            "Enter hides what is proposed, Delete removes a box."
        )

    def open(self, **arguments: object) -> None:
        """``exhibit``: the original to redact."""
        wanted = arguments.get("exhibit")
        if wanted is None:
            return
        exhibit, wallet = ExhibitId(str(wanted)), self.context.opened
        self._desk, self._made, self._harmless = None, None, ()
        self.found.clear()
        self._settle()
        self._pages.setCurrentIndex(_READING)
        ticket = self.context.run(
            lambda job: redact_exhibit.begin(wallet, exhibit, job),
            self._begin,
            lane=Lane.CPU,
        )
        ticket.ended.connect(self._settle)
        self.progress.follow(ticket, _("Reading what the pages say"))

    def _begin(self, desk: Desk) -> None:
        self._desk = desk
        self.sheet.page, self._zoom = 1, 0.0
        self.editing.begin(desk.before.masks if desk.before else (), desk.suggested)
        self.retranslate()
        self._draw(1)

    def _draw(self, page: int) -> None:
        desk, wallet = self._desk, self.context.opened
        if desk is None:
            return
        ticket = self.context.run(
            lambda _job: redact_exhibit.sheet_picture(wallet, desk, page),
            lambda picture: self._show(desk, page, picture),
            lane=Lane.CPU,
        )
        self.progress.follow(ticket, _("Drawing the page"))

    def _show(self, desk: Desk, page: int, picture: bytes) -> None:
        if desk is not self._desk:
            return  # another exhibit was opened meanwhile
        self.sheet.show_page(page, picture)
        self.sheet.found = self.found.boxes_on(page)
        self._settle()
        self._say_page()
        self._fit()
        if self.editing.chosen >= 0:
            self._see_later()
        self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    # Pages and zoom --------------------------------------------------------------------------

    def _turn(self, by: int) -> None:
        if self._desk is not None:
            page = min(max(self.sheet.page + by, 1), self._desk.sheets)
            if page != self.sheet.page:
                self.editing.choose(-1)
                self._draw(page)

    def _say_page(self) -> None:
        pages = self._desk.sheets if self._desk else 1
        self.page_said.setText(
            _("Page {page} of {pages}").format(page=number(self.sheet.page), pages=number(pages))
        )
        self.before.setEnabled(self.sheet.page > 1)
        self.after.setEnabled(self.sheet.page < pages)

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
            self._see_later()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _show_box(self, place: int) -> None:
        self.editing.choose(place)
        page = self.editing.boxes[place].mask.page
        if page != self.sheet.page:
            self._draw(page)
        else:
            self._see_later()
            self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def _see_later(self) -> None:
        QTimer.singleShot(0, self, self._see_chosen)

    def _see_chosen(self) -> None:
        if self.editing.chosen >= 0:
            self._see(self.sheet.on_screen(self.editing.boxes[self.editing.chosen].mask.box))

    def _see(self, area: QRectF) -> None:
        middle = area.center().toPoint()
        self.area.ensureVisible(middle.x(), middle.y(), 120, 120)

    # What follows ----------------------------------------------------------------------------

    def _changed(self) -> None:
        self._made = None
        self.boxes.show_boxes()
        self.sheet.update()
        self._settle()

    def _settle(self) -> None:
        desk = self._desk
        ready = desk is not None and self.sheet.has_picture
        self._pages.setCurrentIndex(_EDITING if ready else _EMPTY if desk is None else _READING)
        self.undo.setEnabled(self.editing.can_undo)
        self.keep.setEnabled(ready and bool(self.editing.masks))
        self.taking_back.setVisible(bool(desk and desk.before))

    def _try(self) -> None:
        desk, wallet, masks = self._desk, self.context.opened, self.editing.masks
        harmless = self._harmless
        if desk is None or not masks:
            return
        self.found.clear()
        self.sheet.found = ()
        ticket = self.context.run(
            lambda job: redact_exhibit.make(wallet, desk, masks, harmless=harmless, job=job),
            lambda made: self._tried(desk, masks, made),
            lane=Lane.CPU,
        )
        self.keep.rest_until(ticket.ended)
        self.progress.follow(ticket, _("Making the copy and searching it for what it hides"))

    def _tried(self, desk: Desk, masks: tuple[Mask, ...], made: Made) -> None:
        if desk is not self._desk or masks != self.editing.masks:
            return  # the boxes were changed meanwhile
        self._made = made
        if made.survivors:
            self.found.show_survivors(made.survivors)
            self.sheet.found = self.found.boxes_on(self.sheet.page)
            self.sheet.update()
            self.aside.verticalScrollBar().setValue(0)
            return
        wallet, harmless = self.context.opened, self._harmless
        self.context.run(
            lambda _job: redact_exhibit.confirm(wallet, desk, made, harmless=harmless),
            self._kept,
            changes=frozenset({"exhibits"}),
        )

    def _kept(self, redaction: Redaction) -> None:
        self.context.notify(
            _(
                "The redacted copy is kept. Evidence files show it in place of the original, which "
                "stays as it is."
            )
        )
        self._leave(redaction.exhibit_id)

    def _cover(self) -> None:
        """Hide the places as well where masked text was found."""
        reasons = [each.reason for each in self.editing.masks]
        for survivor in self.found.seen:
            if survivor.box is not None:
                why = reasons[survivor.mask - 1] if survivor.mask <= len(reasons) else None
                self.editing.add(survivor.page, survivor.box, why or MaskReason.OTHER)
        self.found.clear()
        self.sheet.found = ()
        self.sheet.update()

    def _spare(self) -> None:
        """What was found is no secret, says the person; it may stand elsewhere."""
        if self._made is not None:
            found = {each.mask for each in self._made.survivors}
            words = (each.text for each in self._made.words if each.mask in found)
            self._harmless = (*self._harmless, *words)
            self._try()

    def _take_back(self) -> None:
        desk, wallet = self._desk, self.context.opened
        if desk is not None:
            self.context.run(
                lambda _job: redact_exhibit.take_back(wallet, desk.exhibit),
                lambda _done: self._taken_back(desk),
                changes=frozenset({"exhibits"}),
            )

    def _taken_back(self, desk: Desk) -> None:
        self.context.notify(
            _("Evidence files show the original again. The copy stays among the exhibits.")
        )
        self._leave(desk.exhibit)

    def _go_back(self) -> None:
        self._leave(self._desk.exhibit if self._desk else None)

    def _leave(self, exhibit: ExhibitId | None) -> None:
        if exhibit is None:
            self.context.navigate("evidence", mode="originals")
        else:
            self.context.navigate("evidence", mode="originals", exhibit=exhibit)
