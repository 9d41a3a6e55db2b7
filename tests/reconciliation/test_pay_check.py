"""What the pay check says, and what it leaves unsaid."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import CoveredSpan, DiscrepancyKind, MatchMethod
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.statement import Coverage
from gigwallet.domain.trip import TripStatus
from tests.reconciliation.invented import (
    AUGUST,
    JULY,
    OWN,
    at,
    check,
    cny,
    in_use,
    line,
    not_received,
    of_kind,
    payout,
    shape,
    statement,
    tally,
    trip,
)

FLAT = shape("flat/per_order")
BANDS = shape("distance_bands/km_bands")
EXPORT = CoveredSpan(OWN, JULY, "pay", (ExhibitId("pay"),))


def reasons(outcome: object) -> list[str]:
    return [each.reason for each in outcome.not_judged]  # type: ignore[attr-defined]  # any outcome


def test_a_short_paid_order_is_found_by_its_number() -> None:
    outcome = check(
        trips=[trip("A1", "2025-07-02T12:00", trip_m=4700)],
        pay_lines=[line("A1", "5.50")],
        schemes=[in_use(BANDS)],
    )

    [short] = of_kind(outcome, DiscrepancyKind.UNDERPAID)
    assert (str(short.expected), str(short.stated), str(short.amount)) == ("6.50", "5.50", "1.00")
    assert [each.method for each in outcome.matches] == [MatchMethod.BY_ID]
    assert {"trips", "pay", "rule-shot"} <= set(short.exhibits)


def test_a_difference_that_is_one_line_or_some_units_says_so() -> None:
    slots = shape("time_windows/slots")

    night = check(
        trips=[trip("A1", "2025-07-01T23:00")],
        pay_lines=[line("A1", "4.00")],
        schemes=[in_use(slots)],
    )
    shorter = check(
        trips=[trip("A1", "2025-07-02T12:00", trip_m=4700)],
        pay_lines=[line("A1", "5.50")],
        schemes=[in_use(BANDS)],
    )

    assert night.discrepancies[0].steps[-1].facts["line"] == "夜间补贴"
    assert shorter.discrepancies[0].steps[-1].code == "pay_would_be_units"
    assert shorter.discrepancies[0].steps[-1].facts["units"] == "2"


def test_an_unknown_distance_claims_nothing_within_its_range() -> None:
    outcome = check(
        trips=[trip("A1", "2025-07-02T12:00"), trip("A2", "2025-07-02T13:00")],
        pay_lines=[line("A1", "4.00"), line("A2", "3.00")],
        schemes=[in_use(BANDS)],
    )

    [short] = of_kind(outcome, DiscrepancyKind.UNDERPAID)
    assert (short.ref, str(short.amount), str(short.low)) == ("A2", "0.50", "0.50")
    assert short.high > short.low
    assert len(of_kind(outcome, DiscrepancyKind.PAID)) == 1


def test_daily_order_numbers_are_told_apart_by_their_day() -> None:
    outcome = check(
        trips=[trip("#12", "2025-07-02T12:00"), trip("#12", "2025-07-03T12:00")],
        pay_lines=[
            line("#12", "4.50", occurred_at=at("2025-07-02T12:20")),
            line("#12", "4.00", occurred_at=at("2025-07-03T12:20")),
        ],
        schemes=[in_use(FLAT)],
    )

    [short] = of_kind(outcome, DiscrepancyKind.UNDERPAID)
    assert short.period == Period.of_day(date(2025, 7, 3))
    assert {each.confidence for each in outcome.matches} == {Decimal("0.90")}


def test_a_line_minutes_away_joins_the_trip_of_its_amount() -> None:
    outcome = check(
        trips=[
            trip("", "2025-07-02T12:00", offered=cny("5.00")),
            trip("", "2025-07-02T12:04", offered=cny("7.20")),
        ],
        pay_lines=[line("", "7.20", recognised_at=at("2025-07-02T12:02"))],
    )

    [match] = outcome.matches
    assert match.method is MatchMethod.BY_TIME_AND_AMOUNT
    assert match.confidence < 1
    [paid] = of_kind(outcome, DiscrepancyKind.PAID)
    assert str(paid.stated) == "7.20"


def test_two_neighbours_without_an_amount_are_not_guessed_between() -> None:
    outcome = check(
        trips=[trip("", "2025-07-02T12:00"), trip("", "2025-07-02T12:04")],
        pay_lines=[line("", "7.20", recognised_at=at("2025-07-02T12:02"))],
    )

    assert outcome.matches == ()


def test_an_unpaid_trip_inside_an_export_is_found() -> None:
    trips = [trip(f"A{n}", f"2025-07-{n:02d}T12:00") for n in range(1, 11)]
    lines = [
        line(f"A{n}", "4.50", recognised_at=at(f"2025-07-{n:02d}T12:00"))
        for n in range(1, 11)
        if n != 5
    ]

    outcome = check(trips=trips, pay_lines=lines, schemes=[in_use(FLAT)], coverage=[EXPORT])

    [unpaid] = of_kind(outcome, DiscrepancyKind.UNPAID)
    assert (unpaid.ref, str(unpaid.amount)) == ("A5", "4.50")


def test_lines_that_somebody_typed_say_nothing_about_the_trips_between() -> None:
    trips = [trip(f"A{n}", f"2025-07-{n:02d}T12:00") for n in range(1, 11)]
    lines = [line(f"A{n}", "4.00", recognised_at=at(f"2025-07-{n:02d}T12:00")) for n in (1, 10)]

    outcome = check(trips=trips, pay_lines=lines, schemes=[in_use(FLAT)])

    assert not of_kind(outcome, DiscrepancyKind.UNPAID)
    assert len(of_kind(outcome, DiscrepancyKind.UNDERPAID)) == 2


def test_a_statement_whose_lines_add_up_shows_a_missing_order() -> None:
    trips = [trip(f"A{n}", f"2025-07-{n:02d}T12:00") for n in range(1, 6)]
    lines = [line(f"A{n}", "4.50", statement_ref="S7") for n in range(1, 5)]

    outcome = check(
        trips=trips,
        pay_lines=lines,
        statements=[statement(JULY, "18.00", "18.00", ref="S7")],
        schemes=[in_use(FLAT)],
    )

    [unpaid] = of_kind(outcome, DiscrepancyKind.UNPAID)
    assert unpaid.ref == "A5"
    [total] = outcome.totals
    # 22.50 expected, 18.00 stated: short once, not once more for the period.
    assert str(total.shortfall) == "4.50"
    assert not of_kind(outcome, DiscrepancyKind.UNDERPAID)


def test_a_period_answers_only_for_what_single_orders_do_not_show() -> None:
    outcome = check(
        trips=[trip("A1", "2025-07-02T12:00"), trip("A2", "2025-07-03T12:00")],
        pay_lines=[line("A1", "4.00", statement_ref="S7")],
        statements=[statement(JULY, "7.00", "7.00", ref="S7")],
        schemes=[in_use(FLAT)],
    )

    short = of_kind(outcome, DiscrepancyKind.UNDERPAID)
    assert sorted((each.ref, str(each.amount)) for each in short) == [
        (str(JULY), "1.50"),
        ("A1", "0.50"),
    ]


def test_cancelled_trips_are_not_judged() -> None:
    outcome = check(
        trips=[trip("A1", "2025-07-02T12:00", status=TripStatus.CANCELLED_CUSTOMER)],
        pay_lines=[line("A1", "2.00", category=PayCategory.CANCELLATION_FEE)],
        schemes=[in_use(FLAT)],
    )

    assert reasons(outcome) == ["not_completed"]


def test_a_deduction_that_is_not_a_multiple_says_otherwise() -> None:
    outcome = check(
        tallies=[tally(412)],
        statements=[statement(JULY, "1854.00", "1752.00", [("保险费", "-102.00")])],
        schemes=[in_use(FLAT)],
    )

    [otherwise] = of_kind(outcome, DiscrepancyKind.DEDUCTION_RULE_DIFFERS)
    # 3.00 a day for 31 days is 93.00 at most.
    assert (str(otherwise.amount), str(otherwise.low)) == ("9.00", "9.00")


def test_a_holdback_that_was_given_back_is_no_deduction() -> None:
    fields = {"category": PayCategory.HOLDBACK, "label_raw": "冻结"}
    moment = at("2025-07-02T12:00")

    outcome = check(
        pay_lines=[
            line("A1", "-18.19", occurred_at=moment, **fields),
            line("A1", "18.19", occurred_at=moment, **fields),
        ],
        trips=[trip("A1", "2025-07-02T12:00")],
    )

    assert not of_kind(outcome, DiscrepancyKind.DEDUCTION_NO_RULE)


def test_pay_that_came_after_the_agreed_day_is_late_and_not_missing() -> None:
    tiers = shape("marginal_tiers/orders_per_month")  # pay day: the 15th of the next month

    outcome = check(
        tallies=[tally(300)],
        statements=[statement(JULY, "1500.00", "1500.00")],
        payouts=[payout("1500.00", "2025-08-21")],
        schemes=[in_use(tiers)],
    )

    [late] = of_kind(outcome, DiscrepancyKind.LATE)
    assert late.steps[0].facts["days"] == "6"
    assert not not_received(outcome)


def test_without_an_agreed_day_pay_is_late_after_31_days() -> None:
    for day, late in (("2025-08-31", 0), ("2025-09-01", 1)):
        outcome = check(
            statements=[statement(JULY, "100.00", "100.00")], payouts=[payout("100.00", day)]
        )

        assert len(of_kind(outcome, DiscrepancyKind.LATE)) == late


def test_pay_that_is_not_due_yet_is_not_missing() -> None:
    outcome = check(
        statements=[statement(JULY, "100.00", "100.00")],
        payouts=[payout("40.00", "2025-08-10")],
        today=date(2025, 8, 20),
    )

    assert not not_received(outcome)
    assert "not_due_yet" in reasons(outcome)


def test_without_any_bill_nothing_is_said_to_be_missing() -> None:
    outcome = check(statements=[statement(JULY, "100.00", "100.00")])

    assert not not_received(outcome)
    assert "payouts_not_known" in reasons(outcome)


def test_a_bill_that_shows_other_pay_shows_that_nothing_came() -> None:
    bill = CoveredSpan(OWN, Period(JULY.first, date(2025, 12, 31)), "payouts", (ExhibitId("w"),))

    slips = [statement(JULY, "100.00", "100.00"), statement(AUGUST, "90.00", "90.00")]

    nothing = check(statements=slips, coverage=[bill])
    one = check(statements=slips, coverage=[bill], payouts=[payout("90.00", "2025-09-10")])

    # A bill without any pay may be of an account that pay never comes to.
    assert not not_received(nothing)
    [missing] = not_received(one)
    assert (missing.period, str(missing.amount)) == (JULY, "100.00")


def test_one_transfer_for_two_weeks_leaves_neither_of_them_unpaid() -> None:
    weeks = [Period.of_week(date(2025, 7, 7)), Period.of_week(date(2025, 7, 14))]
    bill = CoveredSpan(OWN, Period(JULY.first, date(2025, 12, 31)), "payouts", ())

    outcome = check(
        statements=[statement(week, "100.00", "100.00") for week in weeks],
        payouts=[payout("200.00", "2025-07-23")],
        coverage=[bill],
    )

    assert not not_received(outcome)
    assert not of_kind(outcome, DiscrepancyKind.OVERPAID)


def test_pay_drawn_each_evening_counts_from_the_first_day_on() -> None:
    days = Period(date(2025, 7, 1), date(2025, 7, 3))

    outcome = check(
        statements=[statement(days, "300.00", "300.00")],
        payouts=[payout("100.00", f"2025-07-0{day}") for day in (1, 2, 3)],
    )

    assert not not_received(outcome)
    assert "payout_without_statement" not in reasons(outcome)


def test_money_that_no_statement_explains_is_named() -> None:
    outcome = check(payouts=[payout("88.00", "2025-07-23")])

    assert reasons(outcome) == ["payout_without_statement"]


def test_a_tally_without_a_statement_is_held_against_the_money() -> None:
    outcome = check(
        tallies=[tally(100)], payouts=[payout("400.00", "2025-08-10")], schemes=[in_use(FLAT)]
    )

    [missing] = not_received(outcome)
    assert (str(missing.expected), str(missing.received)) == ("450.00", "400.00")
    assert missing.confidence < 1


def test_more_stated_than_the_known_trips_explain_is_not_called_overpaid() -> None:
    outcome = check(
        trips=[trip("A1", "2025-07-02T12:00")],
        statements=[statement(JULY, "450.00", "450.00")],
        schemes=[in_use(FLAT)],
    )

    assert not of_kind(outcome, DiscrepancyKind.OVERPAID)
    assert "work_not_complete" in reasons(outcome)


def test_a_statement_of_listed_lines_is_not_held_against_the_whole_period() -> None:
    outcome = check(
        tallies=[tally(412)],
        statements=[statement(JULY, "100.00", "100.00", covers=Coverage.LISTED_LINES)],
        schemes=[in_use(FLAT)],
    )

    assert not of_kind(outcome, DiscrepancyKind.UNDERPAID)


def test_a_bill_over_weekly_statements_does_not_count_twice() -> None:
    week = Period.of_week(date(2025, 7, 7))

    outcome = check(
        statements=[statement(JULY, "400.00", "400.00"), statement(week, "100.00", "100.00")]
    )

    [total] = outcome.totals
    assert str(total.stated) == "100.00"
    assert "statement_overlaps" in reasons(outcome)


def test_two_currencies_never_meet() -> None:
    foreign = shape("flat/per_order", **{'currency = "CNY"': 'currency = "EUR"'})

    outcome = check(
        trips=[trip("A1", "2025-07-02T12:00")],
        pay_lines=[line("A1", "4.00")],
        schemes=[in_use(foreign)],
    )

    assert reasons(outcome) == ["no_rule_no_offer"]


def test_a_chosen_period_still_counts_the_whole_month_for_its_tiers() -> None:
    tiers = shape(
        "marginal_tiers/orders_per_month", **{"to = 300": "to = 2", "to = 1000": "to = 3"}
    )
    trips = [trip(f"A{n}", f"2025-07-{n:02d}T12:00") for n in range(1, 6)]
    lines = [line(f"A{n}", "5.00") for n in range(1, 6)]

    outcome = check(
        trips=trips,
        pay_lines=lines,
        schemes=[in_use(tiers)],
        period=Period.of_day(date(2025, 7, 5)),
    )

    [short] = outcome.discrepancies
    assert (short.ref, str(short.expected)) == ("A5", "6.00")
    assert len(outcome.matches) == 1


def test_the_outcome_does_not_depend_on_the_order_of_the_facts() -> None:
    trips = [trip(f"A{n}", f"2025-07-{n:02d}T12:00", trip_m=n * 900) for n in range(1, 11)]
    lines = [line(f"A{n}", "4.50") for n in range(1, 11)]
    slips = [statement(JULY, "50.00", "45.00"), statement(AUGUST, "10.00", "10.00")]
    money = [payout("45.00", "2025-08-10"), payout("9.00", "2025-09-10")]

    one = check(
        trips=trips, pay_lines=lines, statements=slips, payouts=money, schemes=[in_use(BANDS)]
    )
    two = check(
        trips=trips[::-1],
        pay_lines=lines[::-1],
        statements=slips[::-1],
        payouts=money[::-1],
        schemes=[in_use(BANDS)],
    )

    assert [(d.kind, d.ref, d.amount) for d in one.discrepancies] == [
        (d.kind, d.ref, d.amount) for d in two.discrepancies
    ]
    assert one.totals == two.totals


def test_lines_without_statements_are_held_against_a_bill_that_covers_their_time() -> None:
    bill = CoveredSpan(OWN, Period(JULY.first, date(2025, 12, 31)), "payouts", ())
    lines = [line("", "50.00", recognised_at=at(f"2025-07-{day:02d}T12:00")) for day in (3, 17)]
    money = [payout("50.00", "2025-07-08")]

    known = check(pay_lines=lines, payouts=money, coverage=[bill])
    unknown = check(pay_lines=lines, payouts=money)

    [missing] = not_received(known)
    assert (str(missing.amount), missing.confidence < 1) == ("50.00", True)
    assert not not_received(unknown)


def test_trips_under_a_rule_are_held_against_the_money_where_nothing_is_in_writing() -> None:
    outcome = check(
        trips=[trip(f"A{n}", f"2025-07-{n:02d}T12:00") for n in range(1, 11)],
        payouts=[payout("40.00", "2025-08-10")],
        schemes=[in_use(FLAT)],
    )

    [missing] = not_received(outcome)
    assert (str(missing.expected), str(missing.amount)) == ("45.00", "5.00")


def test_an_order_shortfall_is_not_counted_again_against_the_money() -> None:
    outcome = check(
        trips=[trip(f"A{n}", f"2025-07-{n:02d}T12:00") for n in range(1, 11)],
        pay_lines=[
            line(f"A{n}", "4.00", recognised_at=at(f"2025-07-{n:02d}T12:00")) for n in range(1, 11)
        ],
        tallies=[tally(10)],
        payouts=[payout("40.00", "2025-08-10")],
        schemes=[in_use(FLAT)],
    )

    [total] = outcome.totals
    assert str(total.shortfall) == "5.00"


def test_a_tip_alone_does_not_make_a_trip_short_paid() -> None:
    outcome = check(
        trips=[trip("A1", "2025-07-02T12:00")],
        pay_lines=[line("A1", "2.00", category=PayCategory.TIP)],
        schemes=[in_use(FLAT)],
    )

    assert not of_kind(outcome, DiscrepancyKind.UNDERPAID)


def test_lines_of_a_deduction_that_the_slip_prints_are_judged_there() -> None:
    fields = {"category": PayCategory.PENALTY, "label_raw": "差评", "statement_ref": "S7"}

    outcome = check(
        pay_lines=[line("A1", "-50.00", **fields), line("A2", "-50.00", **fields)],
        statements=[statement(JULY, "500.00", "400.00", [("差评", "-100.00")], ref="S7")],
    )

    [taken] = of_kind(outcome, DiscrepancyKind.DEDUCTION_NO_RULE)
    assert str(taken.amount) == "100.00"


def test_a_rule_for_cancelled_orders_counts_for_the_order_and_for_the_period() -> None:
    rule = shape(
        "flat/per_order",
        **{
            "[[version.deduction]]": """[[version.line]]
id = "called_off"
category = "cancellation_fee"
price = "2.00"
when = { status = "cancelled_customer" }

[[version.deduction]]"""
        },
    )
    off = trip("A2", "2025-07-03T12:00", status=TripStatus.CANCELLED_CUSTOMER)

    by_order = check(trips=[off], pay_lines=[line("A2", "1.00")], schemes=[in_use(rule)])
    by_period = check(
        trips=[trip("A1", "2025-07-02T12:00"), off],
        statements=[statement(JULY, "6.00", "6.00", orders=2)],
        schemes=[in_use(rule)],
    )

    [short] = of_kind(by_order, DiscrepancyKind.UNDERPAID)
    assert str(short.expected) == "2.00"
    [month] = of_kind(by_period, DiscrepancyKind.UNDERPAID)
    assert (str(month.expected), str(month.amount)) == ("6.50", "0.50")


def test_an_order_that_a_statement_sums_up_is_not_called_uncovered() -> None:
    listed = statement(JULY, "9.00", "9.00", ref="S7")
    summed = statement(AUGUST, "4.50", "4.50", ref="S8")

    outcome = check(
        trips=[
            trip("A1", "2025-07-02T12:00"),
            trip("A2", "2025-07-03T12:00"),
            trip("A3", "2025-08-03T12:00"),
        ],
        pay_lines=[line(f"A{n}", "4.50", statement_ref="S7") for n in (1, 2)],
        statements=[listed, summed],
        schemes=[in_use(FLAT)],
    )

    assert not of_kind(outcome, DiscrepancyKind.NOT_COVERED)
    assert len(of_kind(outcome, DiscrepancyKind.PAID)) == 4
