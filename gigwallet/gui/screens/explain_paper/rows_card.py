"""The card of all that is asked: one row is being asked, and the paper answers to it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gigwallet.app.intake.point_at_paper import PaperSheet, Pointed, Spot
from gigwallet.domain.taught import PaperRole
from gigwallet.gui.screens.explain_paper.asked import (
    DEDUCTION,
    FIRM,
    IN_ORDER,
    NET,
    PERIOD,
    Asked,
)
from gigwallet.gui.screens.explain_paper.paper_view import Mark
from gigwallet.gui.screens.explain_paper.row import Row
from gigwallet.gui.widgets import Button, Card, Label
from gigwallet.words import _

_MOST_DEDUCTIONS = 30
_TWO_DAYS = frozenset({PaperRole.FIRST_DAY, PaperRole.LAST_DAY})


class RowsCard(Card):
    """``asking``: another row is asked now, or the same one was answered. ``changed``: the lesson
    is another."""

    asking = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._sheet: PaperSheet | None = None
        self._advice = Label(role="muted", wrap=True, parent=self)
        self._refused = Label(tone="bad", wrap=True, parent=self)
        self._apart = Button("", "plus", role="quiet", action=self._ask_days, parent=self)
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        self.body.addWidget(self._advice)
        self.body.addLayout(self._column)
        self.body.addWidget(self._refused)
        self.rows: list[Row] = []
        self.active: Row | None = None
        self.adds_up = False  # no further deduction is looked for; the screen says so
        for asked in IN_ORDER:
            self._add(asked, len(self.rows))
        place = self._column.indexOf(self.rows[2])
        self._column.insertWidget(place, self._apart, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_days(False)
        self.refuse("")

    def retranslate(self) -> None:
        self.set_heading(_("Point at what this paper says"))
        self._advice.setText(
            _(
                "Press each value on the paper, or draw around it. What is learnt are the words "
                "beside it and its place; the values themselves are not kept."
            )
        )
        self._apart.setText(_("First and last day stand apart"))
        for row in self.rows:
            row.retranslate()

    def show_sheet(self, sheet: PaperSheet) -> None:
        self._sheet = sheet
        for row in [each for each in self.rows if each.asked is DEDUCTION][1:]:
            self._take_away(row)
        self._show_days(False)
        for row in self.rows:
            row.show_sheet(sheet)
        self.refuse("")
        self.ask(self.rows[0])

    def ask(self, row: Row, to_keyboard: bool = True) -> None:
        """This row is asked now; its list takes the keyboard."""
        if row is not self.active:
            for each in self.rows:
                each.be_active(each is row)
            self.active = row
        if to_keyboard and self.isVisible():
            row.value.setFocus(Qt.FocusReason.OtherFocusReason)
        self.asking.emit()

    def offers(self) -> tuple[Spot, ...]:
        """What can be pointed at for the row that is asked."""
        if self._sheet is None or self.active is None:
            return ()
        return self.active.asked.offers(self._sheet)

    def answer(self, spot: Spot | None) -> None:
        """What the person pressed or drew around; then the next open row is asked."""
        row = self.active
        if row is None:
            return
        if spot is None or not row.asked.takes(spot):
            self.refuse(
                _("This cannot be read as: {what}. Press one of the outlined places.").format(
                    what=row.asked.words
                )
            )
            return
        self.refuse("")
        row.choose(spot)
        if not row.is_nameless:
            self.ask(self._after(row))

    def refuse(self, sentence: str) -> None:
        self._refused.setText(sentence)
        self._refused.setVisible(bool(sentence))

    @property
    def firm(self) -> str:
        spot = next(each.spot for each in self.rows if each.asked is FIRM)
        return spot.text if spot else ""

    def pointed(self) -> tuple[Pointed, ...]:
        shown = (each.pointed for each in self.rows if not each.isHidden())
        return tuple(each for each in shown if each is not None)

    def marks(self) -> list[Mark]:
        """All that was chosen; that of the row which is asked in another colour."""
        return [
            Mark(row.spot, "accent" if row is self.active else "good")
            for row in self.rows
            if row.spot is not None and not row.isHidden()
        ]

    def missing(self) -> tuple[str, ...]:
        """What every such paper has and nobody pointed at yet."""
        roles = {each.role for each in self.pointed()}
        found = set[Asked]()
        if roles & {PaperRole.PERIOD, PaperRole.MONTH} or roles >= _TWO_DAYS:
            found.add(PERIOD)
        if roles & {PaperRole.GROSS, PaperRole.NET}:
            found.add(NET)
        if self.firm:
            found.add(FIRM)
        return tuple(each.words for each in IN_ORDER if each.needed and each not in found)

    # Rows ------------------------------------------------------------------------------------

    def _add(self, asked: Asked, place: int) -> Row:
        row = Row(asked, self)
        self.rows.insert(place, row)
        under = self.rows[place - 1] if place else None
        self._column.insertWidget(self._column.indexOf(under) + 1 if under else 0, row)
        row.show()  # else it counts as hidden until the page is laid out
        row.entered.connect(partial(self.ask, row, False))
        row.changed.connect(partial(self._answered, row))
        return row

    def _take_away(self, row: Row) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()  # at once: what is only deleted later still takes the keyboard
        row.deleteLater()

    def _answered(self, row: Row) -> None:
        self.refuse("")
        if row.asked is DEDUCTION:
            self._one_open_deduction()
        self.asking.emit()
        self.changed.emit()

    def _one_open_deduction(self) -> None:
        """There is always one more to point at, and never two open ones."""
        of_kind = [each for each in self.rows if each.asked is DEDUCTION]
        open_ = [each for each in of_kind if each.spot is None]
        if not open_ and len(of_kind) < _MOST_DEDUCTIONS and self._sheet is not None:
            row = self._add(DEDUCTION, self.rows.index(of_kind[-1]) + 1)
            row.show_sheet(self._sheet)
        for row in open_[:-1]:
            if row is not self.active:
                self._take_away(row)

    def _after(self, row: Row) -> Row:
        """The next row without an answer; the last one stays."""
        later = (each for each in self.rows[self.rows.index(row) + 1 :] if not each.isHidden())
        open_ = (each for each in later if each.spot is None)
        wanted = (each for each in open_ if not (self.adds_up and each.asked is DEDUCTION))
        return next(wanted, row)

    def _ask_days(self) -> None:
        self._show_days(True)
        self.ask(next(each for each in self.rows if each.asked.apart))

    def _show_days(self, shown: bool) -> None:
        for row in self.rows:
            if row.asked.apart:
                row.setVisible(shown)
        self._apart.setVisible(not shown)
