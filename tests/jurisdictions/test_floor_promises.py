"""What holds for every pay floor: nobody's time counts twice, no tip is pay, no number is lent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from gigwallet.app.floors.legal_floors import legal_floors
from gigwallet.app.floors.outcome import Below, FloorPeriod, FloorSum
from gigwallet.app.floors.packs import list_packs, open_pack
from gigwallet.app.pay.loose_work import Work
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.period import Period
from gigwallet.domain.statement import Coverage, Statement, StatementKind
from gigwallet.rules import load_scheme
from gigwallet.rules.parameters import load_parameters, rerated
from tests.jurisdictions.cases import RESOURCES, work_of

PACKS = [f"{place.code}/{floor.name}" for place in list_packs(RESOURCES) for floor in place.floors]
LA = {"area": "Los Angeles", "ride_miles": "0", "pickup_miles": "0"}


def prop22(*trips: Mapping[str, Any]) -> Work:
    return work_of(open_pack(RESOURCES, "us_ca"), trips)


def one(work: Work, pack: str = "us_ca", period: Period | None = None) -> FloorPeriod:
    (found,) = legal_floors(open_pack(RESOURCES, pack), [work], period).periods
    return found


def pay(category: PayCategory, amount: str, trip_ref: str = "1") -> PayLine:
    at = Instant.from_day(date(2025, 8, 12), "America/Los_Angeles")
    return PayLine("some", category, Money.of(amount, "USD"), trip_ref=trip_ref, occurred_at=at)


# Four hours at 1.2 x 17.87.
FOUR_HOURS = {"at": "2025-08-12 16:00", "seconds": 14400, "own": LA}


def test_a_tip_within_what_was_paid_does_not_lessen_the_top_up() -> None:
    without = one(prop22({**FOUR_HOURS, "own": {**LA, "paid": "60.00"}}))
    within = one(prop22({**FOUR_HOURS, "own": {**LA, "paid": "75.00", "tip": "15.00"}}))

    assert within.below == without.below
    assert within.left_out == {PayCategory.TIP: Money.of("15.00", "USD")}


def test_a_tip_among_the_pay_lines_does_not_lessen_the_top_up() -> None:
    work = prop22(FOUR_HOURS)
    work.pay_lines += [pay(PayCategory.BASE, "60.00"), pay(PayCategory.TIP, "15.00")]
    work.pay_lines += [pay(PayCategory.TOLL_REFUND, "4.00"), pay(PayCategory.COMMISSION, "-5.00")]

    found = one(work)

    assert found.paid == Money.of("55.00", "USD")
    assert found.below == Below(Money.of("30.78", "USD"), Money.of("30.78", "USD"))
    assert set(found.left_out) == {PayCategory.TIP, PayCategory.TOLL_REFUND}


def test_orders_at_the_same_time_do_not_double_engaged_time() -> None:
    once = one(prop22(FOUR_HOURS))
    twice = one(prop22(FOUR_HOURS, {**FOUR_HOURS, "at": "2025-08-12 15:00", "seconds": 7200}))

    assert once.floor is not None
    assert twice.floor is not None
    assert (twice.floor.low, twice.engaged) == (once.floor.low, once.engaged)


def test_the_hour_that_clocks_repeat_is_an_hour_of_work() -> None:
    pack = open_pack(RESOURCES, "us_ma")
    work = work_of(pack, [{"at": "2025-11-02 02:30", "seconds": 3 * 3600}])  # began at 00:30

    found = one(work, "us_ma")

    assert found.floor is not None
    assert str(work.trips[0].accepted_at and work.trips[0].accepted_at.local.time()) == "00:30:00"
    assert found.floor.low == Money.of("100.44", "USD")


def test_the_hour_that_clocks_skip_is_none() -> None:
    pack = open_pack(RESOURCES, "us_ma")
    work = work_of(pack, [{"at": "2025-03-09 03:30", "seconds": 2 * 3600}])  # began at 00:30

    found = one(work, "us_ma")

    assert found.floor is not None
    assert found.floor.low == Money.of("66.96", "USD")


def test_a_trip_without_a_known_time_gives_a_range_from_nothing() -> None:
    found = one(prop22({"at": "2025-08-12 16:00", "own": LA}))

    assert found.floor is not None
    assert found.floor.low == Money.zero("USD")
    assert found.floor.high.minor > 0
    assert "duration" in found.floor.unknown


def test_a_trip_without_rule_data_is_named_and_the_others_are_reckoned() -> None:
    late = {"at": "2026-01-12 16:00", "seconds": 3600, "own": LA}
    work = prop22({**FOUR_HOURS, "own": {**LA, "paid": "60.00"}}, late)

    found = one(work, period=Period(date(2025, 8, 1), date(2026, 1, 31)))

    assert found.unreckoned == {"no_rule_data": 1}
    assert found.floor is not None
    assert found.floor.low == Money.of("85.78", "USD")
    assert found.below == Below(Money.of("25.78", "USD"), Money.of("25.78", "USD"))
    assert {step.code for step in found.steps} == {
        "floor_unreckoned_no_rule_data",
        "floor_incomplete",
    }


def test_a_period_is_not_called_paid_by_the_pay_of_trips_that_have_no_floor() -> None:
    late = {"at": "2026-01-12 16:00", "seconds": 3600, "own": {**LA, "paid": "90.00"}}
    work = prop22({**FOUR_HOURS, "own": {**LA, "paid": "60.00"}}, late)

    found = one(work, period=Period(date(2025, 8, 1), date(2026, 1, 31)))

    assert (found.paid, found.below) == (Money.of("150.00", "USD"), None)
    assert "floor_incomplete" in {step.code for step in found.steps}


def test_trips_of_another_currency_are_not_held_against_this_law() -> None:
    pack = open_pack(RESOURCES, "cn")
    trips = [{"at": "2026-01-05 12:40", "seconds": 2400, "own": {"area": "上海"}}]
    work = work_of(pack, trips)
    work.trips[0] = replace(work.trips[0], currency="USD")

    found = one(work, "cn")

    assert found.unreckoned == {"other_currency": 1}
    assert (found.floor, found.below) == (None, None)


def test_trips_that_were_called_off_are_counted_in_words() -> None:
    found = one(prop22(FOUR_HOURS, {**FOUR_HOURS, "status": "cancelled_customer"}))

    assert [(step.code, step.facts) for step in found.steps] == [
        ("floor_called_off", {"count": "1"})
    ]


def test_only_months_with_work_are_told() -> None:
    pack = open_pack(RESOURCES, "cn")
    days = ("2025-12-30 12:00", "2026-03-02 12:00")
    work = work_of(pack, [{"at": day, "seconds": 600, "own": {"area": "上海"}} for day in days])

    found = legal_floors(pack, [work])

    assert [str(each.period) for each in found.periods] == [
        "2025-12-01/2025-12-31",
        "2026-03-01/2026-03-31",
    ]


def test_each_account_is_reckoned_by_itself() -> None:
    pack = open_pack(RESOURCES, "us_ca")
    first, second = prop22(FOUR_HOURS), replace_label(prop22(FOUR_HOURS), "B")

    found = legal_floors(pack, [first, second])

    assert [each.account for each in found.periods] == ["A", "B"]
    assert found.periods[0].floor == found.periods[1].floor


def replace_label(work: Work, label: str) -> Work:
    return replace(work, label=label)


def test_the_periods_of_statements_are_the_periods_that_are_compared() -> None:
    work = prop22(FOUR_HOURS, {**FOUR_HOURS, "at": "2025-08-20 16:00"})
    weeks = [
        Period(date(2025, 8, 11), date(2025, 8, 17)),
        Period(date(2025, 8, 18), date(2025, 8, 24)),
    ]
    work.statements += [
        Statement("some", StatementKind.WEEKLY, week, "USD", Coverage.WHOLE_PERIOD)
        for week in weeks
    ]

    found = legal_floors(open_pack(RESOURCES, "us_ca"), [work])

    assert [each.period for each in found.periods] == weeks
    assert [len(each.trips) for each in found.periods] == [1, 1]


def test_pay_of_another_period_is_not_counted() -> None:
    work = prop22(FOUR_HOURS, {**FOUR_HOURS, "at": "2025-08-20 16:00"})
    work.pay_lines += [pay(PayCategory.BASE, "60.00"), pay(PayCategory.BASE, "70.00", "2")]
    work.pay_lines += [pay(PayCategory.INCENTIVE, "5.00", "")]

    found = one(work, period=Period(date(2025, 8, 11), date(2025, 8, 17)))

    assert found.paid == Money.of("65.00", "USD")


def test_lines_that_name_a_number_of_two_trips_pay_neither_by_itself() -> None:
    pack = open_pack(RESOURCES, "us_wa")
    at = ("2025-08-12 12:00", "2025-08-12 13:00")
    own = {"area": "Seattle", "ride_miles": "1"}
    work = work_of(pack, [{"at": each, "seconds": 300, "own": own} for each in at])
    work.trips[1] = replace(work.trips[1], ref="1")
    work.pay_lines.append(pay(PayCategory.BASE, "5.00"))

    found = one(work, "us_wa")

    assert (found.paid, found.beside) == (None, Money.of("5.00", "USD"))


def test_pay_that_is_known_of_some_trips_only_proves_no_shortfall() -> None:
    paid, silent = (
        {**FOUR_HOURS, "own": {**LA, "paid": "60.00"}},
        {
            **FOUR_HOURS,
            "at": "2025-08-13 16:00",
        },
    )
    nothing = {**silent, "own": {**LA, "paid": "0"}}

    unsure, sure = one(prop22(paid, silent)), one(prop22(paid, nothing))

    assert unsure.below == Below(Money.zero("USD"), Money.of("111.55", "USD"))
    assert [step.code for step in unsure.steps] == ["floor_pay_partly_known"]
    assert sure.below == Below(Money.of("111.55", "USD"), Money.of("111.55", "USD"))


def test_nothing_is_compared_where_no_pay_is_known() -> None:
    found = one(prop22(FOUR_HOURS))

    assert (found.paid, found.below) == (None, None)


def test_time_logged_in_counts_on_days_without_an_order_too() -> None:
    pack = open_pack(RESOURCES, "gb/minimum_wage")
    shifts = [
        {"from": "2025-06-02 08:00", "to": "2025-06-02 18:00"},
        {"from": "2025-06-04 08:00", "to": "2025-06-04 18:00"},
        {"from": "2025-06-04 12:00", "to": "2025-06-04 18:00"},
    ]
    work = work_of(pack, [{"at": "2025-06-02 12:00", "seconds": 600}], shifts)
    period = Period(date(2025, 6, 2), date(2025, 6, 8))

    with_an_order, without = (
        one(work, pack.name, period),
        one(work_of(pack, [], shifts), pack.name, period),
    )

    assert with_an_order.floor is not None
    assert without.floor is not None
    assert with_an_order.floor.low == without.floor.low == Money.of("244.20", "GBP")
    assert str(without.logged_in) == "20:00:00"


def test_time_logged_in_that_no_file_tells_of_is_not_taken_for_none() -> None:
    pack = open_pack(RESOURCES, "gb/minimum_wage")
    trip = {"at": "2025-06-02 12:00", "seconds": 3600, "own": {"paid": "5.00"}}

    found = one(work_of(pack, [trip]), pack.name)

    assert found.logged_in is None
    assert found.floor is not None
    assert found.floor.high.minor > found.floor.low.minor
    assert found.below is not None
    assert found.below.high.minor > 0


def test_time_of_another_period_is_not_counted() -> None:
    pack = open_pack(RESOURCES, "gb/minimum_wage")
    shifts = [
        {"from": "2025-06-02 08:00", "to": "2025-06-02 18:00"},
        {"from": "2025-06-10 08:00", "to": "2025-06-10 18:00"},
    ]

    found = one(work_of(pack, [], shifts), pack.name, Period(date(2025, 6, 2), date(2025, 6, 8)))

    assert found.floor is not None
    assert found.floor.low == Money.of("122.10", "GBP")


@pytest.mark.parametrize(("net", "top_up"), [("700.00", "52.40"), ("800.00", "0.00")])
def test_a_guarantee_is_topped_up_as_the_platform_itself_explains(net: str, top_up: str) -> None:
    guarantee = Money.of("752.40", "USD")

    below = Below.of(FloorSum(guarantee, guarantee), Money.of(net, "USD"))

    assert str(below.low) == str(below.high) == top_up


@pytest.mark.parametrize(
    ("short", "then", "now", "owed"),
    [
        ("32.00", "5.80", "5.93", "32.72"),  # official: nibusinessinfo.co.uk
        ("144.00", "11.44", "12.71", "159.99"),  # worked out by us
        ("144.00", "12.71", "11.44", "144.00"),  # a rate that fell, invented
        ("0.00", "11.44", "12.71", "0.00"),
    ],
)
def test_arrears_are_the_higher_of_then_and_now(short: str, then: str, now: str, owed: str) -> None:
    found = rerated(Money.of(short, "GBP"), Fraction(then), Fraction(now))

    assert str(found) == owed


def hundred_hours() -> Work:
    pack = open_pack(RESOURCES, "gb/minimum_wage")
    shifts = [{"from": "2024-05-06 00:00", "to": "2024-05-10 04:00"}]
    return work_of(
        pack, [{"at": "2024-05-06 12:00", "seconds": 600, "own": {"paid": "1000.00"}}], shifts
    )


def test_an_old_shortfall_is_settled_at_the_later_rate_where_the_law_says_so() -> None:
    pack = open_pack(RESOURCES, "gb/minimum_wage")

    found = legal_floors(pack, [hundred_hours()], settled_on=date(2026, 11, 22))

    (period,) = found.periods
    assert period.below == Below(Money.of("144.00", "GBP"), Money.of("144.00", "GBP"))
    assert period.settled == Below(Money.of("159.99", "GBP"), Money.of("159.99", "GBP"))
    assert [str(each.amount) for each in found.sources] == ["286/25", "1271/100"]


def test_settling_is_refused_where_the_law_knows_none() -> None:
    with pytest.raises(GigWalletError, match="floor_not_rerated"):
        legal_floors(open_pack(RESOURCES, "us_ca"), [], settled_on=date(2026, 11, 22))


def test_settling_on_a_day_without_a_rate_is_refused() -> None:
    pack = open_pack(RESOURCES, "gb/minimum_wage")

    with pytest.raises(GigWalletError, match="parameter_no_value"):
        legal_floors(pack, [hundred_hours()], settled_on=date(2018, 1, 1))


def test_contributions_of_2029_are_those_of_the_official_example() -> None:
    numbers = load_parameters(RESOURCES / "jurisdictions" / "sg")
    day, net = date(2029, 6, 1), Fraction(2600)

    worker, operator = (
        net * numbers[f"sg.cpf.{who}"].at(day).amount for who in ("worker", "operator")
    )

    assert [int(each) for each in (worker, operator, worker + operator)] == [520, 442, 962]
    assert (worker + operator).denominator == 1


def test_every_figure_leads_to_the_numbers_that_it_was_made_of() -> None:
    found = legal_floors(open_pack(RESOURCES, "us_ca"), [prop22(FOUR_HOURS)])

    used = {each.parameter: each for each in found.sources}
    assert set(used) == {"us.ca.p22.factor", "us.ca.minwage.los_angeles", "us.ca.p22.mile"}
    wage = used["us.ca.minwage.los_angeles"]
    assert (wage.amount, wage.confidence, wage.unchecked) == (Fraction("17.87"), "B", False)
    assert wage.file == "us_ca/parameters/minwage_los_angeles.toml"
    assert wage.source


def test_a_number_used_after_its_last_check_is_marked() -> None:
    pack = open_pack(RESOURCES, "us_nyc/delivery")
    work = work_of(pack, [{"at": "2026-06-10 12:00", "seconds": 3600}])

    (source,) = legal_floors(pack, [work]).sources

    assert source.unchecked
    assert source.checked_on == date(2026, 4, 1)


def test_a_value_that_waits_to_be_confirmed_is_shown_and_in_no_sum() -> None:
    trip = {"at": "2026-07-12 16:00", "seconds": 3600, "own": LA}

    found = legal_floors(open_pack(RESOURCES, "us_ca"), [prop22(trip)])

    waiting = {each.parameter: each for each in found.to_confirm}
    assert set(waiting) == {"us.ca.minwage.los_angeles", "us.ca.p22.mile"}
    assert waiting["us.ca.minwage.los_angeles"].amount == Fraction("18.42")
    assert waiting["us.ca.p22.mile"].note
    assert found.sources == ()
    assert found.periods[0].floor is None


def test_days_logged_in_without_a_confirmed_number_are_counted() -> None:
    pack = open_pack(RESOURCES, "nl")
    days = ("2026-06-29", "2026-06-30", "2026-07-01")
    work = work_of(pack, [], [{"from": f"{day} 08:00", "to": f"{day} 18:00"} for day in days])

    found = one(work, "nl", Period(date(2026, 6, 1), date(2026, 7, 31)))

    assert found.floor is not None
    assert found.floor.low == Money.of("294.20", "EUR")
    assert [(step.code, step.facts) for step in found.steps] == [
        ("floor_days_without_rule_data", {"count": "1"})
    ]


def test_only_the_row_of_the_own_vehicle_is_named_as_a_source() -> None:
    pack = open_pack(RESOURCES, "au")
    work = work_of(pack, [{"at": "2026-09-10 12:00", "seconds": 60, "own": {"vehicle": "car"}}])

    assert [each.parameter for each in legal_floors(pack, [work]).sources] == [
        "au.food.mso.hour.car"
    ]


@pytest.mark.parametrize("name", PACKS)
def test_every_pack_opens_and_says_what_to_mind_in_both_languages(name: str) -> None:
    pack = open_pack(RESOURCES, name)

    assert pack.scheme().versions
    assert not pack.scheme().illustrative
    assert pack.floor.cautions
    for caution in (*pack.floor.cautions, pack.floor.title, pack.jurisdiction.title):
        assert caution["en"] != caution["zh"]
        assert not any(word in caution["en"].casefold() for word in ("illegal", "unlawful"))


@pytest.mark.parametrize("name", PACKS)
def test_every_number_of_a_pack_is_there(name: str) -> None:
    pack = open_pack(RESOURCES, name)

    load_scheme(pack.text, name, pack.parameters)
    with pytest.raises(GigWalletError, match="unknown_parameter"):
        load_scheme(pack.text, name, {})


@pytest.mark.parametrize("name", ["nowhere", "us_nyc", "us_nyc/tip", ""])
def test_an_unknown_pack_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(GigWalletError) as refused:
        open_pack(RESOURCES, name)

    assert refused.value.code == "floor_unknown"
    assert "us_nyc/tlc" in str(refused.value.facts["known"])
