"""Laws of the pay check over invented months with planted faults."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.payout import Payout
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import CoveredSpan, DiscrepancyKind, Reconciliation
from gigwallet.domain.recorded import ExhibitId, Recorded
from gigwallet.domain.statement import Statement
from gigwallet.domain.trip import Trip
from tests.reconciliation.invented import (
    JULY,
    OWN,
    check,
    in_use,
    line,
    not_received,
    of_kind,
    payout,
    shape,
    statement,
    trip,
)

BANDS = shape("distance_bands/km_bands")
SEEDS = range(40)


@dataclass
class Month:
    """Seven weeks of work that the platform pays by the rule, but for what ``short`` names."""

    trips: list[Recorded[Trip]] = field(default_factory=list)
    lines: list[Recorded[PayLine]] = field(default_factory=list)
    slips: list[Recorded[Statement]] = field(default_factory=list)
    money: list[Recorded[Payout]] = field(default_factory=list)
    short: dict[str, int] = field(default_factory=dict)
    unpaid: dict[str, int] = field(default_factory=dict)
    not_sent: dict[Period, int] = field(default_factory=dict)

    @property
    def true_shortfall(self) -> int:
        faults = (self.short, self.unpaid, self.not_sent)
        return sum(sum(each.values()) for each in faults)

    def checked(self, **changed: Any) -> Reconciliation:  # Any: other rows than the month's own
        bill = CoveredSpan(OWN, Period(date(2025, 1, 1), date(2026, 1, 1)), "payouts", ())
        export = CoveredSpan(OWN, bill.period, "pay", (ExhibitId("pay"),))
        rows: dict[str, Any] = {  # Any: rows of several kinds
            "trips": self.trips,
            "pay_lines": self.lines,
            "statements": self.slips,
            "payouts": self.money,
        } | changed
        return check(schemes=[in_use(BANDS)], coverage=[bill, export], **rows)


def month(seed: int, *, ids: bool = True) -> Month:
    dice = random.Random(seed)  # noqa: S311  not a secret
    made = Month()
    weeks: Counter[Period] = Counter()
    at = datetime(2025, 7, 1, 9)  # noqa: DTZ001  on the scheme's clocks
    for number in range(120):
        at += timedelta(minutes=dice.randrange(20, 300))
        ref = f"N{number}" if ids else ""
        one = trip(ref, at.isoformat(timespec="minutes"), trip_m=dice.randrange(300, 9000))
        made.trips.append(one)
        expected = BANDS.for_trips([one.fact]).total.low
        fate = dice.random()
        cut = dice.randrange(10, 200)
        inner = 5 < number < 110
        if inner and fate < 0.03:
            made.unpaid[one.id] = expected.minor
            continue
        if fate < 0.10:
            made.short[one.id] = cut
            expected -= Money(cut, "CNY")
        weeks[Period.of_week(at.date())] += expected.minor
        moment = one.fact.accepted_at
        made.lines.append(line(ref, str(expected), recognised_at=moment))
    for week, minor in weeks.items():
        net = str(Money(minor, "CNY"))
        made.slips.append(statement(week, net, net))
        if dice.random() < 0.1:
            made.not_sent[week] = minor
        else:
            day = week.last + timedelta(days=dice.randrange(2, 20))
            made.money.append(payout(net, day.isoformat()))
    return made


@pytest.mark.parametrize("seed", SEEDS)
def test_every_planted_fault_is_found_and_nothing_else(seed: int) -> None:
    made = month(seed, ids=seed % 2 == 0)

    outcome = made.checked()

    short = of_kind(outcome, DiscrepancyKind.UNDERPAID)
    by_order = {each.facts[0]: each.amount.minor for each in short if "/" not in each.ref}
    unpaid = {each.facts[0]: each.amount.minor for each in of_kind(outcome, DiscrepancyKind.UNPAID)}
    missing = not_received(outcome)
    assert by_order == made.short
    # An unpaid order too near the end of the export is short in its week's statement instead.
    beyond = sum(each.amount.minor for each in short if "/" in each.ref)
    assert unpaid.items() <= made.unpaid.items()
    assert len(made.unpaid) - len(unpaid) <= 2
    assert sum(made.unpaid.values()) == sum(unpaid.values()) + beyond
    assert {each.period: each.amount.minor for each in missing} == made.not_sent
    assert outcome.totals[0].shortfall.minor == made.true_shortfall


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_claimed_is_never_more_than_what_is_true(seed: int) -> None:
    """With inputs hidden the claim sinks, but it never rises above the true shortfall."""
    made = month(seed)
    dice = random.Random(seed + 1000)  # noqa: S311  not a secret
    veiled = [
        replace(each, fact=replace(each.fact, trip_m=None)) if dice.random() < 0.4 else each
        for each in made.trips
    ]

    claimed = made.checked(trips=veiled).totals[0].shortfall.minor

    assert claimed <= made.true_shortfall


@pytest.mark.parametrize("seed", SEEDS)
def test_lost_documents_never_make_a_claim_of_pay_larger(seed: int) -> None:
    """A pay file that is cut off at its end, or a lost statement, calls no paid trip unpaid."""
    made = month(seed)
    dice = random.Random(seed + 2000)  # noqa: S311  not a secret
    kept = made.lines[: dice.randrange(40, len(made.lines))]

    outcome = made.checked(pay_lines=kept, statements=[], payouts=[])

    unpaid = {each.facts[0] for each in of_kind(outcome, DiscrepancyKind.UNPAID)}
    assert unpaid <= made.unpaid.keys()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_totals_agree_with_the_items(seed: int) -> None:
    outcome = month(seed).checked()
    assert outcome.short == sum(1 for each in outcome.discrepancies if each.at_least)

    [total] = outcome.totals
    for kind, amount in total.by_kind.items():
        items = [each for each in outcome.discrepancies if each.kind.value == kind]
        assert amount.minor == sum(each.amount.minor for each in items)
    assert all(each.low <= each.amount <= each.high for each in outcome.discrepancies)
    assert total.received.minor <= total.stated.minor <= total.expected.minor


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_periods_part_the_whole(seed: int) -> None:
    """What is shown week by week is what is shown at once."""
    made = month(seed)
    weeks = [each.fact.period for each in made.slips]

    whole = made.checked()
    parts = [made.checked(period=week) for week in weeks]

    shown = Counter((each.kind, each.ref) for part in parts for each in part.discrepancies)
    assert shown == Counter((each.kind, each.ref) for each in whole.discrepancies)
    assert JULY.first in whole.discrepancies[0].period or weeks
