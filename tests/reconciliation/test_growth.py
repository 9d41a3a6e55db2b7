"""What a pay check does for one trip grows no faster than the logarithm of their number."""

from __future__ import annotations

import math
import sys
from dataclasses import replace
from datetime import date
from types import FrameType

import pytest

from gigwallet.domain.job import Job
from gigwallet.reconciliation import reconcile
from gigwallet.reconciliation.matching.hypotheses import Hypotheses
from gigwallet.reconciliation.matching.pairs import InTime, Pairs
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
        self.count = 0
        sys.setprofile(self._called)
        try:
            outcome = reconcile(facts, None, date(2060, 1, 1), Job())
        finally:
            sys.setprofile(None)
        assert outcome.matches
        return len(facts.trips), self.count / len(facts.trips)


def test_a_trip_among_many_takes_hardly_more_than_among_few(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    work = _Work(monkeypatch)
    few, least = work.of_each_trip(FEW)
    many, most = work.of_each_trip(MANY)

    assert many > 5 * few
    assert most / least <= math.log(many) / math.log(few)
