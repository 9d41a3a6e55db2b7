"""What a machine read in the screenshot: each line with a tick, filled in only when told to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QScrollArea, QVBoxLayout, QWidget

from gigwallet.app.rules.read_rule_picture import Meaning, Printed
from gigwallet.gui.widgets import Button, Label
from gigwallet.gui.widgets.text import isolated
from gigwallet.words import _, day, number

_HIGHEST = 170


class ReadList(QWidget):
    """``confirmed`` gives what is ticked."""

    confirmed = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read: tuple[Printed, ...] | None = None
        self._boxes: list[QCheckBox] = []
        self._advice = Label(role="muted", wrap=True, parent=self)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setMaximumHeight(_HIGHEST)
        self.fill = Button(icon="check", action=self._confirm, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self._advice, self._area, self.fill):
            column.addWidget(widget)
        self.hide()

    def retranslate(self) -> None:
        self.fill.setText(_("Fill in what is ticked"))
        if self._read is not None:
            self.show_read(self._read)

    def show_nothing(self) -> None:
        self._read = None
        self.hide()

    def show_read(self, read: Sequence[Printed]) -> None:
        self._read = tuple(read)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._boxes = [self._box(each, page) for each in read]
        for box in self._boxes:
            column.addWidget(box)
        column.addStretch(1)
        self._area.setWidget(page)  # deletes the former one
        self._advice.setText(
            _("A machine read this. Compare each line with the picture, and take wrong ones out.")
            if read
            else _("Nothing was read that says a price with its meaning. Type it from the picture.")
        )
        self._area.setVisible(bool(read))
        self.fill.setVisible(bool(read))
        self.show()

    def boxes(self) -> list[QCheckBox]:
        return list(self._boxes)

    @property
    def advice(self) -> str:
        return self._advice.text()

    def _box(self, each: Printed, page: QWidget) -> QCheckBox:
        box = QCheckBox(f"{meaning(each)}\n{isolated(each.line)}", page)
        box.setAccessibleName(f"{meaning(each)}: {each.line}")
        box.setChecked(True)
        return box

    def _confirm(self) -> None:
        read = self._read or ()
        ticked = zip(read, self._boxes, strict=True)
        self.confirmed.emit([each for each, box in ticked if box.isChecked()])


def meaning(each: Printed) -> str:
    """What would be filled in, in words."""
    amount = number(each.amount)
    match each.meaning:
        case Meaning.DAY:
            return _("From {first} on").format(first=day(each.day)) if each.day else ""
        case Meaning.STEP if each.to is not None:
            return _("Up to {n} orders: {amount} each").format(n=number(each.to), amount=amount)
        case Meaning.STEP:
            return _("All orders beyond: {amount} each").format(amount=amount)
        case Meaning.WINDOW if each.times:
            words = _("{start} to {end}: {amount} times")
            return words.format(start=each.start, end=each.end, amount=amount)
        case Meaning.WINDOW:
            words = _("{start} to {end}: {amount} more")
            return words.format(start=each.start, end=each.end, amount=amount)
        case Meaning.FLAT:
            return _("Each order: {amount}").format(amount=amount)
    return _band(each, amount)


def _band(each: Printed, amount: str) -> str:
    if each.each_km is None:
        words = _("Up to {km} km: {amount} for the order") if each.to else _("Beyond: {amount}")
        return words.format(km=number(each.to or 0), amount=amount)
    to = _("Up to {km} km").format(km=number(each.to)) if each.to else _("Beyond")
    words = _("{to}: {amount} more for each {km} km")
    return words.format(to=to, amount=amount, km=number(each.each_km))
