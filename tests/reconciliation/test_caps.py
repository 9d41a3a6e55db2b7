"""Commission above a cap: only what the person's own rule says, and nothing twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from gigwallet.domain.pay_decision import Pairing, PairingSaid
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.reconciled import CoveredSpan, DiscrepancyKind, Reconciliation
from gigwallet.domain.recorded import ExhibitId, SchemeId
from gigwallet.reconciliation import SchemeInUse, bridge
from tests.reconciliation.invented import (
    JULY,
    OWN,
    at,
    check,
    cny,
    in_use,
    line,
    of_kind,
    shape,
    statement,
    trip,
)

OURS = {"illustrative = true": "illustrative = false"}
PER_ORDER = shape("take_cap_order/refund", **OURS)
PER_MONTH = shape("take_cap_month/refund", **OURS)
EXPORT = CoveredSpan(OWN, JULY, "pay", (ExhibitId("pay"),))


def cap(scheme: Any = PER_ORDER, name: str = "cap") -> SchemeInUse:  # Any: a pay scheme
    return (SchemeId(name), OWN, scheme, (ExhibitId("notice"),))


def ride(ref: str, wall: str, paid_by_customer: str = "38.60") -> Any:  # Any: a recorded trip
    return trip(ref, wall, customer_paid=cny(paid_by_customer))


def capped(outcome: Reconciliation) -> list[tuple[str, str, str]]:
    found = of_kind(outcome, DiscrepancyKind.ABOVE_CAP)
    return [(each.ref, str(each.low), str(each.high)) for each in found]


def month_of(orders: int, customer: str, driver: str) -> dict[str, Any]:  # Any: rows
    trips = [ride(f"A{n}", f"2025-07-{1 + n % 28:02d}T{8 + n % 9:02d}:00", customer)
             for n in range(orders)]  # fmt: skip
    lines = [line(each.fact.ref, driver) for each in trips]
    return {"trips": trips, "pay_lines": lines, "coverage": [EXPORT]}


def test_a_share_above_27_percent_gives_back_what_is_too_much() -> None:
    outcome = check(
        trips=[ride("A1", "2025-07-02T12:00"), ride("A2", "2025-07-02T13:00")],
        pay_lines=[line("A1", "27.10"), line("A2", "28.18")],
        schemes=[cap()],
    )

    [found] = of_kind(outcome, DiscrepancyKind.ABOVE_CAP)
    assert (found.ref, str(found.amount), str(found.low)) == ("A1", "1.08", "1.08")
    assert str(found.stated) == "27.10"
    assert {"trips", "pay", "notice"} <= set(found.exhibits)
    assert [str(each.amount) for each in found.trace] == ["27.10", "1.08"]
    assert str(found.expected) == "28.18"
    assert [each.code for each in found.settled_by] == [
        "settle_customer_receipt",
        "settle_next_statement",
    ]
    assert str(outcome.totals[0].shortfall) == "1.08"


def test_the_commission_that_lines_take_counts_into_the_share() -> None:
    outcome = check(
        trips=[ride("A1", "2025-07-02T12:00")],
        pay_lines=[line("A1", "38.60"), line("A1", "-11.50", category=PayCategory.COMMISSION)],
        schemes=[cap()],
    )

    assert capped(outcome) == [("A1", "1.08", "1.08")]


def test_tips_and_tolls_belong_to_neither_side_of_the_share() -> None:
    outcome = check(
        trips=[ride("A1", "2025-07-02T12:00", "48.60")],
        pay_lines=[
            line("A1", "28.18"),
            line("A1", "10.00", category=PayCategory.TOLL_REFUND, label_raw="过路费"),
        ],
        schemes=[cap()],
    )

    assert capped(outcome) == []


def test_the_cap_does_not_hide_the_rule_of_pay_and_claims_only_what_goes_beyond_it() -> None:
    flat = shape("flat/per_order", **{'price = "4.50"': 'price = "27.60"'})

    outcome = check(
        trips=[ride("A1", "2025-07-02T12:00")],
        pay_lines=[line("A1", "27.10")],
        schemes=[in_use(flat), cap()],
    )

    [short] = of_kind(outcome, DiscrepancyKind.UNDERPAID)
    assert str(short.amount) == "0.50"
    assert capped(outcome) == [("A1", "0.58", "0.58")]
    assert str(outcome.totals[0].shortfall) == "1.08"


def test_two_rules_of_one_cap_claim_it_once() -> None:
    outcome = check(
        trips=[ride("A1", "2025-07-02T12:00")],
        pay_lines=[line("A1", "27.10")],
        schemes=[cap(), cap(name="again")],
    )

    assert str(outcome.totals[0].shortfall) == "1.08"


def test_an_example_of_a_cap_claims_nothing() -> None:
    outcome = check(
        trips=[ride("A1", "2025-07-02T12:00")],
        pay_lines=[line("A1", "27.10")],
        schemes=[cap(shape("take_cap_order/refund"))],
    )

    assert capped(outcome) == [("A1", "0.00", "1.08")]
    assert str(outcome.totals[0].shortfall) == "0.00"


def test_what_was_given_back_later_is_asked_about() -> None:
    outcome = check(
        trips=[ride("A1", "2025-07-02T12:00")],
        pay_lines=[
            line("A1", "27.10"),
            line("", "1.08", category=PayCategory.ADJUSTMENT, recognised_at=at("2025-07-20T09:00")),
        ],
        schemes=[cap()],
    )

    assert capped(outcome) == [("A1", "0.00", "1.08")]


def paid_in_one(amount: str, customer: str = "38.60", **more: Any) -> dict[str, Any]:  # Any: rows
    trips = [ride("A1", "2025-07-02T12:00", customer), ride("A2", "2025-07-02T12:10", customer)]
    lines = [line("", amount, recognised_at=at("2025-07-02T12:12"), **more)]
    said = PairingSaid.of([each.id for each in trips], [lines[0].id], Pairing.JOINED)
    return {"trips": trips, "pay_lines": lines, "pairings": [said]}


def test_orders_that_were_paid_in_one_sum_get_back_what_no_split_of_it_explains() -> None:
    outcome = check(**paid_in_one("54.36"), schemes=[cap()])

    # 28.18 is the least of each: whatever part was paid for which of them, 2.00 are missing.
    [found] = of_kind(outcome, DiscrepancyKind.ABOVE_CAP)
    assert (found.ref, str(found.low), str(found.amount)) == ("A1, A2", "2.00", "2.00")
    assert str(found.high) == "28.18"  # all of it for one, nothing for the other
    assert (str(found.stated), str(found.expected)) == ("54.36", "56.36")
    assert [str(each.amount) for each in found.trace] == ["54.36", "2.00"]
    assert len(found.facts) == 3
    assert {"trips", "pay", "notice"} <= set(found.exhibits)
    assert str(outcome.totals[0].shortfall) == "2.00"


def test_a_sum_that_leaves_each_order_its_least_in_some_split_claims_nothing() -> None:
    assert capped(check(**paid_in_one("56.36"), schemes=[cap()])) == []


def test_what_orders_paid_in_one_sum_are_short_of_is_claimed_once() -> None:
    flat = shape("flat/per_order", **{'price = "4.50"': 'price = "27.60"'})

    outcome = check(**paid_in_one("54.36"), schemes=[in_use(flat), cap(), cap(name="again")])

    [short] = of_kind(outcome, DiscrepancyKind.UNDERPAID)
    assert str(short.low) == "0.84"
    assert capped(outcome) == [("A1, A2", "1.16", "27.34")]
    assert str(outcome.totals[0].shortfall) == "2.00"


def test_of_a_sum_nothing_is_told_where_a_price_or_what_passed_through_is_not_known() -> None:
    tipped = paid_in_one("54.36")
    tip = line("", "5.00", recognised_at=at("2025-07-02T12:12"), category=PayCategory.TIP)
    both = [tipped["pay_lines"][0].id, tip.id]
    tipped["pay_lines"] = [*tipped["pay_lines"], tip]
    tipped["pairings"] = [
        PairingSaid.of([each.id for each in tipped["trips"]], both, Pairing.JOINED)
    ]
    unpriced = paid_in_one("54.36")
    unpriced["trips"][1] = replace(
        unpriced["trips"][1], fact=replace(unpriced["trips"][1].fact, customer_paid=None)
    )

    assert capped(check(**tipped, schemes=[cap()])) == []
    outcome = check(**unpriced, schemes=[cap()])
    assert capped(outcome) == []
    assert [each.ref for each in outcome.not_judged if each.reason == "customer_price_unknown"] == [
        "A2"
    ]


def test_without_the_price_of_the_customer_no_share_is_told() -> None:
    outcome = check(
        trips=[trip("A1", "2025-07-02T12:00")], pay_lines=[line("A1", "27.10")], schemes=[cap()]
    )

    assert capped(outcome) == []
    assert "customer_price_unknown" in {each.reason for each in outcome.not_judged}


def test_the_average_of_a_month_counts_from_fifty_orders_on() -> None:
    fifty = check(**month_of(50, "249.60", "184.70"), schemes=[cap(PER_MONTH)])
    fewer = check(**month_of(49, "249.60", "184.70"), schemes=[cap(PER_MONTH)])

    assert capped(fifty) == [(str(JULY), "125.00", "125.00")]
    assert capped(fewer) == []


def test_the_average_of_a_month_of_which_orders_may_be_missing_is_asked_about() -> None:
    facts = month_of(50, "249.60", "184.70") | {"coverage": []}

    outcome = check(**facts, schemes=[cap(PER_MONTH)])

    assert capped(outcome) == [(str(JULY), "0.00", "125.00")]


def test_a_floor_of_the_persons_own_over_what_was_paid_is_pay_below_a_floor() -> None:
    hours = [trip(f"A{n}", f"2025-07-0{n}T13:00", accepted_at=at(f"2025-07-0{n}T12:00"))
             for n in (1, 2)]  # fmt: skip
    lines = [line("A1", "18.00"), line("A2", "30.00")]
    floor = cap(shape("hourly_floor/minimum_wage", **OURS), "floor")

    known = check(trips=hours, pay_lines=lines, schemes=[floor], coverage=[EXPORT])
    unsure = check(trips=hours, pay_lines=lines, schemes=[floor])

    assert capped(known) == []
    [found] = of_kind(known, DiscrepancyKind.BELOW_FLOOR)
    # Day by day: an hour at 22.00, of which 18.00 were paid; the other day was above it.
    assert (found.ref, str(found.low), str(found.stated)) == (str(JULY), "4.00", "48.00")
    [asked] = of_kind(unsure, DiscrepancyKind.BELOW_FLOOR)
    assert (str(asked.low), str(asked.high)) == ("0.00", "4.00")


def test_a_month_that_is_not_over_has_no_average() -> None:
    facts = month_of(50, "249.60", "184.70")

    outcome = check(today=date(2025, 7, 31), **facts, schemes=[cap(PER_MONTH)])

    assert capped(outcome) == []


def test_refunds_of_single_orders_are_not_given_back_a_second_time_by_the_month() -> None:
    facts = month_of(50, "249.60", "180.00")

    outcome = check(**facts, schemes=[cap(), cap(PER_MONTH, "month")])

    # 73 percent of each is 182.21; 75 percent of all is 9,360.00, and 9,000.00 were paid.
    per_order = [each for each in capped(outcome) if each[0].startswith("A")]
    assert len(per_order) == 50
    assert {each[1:] for each in per_order} == {("2.21", "2.21")}
    assert (str(JULY), "249.50", "249.50") in capped(outcome)
    assert str(outcome.totals[0].shortfall) == "360.00"


def test_a_statement_is_not_called_overpaid_because_a_cap_gives_something_back() -> None:
    flat = shape("flat/per_order", **{'price = "4.50"': 'price = "27.10"'})

    outcome = check(
        trips=[ride("A1", "2025-07-02T12:00")],
        pay_lines=[line("A1", "27.10", statement_ref="S1")],
        statements=[statement(gross="27.10", net="27.10", orders=1, ref="S1")],
        schemes=[in_use(flat), cap()],
    )

    assert not of_kind(outcome, DiscrepancyKind.OVERPAID)
    built = bridge(outcome.discrepancies, outcome.totals[0])
    assert [(each.pier.value, str(each.amount), str(each.claimed)) for each in built.to_stated] == [
        ("above_cap", "1.08", "1.08")
    ]
    assert str(outcome.totals[0].expected) == "28.18"


def test_without_a_rule_of_pay_the_bridge_leads_from_what_was_stated_and_the_refund() -> None:
    outcome = check(
        trips=[ride("A1", "2025-07-02T12:00")], pay_lines=[line("A1", "27.10")], schemes=[cap()]
    )

    # What the line has no moment for is stated all the same.
    built = bridge(outcome.discrepancies, outcome.totals[0])
    assert (str(built.expected), str(built.stated)) == ("28.18", "27.10")
    assert [each.pier.value for each in built.to_stated] == ["above_cap"]


def test_a_rule_with_its_own_cap_names_the_cap_as_the_cause() -> None:
    stacked = shape("aggregator_fee/stacked", **OURS)

    outcome = check(
        trips=[ride("A1", "2025-07-02T12:00", "100.00")],
        pay_lines=[line("A1", "71.00")],
        schemes=[in_use(stacked)],
    )

    [found] = of_kind(outcome, DiscrepancyKind.ABOVE_CAP)
    assert (str(found.expected), str(found.amount)) == ("73.00", "2.00")
    assert found.steps[-1].code == "pay_cause_cap"
