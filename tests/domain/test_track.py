from __future__ import annotations

import json
import random
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.track import digest, pack, points_of
from gigwallet.domain.track_point import CoordinateSystem, TrackPoint
from tests.examples import examples

_BEGIN = datetime(2026, 8, 3, tzinfo=UTC)

# What a track keeps: milliseconds, seven decimals of a degree, tenths of a metre.
_tenths = st.none() | st.integers(0, 50_000).map(lambda value: value / 10)
_points = st.builds(
    TrackPoint,
    at=st.builds(
        Instant,
        st.integers(0, 86_399_999).map(lambda at: _BEGIN + timedelta(milliseconds=at)),
        st.just("Asia/Shanghai"),
        st.sampled_from(TimeQuality),
    ),
    lat=st.integers(-900_000_000, 900_000_000).map(lambda value: value / 10**7),
    lng=st.integers(-1_800_000_000, 1_800_000_000).map(lambda value: value / 10**7),
    crs=st.sampled_from(CoordinateSystem),
    accuracy_m=_tenths,
    altitude_m=_tenths,
    speed_mps=st.none() | st.integers(0, 9_999).map(lambda value: value / 100),
    bearing=_tenths,
    provider=st.sampled_from(["", "gps", "wifi@-12", "网络"]),
    activity=st.sampled_from(["", "on_bicycle"]),
)


@given(st.lists(_points, min_size=1, max_size=12))
@settings(max_examples=examples(60))
def test_what_is_packed_comes_back(points: list[TrackPoint]) -> None:
    track = pack(points)

    assert set(points_of(track)) == set(points)
    assert track.points == len(set(points))
    moments = [each.at.utc for each in points_of(track)]
    assert moments == sorted(moments)
    assert (track.started_at.utc, track.ended_at.utc) == (moments[0], moments[-1])


@given(st.lists(_points, min_size=1, max_size=12), st.randoms(use_true_random=False))
@settings(max_examples=examples(40))
def test_the_order_of_a_file_and_the_zone_of_a_clock_do_not_change_what_a_track_is(
    points: list[TrackPoint], dice: random.Random
) -> None:
    shuffled = list(points)
    dice.shuffle(shuffled)
    elsewhere = [replace(each, at=replace(each.at, zone="Europe/Paris")) for each in shuffled]

    assert digest(pack(elsewhere)) == digest(pack(points))


def test_points_that_differ_in_what_is_not_known_alone_have_one_order_too() -> None:
    first = TrackPoint(Instant(_BEGIN, "UTC"), 52.5, 13.4)
    twins = [
        first,
        replace(first, bearing=0.0),
        replace(first, at=replace(first.at, quality=TimeQuality.INFERRED)),
    ]

    assert len({digest(pack(order)) for order in permutations(twins)}) == 1


def test_a_day_of_fixes_every_five_seconds_takes_few_bytes() -> None:
    dice = random.Random(1)  # noqa: S311
    lat, lng, points = 52.5, 13.4, []
    for at in range(0, 36_000, 5):
        lat, lng = lat + dice.uniform(-1e-4, 1e-4), lng + dice.uniform(-1e-4, 1e-4)
        moment = Instant(_BEGIN + timedelta(seconds=at), "UTC")
        points.append(TrackPoint(moment, lat, lng, accuracy_m=dice.randrange(30)))

    assert len(pack(points).packed) < 10 * len(points)


def test_a_track_is_read_without_this_program() -> None:
    first = TrackPoint(Instant(_BEGIN, "UTC"), 52.5, 13.4, CoordinateSystem.WGS84, provider="gps")
    second = replace(first, at=Instant(_BEGIN + timedelta(seconds=5), "UTC"), lat=52.5000001)

    told = json.loads(zlib.decompress(pack([second, first]).packed))

    assert told == {
        "form": 1,
        "at": [1785715200000, 5000],
        "lat": [525000000, 1],
        "lng": [134000000, 0],
        "crs": [["wgs84", 2]],
        "quality": [["utc", 2]],
        "provider": [["gps", 2]],
        "activity": [["", 2]],
    }


def test_a_later_form_is_not_guessed_at() -> None:
    track = pack([TrackPoint(Instant(_BEGIN, "UTC"), 52.5, 13.4)])
    told = json.loads(zlib.decompress(track.packed))
    later = replace(track, packed=zlib.compress(json.dumps({**told, "form": 2}).encode()))

    with pytest.raises(ValueError, match="later form"):
        points_of(later)
