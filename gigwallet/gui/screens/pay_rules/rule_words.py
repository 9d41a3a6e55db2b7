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
            _("A screenshot or paper of the rule. Drop it into the inbox first."),
        ),
        "illustrative": (_("Is it only an example?"), ""),
    }


def shape_name(key: str, name: str) -> str:
    """What a shipped example is called; one without words of its own shows its name."""
    return {
        "bonuses/daily_sprint": _("A bonus for each step of a day"),
        "bonuses/holiday_ladder": _("A holiday subsidy with a daily bonus"),
        "commission/ride_fare": _("A ride fare with commission"),
        "distance_bands/km_bands": _("A price by distance"),
        "distance_bands/km_steps": _("A step table by distance"),
        "flat/per_order": _("One price per order"),
        "marginal_tiers/orders_per_month": _("Tiers over the month, each order at its own tier"),
        "time_windows/slots": _("More pay by time of day, with a multiplier and bad weather"),
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
