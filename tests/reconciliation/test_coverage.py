"""In which time an order without a line is shown to be unpaid."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from datetime import datetime, timedelta

from gigwallet.domain.instants import Instant
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import CoveredSpan, DiscrepancyKind
from gigwallet.domain.recorded import ExhibitId, Recorded
from gigwallet.domain.trip import Trip
from tests.reconciliation.invented import OWN, ZONE, check, in_use, line, of_kind, shape, trip

FLAT = shape("flat/per_order")
MONDAY = datetime(2025, 6, 30, 12)  # noqa: DTZ001  on the clocks of the place
WEEKS = 8


def _week(moment: datetime) -> int:
    return (moment - MONDAY).days // 7


def _at(moment: datetime) -> Instant:
    return Instant.from_local(moment, ZONE)


def _work() -> list[Recorded[Trip]]:
    moments = [MONDAY + timedelta(days=d, hours=h) for d in range(WEEKS * 7) for h in range(4)]
    return [trip(f"A{n}", f"{moment:%Y-%m-%dT%H:%M}") for n, moment in enumerate(moments)]


def _line(number: int, booked: datetime, clock: timedelta = timedelta()) -> Recorded[PayLine]:
    stated = line(f"A{number}", "4.50", recognised_at=_at(booked + clock))
    return replace(stated, sources=(replace(stated.sources[0], exhibit_id=_file(_week(booked))),))


def _file(week: int) -> ExhibitId:
    return ExhibitId(f"week {week}")


def _unpaid(
    unpaid: set[int],
    late: dict[int, timedelta],
    lost: Container[int] = (),
    clock: timedelta = timedelta(),
) -> list[str]:
    """Of four orders a day over eight weekly files, those that are called unpaid."""
    trips = _work()
    lines = []
    for number in range(len(trips)):
        end = MONDAY + timedelta(days=number // 4, hours=number % 4)
        booked = end + late.get(number, timedelta(minutes=5))
        if number not in unpaid and _week(booked) not in lost:
            lines.append(_line(number, booked, clock))
    spans = []
    for week in range(WEEKS + 2):
        days = [
            each.fact.recognised_at.day
            for each in lines
            if each.fact.recognised_at and each.sources[0].exhibit_id == _file(week)
        ]
        if days:
            spans.append(CoveredSpan(OWN, Period(min(days), max(days)), "pay", (_file(week),)))
    outcome = check(trips=trips, pay_lines=lines, schemes=[in_use(FLAT)], coverage=spans)
    return [each.ref for each in of_kind(outcome, DiscrepancyKind.UNPAID)]


def test_one_late_line_does_not_end_what_weekly_files_cover() -> None:
    assert _unpaid({90}, {10: timedelta(days=9)}) == ["A90"]


def test_a_file_whose_clock_is_hours_off_covers_what_the_others_do() -> None:
    # One of the last day but one, which a day's lag just reaches, and one of the last day.
    for hours in (0, -8, 8):
        assert _unpaid({90, 219, 221}, {}, clock=timedelta(hours=hours)) == ["A90", "A219"]


def test_no_order_is_called_unpaid_before_a_file_that_is_missing() -> None:
    late = {10: timedelta(days=9)}

    # The sixth week is lost: pay of the fifth may stand there, that of the third may not.
    assert _unpaid({90, 135}, late, lost={5}) == ["A90"]


def test_no_order_of_a_lost_week_is_called_unpaid() -> None:
    assert _unpaid(set(), {}, lost={3}) == []


def test_the_end_of_the_last_file_leaves_time_for_the_latest_lines() -> None:
    last = WEEKS * 28 - 4 * 5

    assert _unpaid({last}, {}) == [f"A{last}"]
    assert _unpaid({last}, {10: timedelta(days=9)}) == []


def test_beside_pay_that_belongs_to_no_order_unpaid_is_less_than_certain() -> None:
    trips = _work()
    lines = [
        _line(n, MONDAY + timedelta(days=n // 4, hours=n % 4)) for n in range(len(trips)) if n != 90
    ]
    stray = _line(999, MONDAY + timedelta(days=50, hours=9))
    span = CoveredSpan(OWN, Period(MONDAY.date(), MONDAY.date() + timedelta(days=60)), "pay", ())

    said = []
    for stated in (lines, [*lines, stray]):
        outcome = check(trips=trips, pay_lines=stated, schemes=[in_use(FLAT)], coverage=[span])
        said += [str(each.confidence) for each in of_kind(outcome, DiscrepancyKind.UNPAID)]

    assert said == ["1.00", "0.95"]
