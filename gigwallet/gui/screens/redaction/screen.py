"""The editor: the page large, its boxes beside it in words, what the copy still says."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from gigwallet.app.redaction import redact_exhibit
from gigwallet.app.redaction.redact_exhibit import Desk, Made
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.redaction import Mask, MaskReason, Redaction
from gigwallet.gui.background import Lane
from gigwallet.gui.screens.redaction.boxes_card import BoxesCard, box_words
from gigwallet.gui.screens.redaction.editing import Editing
from gigwallet.gui.screens.redaction.found_card import FoundCard
from gigwallet.gui.screens.redaction.page_desk import PageDesk
from gigwallet.gui.shell import ScreenWidget, ShellContext
from gigwallet.gui.widgets import Button, EmptyState, Label, ProgressStrip, ScrollColumn, isolated
from gigwallet.words import _

_EMPTY, _EDITING, _READING = range(3)
_ASIDE = 364


class RedactionScreen(ScreenWidget):
    """Opened with the ``exhibit`` to redact. Nothing is kept before the copy was searched for all
    that its boxes hide."""

    shows: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, context: ShellContext) -> None:
        super().__init__(context)
        self._desk: Desk | None = None
        self._harmless: tuple[str, ...] = ()
        self._made: Made | None = None
        self.editing = Editing(self._changed)
        self.back = self.header.add_action("chevron-left", self._go_back)
        self.undo = self.header.add_action("refresh-cw", self.editing.undo)
        self.keep = self.header.add_action("check", self._try, primary=True)
        self.progress = ProgressStrip(self)
        self.view = PageDesk(self.editing, self)
        self.sheet = self.view.sheet
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
        self.view.wanted.connect(self._draw)
        self.found.cover.connect(self._cover)
        self.found.spare.connect(self._spare)
        self.empty.pressed.connect(self._go_back)
        QShortcut(QKeySequence.StandardKey.Undo, self, self.editing.undo)
        self._settle()

    def _desktop(self) -> QWidget:
        desk = QWidget(self)
        self.aside = ScrollColumn(desk)
        self.aside.setFixedWidth(_ASIDE)
        self.aside.column.setContentsMargins(0, 0, 8, 4)
        self._how = Label("", role="muted", wrap=True, parent=desk)
        # Not in the header: with four buttons there, none could be read in a narrow window.
        self.taking_back = Button("", "eye", "plain", self._take_back, desk)
        for widget in (self.found, self.boxes, self.taking_back, self._how):
            self.aside.column.addWidget(widget)
        self.aside.column.addStretch(1)
        row = QHBoxLayout(desk)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.view, 1)
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
        self.view.retranslate()
        self.sheet.setAccessibleName(_("The page, with its boxes"))
        self._say_chosen()
        self._how.setText(self._how_to())
        self.progress.retranslate()
        self.boxes.retranslate()
        self.found.retranslate()
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
            "Enter hides what is proposed, Delete removes a box, Escape lets go of it."
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
        self.view.begin(desk.sheets)
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
        self.sheet.found = self.found.boxes_on(page)
        self.view.show_page(page, picture)
        self._settle()
        self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_box(self, place: int) -> None:
        self.editing.choose(place)
        page = self.editing.boxes[place].mask.page
        if page != self.sheet.page:
            self._draw(page)
        else:
            self.view.see_chosen()
            self.sheet.setFocus(Qt.FocusReason.OtherFocusReason)

    # What follows ----------------------------------------------------------------------------

    def _changed(self) -> None:
        self._made = None
        self.boxes.show_boxes()
        self.sheet.update()
        self._say_chosen()
        self._settle()

    def _say_chosen(self) -> None:
        """For who cannot see the page: which box the keys move, else what the keys do."""
        place = self.editing.chosen
        self.sheet.setAccessibleDescription(
            box_words(self.editing.boxes[place], self.boxes.number_of(place))
            if place >= 0
            else self._how_to()
        )

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
            # Who gave up a moment too late wants no copy either: nothing is kept yet.
            lambda made: None if ticket.stopping else self._tried(desk, masks, made),
            lane=Lane.CPU,
        )
        self.keep.rest_until(ticket.ended)
        self.progress.follow(
            ticket,
            _("Making the copy and searching it for what it hides"),
            {
                "masking": _("a page is made"),
                "reading": _("what stood there"),
                "checking": _("what the copy says"),
            },
        )

    def _tried(self, desk: Desk, masks: tuple[Mask, ...], made: Made) -> None:
        if desk is not self._desk or masks != self.editing.masks:
            return  # the boxes were changed meanwhile
        self._made = made
        if made.survivors:
            self.found.show_survivors(made.survivors)
            self.sheet.found = self.found.boxes_on(self.sheet.page)
            self.sheet.update()
            self.aside.verticalScrollBar().setValue(0)
            self.found.take_keyboard()
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
