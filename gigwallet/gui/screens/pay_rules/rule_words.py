"""The words of the rule form: its questions, its hints, and what its choices are called."""

from __future__ import annotations

from gigwallet.app.rules.keep_scheme import Shape
from gigwallet.domain.money import Rounding
from gigwallet.words import _, language

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
        "start_price": (_("What is the starting price?"), _("For example 6.00")),
        "start_km": (
            _("How many km are in it?"),
            _("For example 3. Write 0 where every km is paid from the first metre on."),
        ),
        "start_add": (
            _("What does each further stretch add?"),
            _("For example 1.50 for each km, or 0.80 for each half km."),
        ),
        "start_each": (
            _("How long is a stretch, and how is it counted?"),
            _("For example 1 km. Look at an old order: 3.2 km shows which of the two it is."),
        ),
        "start_apart": (_("Does a slip print it as two amounts?"), ""),
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


def shape_name(shape: Shape) -> str:
    """What a shipped example is called in the spoken language."""
    return shape.titles.get(language(), shape.name)


def shapes() -> Choices:
    return [
        ("flat", _("One price")),
        ("tiers", _("By number of orders")),
        ("start", _("Starting price")),
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


def stretch_counts() -> Choices:
    return [("exact", _("to the metre")), ("started", _("a begun one counts whole"))]


def window_kinds() -> Choices:
    return [("amount", _("more")), ("multiply", _("times"))]


def per_what() -> Choices:
    return [
        ("event", _("occurrence")),
        ("order", _("order")),
        ("day", _("day")),
        ("month", _("month")),
    ]
