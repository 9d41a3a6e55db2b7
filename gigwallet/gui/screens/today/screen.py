"""The first page: start and end a shift, see the hours, and what to do next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from gigwallet.app.pay.reconcile_pay import reconcile_pay
from gigwallet.app.records import keep_shift, list_facts
from gigwallet.app.records.keep_engagement import engagements
from gigwallet.app.records.keep_shift import ShiftStatus
from gigwallet.app.rules.rule_alarm import Alarm
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import KnownEngagement
from gigwallet.domain.job import Job
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Reconciliation
from gigwallet.domain.step import Step
from gigwallet.gui.background import Lane, Ticket
from gigwallet.gui.screens.today.alarm_card import AlarmCard
from gigwallet.gui.screens.today.missing_card import MissingCard
from gigwallet.gui.screens.today.shift_card import ShiftCard
from gigwallet.gui.screens.today.week_card import DayHours, WeekCard
from gigwallet.gui.shell import ScreenWidget, ShellContext
from gigwallet.gui.widgets import FigureCard, ScrollColumn
from gigwallet.words import _, day, duration, money, ngettext, number

if TYPE_CHECKING:
    from gigwallet.app.rules.watch_rules import RuleWatch

_SHIFTS = frozenset({"shifts"})
_LOOK_AGAIN_MS = 20_000


@dataclass(frozen=True, slots=True)
class _Situation:
    """What the page shows, asked for in one go."""

    status: ShiftStatus
    known: tuple[KnownEngagement, ...]
    missing: tuple[Step, ...]
    week: tuple[DayHours, ...]


class TodayScreen(ScreenWidget):
    """The one primary action is the next thing a shift needs: start, resume, or end."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {
            "shifts",
            "trips",
            "tallies",
            "engagements",
            "statements",
            "pay_lines",
            "payouts",
            "schemes",
            "coverage",
            "exhibits",
        }
    )

    def __init__(self, context: ShellContext) -> None:
        super().__init__(context)
        self._situation: _Situation | None = None
        self._checked: Reconciliation | None = None
        self._watching: Ticket | None = None
        self._watch: RuleWatch | None = None
        self._pause = self.header.add_action("pause", self._pause_or_resume)
        self._main = self.header.add_action("play", self._start_or_end, primary=True)
        page = ScrollColumn(self)
        self.body.addWidget(page, 1)
        self._shift = ShiftCard(self)
        page.column.addWidget(self._shift)
        hours = QHBoxLayout()
        hours.setSpacing(14)
        self._hours = [FigureCard(parent=self) for _number in range(4)]
        for card in self._hours:
            hours.addWidget(card, 1)
        page.column.addLayout(hours)
        grid = QGridLayout()
        grid.setSpacing(14)
        self._short = FigureCard(opens_proof=True, parent=self)
        self._short.clicked.connect(lambda: context.navigate("pay_check"))
        self._received = FigureCard(opens_proof=True, parent=self)
        self._received.clicked.connect(lambda: context.navigate("pay_check"))
        self._missing = MissingCard(
            lambda screen, arguments: context.navigate(screen, **arguments), self
        )
        grid.addWidget(self._short, 0, 0)
        grid.addWidget(self._received, 1, 0)
        grid.addWidget(self._missing, 0, 1, 2, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        page.column.addLayout(grid)
        self.alarm = AlarmCard(self._look_at, self)
        page.column.insertWidget(1, self.alarm)
        self._week = WeekCard(self)
        page.column.addWidget(self._week)
        page.column.addStretch(1)
        self._again = QTimer(self, interval=_LOOK_AGAIN_MS)
        self._again.timeout.connect(self._look_again)
        self._again.start()
        self._set_busy(True)

    def retranslate(self) -> None:
        self.header.say(_("Today"), day(self.context.clock().astimezone().date()))
        self.alarm.retranslate()
        if self._situation is not None:
            self._show(self._situation)
        else:
            self._show_check(None)

    def refresh(self, changed: frozenset[str]) -> None:
        wallet = self.context.opened
        self.context.run(lambda _job: _look(wallet), self._show)
        if changed != _SHIFTS:
            self.context.run(
                lambda job: reconcile_pay(wallet, job=job), self._take_check, lane=Lane.CPU
            )

    def _look_again(self) -> None:
        """The clock of a running shift goes on while somebody looks at it."""
        running = self._situation is not None and self._situation.status.open is not None
        if running and self.isVisible() and self.context.wallet is not None:
            self.refresh(_SHIFTS)

    def _show(self, situation: _Situation) -> None:
        self._situation = situation
        status = situation.status
        self._shift.show_work(situation.known)
        self._shift.show_status(status, self.context.clock())
        self._missing.show_missing(situation.missing)
        self._week.show_week(situation.week)
        for card, (label, length, note) in zip(self._hours, _hours_of(status), strict=True):
            card.show_figure(label, duration(length), note)
        running = status.open is not None
        self._main.set_icon("square" if running else "play")
        self._main.setText(_("End the shift") if running else _("Start a shift"))
        self._pause.set_icon("play" if status.on_break else "pause")
        self._pause.setText(_("Go on") if status.on_break else _("Pause"))
        self._pause.setVisible(running)
        self._set_busy(False)
        self._main.setEnabled(running or bool(situation.known))
        self._show_check(self._checked)

    def _take_check(self, checked: Reconciliation) -> None:
        """The watch over the rule comes last: it may take seconds."""
        self._show_check(checked)
        if self._watching is not None and not self._watching.over:
            self._watching.cancel()
        wallet = self.context.opened
        self._watching = self.context.run(
            lambda job: self._watched(wallet, checked, job),
            self.alarm.show_alarms,
            lane=Lane.READING,
        )

    def _watched(self, wallet: Wallet, checked: Reconciliation, job: Job) -> tuple[Alarm, ...]:
        # Here and not above: it brings numpy, which the window does without at its start.
        from gigwallet.app.rules.watch_rules import RuleWatch

        if self._watch is None:
            self._watch = RuleWatch()
        return self._watch.look(wallet, checked, job)

    def _look_at(self, alarm: Alarm) -> None:
        self.context.navigate("rule_in_pay", engagement=alarm.engagement, since=alarm.change.on)

    def _show_check(self, checked: Reconciliation | None) -> None:
        """The total that is short, at least; in the pay check it opens to its items."""
        self._checked = checked
        totals = checked.totals if checked is not None else ()
        short = [total.shortfall for total in totals if total.shortfall]
        # What nobody can judge yet is not "nothing short".
        nothing_missing = self._situation is not None and not self._situation.missing
        rule_known = nothing_missing and any(total.expected for total in totals)
        self._short.show_figure(
            _("Short of what your pay rule says, at least"),
            _sum_words(short if short or not rule_known else [totals[0].shortfall]),
            _items_words(checked)
            if short or rule_known
            else _("Known as soon as nothing is missing"),
            "bad" if short else "good" if rule_known else "",
        )
        self._received.show_figure(
            _("Received, as your files show"),
            _sum_words([total.received for total in totals if total.received]),
            _("From statements, bills and what you typed"),
        )

    def _set_busy(self, busy: bool) -> None:
        self._main.setEnabled(not busy)
        self._pause.setEnabled(not busy)

    def _start_or_end(self) -> None:
        situation = self._situation
        if situation is None:
            return
        wallet, chosen = self.context.opened, self._shift.chosen_work()
        if situation.status.open is not None:
            self._act(lambda _job: keep_shift.end(wallet))
        elif chosen is not None:
            self._act(lambda _job: keep_shift.start(wallet, chosen))

    def _pause_or_resume(self) -> None:
        if self._situation is None:
            return
        wallet = self.context.opened
        step = keep_shift.resume if self._situation.status.on_break else keep_shift.pause
        self._act(lambda _job: step(wallet))

    def _act(self, work: Callable[[Job], object]) -> None:
        self._set_busy(True)
        ticket = self.context.run(work, changes=_SHIFTS)
        ticket.ended.connect(lambda: self._set_busy(False))
        self.setFocus()  # a button that is off would pass the keyboard on to the sidebar


def _look(wallet: Wallet) -> _Situation:
    known = tuple(engagements(wallet))
    zone = ZoneInfo(known[0].engagement.zone) if known else UTC
    today = wallet.clock.now().astimezone(zone).date()
    week = tuple(
        DayHours(day, keep_shift.hours(wallet, Period.of_day(day))) for day in Period.of_week(today)
    )
    return _Situation(keep_shift.status(wallet), known, list_facts.missing(wallet), week)


def _sum_words(amounts: Sequence[Money]) -> str:
    """Amounts of several currencies stand side by side: they are never added."""
    return " + ".join(money(amount) for amount in amounts) or "—"


def _items_words(checked: Reconciliation | None) -> str:
    items = checked.short if checked else 0
    return ngettext("{count} item to look at", "{count} items to look at", items).format(
        count=number(items)
    )


def _hours_of(status: ShiftStatus) -> list[tuple[str, timedelta, str]]:
    """Label, length and note of the four figures."""
    engaged, logged_in = _("Accepted to delivered"), _("Open for work, breaks not counted")
    return [
        (_("Engaged today"), status.today.engaged, engaged),
        (_("Logged in today"), status.today.logged_in, logged_in),
        (_("Engaged this week"), status.week.engaged, engaged),
        (_("Logged in this week"), status.week.logged_in, logged_in),
    ]
