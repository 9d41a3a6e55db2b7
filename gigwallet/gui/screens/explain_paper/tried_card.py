"""The card of another paper that was tried: what is read of it, before anything is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from gigwallet.app.intake.point_at_paper import PaperRead
from gigwallet.gui.screens.explain_paper import slip_words
from gigwallet.gui.widgets import Card, Label, Pill, isolated, isolated_figure
from gigwallet.words import _


class TriedCard(Card):
    """Gone until something was tried; an older answer goes with the lesson that it belongs to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._name, self._read, self._why_not = "", PaperRead(), ""
        self.pill = Pill(parent=self)
        self.corner.addWidget(self.pill)
        self._place = QWidget(self)
        self.body.addWidget(self._place)
        self.hide()

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(each.text() for each in self._place.findChildren(Label))

    def retranslate(self) -> None:
        self._paint()

    def show_read(self, name: str, read: PaperRead) -> None:
        self._name, self._read, self._why_not = name, read, ""
        self._paint()
        self.show()

    def say_why_not(self, name: str, sentence: str) -> None:
        self._name, self._read, self._why_not = name, PaperRead(), sentence
        self._paint()
        self.show()

    def _paint(self) -> None:
        old = self._place
        self._place = QWidget(self)
        self.body.replaceWidget(old, self._place)
        old.hide()
        old.deleteLater()
        self.set_heading(_("Tried on {file}").format(file=isolated(self._name)))
        grid = QGridLayout(self._place)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        said = slip_words.lines(self._read)
        for place, (what, value, tone) in enumerate(said):
            grid.addWidget(Label(isolated(what), role="muted", wrap=True), place, 0)
            figure = Label(isolated_figure(value), tone=tone)
            figure.setAccessibleName(f"{what}: {value}")
            grid.addWidget(figure, place, 1, Qt.AlignmentFlag.AlignRight)
        wrong = [self._why_not] if self._why_not else slip_words.troubles(self._read)
        for place, sentence in enumerate(wrong, start=len(said)):
            grid.addWidget(Label(isolated(sentence), tone="bad", wrap=True), place, 0, 1, 2)
        good = self._read.statement is not None and not wrong
        self.pill.say(_("Read") if good else _("Not read"), "good" if good else "bad")
