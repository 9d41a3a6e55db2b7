"""Moments keep their zone, periods their days, work time is a union."""

import pickle
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.intervals import Interval, total, union
from gigwallet.domain.period import Period

START = datetime(2025, 7, 1, 12, 0, tzinfo=UTC)


def span(first: int, last: int) -> Interval:
    return Interval(START + timedelta(minutes=first), START + timedelta(minutes=last))


def test_an_instant_that_was_asked_for_its_day_is_the_same_instant() -> None:
    asked, other = Instant(START, "Asia/Shanghai"), Instant(START, "Asia/Shanghai")

    assert asked.day == asked.day == date(2025, 7, 1)
    assert asked == other == pickle.loads(pickle.dumps(asked))  # noqa: S301  our own
    assert replace(asked, utc=START + timedelta(hours=4)).day == date(2025, 7, 2)


def test_overlapping_orders_are_not_counted_twice() -> None:
    """12:00-12:40 and 12:20-13:00 are 60 minutes, not 80."""
    assert total([span(0, 40), span(20, 60)]) == timedelta(minutes=60)


spans = st.tuples(st.integers(0, 1440), st.integers(0, 300)).map(lambda p: span(p[0], p[0] + p[1]))


@given(st.lists(spans, max_size=12))
def test_a_union_covers_exactly_the_minutes_that_any_span_covers(intervals: list[Interval]) -> None:
    minutes = {
        n
        for each in intervals
        for n in range(
            int((each.start - START).total_seconds() // 60),
            int((each.end - START).total_seconds() // 60),
        )
    }

    assert total(intervals) == timedelta(minutes=len(minutes))
    assert total(union(intervals)) == total(intervals)


def test_a_local_time_is_read_in_its_zone() -> None:
    moment = Instant.from_local(datetime(2021, 2, 14, 21, 49, 16), "Europe/Paris")  # noqa: DTZ001

    assert moment.utc == datetime(2021, 2, 14, 20, 49, 16, tzinfo=UTC)
    assert moment.quality is TimeQuality.LOCAL_TZ
    assert moment.day == date(2021, 2, 14)


@pytest.mark.parametrize("wall", [datetime(2021, 10, 31, 2, 30), datetime(2021, 3, 28, 2, 30)])  # noqa: DTZ001
def test_a_time_that_the_clock_change_makes_uncertain_says_so(wall: datetime) -> None:
    assert Instant.from_local(wall, "Europe/Paris").quality is TimeQuality.LOCAL_ASSUMED


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="UTC"):
        Instant(datetime(2021, 1, 1), "UTC")  # noqa: DTZ001  the test is that this is refused


def test_microseconds_are_cut_to_milliseconds() -> None:
    moment = Instant(datetime(2021, 1, 1, microsecond=123_999, tzinfo=UTC), "UTC")

    assert moment.utc.microsecond == 123_000


@pytest.mark.parametrize(("year", "month", "days"), [(2024, 2, 29), (2025, 2, 28), (2025, 12, 31)])
def test_a_month_has_its_own_days(year: int, month: int, days: int) -> None:
    period = Period.of_month(year, month)

    assert period.days == days == len(list(period))
    assert period.is_month


def test_a_week_runs_from_monday_to_sunday() -> None:
    week = Period.of_week(date(2025, 7, 3))

    assert (week.first, week.last) == (date(2025, 6, 30), date(2025, 7, 6))
    assert date(2025, 7, 6) in week
    assert week.overlaps(Period.of_month(2025, 7))
    assert not Period.of_month(2025, 7).covers(week)
