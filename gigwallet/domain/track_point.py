"""A track point: where a phone was at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gigwallet.domain.instants import Instant


class CoordinateSystem(StrEnum):
    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class TrackPoint:
    """A position: degrees in WGS84; ``crs`` is the system that the source used."""

    at: Instant
    lat: float
    lng: float
    crs: CoordinateSystem = CoordinateSystem.UNKNOWN
    accuracy_m: float | None = None
    altitude_m: float | None = None
    speed_mps: float | None = None
    bearing: float | None = None
    provider: str = ""
    activity: str = ""
