"""What a benchmark says: a figure, its goal, whether the goal is met; and fair ways to take it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime


class Clock:
    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True)
class Measure:
    """``measured`` is a ratio unless ``unit`` says otherwise; ``most`` or ``least`` is the goal.

    ``bound``: what this machine allows at best, taken in the same run; a goal beyond it cannot be
    met here, whatever the program does.
    """

    name: str
    measured: float
    unit: str = "x"
    most: float | None = None
    least: float | None = None
    bound: float | None = None

    @property
    def verdict(self) -> str:
        if self.most is not None:
            return "ok" if self.measured <= self.most else self._missed("over", self.most)
        if self.least is not None:
            return "ok" if self.measured >= self.least else self._missed("under", self.least)
        return "-"

    def _missed(self, how: str, goal: float) -> str:
        if self.bound is None:
            return how
        beyond = self.bound > goal if how == "over" else self.bound < goal
        return f"{how}; this machine allows {self.bound:.2f}" if beyond else how

    @property
    def target(self) -> str:
        if self.most is not None:
            return f"<= {self.most:g}"
        return f">= {self.least:g}" if self.least is not None else ""


def cpu(work: Callable[[], object], times: int = 5) -> float:
    """Median CPU seconds."""
    return _median(work, times, time.process_time)


def wall(work: Callable[[], object], times: int = 5) -> float:
    """Median wall seconds."""
    return _median(work, times, time.perf_counter)


def _median(work: Callable[[], object], times: int, clock: Callable[[], float]) -> float:
    spent = []
    for _ in range(times):
        begun = clock()
        work()
        spent.append(clock() - begun)
    return statistics.median(spent)


def in_turns(
    works: Sequence[Callable[[], object]],
    times: int,
    clock: Callable[[], float] = time.process_time,
    pick: Callable[[Sequence[float]], float] = min,
) -> list[float]:
    """Seconds of each work, by default the best of ``times``; they take turns, so that a busy
    machine disturbs all alike."""
    spent: list[list[float]] = [[] for _ in works]
    for _ in range(times):
        for place, work in enumerate(works):
            begun = clock()
            work()
            spent[place].append(clock() - begun)
    return [pick(each) for each in spent]
