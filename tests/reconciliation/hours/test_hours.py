"""Hours as a rider can check them with a watch."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from gigwallet.domain.instants import Instant
from gigwallet.domain.intervals import total
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.shift import Shift, ShiftState
from gigwallet.domain.trip import Trip, TripKind, TripStatus
from gigwallet.reconciliation.hours import (
    Costs,
    Limits,
    Overlap,
    Pay,
    engaged_by,
    long_days,
    rates,
    spans,
    stretches,
)
from tests.examples import examples

ZONE = "Asia/Shanghai"
DAY = Period.of_day(date(2025, 7, 1))
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
LIMITS = Limits(stretch=4 * HOUR, rest=20 * MINUTE, reminder=8 * HOUR, day=12 * HOUR)


def at(clock: str, day: int = 1) -> Instant:
    return Instant.from_local(datetime.fromisoformat(f"2025-07-{day:02d}T{clock}"), ZONE)


def order(start: str, end: str, day: int = 1) -> Trip:
    return Trip(
        "meituan", TripKind.DELIVERY, TripStatus.COMPLETED, "CNY", ZONE,
        accepted_at=at(start, day), completed_at=at(end, day),
    )  # fmt: skip


def shift(start: str, end: str | None, state: str = "worked") -> Shift:
    return Shift("meituan", ShiftState(state), at(start), at(end) if end else None)


def test_orders_that_overlap_are_counted_as_the_named_way_says() -> None:
    two = [order("12:00", "12:40"), order("12:20", "13:00")]

    found = spans(two, [], DAY, ZONE)

    assert engaged_by(found, Overlap.UNION) == 60 * MINUTE
    assert engaged_by(found, Overlap.IN_TURN) == 60 * MINUTE
    assert engaged_by(found, Overlap.ALONE) == 80 * MINUTE


def test_waiting_for_orders_is_logged_in_and_not_engaged() -> None:
    found = spans([order("12:00", "12:40")], [shift("11:00", "14:00")], DAY, ZONE)

    assert total(found.engaged) == 40 * MINUTE
    assert total(found.logged_in) == 3 * HOUR
    assert found.shifts_known


def test_orders_alone_say_nothing_of_how_long_somebody_waited() -> None:
    found = spans([order("12:00", "12:40")], [], DAY, ZONE)

    assert not found.shifts_known


def test_an_order_without_times_and_a_shift_without_end_are_counted_apart() -> None:
    dated = Trip(
        "meituan", TripKind.DELIVERY, TripStatus.COMPLETED, "CNY", ZONE,
        completed_at=Instant.from_day(DAY.first, ZONE),
    )  # fmt: skip

    found = spans([dated], [shift("11:00", None)], DAY, ZONE)

    assert (found.untimed, found.open_ended) == (1, 1)
    assert total(found.logged_in) == timedelta()


def test_a_break_of_twenty_minutes_ends_a_stretch_and_a_shorter_one_does_not() -> None:
    found = spans([], [shift("09:00", "11:00"), shift("11:19", "13:30"),
                       shift("13:50", "14:30")], DAY, ZONE)  # fmt: skip

    first, second = stretches(found.logged_in, ZONE, LIMITS)

    assert first.length == 4 * HOUR + 30 * MINUTE
    assert first.worked == 4 * HOUR + 11 * MINUTE
    assert second.length == 40 * MINUTE


def test_days_are_held_against_both_lengths() -> None:
    found = spans(
        [order("00:30", "13:00", day=2)], [shift("08:00", "16:01")], Period.of_month(2025, 7), ZONE
    )

    said = long_days(found.logged_in, Period.of_month(2025, 7), ZONE, LIMITS)

    assert [(each.day.day, each.beyond) for each in said] == [(1, "reminder"), (2, "day")]


def test_a_stretch_may_run_over_midnight_and_a_day_may_not() -> None:
    night = Shift("meituan", ShiftState.WORKED, at("20:00"), at("02:00", day=2))
    both = Period(date(2025, 7, 1), date(2025, 7, 2))

    found = spans([], [night], both, ZONE)

    (one,) = stretches(found.logged_in, ZONE, LIMITS)
    assert (one.length, one.day) == (6 * HOUR, date(2025, 7, 1))
    assert long_days(found.logged_in, both, ZONE, LIMITS) == ()


def test_without_known_lengths_nothing_is_too_long() -> None:
    found = spans([], [shift("00:00", "23:00")], DAY, ZONE)

    assert long_days(found.logged_in, DAY, ZONE, Limits()) == ()


def test_an_hour_and_a_kilometre_before_and_after_costs() -> None:
    pay = Pay(Money(12_000, "CNY"), Money(600, "CNY"))
    costs = Costs((("charging", Money(500, "CNY")),), Decimal("0.105"), "own book")

    engaged, logged_in, km = rates(pay, 4 * HOUR, 6 * HOUR, 40_000, costs)

    assert (str(engaged.gross), str(engaged.with_tips), str(engaged.net)) == (
        "30.00", "31.50", "29.20")  # fmt: skip
    assert (str(logged_in.gross), str(logged_in.net)) == ("20.00", "19.47")
    assert (str(km.gross), str(km.net)) == ("3.00", "2.92")


def test_what_is_not_known_has_no_rate() -> None:
    pay = Pay(Money(12_000, "CNY"), Money(0, "CNY"))

    found = rates(pay, 4 * HOUR, None, 0, None)

    assert [(each.per, each.net) for each in found] == [("engaged_hour", None)]


@st.composite
def _orders(draw: st.DrawFn) -> list[Trip]:
    found = []
    for _ in range(draw(st.integers(0, 6))):
        start, length = draw(st.integers(0, 1300)), draw(st.integers(0, 130))
        clocks = [f"{each // 60:02d}:{each % 60:02d}" for each in (start, start + length)]
        found.append(order(*clocks))
    return found


@settings(max_examples=examples(60), deadline=None)
@given(_orders(), _orders())
def test_engaged_time_never_exceeds_logged_in_time_nor_orders_alone(
    mine: list[Trip], others: list[Trip]
) -> None:
    work = [shift(f"{each.accepted_at.local:%H:%M}", f"{each.completed_at.local:%H:%M}")
            for each in others if each.accepted_at and each.completed_at]  # fmt: skip

    found = spans(mine, work, DAY, ZONE)

    engaged = engaged_by(found, Overlap.UNION)
    assert engaged <= total(found.logged_in) <= 24 * HOUR
    assert engaged <= engaged_by(found, Overlap.ALONE)
    runs = stretches(found.logged_in, ZONE, LIMITS)
    assert sum((each.worked for each in runs), timedelta()) == total(found.logged_in)
    assert all(b.span.start - a.span.end >= LIMITS.rest for a, b in pairwise(runs))
