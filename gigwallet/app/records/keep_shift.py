"""The shift that runs now: start, pause, resume, end; and how long was worked today and this week.

A shift is stored the moment it starts, so that a crash loses nothing of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from gigwallet.app.records import add_record
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.instants import Instant
from gigwallet.domain.intervals import total
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId, HowKnown, Recorded
from gigwallet.domain.shift import Shift, ShiftState
from gigwallet.reconciliation.hours import Spans, spans

LONGEST_DAYS = 31
_RUNNING = (ShiftState.WORKED, ShiftState.BREAK)


@dataclass(frozen=True, slots=True)
class Hours:
    """Unions of intervals: time that overlaps counts once. ``engaged`` is from accepting an order
    to its end; ``logged_in`` is all time open for work, breaks not counted."""

    engaged: timedelta = timedelta()
    logged_in: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class ShiftStatus:
    """``open`` is the span that runs now (work or break), if any."""

    open: Recorded[Shift] | None
    on_break: bool
    today: Hours
    week: Hours


def status(wallet: Wallet) -> ShiftStatus:
    running = _running(wallet)
    now = wallet.clock.now()
    today = now.astimezone(ZoneInfo(zone_of(wallet))).date()
    return ShiftStatus(
        open=running,
        on_break=running is not None and running.fact.state is ShiftState.BREAK,
        today=hours(wallet, Period.of_day(today)),
        week=hours(wallet, Period.of_week(today)),
    )


def start(wallet: Wallet, engagement: EngagementId) -> Recorded[Shift]:
    """Refusal: ``shift_running``."""
    if _running(wallet) is not None:
        raise GigWalletError("shift_running")
    return _begin(wallet, engagement, ShiftState.WORKED)


def pause(wallet: Wallet) -> Recorded[Shift]:
    """Refusals: ``shift_none``, ``shift_paused``."""
    running = _needed(wallet)
    if running.fact.state is ShiftState.BREAK:
        raise GigWalletError("shift_paused")
    with wallet.vault.transaction():
        _finish(wallet, running)
        return _begin(wallet, running.engagement_id, ShiftState.BREAK)


def resume(wallet: Wallet) -> Recorded[Shift]:
    """Refusals: ``shift_none``, ``shift_not_paused``."""
    running = _needed(wallet)
    if running.fact.state is not ShiftState.BREAK:
        raise GigWalletError("shift_not_paused")
    with wallet.vault.transaction():
        _finish(wallet, running)
        return _begin(wallet, running.engagement_id, ShiftState.WORKED)


def end(wallet: Wallet) -> ShiftStatus:
    """Refusal: ``shift_none``. The log's head is written, as after an import."""
    with wallet.vault.transaction():
        _finish(wallet, _needed(wallet))
    wallet.vault.anchor()
    return status(wallet)


def hours(wallet: Wallet, period: Period, engagement: EngagementId | None = None) -> Hours:
    """How long was worked on the days of ``period``, cut at their midnights. A shift without an end
    that does not run now is of no known length, and counts as none."""
    found = spans_of(wallet, period, engagement)
    return Hours(engaged=total(found.engaged), logged_in=total(found.logged_in))


def spans_of(wallet: Wallet, period: Period, engagement: EngagementId | None = None) -> Spans:
    """The spans behind ``hours``."""
    # A day more on both sides: rows lie on the days of their own zones.
    near = Period(period.first - timedelta(days=1), period.last + timedelta(days=1))
    shifts = {each.id: each for each in wallet.vault.shifts.all(engagement, near)}
    running = _running(wallet)
    until: dict[int, datetime] = {}
    if running is not None and engagement in (None, running.engagement_id):
        shifts[running.id] = running
        until[list(shifts).index(running.id)] = wallet.clock.now()
    trips = wallet.vault.trips.all(engagement, near)
    return spans(
        (each.fact for each in trips),
        (each.fact for each in shifts.values()),
        period,
        zone_of(wallet),
        until,
    )


def zone_of(wallet: Wallet) -> str:
    known = wallet.vault.engagements.all()
    return known[0].engagement.zone if known else "UTC"


def _running(wallet: Wallet) -> Recorded[Shift] | None:
    """Only what was started here in the last weeks can run: an imported shift without an end is
    just incomplete, and one that was forgotten for a month is no work any more."""
    today = wallet.clock.now().date()
    recent = Period(today - timedelta(days=LONGEST_DAYS), today + timedelta(days=1))
    running = [
        each
        for each in wallet.vault.shifts.all(period=recent)
        if each.fact.ended_at is None and each.fact.state in _RUNNING and each.typed
    ]
    return running[-1] if running else None


def _needed(wallet: Wallet) -> Recorded[Shift]:
    running = _running(wallet)
    if running is None:
        raise GigWalletError("shift_none")
    return running


def _begin(wallet: Wallet, engagement: EngagementId, state: ShiftState) -> Recorded[Shift]:
    said = wallet.vault.engagements.get(engagement)
    begun = Shift(said.platform, state, Instant(wallet.clock.now(), said.zone))
    return wallet.vault.shifts.get(add_record.add_shift(wallet, engagement, begun).id)


def _finish(wallet: Wallet, running: Recorded[Shift]) -> None:
    # A clock that was set back must not make a shift end before its start.
    now = max(wallet.clock.now(), running.fact.started_at.utc)
    ended = replace(running.fact, ended_at=Instant(now, running.fact.started_at.zone))
    wallet.vault.shifts.revise(running.id, ended, HowKnown.TYPED)
