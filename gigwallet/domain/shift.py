"""A shift: one span of being offline, open for work, on the way, on a trip, or on a break."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gigwallet.domain.instants import Instant


class ShiftState(StrEnum):
    OFFLINE = "offline"
    OPEN = "open"
    ENROUTE = "enroute"
    ONTRIP = "ontrip"
    BREAK = "break"
    UNAVAILABLE = "unavailable"
    WORKED = "worked"


ENGAGED_STATES = frozenset({ShiftState.ENROUTE, ShiftState.ONTRIP})
LOGGED_IN_STATES = frozenset(
    {ShiftState.OPEN, ShiftState.ENROUTE, ShiftState.ONTRIP, ShiftState.WORKED}
)


@dataclass(frozen=True, slots=True)
class Shift:
    """One interval; ``ended_at`` None means that it is still open (or its end is not known)."""

    platform: str
    state: ShiftState
    started_at: Instant
    ended_at: Instant | None = None
    distance_m: int | None = None
    offers: int | None = None
    accepts: int | None = None
    rejects: int | None = None
    expired: int | None = None
    completed: int | None = None
