"""GCJ-02, the shifted coordinates of maps in China, and WGS84, those of satellites.

The forward formula is the one that has been public since 2010 (constants of the Krassowsky 1940
ellipsoid). Its inverse has no closed form; it is found by fixed-point iteration, which halves its
error at least tenfold each time, because the shift changes by less than a hundredth of the way.
"""

from __future__ import annotations

from math import cos, pi, sin, sqrt

Position = tuple[float, float]

_SEMI_MAJOR_AXIS_M = 6_378_245.0
_ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943
# The rectangle outside of which the public formula leaves coordinates as they are.
_SOUTH, _NORTH, _WEST, _EAST = 0.8293, 55.8271, 72.004, 137.8347
_ROUNDS = 10


def may_be_shifted(position: Position) -> bool:
    """Whether ``position`` (degrees: latitude, longitude) lies in the rectangle of the formula. It
    holds more than China: only a source that is known to shift is ever converted."""
    lat, lng = position
    return _SOUTH <= lat <= _NORTH and _WEST <= lng <= _EAST


def to_wgs84(position: Position) -> Position:
    """The WGS84 position whose GCJ-02 coordinates are ``position``, better than a centimetre; the
    same outside the rectangle."""
    if not may_be_shifted(position):
        return position
    lat, lng = position
    for _ in range(_ROUNDS):
        north, east = _shift(lat, lng)
        lat, lng = position[0] - north, position[1] - east
    return lat, lng


def _shift(lat: float, lng: float) -> Position:
    """How far the formula moves a WGS84 position, in degrees north and east."""
    x, y = lng - 105.0, lat - 35.0
    waves = (20.0 * sin(6.0 * x * pi) + 20.0 * sin(2.0 * x * pi)) * 2.0 / 3.0
    north_m = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + waves
    north_m += (20.0 * sin(y * pi) + 40.0 * sin(y / 3.0 * pi)) * 2.0 / 3.0
    north_m += (160.0 * sin(y / 12.0 * pi) + 320.0 * sin(y * pi / 30.0)) * 2.0 / 3.0
    east_m = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + waves
    east_m += (20.0 * sin(x * pi) + 40.0 * sin(x / 3.0 * pi)) * 2.0 / 3.0
    east_m += (150.0 * sin(x / 12.0 * pi) + 300.0 * sin(x / 30.0 * pi)) * 2.0 / 3.0
    radians = lat / 180.0 * pi
    flattened = 1.0 - _ECCENTRICITY_SQUARED * sin(radians) ** 2
    meridian = _SEMI_MAJOR_AXIS_M * (1.0 - _ECCENTRICITY_SQUARED) / (flattened * sqrt(flattened))
    parallel = _SEMI_MAJOR_AXIS_M / sqrt(flattened) * cos(radians)
    return north_m * 180.0 / (meridian * pi), east_m * 180.0 / (parallel * pi)
