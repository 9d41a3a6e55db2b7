"""Invented rides of known length through the streets of a grid, and the fixes a phone makes."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from gigwallet.domain.instants import Instant
from gigwallet.domain.intervals import Interval
from gigwallet.domain.track_point import CoordinateSystem, TrackPoint

_BEGIN = datetime(2026, 8, 3, 10, 0, tzinfo=UTC)
_METRES_OF_A_DEGREE = 111_195.0
_LAT, _LNG = 48.2, 16.37


@dataclass(frozen=True, slots=True)
class Ride:
    """Where somebody was at each whole second, and how far they had ridden by then."""

    places: tuple[tuple[float, float], ...]
    metres: float

    @property
    def span(self) -> Interval:
        return Interval(_BEGIN, _BEGIN + timedelta(seconds=len(self.places) - 1))


def ride(dice: random.Random, minutes: float) -> Ride:
    """Blocks of 60 to 400 m at 3 to 12 m/s, turns and now and then a turn back, red lights, and one
    wait of minutes at a door."""
    x = y = metres = 0.0
    heading = 0
    places = [(x, y)]
    door = dice.uniform(0.2, 0.8) * minutes * 60
    while len(places) < minutes * 60:
        left, speed = dice.uniform(60, 400), dice.uniform(3, 12)
        while left > 0 and len(places) < minutes * 60:
            step = min(speed, left)
            x += step * math.cos(heading * math.pi / 2)
            y += step * math.sin(heading * math.pi / 2)
            left -= step
            metres += step
            places.append((x, y))
        heading += dice.choice([0, 0, 0, 1, 1, -1, -1, 2 if dice.random() < 0.3 else 0])
        wait = dice.randrange(5, 46) if dice.random() < 0.3 else 0
        if len(places) > door:
            wait, door = dice.randrange(120, 300), math.inf
        places += [(x, y)] * min(wait, max(0, int(minutes * 60) - len(places)))
    return Ride(tuple(places), metres)


def phone(
    dice: random.Random,
    ridden: Ride,
    every_s: float,
    noise_m: float,
    *,
    gaps: int = 0,
    drifting: bool = False,
    says_accuracy: bool = True,
) -> list[TrackPoint]:
    """Fixes about every ``every_s`` seconds that deviate by ``noise_m`` along each axis; ``gaps``
    stretches of two to five minutes are missing. ``drifting`` errors change slowly, as real ones
    do. What the phone says of its accuracy is itself 30 % wrong."""
    last = len(ridden.places) - 1
    missing = [
        (at, at + dice.uniform(120, 300)) for at in (dice.uniform(0, last) for _ in range(gaps))
    ]
    points, at = [], dice.uniform(0, every_s)
    error = (dice.gauss(0, noise_m), dice.gauss(0, noise_m))
    while at <= last:
        keep = 0.5 ** (every_s / 30) if drifting else 0.0
        fresh = noise_m * math.sqrt(1 - keep**2)
        error = (keep * error[0] + dice.gauss(0, fresh), keep * error[1] + dice.gauss(0, fresh))
        if not any(begin <= at <= end for begin, end in missing):
            x, y = ridden.places[int(at)]
            points.append(
                point(
                    at,
                    x + error[0],
                    y + error[1],
                    noise_m * 1.515 * dice.uniform(0.7, 1.3) if says_accuracy else None,
                )
            )
        at += every_s * dice.uniform(0.8, 1.2)
    return points


def point(at_s: float, x: float, y: float, accuracy_m: float | None = None) -> TrackPoint:
    """A fix ``x`` metres east and ``y`` north, ``at_s`` seconds into the ride."""
    return TrackPoint(
        Instant(_BEGIN + timedelta(seconds=at_s), "UTC"),
        _LAT + y / _METRES_OF_A_DEGREE,
        _LNG + x / _METRES_OF_A_DEGREE / math.cos(math.radians(_LAT)),
        CoordinateSystem.WGS84,
        accuracy_m=accuracy_m,
    )
