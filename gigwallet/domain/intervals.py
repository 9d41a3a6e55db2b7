"""Intervals of work time: half-open spans of UTC and their union."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """From ``start`` up to, not including, ``end``; both aware UTC."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("an interval ends at or after its start")

    @property
    def length(self) -> timedelta:
        return self.end - self.start


def union(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """The same time without overlaps, in order: 12:00-12:40 and 12:20-13:00 are 12:00-13:00."""
    merged: list[Interval] = []
    for each in sorted(intervals):
        if not each.length:
            continue
        if merged and each.start <= merged[-1].end:
            merged[-1] = Interval(merged[-1].start, max(merged[-1].end, each.end))
        else:
            merged.append(each)
    return tuple(merged)


def total(intervals: Iterable[Interval]) -> timedelta:
    """How much time the union of ``intervals`` covers."""
    return sum((each.length for each in union(intervals)), timedelta())
