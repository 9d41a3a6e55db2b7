"""The screen: all pairs of a month in a table, the chosen ones beside it, and a way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout

from gigwallet.app.pay import decide_pay
from gigwallet.app.pay.tell_pairs import Pair, tell_pairs
from gigwallet.app.records import keep_engagement, list_months
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import KnownEngagement
from gigwallet.domain.job import Job
from gigwallet.domain.pay_decision import Pairing, PairingSaid
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId, FactId
from gigwallet.gui.background import Lane
from gigwallet.gui.screens.pairing import wording
from gigwallet.gui.screens.pairing.pane import PairPane
from gigwallet.gui.screens.pairing.table import PairTable
from gigwallet.gui.shell import ScreenWidget, ShellContext
from gigwallet.gui.shell.header_choices import PeriodBox, WorkBox
from gigwallet.gui.widgets import Button, ProgressStrip
from gigwallet.words import _

_CHANGES = frozenset({"results"})
_NARROW = 900


@dataclass(frozen=True, slots=True)
class _Shown:
    period: Period | None
    months: tuple[Period, ...]
    engagements: tuple[KnownEngagement, ...]
    pairs: tuple[Pair, ...]


class PairingScreen(ScreenWidget):
    """What is said here holds in every pay check from now on."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"results", "trips", "pay_lines", "statements", "schemes", "engagements"}
    )

    def __init__(self, context: ShellContext) -> None:
        super().__init__(context)
        self._shown: _Shown | None = None
        self._period: Period | str | None = list_months.LATEST
        self._engagement: EngagementId | None = None
        self._asked = 0
        self._beside: tuple[FactId, ...] = ()
        self._before: list[tuple[PairingSaid, ...]] = []  # to take back, the last one last
        self.period, self.work = PeriodBox(self), WorkBox(self)
        for box in (self.period, self.work):
            self.header.add_widget(box)
        self.back = self.header.add_action("chevron-left", lambda: context.navigate("pay_check"))
        self.undo = self.header.add_action("refresh-cw", self._take_back)
        self.progress = ProgressStrip(self)
        self.table, self.pane = PairTable(self), PairPane(self)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.table, 1)
        row.addWidget(self.pane)
        self.body.addWidget(self.progress)
        self.body.addLayout(row, 1)
        self.period.chosen.connect(lambda _key: self._choose_period())
        self.work.chosen.connect(self._choose_work)
        self.table.picked.connect(self.pane.show_pairs)
        self.table.activated.connect(lambda _row: self._to_pane())
        self.pane.said.connect(self._say_pairing)
        self._key("Ctrl+Return", self.pane.join)
        self._key("Ctrl+Z", self.undo)

    def retranslate(self) -> None:
        self.back.setText(_("Back"))
        self.undo.setText(_("Undo"))
        self.undo.setToolTip("Ctrl+Z")
        for part in (self.period, self.work, self.progress, self.table, self.pane):
            part.retranslate()
        self._say()
        if self._shown is not None:
            self._show(self._shown)

    def refresh(self, changed: frozenset[str]) -> None:
        wallet, period, engagement = self.context.opened, self._period, self._engagement
        self._asked += 1
        asked = self._asked
        asking = self.context.run(
            lambda job: _ask(wallet, period, engagement, job),
            lambda shown: self._show(shown) if asked == self._asked else None,
            lane=Lane.CPU,
        )
        self.progress.follow_when_slow(asking, _("Looking for which pay is for which order"))

    def open(self, **arguments: object) -> None:
        """``period``, ``engagement``: whose pay and when."""
        period, engagement = arguments.get("period"), arguments.get("engagement")
        if isinstance(period, Period) or engagement:
            self._period = period if isinstance(period, Period) else self._period
            self._engagement = EngagementId(str(engagement)) if engagement else self._engagement
            self.refresh(self.shows)

    def _show(self, shown: _Shown) -> None:
        self._shown = shown
        self._period = shown.period
        self.period.offer(shown.months, shown.period)
        self.work.offer(shown.engagements, self._engagement)
        self.table.show_pairs(shown.pairs, self._beside)
        self._beside = ()
        self.pane.show_pairs(self.table.chosen())
        self._say()

    def _say(self) -> None:
        below = wording.summary(self._shown.pairs) if self._shown is not None else ""
        self.header.say(_("Which pay is for which order"), below)
        self.undo.setEnabled(bool(self._before))

    def _say_pairing(self, trips: list[FactId], lines: list[FactId], pairing: Pairing) -> None:
        """Keep it; the pay check is made anew, and what stays to look at moves up."""
        wallet = self.context.opened
        self.context.run(
            lambda _job: decide_pay.pair(wallet, trips, lines, pairing),
            self._before_that,
            changes=_CHANGES,
        )

    def _before_that(self, before: tuple[PairingSaid, ...]) -> None:
        self._before.append(before)
        self._say()

    def _take_back(self) -> None:
        if not self._before:
            return
        wallet, before = self.context.opened, self._before.pop()
        self._beside = tuple(known for each in before for known in (*each.trips, *each.pay_lines))
        self.context.run(lambda _job: decide_pay.say_again(wallet, before), changes=_CHANGES)
        self._say()

    def _choose_period(self) -> None:
        self._period = self.period.period()
        self.refresh(self.shows)

    def _choose_work(self, key: EngagementId | None) -> None:
        self._engagement = key
        self.refresh(self.shows)

    def _to_pane(self) -> None:
        """Enter leads from a row to what can be said of it."""
        boxes = self.pane.boxes()
        if boxes:
            boxes[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _key(self, keys: str, button: Button) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(button.click)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.pane.setFixedWidth(290 if event.size().width() < _NARROW else 350)


def _ask(
    wallet: Wallet, period: Period | str | None, engagement: EngagementId | None, job: Job
) -> _Shown:
    """``period``: as ``list_months.meant`` takes it."""
    months = list_months.months(wallet, engagement)
    period = list_months.meant(months, period)
    return _Shown(
        period,
        months,
        tuple(keep_engagement.engagements(wallet)),
        tell_pairs(wallet, period, engagement, job),
    )
