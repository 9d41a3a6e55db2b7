"""Shifts survive a crash, and time that overlaps counts once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigwallet.app.records import add_record, keep_shift
from gigwallet.app.vaults.open_vault import open_vault
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.instants import Instant
from gigwallet.domain.intervals import Interval, total
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId
from gigwallet.domain.shift import Shift, ShiftState
from tests.app import people

ZONE = "Asia/Shanghai"


def at(text: str) -> Instant:
    return Instant.from_local(datetime.fromisoformat(text), ZONE)


def worked(wallet: Wallet, place: EngagementId, start: str, end: str, state: str) -> None:
    span = Shift("meituan", ShiftState(state), at(start), at(end))
    add_record.add_shift(wallet, place, span)


def test_overlapping_orders_are_counted_once(wallet: Wallet, meituan: EngagementId) -> None:
    worked(wallet, meituan, "2025-07-01T12:00", "2025-07-01T12:40", "ontrip")
    worked(wallet, meituan, "2025-07-01T12:20", "2025-07-01T13:00", "ontrip")

    hours = keep_shift.hours(wallet, Period.of_day(at("2025-07-01T12:00").day))

    assert hours.engaged == hours.logged_in == timedelta(minutes=60)


def test_time_is_cut_at_midnight_of_its_zone(wallet: Wallet, meituan: EngagementId) -> None:
    worked(wallet, meituan, "2025-07-01T22:00", "2025-07-02T01:00", "worked")
    first = at("2025-07-01T12:00").day

    assert keep_shift.hours(wallet, Period.of_day(first)).logged_in == timedelta(hours=2)
    assert keep_shift.hours(wallet, Period(first, first + timedelta(days=1))).logged_in == (
        timedelta(hours=3)
    )


def test_a_break_is_no_work(wallet: Wallet, meituan: EngagementId, clock: people.SetClock) -> None:
    keep_shift.start(wallet, meituan)
    clock.move(timedelta(hours=2))
    keep_shift.pause(wallet)
    clock.move(timedelta(hours=1))
    assert keep_shift.status(wallet).on_break
    keep_shift.resume(wallet)
    clock.move(timedelta(minutes=30))

    status = keep_shift.end(wallet)

    assert status.open is None
    assert status.today.logged_in == timedelta(hours=2, minutes=30)


def test_a_running_shift_is_there_after_a_crash(
    wallet: Wallet, meituan: EngagementId, clock: people.SetClock, around: Surroundings
) -> None:
    started = keep_shift.start(wallet, meituan)
    clock.move(timedelta(minutes=5))
    # The vault is never closed here: another reader sees what a crash would leave.
    with open_vault(
        wallet.vault.folder,
        passphrase=bytearray(people.PASSPHRASE),
        read_only=True,
        around=around,
    ) as after:
        status = keep_shift.status(after)

    assert status.open is not None
    assert status.open.id == started.id
    assert status.today.logged_in == timedelta(minutes=5)


def test_an_end_that_is_not_known_is_not_made_up(
    wallet: Wallet, meituan: EngagementId, clock: people.SetClock
) -> None:
    begun = Shift("meituan", ShiftState.WORKED, at("2025-07-01T12:00"))
    add_record.add_shift(wallet, meituan, begun)
    day = at("2025-07-01T12:00").day

    assert keep_shift.hours(wallet, Period.of_day(day)).logged_in == timedelta()
    assert keep_shift.status(wallet).open is None


def test_a_shift_that_runs_over_days_counts_on_each(
    wallet: Wallet, meituan: EngagementId, clock: people.SetClock
) -> None:
    keep_shift.start(wallet, meituan)
    clock.move(timedelta(days=4))

    status = keep_shift.status(wallet)

    assert status.open is not None
    assert status.today.logged_in == timedelta(hours=12)


def test_a_clock_that_was_set_back_makes_no_negative_shift(
    wallet: Wallet, meituan: EngagementId, clock: people.SetClock
) -> None:
    keep_shift.start(wallet, meituan)
    clock.move(timedelta(hours=-3))

    assert keep_shift.end(wallet).today.logged_in == timedelta()


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        (["start", "start"], "shift_running"),
        (["pause"], "shift_none"),
        (["end"], "shift_none"),
        (["start", "resume"], "shift_not_paused"),
        (["start", "pause", "pause"], "shift_paused"),
        (["start", "pause", "start"], "shift_running"),
    ],
)
def test_a_step_that_makes_no_sense_is_refused(
    wallet: Wallet, meituan: EngagementId, steps: list[str], code: str
) -> None:
    def take(step: str) -> None:
        if step == "start":
            keep_shift.start(wallet, meituan)
        else:
            getattr(keep_shift, step)(wallet)

    for step in steps[:-1]:
        take(step)
    with pytest.raises(GigWalletError) as refusal:
        take(steps[-1])

    assert refusal.value.code == code


_MINUTES = st.tuples(st.integers(0, 600), st.integers(0, 120))


@given(st.lists(_MINUTES, max_size=12))
def test_the_union_is_what_counting_minutes_gives(spans: list[tuple[int, int]]) -> None:
    start = datetime(2025, 7, 1, tzinfo=UTC)
    intervals = [
        Interval(start + timedelta(minutes=a), start + timedelta(minutes=a + b)) for a, b in spans
    ]

    minutes = {minute for a, b in spans for minute in range(a, a + b)}

    assert total(intervals) == timedelta(minutes=len(minutes))
