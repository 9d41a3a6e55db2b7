"""What matching and the whole pay check cost, by number of trips, each in a process of its own."""

from __future__ import annotations

import math
import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from multiprocessing import get_context

from gigwallet.domain.job import Job
from gigwallet.reconciliation import reconcile
from gigwallet.reconciliation.facts import books
from gigwallet.reconciliation.matching import match
from tests.benchmarks._measure import Measure
from tests.invented_pay.made import Made, made
from tests.invented_pay.regime import DEFAULT

_LATER = date(2060, 1, 1)
_A_DAY = 32


def speed(sizes: list[int]) -> list[Measure]:
    """CPU seconds; memory is what the work takes beyond the facts, which lie in memory before."""
    said = []
    for name, run in (("matching", _matching), ("whole check, rules too", _whole)):
        spent = {size: _alone(run, size) for size in sizes}
        for size, (count, seconds, mib) in spent.items():
            said.append(Measure(f"{name}, {count} trips", seconds, "s", most=_goal(size)))
            said.append(Measure(f"{name}, {count} trips: memory beyond the facts", mib, "MiB"))
        (few, least, _), (many, most, _) = spent[min(sizes)], spent[max(sizes)]
        if many > few:
            exponent = math.log(most / least) / math.log(many / few)
            said.append(Measure(f"{name}: exponent of growth", exponent, "", most=1.1))
    return said


def _goal(size: int) -> float | None:
    return {100_000: 5.0, 1_000_000: 90.0}.get(size)


def _alone(run: Callable[[Made], None], size: int) -> tuple[int, float, float]:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_measured, run, size).result()


def _measured(run: Callable[[Made], None], size: int) -> tuple[int, float, float]:
    work = made(replace(DEFAULT, days=size // _A_DAY + 30), 1)
    before, begun = _peak(), time.process_time()
    run(work)
    return len(work.orders), time.process_time() - begun, _peak() - before


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _matching(work: Made) -> None:
    worth = work.worth
    for book in books(work.facts):
        match(book.trips, book.lines, worth, zone=book.zone)


def _whole(work: Made) -> None:
    reconcile(work.facts, None, _LATER, Job())
