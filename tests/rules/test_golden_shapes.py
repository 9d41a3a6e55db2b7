"""Worked figures of common pay shapes, to the cent."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from gigwallet.domain.period import Period
from gigwallet.domain.tally import Tally
from gigwallet.rules import PayScheme, load_scheme

SCHEMES = Path(__file__).parents[2] / "resources" / "schemes"
JULY, AUGUST = Period.of_month(2025, 7), Period.of_month(2025, 8)


def shipped(name: str) -> PayScheme:
    return load_scheme((SCHEMES / f"{name}.toml").read_text(encoding="utf-8"))


def at(wall: str) -> datetime:
    """A wall time on the scheme's clocks."""
    return datetime.fromisoformat(wall)


def orders(count: int, period: Period = JULY) -> Tally:
    return Tally("meituan", period, orders=count)


@pytest.mark.parametrize(
    ("count", "amount"),
    [(922, "4921.00"), (1260, "6910.00"), (300, "1500.00"), (301, "1505.50"), (0, "0.00")],
)
def test_marginal_tiers_pay_each_order_at_its_own_tier(count: int, amount: str) -> None:
    expected = shipped("marginal_tiers/orders_per_month").for_tally(orders(count))

    assert (str(expected.low), str(expected.high)) == (amount, amount)


def test_the_trace_of_tiers_shows_orders_times_price_and_adds_up() -> None:
    expected = shipped("marginal_tiers/orders_per_month").for_tally(orders(922))

    assert [(line.quantity, line.price, str(line.amount)) for line in expected.trace] == [
        (Decimal(300), Decimal("5"), "1500.00"),
        (Decimal(622), Decimal("5.5"), "3421.00"),
    ]
    assert sum(line.amount.minor for line in expected.trace) == expected.low.minor


def test_two_months_begin_their_tiers_anew() -> None:
    scheme = shipped("marginal_tiers/orders_per_month")

    outcome = scheme.for_work((), (orders(922), orders(1260, AUGUST)))

    assert str(outcome.total.low) == str(outcome.total.high) == "11831.00"


@pytest.mark.parametrize(("count", "amount"), [(922, "5071.00"), (1260, "7560.00")])
def test_whole_month_tiers_of_the_same_prices_give_the_other_reading(
    count: int, amount: str
) -> None:
    text = (SCHEMES / "marginal_tiers/orders_per_month.toml").read_text(encoding="utf-8")
    scheme = load_scheme(text.replace('tiers = "marginal"', 'tiers = "whole"'))

    assert str(scheme.for_tally(orders(count)).low) == amount


@pytest.mark.parametrize(("count", "amount"), [(800, "4000.00"), (801, "4405.50")])
def test_whole_month_tiers_name_the_cliff(count: int, amount: str) -> None:
    expected = shipped("whole_month_tiers/orders_per_month").for_tally(orders(count))

    assert str(expected.low) == amount
    [step] = expected.steps
    assert step.code == "pay_tier_cliff"
    assert (step.facts["edge_money"], step.facts["next_money"]) == ("4000.00 CNY", "4405.50 CNY")


def test_flat_pays_the_same_for_each() -> None:
    assert str(shipped("flat/per_order").for_tally(orders(412)).low) == "1854.00"


@pytest.mark.parametrize(
    ("metres", "amount"),
    [(0, "3.50"), (1000, "3.50"), (2400, "4.20"), (3000, "4.50"), (3001, "5.00"), (4700, "6.50")],
)
def test_distance_bands_meet_their_edges(metres: int, amount: str) -> None:
    expected = shipped("distance_bands/km_bands").example(metres, at("2025-07-01T12:00"))

    assert (str(expected.low), str(expected.high)) == (amount, amount)


@pytest.mark.parametrize(
    ("metres", "amount"), [(3000, "4.00"), (3001, "5.50"), (5000, "5.50"), (5001, "7.00")]
)
def test_a_step_table_has_one_price_per_band(metres: int, amount: str) -> None:
    expected = shipped("distance_bands/km_steps").example(metres, at("2025-07-01T12:00"))

    assert str(expected.low) == amount


@pytest.mark.parametrize(
    ("moment", "amount"),
    [
        ("2025-07-01T10:59", "4.00"),
        ("2025-07-01T11:00", "5.00"),
        ("2025-07-01T12:59", "5.00"),
        ("2025-07-01T13:00", "4.00"),
        ("2025-07-01T21:59", "4.00"),
        ("2025-07-01T22:00", "6.00"),
        ("2025-07-02T00:00", "6.00"),
        ("2025-07-02T05:59", "6.00"),
        ("2025-07-02T06:00", "4.00"),
    ],
)
def test_time_windows_are_half_open_and_cross_midnight(moment: str, amount: str) -> None:
    expected = shipped("time_windows/slots").example(1000, at(moment))

    assert str(expected.low) == amount


def test_a_multiplier_counts_on_the_lines_it_names_only() -> None:
    saturday_noon = at("2025-07-05T12:00")

    expected = shipped("time_windows/slots").example(1000, saturday_noon)

    # 4.00 base, 1.00 noon, half of the base (not of the noon subsidy).
    assert str(expected.low) == "7.00"


def test_weather_subsidies_do_not_add_up_the_highest_counts() -> None:
    scheme = shipped("time_windows/slots")

    rain = scheme.example(1000, at("2025-07-03T16:00"))
    storm = scheme.example(1000, at("2025-07-03T18:00"))

    assert (str(rain.low), str(storm.low)) == ("5.50", "7.00")


def test_a_holiday_subsidy_holds_on_its_dates() -> None:
    scheme = shipped("time_windows/slots")

    amounts = [scheme.example(1000, at(f"2025-02-{day:02d}T09:00")).low for day in (3, 4)]

    assert [str(each) for each in amounts] == ["7.00", "4.00"]


def test_a_commission_is_a_share_of_the_lines_it_names() -> None:

    expected = shipped("commission/ride_fare").example(
        12_000, at("2025-07-01T12:00"), duration_s=1500, wait_s=361
    )

    # 10.00 + 16.20 + 7.00 + 1.60 = 34.80; a quarter is 8.70; waiting 2 begun minutes 1.00.
    assert str(expected.low) == "27.10"
    commission = expected.trace[-1]
    assert (commission.quantity, commission.price) == (Decimal("34.8"), Decimal("-0.25"))


def test_every_shipped_scheme_is_illustrative_and_loads() -> None:
    files = sorted(SCHEMES.glob("*/*.toml"))

    assert len(files) >= 6
    assert all(load_scheme(each.read_text(encoding="utf-8")).illustrative for each in files)


def test_a_version_begins_and_ends_on_its_days() -> None:
    scheme = load_scheme("""
format = 1
name = "two prices"
currency = "CNY"
zone = "Asia/Shanghai"
rate_date = "accepted"
rounding = "half_up"
[[version]]
from = 2025-07-01
to = 2025-07-15
line = [{ id = "orders", category = "base", price = "4.00" }]
[[version]]
from = 2025-07-16
line = [{ id = "orders", category = "base", price = "3.80" }]
""")

    before = scheme.example(None, at("2025-07-15T23:59"))
    after = scheme.example(None, at("2025-07-16T00:00"))

    assert (str(before.low), str(after.low)) == ("4.00", "3.80")
    assert scheme.first_day == date(2025, 7, 1)
