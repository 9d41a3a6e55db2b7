"""What single keys of the language promise, on figures worked out by hand."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.instants import Instant
from gigwallet.domain.period import Period
from gigwallet.domain.trip import Trip, TripKind, TripStatus
from gigwallet.rules import Given, PayScheme, faults_in, load_scheme
from gigwallet.rules.parameters import DatedValue, Parameter, Parameters

ZONE = "Asia/Shanghai"


def rule(body: str, more: str = "", parameters: Parameters | None = None) -> PayScheme:
    return load_scheme(text(body, more), "", parameters)


def text(body: str, more: str = "") -> str:
    return (
        'format = 1\nname = "rule"\ncurrency = "CNY"\nzone = "Asia/Shanghai"\n'
        f'rate_date = "completed"\nrounding = "half_up"\n{more}\n{body}'
    )


def line(body: str, name: str = "l") -> str:
    return f'[[version.line]]\nid = "{name}"\ncategory = "base"\n{body}\n'


VERSION = "[[version]]\nfrom = 2020-01-01\n"


def trip(start: str, end: str, **more: object) -> Trip:
    begun, done = (Instant.from_local(datetime.fromisoformat(each), ZONE) for each in (start, end))
    return Trip(
        "", TripKind.DELIVERY, TripStatus.COMPLETED, "CNY", ZONE,
        accepted_at=begun, completed_at=done, **more,  # type: ignore[arg-type]  # by field name
    )  # fmt: skip


STACKED = [
    trip("2025-07-01T12:00", "2025-07-01T12:40"),
    trip("2025-07-01T12:20", "2025-07-01T13:00"),
]


@pytest.mark.parametrize(
    ("overlap", "each", "together"),
    [
        ("alone", ["40.00", "40.00"], "80.00"),
        ("in_turn", ["40.00", "20.00"], "60.00"),
        ("divided", ["30.00", "30.00"], "60.00"),
    ],
)
def test_overlapping_orders_count_as_the_rule_says(
    overlap: str, each: list[str], together: str
) -> None:
    scheme = rule(
        VERSION + line('quantity = "engaged_minute"\nprice = "1"'), f'overlap = "{overlap}"'
    )

    outcome = scheme.for_trips(STACKED)

    assert [str(one.low) for one in outcome.trips if one is not None] == each
    assert str(outcome.total.low) == str(outcome.total.high) == together


def test_engaged_time_needs_a_word_about_overlaps() -> None:
    with pytest.raises(GigWalletError, match="scheme_overlap_missing"):
        rule(VERSION + line('quantity = "engaged_hour"\nprice = "22"'))


def test_an_order_without_times_may_lie_over_the_others_in_turn() -> None:
    scheme = rule(
        VERSION + line('quantity = "engaged_minute"\nprice = "1"'),
        'overlap = "in_turn"\n[limits]\nminutes = "60"',
    )
    day = Instant.from_day(date(2025, 7, 1), ZONE)
    unknown = Trip("", TripKind.DELIVERY, TripStatus.COMPLETED, "CNY", ZONE, completed_at=day)

    known, _, hidden = scheme.for_trips([*STACKED, unknown]).trips

    assert known is not None
    assert hidden is not None
    assert (str(known.low), str(known.high)) == ("0.00", "40.00")
    assert (str(hidden.low), str(hidden.high)) == ("0.00", "60.00")


@pytest.mark.parametrize(
    ("each", "orders", "total"),
    [
        ("line", ["0.02", "0.02"], "0.04"),
        ("order", ["0.01", "0.01"], "0.02"),
        ("period", ["0.01", "0.01"], "0.03"),
    ],
)
def test_what_is_rounded_by_itself_is_what_the_rule_names(
    each: str, orders: list[str], total: str
) -> None:
    """Two lines of 0.007 for each of two orders: 0.028 in all."""
    scheme = rule(
        VERSION + line('price = "0.007"', "a") + line('price = "0.007"', "b"),
        f'round_each = "{each}"',
    )

    outcome = scheme.for_trips(STACKED)

    assert [str(one.low) for one in outcome.trips if one is not None] == orders
    assert str(outcome.total.low) == total
    assert sum(one.amount.minor for one in outcome.total.trace) == outcome.total.low.minor


def test_a_minimum_counts_trip_by_trip_before_anything_is_summed() -> None:
    scheme = rule(
        VERSION
        + line('quantity = "minute"\nprice = "0.40"', "time")
        + line('quantity = "mile"\nprice = "1.38"', "distance")
        + line('at_least = "3.55"\nof = ["time", "distance"]', "minimum")
    )
    moment = ("2025-07-01T12:00", "2025-07-01T12:25")
    trips = [
        trip(*moment, trip_m=32187, duration_s=1500),
        trip(*moment, trip_m=805, duration_s=120),
    ]

    outcome = scheme.for_trips(trips)

    # 25 x 0.40 + 20 x 1.38 = 37.60; the other, 1.49, is raised to 3.55.
    assert str(outcome.total.low) == "41.15"


def value(first: str, last: str | None, amount: str) -> DatedValue:
    day, end = date.fromisoformat(first), None if last is None else date.fromisoformat(last)
    return DatedValue(day, end, Fraction(amount), None, "a law", "A", date(2026, 1, 1))


WAGE = Parameters(
    [
        Parameter(
            "zz.wage",
            "CNY/h",
            "zz",
            (
                value("2024-01-01", "2024-12-31", "20"),
                value("2025-03-01", "2025-06-30", "22"),
                value("2025-07-01", None, "24"),
            ),
        )
    ]
)
HOURLY = VERSION + line(
    'quantity = "engaged_hour"\nprice = { parameter = "zz.wage", times = "1.5" }'
)


@pytest.mark.parametrize("gives", ["aside", "points"])
@pytest.mark.parametrize("tiers", ["marginal", "whole"])
def test_a_tier_that_pays_nothing_stands_in_no_sum(gives: str, tiers: str) -> None:
    aside = f'tiers = "{tiers}"\nover = "month"\nsteps = [{{ price = "3.00" }}]\ngives = "{gives}"'
    scheme = rule(VERSION + line(aside) + line('price = "4.50"', "m"))

    outcome = scheme.for_trips(STACKED, None)

    assert [str(each.amount) for each in outcome.total.trace] == ["9.00"]
    assert (str(outcome.total.low), str(outcome.total.high)) == ("9.00", "9.00")


@pytest.mark.parametrize(
    ("day", "amount"), [("2024-12-31", "30.00"), ("2025-06-30", "33.00"), ("2025-07-01", "36.00")]
)
def test_a_number_of_law_is_that_of_the_day(day: str, amount: str) -> None:
    scheme = rule(HOURLY, 'overlap = "alone"', WAGE)

    [expected] = scheme.for_trips([trip(f"{day}T12:00", f"{day}T13:00")]).trips

    assert expected is not None
    assert str(expected.low) == amount
    assert expected.trace[0].source == "rule, zz.wage"


def test_a_day_without_a_confirmed_number_is_not_reckoned() -> None:
    scheme = rule(HOURLY, 'overlap = "alone"', WAGE)

    outcome = scheme.for_trips([trip("2025-01-15T12:00", "2025-01-15T13:00")])

    assert outcome.trips == (None,)
    assert outcome.unrated == {0: "parameter_no_value"}
    with pytest.raises(GigWalletError, match="parameter_no_value"):
        scheme.version_on(date(2025, 1, 15))


def test_a_version_is_for_the_words_that_it_names() -> None:
    def of(city: str, price: str) -> str:
        only = f'is = {{ city = ["{city}"] }}\n' if city else ""
        return f'{VERSION}{only}{line(f"""price = "{price}" """)}'

    scheme = rule(of("wuhan", "4.00") + of("beijing", "6.00") + of("", "5.00"))
    moment = ("2025-07-01T12:00", "2025-07-01T12:25")

    amounts = [
        (str(each.low), str(each.high))
        for each in scheme.for_trips([trip(*moment, city=c) for c in ("Wuhan", "Paris", "")]).trips
        if each is not None
    ]

    assert amounts == [("4.00", "4.00"), ("5.00", "5.00"), ("4.00", "6.00")]


def test_a_mile_is_no_whole_number_of_metres_and_still_exact() -> None:
    scheme = rule(VERSION + line('quantity = "mile"\nprice = "1609.344"'))

    [expected] = scheme.for_trips([trip("2025-07-01T12:00", "2025-07-01T12:25", trip_m=7)]).trips

    assert expected is not None
    assert str(expected.low) == "7.00"


def test_months_before_the_first_order_are_not_known() -> None:
    scheme = rule(
        VERSION
        + line('quantity = "paid"\nprice = "1"\ngives = "aside"')
        + '[[version.measure]]\nid = "earned"\nsum = ["l"]\n'
        + '[[version.bonus]]\nid = "b"\ncategory = "incentive"\nover = "month"\namount = "100"\n'
        + 'requires = [{ measure = "earned", at_least = "50", in = "2 of 3" }]\n'
    )
    months = [trip(f"2025-{m:02d}-05T12:00", f"2025-{m:02d}-05T12:25") for m in (5, 6, 7)]
    given = Given([{"paid": Fraction(60)}, {"paid": Fraction(10)}, {"paid": Fraction(60)}])

    july = scheme.for_trips(months, Period.of_month(2025, 7), given).total
    may = scheme.for_trips(months, Period.of_month(2025, 5), given).total

    assert (str(july.low), str(july.high)) == ("100.00", "100.00")
    assert (str(may.low), str(may.high)) == ("0.00", "100.00")


def test_every_fault_of_a_file_is_found_in_one_reading() -> None:
    broken = text(
        VERSION
        + line('price = "4.00', "a").replace('"4.00', "4.00")
        + line('quantity = "furlong"\nprice = "1"', "b")
        + line('percent = "5"\nof = ["a", "c"]', "d")
        + '[[version.bonus]]\nid = "e"\ncategory = "base"\nover = "eon"\namount = "1"\n'
    )

    faults = faults_in(broken)

    assert [each.code for each in faults] == [
        "scheme_not_number",
        "scheme_not_choice",
        "scheme_line_not_above",
        "scheme_not_choice",
    ]
    assert [each.facts["line"] for each in faults] == sorted(each.facts["line"] for each in faults)
