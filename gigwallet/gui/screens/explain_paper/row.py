"""One row: what is asked, the value that was chosen for it, and the words that name the value."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QSizePolicy, QWidget

from gigwallet.app.intake.point_at_paper import PaperSheet, Pointed, Spot
from gigwallet.gui.screens.explain_paper.asked import Asked
from gigwallet.gui.widgets import Glyph, Label, isolated, shortened
from gigwallet.gui.widgets.choice import ChoiceBox
from gigwallet.words import _

_LONGEST = 60


class _Box(ChoiceBox):
    """A list among many: it tells when the keyboard comes, and a wheel scrolls the page."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(5)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()


class Row(QWidget):
    """``entered``: the keyboard is here now. ``changed``: the person chose something else."""

    entered = Signal()
    changed = Signal()

    def __init__(self, asked: Asked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked = asked
        self._sheet: PaperSheet | None = None
        self._drawn: Spot | None = None  # drawn around by hand, in no list
        self._active = False
        self._glyph = Glyph("circle", "muted", 16, self)
        self._title = Label(role="label", wrap=True, parent=self)
        self._hint = Label(role="muted", wrap=True, parent=self)
        self.value = _Box(self)
        self.named = _Box(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._glyph, 0, 0)
        grid.addWidget(self._title, 0, 1)
        grid.addWidget(self.value, 1, 1)
        grid.addWidget(self.named, 2, 1)  # below: beside one another, both would be cut
        grid.addWidget(self._hint, 3, 1)
        self._title.setBuddy(self.value)
        for box in (self.value, self.named):
            box.entered.connect(self.entered)
        self.value.chosen.connect(self._choose)
        self.named.chosen.connect(lambda _key: self.changed.emit())
        self.retranslate()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press anywhere on the row asks it."""
        self.value.setFocus(Qt.FocusReason.MouseFocusReason)

    @property
    def spot(self) -> Spot | None:
        found: Spot | None = self.value.key()
        return found

    @property
    def pointed(self) -> Pointed | None:
        """What the lesson says of this row; None while nothing is chosen, or for the firm."""
        spot = self.spot
        role = self.asked.role_of(spot) if spot else None
        if spot is None or role is None:
            return None
        return Pointed(role, self.named.key() or "", spot.text, spot.across)

    def retranslate(self) -> None:
        title = self.asked.words
        self._title.setText(title if self.asked.needed else _("{what} (if printed)").format(
            what=title
        ))  # fmt: skip
        self.value.setAccessibleName(title)
        self.value.setAccessibleDescription(self.asked.hint)
        self.named.setAccessibleName(_("Words that name it: {what}").format(what=title))
        self.named.setToolTip(_("The words beside the value, by which it is found the next time."))
        self._fill()
        self._settle()

    def show_sheet(self, sheet: PaperSheet) -> None:
        self._sheet, self._drawn = sheet, None
        self.value.set_options([])
        self._fill()
        self._name()

    def choose(self, spot: Spot | None) -> None:
        """As if the person had found it in the list."""
        if spot is not None and self._sheet and spot not in self.asked.offers(self._sheet):
            self._drawn = spot
            self._fill()
        self.value.choose(spot)
        self._choose(spot)

    def be_active(self, active: bool) -> None:
        self._active = active
        self._settle()

    def _choose(self, _spot: object) -> None:
        self._name()
        self.changed.emit()

    def _fill(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        spots = self.asked.offers(sheet)
        if self._drawn is not None and self._drawn not in spots:
            spots = (self._drawn, *spots)
        empty = _("Point at it, or choose")
        self.value.set_options([(None, empty), *((each, self._line(each)) for each in spots)])

    def _line(self, spot: Spot) -> str:
        """With the words beside it: the same figure may be printed twice."""
        text = shortened(spot.text, _LONGEST)
        beside = self._sheet.printed.beside(spot) if self._sheet and self.asked.role else ""
        if not beside:
            return isolated(text)
        return f"{isolated(text)}  \N{MIDDLE DOT}  {isolated(shortened(beside, _LONGEST))}"

    def _name(self) -> None:
        """The words that lead back to the value, the likeliest chosen."""
        spot, sheet = self.spot, self._sheet
        role = self.asked.role_of(spot) if spot else None
        found = sheet.printed.labels(spot, role) if sheet and spot and role else ()
        self.named.set_options([(each, isolated(shortened(each, _LONGEST))) for each in found])
        self.named.choose(found[0] if found else None)
        self._settle()

    @property
    def is_nameless(self) -> bool:
        """A value was chosen that no word leads back to."""
        return self.spot is not None and self.asked.role is not None and not self.named.count()

    def _settle(self) -> None:
        self.named.setVisible(self.named.count() > 0)
        if self.is_nameless:
            self._glyph.show_icon("triangle-alert", "warn")
            self._hint.setText(
                _("No words beside it lead back to it. Choose another place where it is printed.")
            )
        elif self.spot is not None:
            self._glyph.show_icon("circle-check", "good")
            self._hint.setText("")
        else:
            self._glyph.show_icon("arrow-right" if self._active else "circle",
                                  "accent" if self._active else "muted")  # fmt: skip
            self._hint.setText(self.asked.hint if self._active else "")
        self._hint.set_tone("warn" if self.is_nameless else "")
        self._hint.setVisible(bool(self._hint.text()))
