"""What tracks say about trips: facts beside the pay check, and never a claim."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from gigwallet.domain.instants import Instant
from gigwallet.domain.reconciled import DiscrepancyKind, Reconciliation
from gigwallet.domain.recorded import Recorded
from gigwallet.domain.track import Track, pack
from gigwallet.domain.track_point import CoordinateSystem, TrackPoint
from gigwallet.domain.trip import Trip
from gigwallet.reconciliation.tracked import shared_of, spans_of
from tests.reconciliation.invented import ZONE, check, in_use, known, line, of_kind, shape, trip
from tests.reconciliation.rides import Ride, phone, ride

_BEGIN = datetime(2026, 8, 3, 10, 0, tzinfo=UTC)


def _at(minutes: float) -> Instant:
    return Instant(_BEGIN + timedelta(minutes=minutes), ZONE)


def _ridden() -> tuple[Ride, list[TrackPoint]]:
    """A ride of 25 minutes, well seen."""
    dice = random.Random(11)  # noqa: S311
    true = ride(dice, 25)
    return true, phone(dice, true, 5, 6)


def _order(ref: str, paid_m: int | None, **fields: Any) -> Recorded[Trip]:  # Any: as in invented
    given = {"accepted_at": _at(-8), "picked_up_at": _at(0), "completed_at": _at(25)} | fields
    return trip(ref, "2026-08-03T18:00", paid_m=paid_m, **given)


def _differing(outcome: Reconciliation) -> list[str]:
    return [each.ref for each in of_kind(outcome, DiscrepancyKind.DISTANCE_DIFFERS)]


def _checked(
    trips: Sequence[Recorded[Trip]], points: Sequence[TrackPoint], **facts: Any
) -> Reconciliation:
    return check(trips=trips, tracks=[known(pack(points), "history")], **facts)


def test_a_paid_distance_within_the_bounds_is_no_difference() -> None:
    true, points = _ridden()

    outcome = _checked([_order("A", round(true.metres))], points)

    assert _differing(outcome) == []
    (said,) = outcome.tracked
    assert said.ridden.low_m <= true.metres <= said.ridden.high_m
    assert (said.ref, said.carrying, said.shared, said.source) == ("A", True, False, "test")


def test_a_paid_distance_far_below_the_track_is_stated_without_an_amount() -> None:
    true, points = _ridden()

    outcome = _checked([_order("A", round(true.metres / 2))], points)

    (found,) = of_kind(outcome, DiscrepancyKind.DISTANCE_DIFFERS)
    assert [step.code for step in found.steps] == ["track_paid_below", "track_way", "track_seen"]
    assert (found.amount.minor, found.low.minor, found.high.minor) == (0, 0, 0)
    assert found.exhibits == ("trips", "history")
    assert all(not each.shortfall for each in outcome.totals)


def test_where_a_rule_prices_the_kilometre_the_difference_is_priced_and_still_not_claimed() -> None:
    _, points = _ridden()
    rule = in_use(shape("distance_bands/km_bands"))
    order = _order("A", 2000)

    outcome = _checked([order], points, schemes=[rule])

    (found,) = of_kind(outcome, DiscrepancyKind.DISTANCE_DIFFERS)
    (said,) = outcome.tracked
    more, most = (
        rule[2].for_each([replace(order.fact, paid_m=metres)])[0][0]
        for metres in (said.ridden.low_m, said.ridden.high_m)
    )
    (now,) = rule[2].for_each([order.fact])[0]
    assert more is not None
    assert most is not None
    assert now is not None
    assert found.amount == more.low - now.low
    assert found.amount.minor > 0
    assert (found.low.minor, found.high) == (0, most.low - now.low)
    assert found.steps[-1].code == "track_priced"
    assert all(not each.shortfall for each in outcome.totals)


def test_a_paid_distance_far_above_the_track_is_stated_too() -> None:
    true, points = _ridden()

    outcome = _checked([_order("A", round(true.metres * 3))], points)

    (found,) = of_kind(outcome, DiscrepancyKind.DISTANCE_DIFFERS)
    assert found.steps[0].code == "track_paid_above"
    assert found.amount.minor == 0


def test_a_way_that_served_several_orders_makes_none_of_them_too_short() -> None:
    true, points = _ridden()
    orders = [
        _order("A", round(true.metres / 2)),
        _order("B", round(true.metres / 2), picked_up_at=_at(10), completed_at=_at(30)),
    ]

    outcome = _checked(orders, points)

    assert _differing(outcome) == []
    assert {each.shared for each in outcome.tracked} == {True}


def test_an_order_of_another_platform_shares_the_way_as_well() -> None:
    true, points = _ridden()
    other = _order("B", None, picked_up_at=_at(10), completed_at=_at(30))

    outcome = _checked([_order("A", round(true.metres / 2))], points, elsewhere=[other])

    assert _differing(outcome) == []
    (said,) = outcome.tracked
    assert said.shared


def test_without_the_time_of_pickup_the_way_to_it_is_part_of_the_track() -> None:
    true, points = _ridden()
    seen = {"accepted_at": _at(0), "picked_up_at": None}

    unsure = _checked([_order("A", round(true.metres / 2), **seen)], points)
    sure = _checked([_order("A", round(true.metres / 4), to_pickup_m=100, **seen)], points)
    fitting = _checked(
        [_order("A", round(true.metres / 2), to_pickup_m=round(true.metres / 2), **seen)], points
    )

    assert _differing(unsure) == []
    assert _differing(sure) == ["A"]
    assert _differing(fitting) == []


def test_what_the_track_says_stands_in_the_explanation_of_the_order() -> None:
    true, points = _ridden()

    outcome = check(
        trips=[
            _order("A", round(true.metres)),
            _order("B", 1000, completed_at=_at(400), picked_up_at=_at(380)),
        ],
        pay_lines=[line("A", "5.00"), line("B", "5.00")],
        tracks=[known(pack(points), "history")],
        schemes=[in_use(shape("distance_bands/km_bands"))],
    )

    steps = {
        each.ref: [step.code for step in each.steps if step.code.startswith("track")]
        for each in outcome.discrepancies
    }
    assert steps == {"A": ["track_way", "track_seen"], "B": []}


def test_two_files_of_one_ride_are_not_joined_to_a_zigzag() -> None:
    true, points = _ridden()
    shifted = [replace(each, lat=each.lat + 0.002, provider="watch") for each in points]

    outcome = check(
        trips=[_order("A", round(true.metres))],
        tracks=[known(pack(points), "history"), known(pack(shifted), "watch")],
    )

    (said,) = outcome.tracked
    assert said.ridden.fixes <= len(points)
    assert said.ridden.along_m < 1.1 * true.metres


def test_a_phone_that_stayed_at_home_is_not_joined_to_the_one_that_rode() -> None:
    true, points = _ridden()
    riding = [replace(each, provider="gps@1") for each in points]
    at_home = [replace(each, lat=48.3, lng=16.5, provider="wifi@2") for each in points[::30]]

    outcome = _checked([_order("A", round(true.metres))], [*riding, *at_home])

    (said,) = outcome.tracked
    assert said.ridden.low_m <= true.metres <= said.ridden.high_m


def test_positions_of_unknown_and_known_systems_are_not_joined_in_china() -> None:
    true, points = _ridden()
    moved = [replace(each, lat=each.lat - 17, lng=each.lng + 105) for each in points]
    drawn = [
        replace(each, lat=each.lat + 0.004, crs=CoordinateSystem.UNKNOWN) for each in moved[::20]
    ]

    outcome = _checked([_order("A", round(true.metres))], [*moved, *drawn])

    (said,) = outcome.tracked
    assert said.ridden.fixes == len(moved)


def test_a_track_over_midnight_is_one_way() -> None:
    true, points = _ridden()
    late = timedelta(hours=13, minutes=50)
    moved = [replace(each, at=replace(each.at, utc=each.at.utc + late)) for each in points]
    days: dict[object, list[TrackPoint]] = {}
    for each in moved:
        days.setdefault(each.at.utc.date(), []).append(each)
    tracks: list[Recorded[Track]] = [known(pack(day), "history") for day in days.values()]
    minutes = late.total_seconds() / 60
    order = _order(
        "A",
        round(true.metres),
        accepted_at=_at(minutes - 8),
        picked_up_at=_at(minutes),
        completed_at=_at(minutes + 25),
    )

    outcome = check(trips=[order], tracks=tracks)

    (said,) = outcome.tracked
    assert len(tracks) == 2
    assert said.ridden.fixes == len(points)


def test_a_track_never_makes_a_trip() -> None:
    _, points = _ridden()

    outcome = _checked([], points)

    assert outcome.discrepancies == ()
    assert outcome.tracked == ()


def test_trips_share_the_way_exactly_while_their_times_overlap() -> None:
    orders = [
        _order(ref, None, picked_up_at=_at(begin), completed_at=_at(end))
        for ref, begin, end in (
            ("a", 0, 60),
            ("b", 5, 10),
            ("c", 50, 70),
            ("d", 70, 80),
            ("e", 90, 95),
        )
    ]
    spans = spans_of(orders)

    shared = {each.fact.ref for each in orders if each.id in shared_of(spans)}

    assert shared == {"a", "b", "c"}
