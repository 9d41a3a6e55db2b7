"""The bridge from the pay by the rule to the money adds up, and hides nothing in its rest."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Reconciliation
from gigwallet.reconciliation import Bridge, Pier, beside, bridge
from tests.reconciliation.invented import (
    AUGUST,
    BOTH,
    JULY,
    REPORTED_DEDUCTIONS,
    at,
    check,
    cny,
    in_use,
    line,
    payout,
    reported_case,
    shape,
    statement,
    tally,
    trip,
)
from tests.reconciliation.test_laws_of_the_pay_check import month

TIERS = shape("marginal_tiers/orders_per_month")
NOON = "2025-07-10T12:00"
RESTS = {Pier.STATED_REST, Pier.RECEIVED_REST}


def built(outcome: Reconciliation) -> Bridge:
    """The bridge, after its three sums are held against its lines."""
    [totals] = outcome.totals
    made = bridge(outcome.discrepancies, totals)
    zero = Money.zero(totals.currency)
    assert sum((each.expected or zero for each in made.work), zero) == made.expected
    assert sum((each.amount for each in made.to_stated), zero) == made.expected - made.stated
    assert sum((each.amount for each in made.to_received), zero) == made.stated - made.received
    claimed = (each.claimed for each in (*made.to_stated, *made.to_received))
    assert sum(claimed, zero) == made.shortfall == totals.shortfall
    return made


def told(made: Bridge) -> dict[Pier, str]:
    return {each.pier: str(each.amount) for each in (*made.to_stated, *made.to_received)}


def test_the_reported_case_is_explained_to_the_cent() -> None:
    made = built(reported_case())

    assert str(made.expected) == "11831.00"
    assert told(made) == {
        Pier.DEDUCTION_RULE_SHOWN: "80.00",
        Pier.UNRECONCILED: "1000.00",
        Pier.NOT_RECEIVED: "5217.00",
    }


def test_what_lies_between_the_rule_and_a_net_is_not_called_the_statements_own_sums() -> None:
    """Without a printed gross the statement cannot contradict itself."""
    made = built(
        check(
            tallies=[tally(922), tally(1260, AUGUST)],
            statements=[statement(BOTH, None, "10751.00", REPORTED_DEDUCTIONS)],
            payouts=[payout("5534.00", "2025-09-15")],
            schemes=[in_use(TIERS)],
        )
    )

    assert told(made)[Pier.RULE_UNRECONCILED] == "1000.00"
    assert Pier.UNRECONCILED not in told(made)


def test_deductions_that_no_rule_shows_stand_by_themselves() -> None:
    without = replace(
        TIERS, versions=tuple(replace(each, deductions=()) for each in TIERS.versions)
    )
    made = built(
        check(
            tallies=[tally(922), tally(1260, AUGUST)],
            statements=[statement(BOTH, "11831.00", "10751.00", REPORTED_DEDUCTIONS)],
            payouts=[payout("5534.00", "2025-09-15")],
            schemes=[in_use(without)],
        )
    )

    assert told(made)[Pier.DEDUCTION_NO_RULE] == "80.00"


def test_a_deduction_beyond_its_rule_is_split_at_what_the_rule_allows() -> None:
    made = built(
        check(
            tallies=[tally(922)],
            statements=[statement(JULY, "4921.00", "4851.00", [("差评", "-70")])],
            payouts=[payout("4851.00", "2025-08-10")],
            schemes=[in_use(TIERS)],
        )
    )

    parts = told(made)
    differs = Money.of(parts.get(Pier.DEDUCTION_RULE_DIFFERS, "0"), "CNY")
    shown = Money.of(parts.get(Pier.DEDUCTION_RULE_SHOWN, "0"), "CNY")
    assert differs + shown == Money.of("70.00", "CNY")
    assert differs.minor > 0


def test_work_that_no_statement_speaks_of_is_claimed_less_what_arrived() -> None:
    made = built(
        check(
            tallies=[tally(922)],
            payouts=[payout("3000.00", "2025-08-10")],
            schemes=[in_use(TIERS)],
        )
    )

    assert told(made) == {Pier.NO_STATEMENT: "4921.00", Pier.RECEIVED_UNSTATED: "-3000.00"}
    assert str(made.to_stated[0].claimed) == "1921.00"


def test_listed_tips_stand_beside_the_rule() -> None:
    tip = line("A1", "7.00", category=PayCategory.TIP, label_raw="小费", recognised_at=at(NOON))
    base = line("A1", "5.00", recognised_at=at(NOON))
    outcome = check(
        trips=[trip("A1", NOON)],
        pay_lines=[base, tip],
        schemes=[in_use(TIERS)],
    )

    made = built(outcome)

    assert told(made)[Pier.BESIDE_RULE] == "-7.00"
    assert beside(outcome.totals[0]) == {PayCategory.TIP: Money.of("7.00", "CNY")}


@pytest.mark.parametrize("seed", range(24))
def test_orders_under_statements_are_not_counted_twice(seed: int) -> None:
    """The weeks' statements judge the same orders again: the pay by the rule holds each once."""
    made = month(seed, ids=seed % 2 == 0)
    outcome = made.checked()

    found = built(outcome)

    assert found.expected == outcome.totals[0].expected
    assert not RESTS & told(found).keys()


@pytest.mark.parametrize("seed", range(24))
def test_it_adds_up_whatever_is_missing(seed: int) -> None:
    made = month(seed)
    dice = random.Random(seed)  # noqa: S311  not a secret
    veiled = [
        replace(each, fact=replace(each.fact, trip_m=None)) if dice.random() < 0.3 else each
        for each in made.trips
    ]
    built(
        made.checked(
            trips=[each for each in veiled if dice.random() < 0.9],
            pay_lines=[each for each in made.lines if dice.random() < 0.9],
            statements=[each for each in made.slips if dice.random() < 0.7],
            payouts=[each for each in made.money if dice.random() < 0.7],
            tallies=[tally(90)] if seed % 3 == 0 else [],
        )
    )


def test_what_a_statement_states_of_the_days_outside_of_the_period_has_its_own_step() -> None:
    week = Period(date(2025, 7, 28), date(2025, 8, 3))
    moments = {"A": "2025-07-30T12:00", "B": "2025-08-01T12:00"}
    outcome = check(
        period=AUGUST,
        trips=[trip(ref, wall, offered=cny("10.00")) for ref, wall in moments.items()],
        pay_lines=[
            line(ref, "10.00", statement_ref="S", occurred_at=at(moments[ref])) for ref in moments
        ],
        statements=[statement(week, net="20.00", ref="S")],
    )
    made = built(outcome)

    assert str(made.expected) == "10.00"
    assert str(made.stated) == "20.00"
    assert told(made)[Pier.OUTSIDE_PERIOD] == "-10.00"
    assert Pier.STATED_REST not in told(made)
