"""How pay was paid out: one sum for several statements, fees, cash, wallet to bank, late days."""

from __future__ import annotations

from datetime import date
from typing import Any

from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.payout import PayoutMethod
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import CoveredSpan, DiscrepancyKind, Reconciliation
from gigwallet.domain.recorded import ExhibitId
from tests.reconciliation.invented import (
    OWN,
    at,
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

FIRST = date(2025, 7, 7)
WEEKS = [
    Period.of_week(each)
    for each in (FIRST, date(2025, 7, 14), date(2025, 7, 21), date(2025, 7, 28))
]


def slips(*nets: str) -> list[Any]:  # Any: recorded statements
    return [
        statement(week, gross=net, net=net, ref=f"S{n}")
        for n, (week, net) in enumerate(zip(WEEKS, nets, strict=False))
    ]


BILL = CoveredSpan(OWN, Period(date(2025, 7, 1), date(2026, 1, 31)), "payouts", ())


def told(outcome: Reconciliation) -> dict[str, tuple[str, str]]:
    """Per week: the kind and the difference of its money."""
    return {
        each.ref: (each.kind.value, str(each.amount))
        for each in outcome.discrepancies
        if each.received is not None and each.kind is not DiscrepancyKind.LATE
    }


def test_one_sum_for_two_statements_leaves_the_third_missing() -> None:
    outcome = check(
        statements=slips("100.00", "150.00", "120.00"),
        payouts=[payout("270.00", "2025-08-05")],
        coverage=[BILL],
    )

    assert told(outcome) == {
        str(WEEKS[0]): ("missing_payout", "100.00"),
        str(WEEKS[1]): ("paid", "0.00"),
        str(WEEKS[2]): ("paid", "0.00"),
    }
    paid = [each for each in of_kind(outcome, DiscrepancyKind.PAID) if each.received is not None]
    assert {"pay_lump"} <= {step.code for each in paid for step in each.steps}
    assert all("bill" in each.exhibits for each in paid)
    assert str(outcome.totals[0].received) == "270.00"


def test_a_sum_that_several_sets_come_to_is_claimed_for_none_of_them() -> None:
    outcome = check(
        statements=slips("100.00", "150.00", "120.00", "130.00"),
        payouts=[payout("250.00", "2025-08-05")],
        coverage=[BILL],
    )

    # 100 + 150 or 120 + 130: what is missing is the same, which week it is is not told.
    codes = {step.code for each in outcome.discrepancies for step in each.steps}
    assert "pay_lump" not in codes
    assert sum(each.amount.minor for each in not_received(outcome)) == 25000


def test_where_as_many_sums_came_as_statements_none_is_taken_for_several() -> None:
    outcome = check(
        statements=slips("100.00", "120.00", "230.00"),
        payouts=[
            payout("99.00", "2025-07-16"),
            payout("119.00", "2025-07-23"),
            payout("220.00", "2025-07-30"),
        ],
    )

    # 220 is not 100 + 120: those weeks have their own payouts.
    codes = {step.code for each in outcome.discrepancies for step in each.steps}
    assert "pay_lump" not in codes
    assert sum(each.amount.minor for each in not_received(outcome)) == 1200


def test_a_sum_for_several_statements_is_late_for_those_that_were_due_before() -> None:
    outcome = check(statements=slips("100.00", "150.00"), payouts=[payout("250.00", "2025-08-15")])

    [late] = of_kind(outcome, DiscrepancyKind.LATE)
    assert late.ref == str(WEEKS[0])
    assert str(late.received) == "100.00"
    assert late.steps[0].facts["days"] == "2"


def fee(amount: str, day: str, ref: str = "") -> Any:  # Any: a recorded pay line
    fields = {"category": PayCategory.PLATFORM_FEE, "label_raw": "提现手续费"}
    return line(ref, amount, occurred_at=at(day), **fields)


def test_a_fee_line_explains_the_payout_that_lacks_just_that() -> None:
    outcome = check(
        statements=slips("100.00", "150.00"),
        payouts=[payout("99.00", "2025-07-16"), payout("147.00", "2025-07-23")],
        pay_lines=[fee("-1.00", "2025-07-16 10:00")],
    )

    short = {each.ref: each for each in of_kind(outcome, DiscrepancyKind.SHORT_PAYOUT)}
    explained, open_ = short[str(WEEKS[0])], short[str(WEEKS[1])]
    assert (str(explained.low), str(explained.high)) == ("0.00", "1.00")
    [step] = [each for each in explained.steps if each.code == "pay_payout_fee_line"]
    assert step.facts["label"] == "提现手续费"
    assert len(explained.facts) == 3
    assert str(open_.low) == "3.00"


def test_a_fee_line_that_fits_two_payouts_or_none_in_time_explains_none() -> None:
    for lines, days in (
        ([fee("-1.00", "2025-07-16 10:00")], ("2025-07-15", "2025-07-17")),
        ([fee("-1.00", "2025-07-28 10:00")], ("2025-07-16", "2025-07-18")),
        ([fee("-1.00", "2025-07-16 10:00", ref="A1")], ("2025-07-16", "2025-07-30")),
    ):
        outcome = check(
            statements=slips("100.00", "150.00"),
            payouts=[payout("99.00", days[0]), payout("149.00", days[1])],
            pay_lines=lines,
        )
        codes = {step.code for each in outcome.discrepancies for step in each.steps}
        assert "pay_payout_fee_line" not in codes


def test_the_same_fee_on_every_payout_is_asked_about_and_not_claimed() -> None:
    outcome = check(
        statements=slips("100.00", "150.00", "120.00"),
        payouts=[
            payout("99.00", "2025-07-16"),
            payout("149.00", "2025-07-23"),
            payout("119.00", "2025-07-30"),
        ],
    )

    short = of_kind(outcome, DiscrepancyKind.SHORT_PAYOUT)
    assert [(str(each.low), str(each.high)) for each in short] == [("0.00", "1.00")] * 3
    assert str(outcome.totals[0].shortfall) == "0.00"


def test_the_same_share_of_every_payout_is_a_fee_too() -> None:
    outcome = check(
        statements=slips("1000.00", "1500.00", "1200.00"),
        payouts=[
            payout("999.00", "2025-07-16"),
            payout("1498.50", "2025-07-23"),
            payout("1198.80", "2025-07-30"),
        ],
    )

    short = of_kind(outcome, DiscrepancyKind.SHORT_PAYOUT)
    assert {str(each.low) for each in short} == {"0.00"}
    assert {each.steps[-1].facts["percent"] for each in short} == {"0.1"}


def test_two_payouts_that_lack_the_same_are_no_habit() -> None:
    outcome = check(
        statements=slips("100.00", "150.00"),
        payouts=[payout("99.00", "2025-07-16"), payout("149.00", "2025-07-23")],
    )

    assert str(outcome.totals[0].shortfall) == "2.00"


def test_money_moved_from_the_wallet_to_the_bank_is_not_received_twice() -> None:
    outcome = check(
        statements=slips("100.00", "150.00"),
        payouts=[
            payout("100.00", "2025-07-16", method=PayoutMethod.WALLET, payer_text="美团众包"),
            payout("100.00", "2025-07-17", payer_text="财付通支付科技有限公司", label="零钱提现"),
        ],
        coverage=[BILL],
    )

    assert str(outcome.totals[0].received) == "100.00"
    assert told(outcome)[str(WEEKS[1])] == ("missing_payout", "150.00")
    assert "wallet_to_bank" in {each.reason for each in outcome.not_judged}


def test_what_a_platform_pays_through_a_wallet_and_what_no_wallet_received_counts() -> None:
    outcome = check(
        statements=slips("100.00", "150.00", "120.00"),
        payouts=[
            payout("100.00", "2025-07-16", payer_text="财付通-美团众包"),
            payout("150.00", "2025-07-23", payer_text="支付宝"),
            payout("120.00", "2025-07-30", method=PayoutMethod.WALLET, payer_text="美团众包"),
        ],
    )

    assert not_received(outcome) == []


def test_cash_that_customers_paid_is_no_deduction_without_a_rule() -> None:
    cash = {"category": PayCategory.CASH_COLLECTED, "label_raw": "现金", "statement_ref": "S0"}

    outcome = check(
        statements=[
            statement(
                WEEKS[0], gross="138.60", net="100.00", deductions=[("现金", "-38.60")], ref="S0"
            )
        ],
        pay_lines=[line("A1", "-38.60", occurred_at=at("2025-07-08T12:00"), **cash)],
        payouts=[payout("100.00", "2025-07-16")],
    )

    assert not of_kind(outcome, DiscrepancyKind.DEDUCTION_NO_RULE)
    [shown] = of_kind(outcome, DiscrepancyKind.DEDUCTION_RULE_SHOWN)
    assert str(shown.amount) == "0.00"
    assert shown.steps[0].code == "pay_cash_collected"


def test_a_holdback_that_was_given_back_is_missed_by_nobody() -> None:
    back = {"category": PayCategory.HOLDBACK, "label_raw": "保证金返还"}
    slip = [statement(WEEKS[0], gross="400.00", net="100.00", deductions=[("保证金", "-300.00")])]

    held = check(statements=slip, payouts=[payout("100.00", "2025-07-16")])
    returned = check(
        statements=slip,
        pay_lines=[line("", "300.00", occurred_at=at("2025-09-08T12:00"), **back)],
        payouts=[payout("100.00", "2025-07-16")],
    )

    assert len(of_kind(held, DiscrepancyKind.DEDUCTION_NO_RULE)) == 1
    assert not of_kind(returned, DiscrepancyKind.DEDUCTION_NO_RULE)
    [shown] = of_kind(returned, DiscrepancyKind.DEDUCTION_RULE_SHOWN)
    assert shown.steps[0].code == "pay_held_and_returned"


def test_an_order_that_the_customer_paid_in_cash_is_not_called_unpaid() -> None:
    flat = shape("flat/per_order")
    days = (1, 2, 3)
    trips = [trip(f"A{n}", f"2025-07-0{n}T12:00", cash=n == 2) for n in days]
    lines = [line(f"A{n}", "4.50", recognised_at=at(f"2025-07-{n:02d}T12:00")) for n in (1, 3)] + [
        line("B", "4.50", recognised_at=at("2025-07-20T12:00"))
    ]

    outcome = check(
        trips=trips,
        pay_lines=lines,
        schemes=[in_use(flat)],
        coverage=[CoveredSpan(OWN, Period.of_month(2025, 7), "pay", (ExhibitId("pay"),))],
    )

    assert not of_kind(outcome, DiscrepancyKind.UNPAID)
    assert "paid_in_cash" in {each.reason for each in outcome.not_judged}
    assert outcome.totals[0].expected == outcome.totals[0].stated


def test_a_listed_transfer_is_the_pay_out_itself() -> None:
    outcome = check(
        pay_lines=[
            line("A1", "100.00", occurred_at=at("2025-07-08T12:00")),
            line("", "-100.00", occurred_at=at("2025-07-16T12:00"), category=PayCategory.TRANSFER),
        ],
        payouts=[payout("100.00", "2025-07-16")],
    )

    assert str(outcome.totals[0].stated) == "100.00"
    assert "payout_without_statement" not in {each.reason for each in outcome.not_judged}
