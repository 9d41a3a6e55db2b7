from __future__ import annotations

import random
from decimal import Decimal

import pytest

from gigwallet.domain.intervals import Interval
from gigwallet.domain.track_point import CoordinateSystem, TrackPoint
from gigwallet.reconciliation.ridden import ridden
from tests.examples import examples
from tests.reconciliation.rides import phone, point, ride

_SAMPLING_S = (1, 5, 15, 30, 60, 120, 300)
_NOISE_M = (3, 10, 30)


@pytest.mark.parametrize("every_s", _SAMPLING_S)
def test_the_true_distance_lies_between_the_bounds_in_95_of_100_rides(every_s: int) -> None:
    held = tried = 0
    for noise_m in _NOISE_M:
        for drifting in (False, True):
            for gaps in (0, 2):
                for seed in range(examples(2)):
                    dice = random.Random(f"{every_s} {noise_m} {drifting} {gaps} {seed}")  # noqa: S311
                    true = ride(dice, dice.uniform(10, 40))
                    fixes = phone(dice, true, every_s, noise_m, gaps=gaps, drifting=drifting)
                    found = ridden(fixes, true.span)
                    if found is not None:
                        tried += 1
                        held += found.low_m <= true.metres <= found.high_m

    assert tried >= 20
    assert held >= 0.95 * tried


def test_a_good_track_says_much_and_a_thin_one_little() -> None:
    dice = random.Random(5)  # noqa: S311
    true = ride(dice, 25)

    good = ridden(phone(dice, true, 5, 5), true.span)
    thin = ridden(phone(dice, true, 300, 5), true.span)

    assert good is not None
    assert thin is not None
    assert good.high_m - good.low_m < 0.45 * true.metres
    assert thin.high_m - thin.low_m > true.metres
    assert good.coverage == 1
    assert thin.coverage < Decimal("0.6")


def test_a_phone_that_lies_still_has_ridden_nothing() -> None:
    dice = random.Random(6)  # noqa: S311
    lying = [point(at, dice.gauss(0, 8), dice.gauss(0, 8), 12) for at in range(0, 1200, 5)]
    span = Interval(lying[0].at.utc, lying[-1].at.utc)

    found = ridden(lying, span)

    assert found is not None
    assert found.low_m == 0
    assert found.along_m < 400


@pytest.mark.parametrize("noise_m", _NOISE_M)
def test_no_way_is_told_to_be_shorter_than_its_straight_line_or_than_what_is_plausible(
    noise_m: int,
) -> None:
    dice = random.Random(noise_m)  # noqa: S311
    ways = [
        [point(at, 5 * at, 0, noise_m) for at in range(0, 1201, 20)],
        *(phone(dice, ride(dice, 12), every_s, noise_m) for every_s in _SAMPLING_S),
    ]
    for way in ways:
        found = ridden(way, Interval(way[0].at.utc, way[-1].at.utc))

        assert found is not None
        assert max(found.straight_m, found.low_m) <= found.along_m <= found.high_m


def test_a_format_that_says_no_accuracy_is_taken_for_a_phone_in_the_open() -> None:
    dice = random.Random(7)  # noqa: S311
    true = ride(dice, 20)

    found = ridden(phone(dice, true, 5, 8, says_accuracy=False), true.span)

    assert found is not None
    assert found.low_m <= true.metres <= found.high_m


def test_a_jump_that_nobody_rides_is_dropped_and_counted() -> None:
    straight = [point(at, 5 * at, 0, 8) for at in range(0, 600, 10)]
    jumped = [*straight[:20], point(195, 90_000, 0, 8), *straight[20:]]
    span = Interval(straight[0].at.utc, straight[-1].at.utc)

    found, without = ridden(jumped, span), ridden(straight, span)

    assert found is not None
    assert without is not None
    assert found.jumps == 1
    assert (found.low_m, found.high_m) == (without.low_m, without.high_m)


def test_the_first_fix_may_be_the_impossible_one() -> None:
    straight = [point(at, 5 * at, 0, 8) for at in range(10, 600, 10)]
    span = Interval(straight[0].at.utc, straight[-1].at.utc)

    found = ridden([point(5, 90_000, 0, 8), *straight], span)

    assert found is not None
    assert found.jumps == 1
    assert found.low_m > 2500


def test_coarse_fixes_are_left_out_and_counted() -> None:
    straight = [point(at, 5 * at, 0, 8) for at in range(0, 600, 10)]
    masts = [point(at + 3, 5 * at + 900, 700, 1500) for at in range(0, 600, 60)]
    span = Interval(straight[0].at.utc, straight[-1].at.utc)

    found = ridden([*straight, *masts], span)

    assert found is not None
    assert found.coarse == 10
    assert found.high_m < 1.4 * 2950


def test_time_without_a_fix_widens_the_upper_bound_alone() -> None:
    straight = [point(at, 5 * at, 0, 8) for at in range(0, 600, 10)]
    span = Interval(straight[0].at.utc, straight[-1].at.utc)
    whole = ridden(straight, span)

    holed = ridden([*straight[:10], *straight[40:]], span)

    assert whole is not None
    assert holed is not None
    assert holed.longest_gap_s == 310
    assert holed.high_m > whole.high_m + 400
    assert abs(holed.low_m - whole.low_m) < 60


def test_an_unknown_system_in_china_widens_both_bounds() -> None:
    def placed(system: CoordinateSystem) -> list[TrackPoint]:
        known = [point(at, 5 * at, 0, 8) for at in range(0, 600, 10)]
        return [
            TrackPoint(each.at, each.lat - 17, each.lng + 105, system, accuracy_m=8)
            for each in known
        ]

    span = Interval(placed(CoordinateSystem.WGS84)[0].at.utc, point(590, 0, 0).at.utc)

    sure, unsure = (
        ridden(placed(system), span)
        for system in (CoordinateSystem.WGS84, CoordinateSystem.UNKNOWN)
    )

    assert sure is not None
    assert unsure is not None
    assert unsure.low_m < sure.low_m
    assert unsure.high_m > sure.high_m


def test_one_fix_says_nothing_of_a_distance() -> None:
    span = Interval(point(0, 0, 0).at.utc, point(600, 0, 0).at.utc)

    assert ridden([point(30, 0, 0, 8)], span) is None
    assert ridden([point(30, 0, 0, 8), point(900, 500, 0, 8)], span) is None


def test_across_the_date_line_a_metre_is_a_metre() -> None:
    def at(seconds: int, lng: float) -> TrackPoint:
        return TrackPoint(point(seconds, 0, 0).at, -17.0, lng, CoordinateSystem.WGS84, 8)

    fixes = [at(0, 179.99), at(60, 179.999), at(120, -179.992), at(180, -179.983)]

    found = ridden(fixes, Interval(fixes[0].at.utc, fixes[-1].at.utc))

    assert found is not None
    assert 2500 < found.along_m < 3200
