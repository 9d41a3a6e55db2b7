"""The card of the shift: whether one runs, since when, for which work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QWidget

from gigwallet.app.records.keep_shift import ShiftStatus
from gigwallet.domain.engagement import KnownEngagement
from gigwallet.domain.recorded import EngagementId
from gigwallet.gui.widgets import Card, Glyph, Label, Pill, isolated_figure
from gigwallet.gui.widgets.steady import DropDown
from gigwallet.words import _, duration
from gigwallet.words.labels import platform


class ShiftCard(Card):
    """Shows a ShiftStatus; with several engagements it asks which one a new shift is for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._known: tuple[KnownEngagement, ...] = ()
        row = QHBoxLayout()
        row.setSpacing(14)
        self._glyph = Glyph("clock", "muted", 30, self)
        self._since = Label(role="figure", parent=self)
        self._state = Pill(parent=self)
        self._words = Label(role="muted", parent=self)
        self._work = DropDown(self)
        self._work.setMinimumWidth(220)
        row.addWidget(self._glyph)
        row.addWidget(self._since)
        row.addWidget(self._state)
        row.addWidget(self._words, 1)
        row.addWidget(self._work)
        self.body.addLayout(row)
        self._work.hide()

    def chosen_work(self) -> EngagementId | None:
        """For which engagement a shift would start; None while there is none."""
        place = self._work.currentIndex()
        return self._known[place].id if 0 <= place < len(self._known) else None

    def show_work(self, known: Sequence[KnownEngagement]) -> None:
        kept = self.chosen_work()
        self._known = tuple(known)
        self._work.clear()
        self._work.setAccessibleName(_("Which work the shift is for"))
        for each in known:
            said = each.engagement
            parts = (platform(said.platform), said.kind, said.city)
            self._work.addItem(" · ".join(part for part in parts if part))
        ids = [each.id for each in known]
        if kept in ids:
            self._work.setCurrentIndex(ids.index(kept))

    def show_status(self, status: ShiftStatus, now: datetime) -> None:
        running = status.open
        self._work.setVisible(running is None and len(self._known) > 1)
        self._since.setVisible(running is not None)
        if running is None:
            self._glyph.show_icon("clock", "muted")
            self._state.say(_("Not on shift"), "")
            self._words.setText(_("Start a shift when you begin to work."))
            return
        begun = running.fact.started_at
        self._since.setText(isolated_figure(duration(now - begun.utc)))
        self._glyph.show_icon("pause" if status.on_break else "play", self._tone(status))
        self._state.say(_("On a break") if status.on_break else _("On shift"), self._tone(status))
        self._words.setText(
            _("{platform}, since {time}").format(
                platform=platform(running.fact.platform), time=f"{begun.local:%H:%M}"
            )
        )

    @staticmethod
    def _tone(status: ShiftStatus) -> str:
        return "warn" if status.on_break else "good"
