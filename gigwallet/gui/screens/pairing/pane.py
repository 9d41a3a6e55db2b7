"""The pane: the orders and lines of the chosen rows, each with a tick, and what can be said."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QScrollArea, QVBoxLayout, QWidget

from gigwallet.app.pay.tell_pairs import Pair, Side, sums_of
from gigwallet.domain.pay_decision import Pairing
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.recorded import FactId, Recorded
from gigwallet.domain.trip import Trip
from gigwallet.gui.screens.pairing import wording
from gigwallet.gui.widgets import Button, Card, Label
from gigwallet.gui.widgets.text import isolated
from gigwallet.words import _, money, number

_LISTED = 60


class PairPane(Card):
    """``said`` gives trips, lines and the pairing. What is ticked is what is spoken of, so a pair
    is split by taking out of it what does not belong."""

    said = Signal(list, list, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._pairs: tuple[Pair, ...] = ()
        self._boxes: list[tuple[QCheckBox, FactId, bool]] = []
        self._how = Label(role="muted", wrap=True, parent=self)
        self._list = QScrollArea(self)
        self._list.setWidgetResizable(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._listed: dict[FactId, Recorded[PayLine]] = {}
        self._sum = Label(role="label", wrap=True, parent=self)
        self._advice = Label(role="muted", wrap=True, parent=self)
        self.join = Button(icon="check", role="primary", action=self._join, parent=self)
        self.part = Button(icon="x", action=self._part, parent=self)
        self.open = Button(icon="refresh-cw", role="quiet", action=self._leave_open, parent=self)
        self.body.addWidget(self._how)
        self.body.addWidget(self._list, 1)
        for widget in (self._sum, self._advice, self.join, self.part, self.open):
            self.body.addWidget(widget)
        self._fill()

    def retranslate(self) -> None:
        self.join.setText(_("They belong together"))
        self.part.setText(_("They do not belong together"))
        self.open.setText(_("Leave it to the program"))
        self.join.setToolTip("Ctrl+Enter")
        self._fill()

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        self._pairs = tuple(pairs)
        self._fill()

    @property
    def ticked(self) -> tuple[list[FactId], list[FactId]]:
        """Orders and lines."""
        trips, lines = (
            [known for box, known, is_trip in self._boxes if is_trip is wanted and box.isChecked()]
            for wanted in (True, False)
        )
        return trips, lines

    def boxes(self) -> list[QCheckBox]:
        return [box for box, _known, _is_trip in self._boxes]

    def _fill(self) -> None:
        self._boxes = []
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        pairs = self._pairs
        self.set_heading(_("Chosen") if pairs else _("Choose a row"))
        self._how.setText(_how(pairs))
        # Who chose all of a hundred thousand rows waits for those alone that are listed.
        trips = list(islice((each for pair in pairs for each in pair.trips), _LISTED))
        lines = list(islice((each for pair in pairs for each in pair.lines), _LISTED))
        if trips:
            column.addWidget(Label(_("Orders in it"), role="label", parent=page))
        for trip in trips:
            column.addWidget(self._box(trip, wording.order(trip.fact), True, page))
        if lines:
            column.addWidget(Label(_("Pay in it"), role="label", parent=page))
        for line in lines:
            column.addWidget(self._box(line, wording.line(line.fact), False, page))
        column.addStretch(1)
        self._listed = {each.id: each for each in lines}
        self._list.setWidget(page)  # deletes the former one
        self._follow()

    def _box(
        self, each: Recorded[Trip] | Recorded[PayLine], words: str, is_trip: bool, page: QWidget
    ) -> QCheckBox:
        # A check box wraps no words: the name stands above what else is known.
        box = QCheckBox(isolated(words.replace(", ", "\n", 1)), page)
        box.setAccessibleName(words)
        box.setChecked(True)
        box.toggled.connect(lambda _on: self._follow())
        self._boxes.append((box, each.id, is_trip))
        return box

    def _follow(self) -> None:
        """What the ticked lines add up to, and what may be said of what is ticked."""
        trips, lines = self.ticked
        both = bool(trips and lines)
        amounts = sums_of(self._listed[each] for each in lines)
        words = _("Ticked: orders {orders}, lines of pay {lines}, together {amount}")
        self._sum.setText(
            words.format(
                orders=number(len(trips)),
                lines=number(len(lines)),
                amount=" + ".join(money(each) for each in amounts) or wording.NOT_KNOWN,
            )
        )
        self._sum.setVisible(bool(self._pairs))
        self._advice.setVisible(bool(self._pairs))
        self._advice.setText(
            _("Take out what does not belong: the rest of it is then open again.")
            if both
            else _("Choose an order and a line as well, with Ctrl and a click or Ctrl and Space.")
        )
        for button in (self.join, self.part):
            button.setEnabled(both)
            button.setVisible(bool(self._pairs))
        self.open.setVisible(any(each.side in (Side.SAID, Side.APART) for each in self._pairs))

    def _join(self) -> None:
        self._say(Pairing.JOINED)

    def _part(self) -> None:
        self._say(Pairing.APART)

    def _leave_open(self) -> None:
        """The whole of what was said, whatever is ticked."""
        for pair in self._pairs:
            if pair.side in (Side.SAID, Side.APART):
                self.said.emit(list(pair.facts[0]), list(pair.facts[1]), Pairing.OPEN)

    def _say(self, pairing: Pairing) -> None:
        trips, lines = self.ticked
        if trips and lines:
            self.said.emit(trips, lines, pairing)


def _how(pairs: Sequence[Pair]) -> str:
    if not pairs:
        return _("Here you see what stands in it, and say what belongs together.")
    return "; ".join(dict.fromkeys(wording.told(each) for each in pairs))
