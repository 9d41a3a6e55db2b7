"""The worked cases beside the shipped schemes, as the values that the evaluator is asked with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.shift import Shift, ShiftState
from gigwallet.domain.statement import Deduction
from gigwallet.domain.tally import Tally
from gigwallet.domain.trip import Trip, TripKind, TripStatus
from gigwallet.rules import Counted, DeductionVerdict, Given, PayScheme, PeriodExpected
from gigwallet.rules.deductions import judge_deduction

Case = Mapping[str, Any]  # Any: what TOML has
Values = dict[str, Fraction | str]


def period_of(text: str) -> Period:
    first, last = (date.fromisoformat(day) for day in text.split("/"))
    return Period(first, last)


def work_of(scheme: PayScheme, case: Case) -> PeriodExpected:
    """A ``[[work]]``: groups of like orders, shifts, what the person states."""
    pairs = [pair for group in case["orders"] for pair in _orders(scheme, group)]
    period = period_of(case["period"])
    given = Given(
        values=[values for _, values in pairs],
        shifts=list(_shifts(scheme, case["shifts"])) if "shifts" in case else None,
        measures={name: {period: Fraction(said)} for name, said in case.get("given", {}).items()},
    )
    return scheme.for_trips([trip for trip, _ in pairs], period, given)


def order_of(scheme: PayScheme, case: Case) -> PeriodExpected:
    """An ``[[order]]``: one order at a moment."""
    moment = Instant.from_local(datetime.fromisoformat(case["at"]), scheme.zone)
    trip = _trip(scheme, case, moment, moment)
    return scheme.for_trips([trip], None, Given(values=[_values(case)]))


def tally_of(scheme: PayScheme, case: Case) -> PeriodExpected:
    tally = Tally("", period_of(case["period"]), orders=case["orders"])
    return scheme.for_work((), (tally,))


def deduction_of(scheme: PayScheme, case: Case) -> DeductionVerdict:
    printed = Deduction(case["printed"], -Money.of(case["amount"], scheme.currency))
    counted = Counted(case.get("orders"), case.get("days"), 31, 1)
    return judge_deduction(printed, scheme.versions[0], counted, scheme.name)


def _orders(scheme: PayScheme, group: Case) -> Iterator[tuple[Trip, Values]]:
    first = datetime.fromisoformat(group["from"])
    for day in range(group.get("days", 1)):
        for place in range(group.get("count", 1)):
            wall = first + timedelta(days=day, minutes=place * group.get("every", 0))
            begun = Instant.from_local(wall, scheme.zone)
            done = Instant(begun.utc + timedelta(minutes=group.get("minutes", 0)), scheme.zone)
            yield _trip(scheme, group, begun, done), _values(group)


def _trip(scheme: PayScheme, case: Case, begun: Instant, done: Instant) -> Trip:
    late = case.get("late_seconds", case["late"] * 60 if "late" in case else None)
    due = None if late is None else Instant(done.utc - timedelta(seconds=late), scheme.zone)
    paid = case.get("customer_paid")
    return Trip(
        "",
        TripKind.DELIVERY,
        TripStatus(case.get("status", "completed")),
        scheme.currency,
        scheme.zone,
        accepted_at=begun,
        completed_at=done,
        promised_by=due,
        trip_m=case.get("metres"),
        duration_s=case.get("seconds"),
        wait_s=case.get("wait_seconds"),
        customer_paid=None if paid is None else Money.of(paid, scheme.currency),
    )


def _values(case: Case) -> Values:
    """Numbers where they look like one, else words."""
    return {name: _value(said) for name, said in case.get("values", {}).items()}


def _value(said: str) -> Fraction | str:
    try:
        return Fraction(said)
    except ValueError:
        return said


def _shifts(scheme: PayScheme, groups: list[Case]) -> Iterator[Shift]:
    for group in groups:
        first, last = (datetime.fromisoformat(group[key]) for key in ("from", "to"))
        for day in range(group.get("days", 1)):
            start, end = (
                Instant.from_local(each + timedelta(days=day), scheme.zone)
                for each in (first, last)
            )
            yield Shift("", ShiftState.OPEN, start, end)
