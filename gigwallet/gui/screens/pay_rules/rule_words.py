"""The words of the rule form: its questions, its hints, and what its choices are called."""

from __future__ import annotations

from gigwallet.domain.money import Rounding
from gigwallet.words import _

Choices = list[tuple[str, str]]


def questions() -> dict[str, tuple[str, str]]:
    """Field -> question and hint."""
    return {
        "name": (_("What do you call this rule?"), _("For example: 2025 contract, Wuhan station")),
        "engagement": (_("For which work does it hold?"), ""),
        "first_day": (_("From which day?"), ""),
        "last_day": (
            _("Until which day? (optional)"),
            _("For example 2025-12-31. Leave it empty while the rule still holds."),
        ),
        "city": (
            _("Only for one city? (optional)"),
            _("For example 武汉. Leave it empty where the rule makes no difference."),
        ),
        "level": (
            _("Only for one level? (optional)"),
            _(
                "For example Lv3. For orders whose level nothing shows, the pay check then gives "
                "a range."
            ),
        ),
        "shape": (_("How is an order paid?"), ""),
        "flat_price": (_("What does each order pay?"), _("For example 4.50")),
        "whole": (
            _("Which orders get the price of a step?"),
            _("Look at an old slip: it decides hundreds of yuan a month."),
        ),
        "over": (_("Orders are counted over"), ""),
        "step_to": (
            _("Steps"),
            _("For example: up to 300 at 5.0, up to 1000 at 5.5, the last one without end at 6.0"),
        ),
        "band_to": (
            _("Distances"),
            _("For example: up to 1 km an order pays 3.50; up to 3 km add 0.50 per 1 km"),
        ),
        "window_label": (
            _("Hours that pay more (optional)"),
            _("For example: Night, 22:00 to 06:00. Hours may cross midnight."),
        ),
        "commission": (
            _("Commission that the platform keeps, in percent (optional)"),
            _("For example 25"),
        ),
        "deduction_label": (
            _("Deductions that the rule allows (optional)"),
            _("Write the words exactly as the slip prints them, such as 差评."),
        ),
        "pay_day": (_("When is pay due? (optional)"), ""),
        "rate_date": (_("Which day decides the price of an order?"), ""),
        "rounding": (_("How are fractions of a cent rounded?"), ""),
        "proof": (
            _("What shows this rule?"),
            _("A screenshot or paper of the rule. It is kept as it is, and named with the rule."),
        ),
        "illustrative": (_("Is it only an example?"), ""),
    }


def shape_name(key: str, name: str) -> str:
    """What a shipped example is called; one without words of its own shows its name."""
    return {
        "adjustments/later_lines": _("Lines that set right what was paid before"),
        "aggregator_fee/stacked": _("An aggregator and an operator, capped together"),
        "attendance/valid_days": _("A bonus for days that count"),
        "bonuses/daily_sprint": _("A bonus for each step of a day"),
        "commission/ride_fare": _("A ride fare with commission"),
        "complaint_fines/per_event": _("Fines for reviews and attendance"),
        "distance_bands/km_bands": _("A price by distance"),
        "distance_bands/km_steps": _("A step table by distance"),
        "driver_formula/own_price_list": _("The driver's price list beside the passenger's"),
        "flat/per_order": _("One price per order"),
        "guarantee/monthly_top_up": _("A guarantee for a month of enough work"),
        "holiday/per_order_and_ladder": _("A holiday subsidy with a daily bonus"),
        "hourly_floor/minimum_wage": _("Pay held against an hourly minimum"),
        "late_fine/share_of_fee": _("Fines for late orders"),
        "late_points/score": _("Points instead of fines"),
        "level_price/by_last_month": _("A price by last month's punctuality"),
        "level_price/table": _("A price by level"),
        "marginal_tiers/orders_per_month": _("Tiers over the month, each order at its own tier"),
        "pass_through/tolls_and_waiting": _("Tolls and waiting, of which no commission is taken"),
        "pension_subsidy/three_of_six": _("A subsidy for months in which enough was earned"),
        "periodic_deductions/day_order_month": _("Deductions by day, order and month"),
        "punctuality/coefficient": _("A coefficient by punctuality"),
        "referral/per_invited": _("A bonus for each rider invited"),
        "ride_fare/start_distance_time": _("A ride fare with long and night distance"),
        "settlement/weekly_with_fee": _("Weekly settlement with a service fee"),
        "take_cap_month/refund": _("A cap on the platform's share of a month"),
        "take_cap_order/refund": _("A cap on the platform's share of an order"),
        "time_multiplier/on_base_only": _("A multiplier on the base price only"),
        "time_windows/slots": _("More pay by time of day, with a multiplier and bad weather"),
        "weather/announced": _("Weather subsidies, of which the highest counts"),
        "weekly_promise/kept_or_not": _("A weekly promise of days, orders and acceptance"),
        "weight/started_kilograms": _("More pay for heavy goods"),
        "whole_month_tiers/orders_per_month": _("The month's tier counts for all its orders"),
    }.get(key, name)


def shapes() -> Choices:
    return [
        ("flat", _("One price")),
        ("tiers", _("By number of orders")),
        ("distance", _("By distance")),
    ]


def tier_kinds() -> Choices:
    return [
        ("marginal", _("Only those within the step")),
        ("whole", _("All, once it is reached")),
    ]


def spans() -> Choices:
    return [("month", _("a month")), ("week", _("a week")), ("day", _("a day"))]


def rate_days() -> Choices:
    return [
        ("completed", _("The day it is completed")),
        ("accepted", _("The day it is accepted")),
    ]


def roundings() -> Choices:
    return [
        (Rounding.HALF_UP.value, _("To the nearest, half goes up")),
        (Rounding.HALF_EVEN.value, _("To the nearest, half goes to even")),
        (Rounding.DOWN.value, _("Down")),
        (Rounding.UP.value, _("Up")),
    ]


def pay_days() -> Choices:
    return [
        ("", _("The rule does not say")),
        ("day_of_next_month", _("On this day of the next month")),
        ("days_after", _("This many days after the period")),
    ]


def band_kinds() -> Choices:
    return [
        ("price", _("the order pays")),
        ("add", _("added, exact")),
        ("started", _("added, begun")),
    ]


def window_kinds() -> Choices:
    return [("amount", _("more")), ("multiply", _("times"))]


def per_what() -> Choices:
    return [
        ("event", _("occurrence")),
        ("order", _("order")),
        ("day", _("day")),
        ("month", _("month")),
    ]
