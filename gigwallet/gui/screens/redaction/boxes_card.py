"""The boxes in words, with what can be done about each: for the keyboard and for screen readers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gigwallet.domain.redaction import MaskReason
from gigwallet.gui.screens.redaction.editing import Drawn, Editing
from gigwallet.gui.widgets import Button, Card, Label, Pill, Rule
from gigwallet.gui.widgets.choice import ChoiceBox
from gigwallet.words import _, number
from gigwallet.words.labels import label

_MOST_ROWS = 60  # more are only on the pages


class BoxesCard(Card):
    """A row for each box, in its order; rows are made anew where a box came or went."""

    wanted = Signal(int)  # the place of a box that is to be shown

    def __init__(self, editing: Editing, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._editing = editing
        self.all = Button("", "check", "plain", editing.accept_all, self)
        self._none = Label("", role="muted", wrap=True, parent=self)
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        self._reason_said = Label("", role="muted", parent=self)
        self.reason = ChoiceBox(self)
        self.reason.chosen.connect(editing.call)
        self.rows: list[BoxRow] = []
        why = QHBoxLayout()
        why.setSpacing(8)
        why.addWidget(self._reason_said)
        why.addWidget(self.reason, 1)
        self.body.addWidget(self._none)
        self.body.addLayout(self._column)
        self.body.addWidget(self.all)
        self.body.addLayout(why)

    def retranslate(self) -> None:
        self.set_heading(_("What is hidden"))
        self.all.setText(_("Hide all proposed"))
        self._none.setText(
            _("Nothing was found. Draw a box over what is to be hidden, or press N on the page.")
        )
        self._reason_said.setText(_("Reason"))
        self.reason.setAccessibleName(_("Why the chosen box is hidden"))
        self.reason.set_options([(each, label(each)) for each in MaskReason])
        self.show_boxes()

    def show_boxes(self) -> None:
        boxes = self._editing.boxes[:_MOST_ROWS]
        if len(boxes) != len(self.rows):
            self._make_rows(len(boxes))
        for place, (row, drawn) in enumerate(zip(self.rows, boxes, strict=True)):
            row.show_box(drawn, self.number_of(place))
        self._none.setVisible(not boxes)
        self.all.setVisible(self._editing.proposals > 1)
        chosen = self._editing.chosen
        self.reason.setEnabled(chosen >= 0)
        if chosen >= 0:
            self.reason.choose(self._editing.boxes[chosen].mask.reason)

    def number_of(self, place: int) -> int:
        """What a refusal calls the box there: black ones are counted; 0 for a proposal."""
        boxes = self._editing.boxes
        return sum(each.black for each in boxes[: place + 1]) if boxes[place].black else 0

    def _make_rows(self, count: int) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()  # at once: what is only deleted later still takes the keyboard
            row.deleteLater()
        self.rows = [BoxRow(self._editing, place, self) for place in range(count)]
        for row in self.rows:
            row.wanted.connect(self.wanted)
            self._column.addWidget(row)


class BoxRow(QWidget):
    """What it hides and whether it is black; below, where it is and what can be done."""

    wanted = Signal(int)

    def __init__(self, editing: Editing, place: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._editing, self._place = editing, place
        self._title = Label(role="label", wrap=True, parent=self)
        self.pill = Pill(parent=self)
        self._where = Label(role="muted", parent=self)
        self.show_it = Button("", "eye", "quiet", lambda: self.wanted.emit(place), self)
        self.hide_it = Button("", "check", "plain", lambda: editing.accept(place), self)
        self.drop_it = Button("", "trash-2", "quiet", lambda: editing.drop(place), self)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.pill)
        foot.addWidget(self._where, 1)
        for button in (self.show_it, self.hide_it, self.drop_it):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Rule(self))
        column.addLayout(head)
        column.addLayout(foot)

    @property
    def title(self) -> str:
        return self._title.text()

    def show_box(self, drawn: Drawn, among_black: int) -> None:
        """``among_black`` is what a refusal calls it; a proposal has no number yet."""
        mask, title = drawn.mask, _title(drawn, among_black)
        self.hide_it.setText(_("Hide"))
        self.hide_it.setAccessibleName(_("Hide: {what}").format(what=title))
        self.show_it.name_only(_("Show on the page: {what}").format(what=title))
        self.drop_it.name_only(_("Remove: {what}").format(what=title))
        chosen = self._place == self._editing.chosen
        where = _("Page {page}").format(page=number(mask.page))
        pill, tone = (_("Black"), "good") if drawn.black else (_("Proposed"), "warn")
        self._title.setText(title)
        self._where.setText(_("{page}, chosen").format(page=where) if chosen else where)
        self.pill.say(pill, tone)
        self.hide_it.setVisible(not drawn.black)
        self.setAccessibleName(". ".join((title, pill, where)))


def _title(drawn: Drawn, among_black: int) -> str:
    reason = label(drawn.mask.reason)
    numbered = _("Box {box}: {reason}").format(box=number(among_black), reason=reason)
    return numbered if among_black else reason


def box_words(drawn: Drawn, among_black: int) -> str:
    """What it hides, whether it is black, and where it lies, as a screen reader says it."""
    box = drawn.mask.box
    return _(
        "{title}, {state}: {left} from the left, {top} from the top, {width} by {height}"
    ).format(
        title=_title(drawn, among_black),
        state=_("Black") if drawn.black else _("Proposed"),
        left=number(box.left),
        top=number(box.top),
        width=number(box.width),
        height=number(box.height),
    )
