"""What a pay check and its bridge do for one trip grows no faster than the logarithm of their
number."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from types import FrameType

import pytest

from gigwallet.domain.job import Job
from gigwallet.reconciliation import bridge, reconcile
from gigwallet.reconciliation.matching.hypotheses import Hypotheses
from gigwallet.reconciliation.matching.pairs import InTime, Pairs
from tests.benchmarks._pay_bridge import items_of, totals_of
from tests.invented_pay.made import made
from tests.invented_pay.regime import DEFAULT

FEW, MANY = 8, 44


class _Work:
    """Counts calls, and what stands in the columns that are weighed or put in order: no clock is
    asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        for kind in (Pairs, Hypotheses, InTime):
            monkeypatch.setattr(kind, "__init__", self._counting(kind))

    def _counting(self, kind: type) -> object:
        first = kind.__init__  # type: ignore[misc]  # of exactly this class

        def counting(made: object, *columns: object, **more: object) -> None:
            first(made, *columns, **more)
            self.count += len(made)  # type: ignore[arg-type]  # all have a length

        return counting

    def _called(self, _frame: FrameType, event: str, _told: object) -> None:
        self.count += event in ("call", "c_call")

    def of_each_trip(self, days: int) -> tuple[int, float]:
        facts = made(replace(DEFAULT, days=days), 1).facts
        with self._watched():
            outcome = reconcile(facts, None, date(2060, 1, 1), Job())
        assert outcome.matches
        return len(facts.trips), self.count / len(facts.trips)

    def of_each_order(self, orders: int) -> tuple[int, float]:
        items = items_of(orders)
        totals = totals_of(items)
        with self._watched():
            bridge(items, totals)
        return len(items), self.count / len(items)

    @contextmanager
    def _watched(self) -> Iterator[None]:
        self.count = 0
        sys.setprofile(self._called)
        try:
            yield
        finally:
            sys.setprofile(None)


def test_a_trip_among_many_takes_hardly_more_than_among_few(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    work = _Work(monkeypatch)
    few, least = work.of_each_trip(FEW)
    many, most = work.of_each_trip(MANY)

    assert many > 5 * few
    assert most / least <= math.log(many) / math.log(few)


def test_an_order_among_many_is_led_to_the_stated_pay_as_one_among_few(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each month has a statement that judges it as a whole: orders were compared with orders."""
    work = _Work(monkeypatch)
    few, least = work.of_each_order(20)
    many, most = work.of_each_order(200)

    assert most / least <= math.log(many) / math.log(few)
