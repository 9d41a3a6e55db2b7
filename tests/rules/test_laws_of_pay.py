"""Laws that hold for every rule and every month of work."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.period import Period
from gigwallet.domain.tally import Tally
from gigwallet.domain.trip import Trip, TripKind, TripStatus
from gigwallet.rules import PayScheme, load_scheme

ZONE = "Asia/Shanghai"
HEAD = f"""
format = 1
name = "law"
currency = "CNY"
zone = "{ZONE}"
rate_date = "{{rate_date}}"
rounding = "{{rounding}}"
"""
VERSION = """
[[version]]
from = {first}
{to}
"""
START = datetime(2025, 6, 20, tzinfo=UTC)


def money(draw: st.DrawFn, most: int = 900) -> str:
    return f"{Decimal(draw(st.integers(0, most))) / 100:.2f}"


@st.composite
def priced(draw: st.DrawFn) -> str:
    """The price keys of one line."""
    kind = draw(st.sampled_from(["flat", "km", "started", "minute", "bands", "tiers"]))
    if kind == "flat":
        return f'price = "{money(draw)}"'
    if kind == "km":
        return f'quantity = "km"\nprice = "{money(draw)}"'
    if kind == "started":
        return f'quantity = "km"\neach = "0.5"\ncount = "started"\nprice = "{money(draw)}"'
    if kind == "minute":
        return f'quantity = "minute"\nprice = "{money(draw, 90)}"'
    if kind == "bands":
        ends = sorted(draw(st.sets(st.integers(1, 120), max_size=3)))
        bands = []
        for end in [*ends, None]:
            to = f'to = "{Decimal(end) / 10}", ' if end else ""
            if draw(st.booleans()):
                bands.append(f'{{ {to}price = "{money(draw)}" }}')
            else:
                count = draw(st.sampled_from(["exact", "started"]))
                bands.append(f'{{ {to}add = "{money(draw)}", each = "0.5", count = "{count}" }}')
        return f'quantity = "km"\nbands = [{", ".join(bands)}]'
    ends = sorted(draw(st.sets(st.integers(1, 12), max_size=3)))
    steps = [f'{{ to = {end}, price = "{money(draw)}" }}' for end in ends]
    steps.append(f'{{ price = "{money(draw)}" }}')
    mode = draw(st.sampled_from(["marginal", "whole"]))
    over = draw(st.sampled_from(["month", "week", "day"]))
    return f'tiers = "{mode}"\nover = "{over}"\nsteps = [{", ".join(steps)}]'


@st.composite
def conditions(draw: st.DrawFn) -> str:
    parts = []
    if draw(st.booleans()):
        start, end = draw(
            st.tuples(st.integers(0, 23), st.integers(0, 23)).filter(lambda t: t[0] != t[1])
        )
        parts.append(f'between = "{start:02d}:00-{end:02d}:00"')
    if draw(st.booleans()):
        parts.append('days = ["fri", "sat", "sun"]')
    if draw(st.booleans()):
        parts.append('dates = ["2025-06-28/2025-07-05", "2025-07-10"]')
    if draw(st.booleans()):
        parts.append('over_km = "2"')
    if draw(st.booleans()):
        parts.append('product = ["direct"]')
    return f"when = {{ {', '.join(parts)} }}" if parts else ""


@st.composite
def versions(draw: st.DrawFn) -> str:
    lines = []
    names: list[str] = []
    for number in range(draw(st.integers(1, 4))):
        group = draw(st.sampled_from(["", "", 'best_of = "g"']))
        shared = names and not group and draw(st.booleans())
        if shared:
            of = draw(st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True))
            share = draw(st.integers(-30, 60))
            price = f'percent = "{share}"\nof = {of}'.replace("'", '"')
        else:
            price = draw(priced())
        lines.append(
            f'[[version.line]]\nid = "l{number}"\ncategory = "base"\n{price}\n'
            f"{group}\n{draw(conditions())}"
        )
        if not group:
            names.append(f"l{number}")
    return "\n".join([*lines, *(draw(bonuses()) for _ in range(draw(st.integers(0, 1))))])


@st.composite
def bonuses(draw: st.DrawFn) -> str:
    ends = sorted(draw(st.sets(st.integers(1, 9), min_size=1, max_size=3)))
    steps = [f'{{ at = {end}, amount = "{money(draw)}" }}' for end in ends]
    over = draw(st.sampled_from(["month", "week", "day"]))
    pays = draw(st.sampled_from(["highest", "each"]))
    return (
        f'[[version.bonus]]\nid = "bonus"\ncategory = "incentive"\nover = "{over}"\n'
        f'pays = "{pays}"\nsteps = [{", ".join(steps)}]\n{draw(conditions())}'
    )


@st.composite
def schemes(draw: st.DrawFn) -> PayScheme:
    head = HEAD.format(
        rate_date=draw(st.sampled_from(["accepted", "completed"])),
        rounding=draw(st.sampled_from(["half_up", "half_even", "down", "up"])),
    )
    if draw(st.booleans()):
        body = VERSION.format(first="2020-01-01", to="") + draw(versions())
    else:
        body = VERSION.format(first="2020-01-01", to="to = 2025-07-03") + draw(versions())
        body += VERSION.format(first="2025-07-04", to="") + draw(versions())
    return load_scheme(head + body)


@st.composite
def trips(draw: st.DrawFn) -> Trip:
    accepted = START + timedelta(minutes=draw(st.integers(0, 30 * 24 * 60)))
    completed = accepted + timedelta(minutes=draw(st.integers(0, 120)))
    return Trip(
        "meituan",
        TripKind.DELIVERY,
        draw(st.sampled_from([TripStatus.COMPLETED] * 4 + [TripStatus.FAILED])),
        "CNY",
        ZONE,
        product=draw(st.sampled_from(["direct", "shared"])),
        accepted_at=Instant(accepted, ZONE),
        completed_at=Instant(completed, ZONE),
        trip_m=draw(st.integers(0, 15_000)),
        duration_s=draw(st.integers(0, 7200)),
    )


MONTHS = st.lists(trips(), min_size=1, max_size=8)


@st.composite
def hidden(draw: st.DrawFn, trip: Trip) -> Trip:
    """The same trip with some of its inputs not known."""
    day = trip.completed_at.day if trip.completed_at else date(2025, 7, 1)
    choices = {
        "trip_m": {"trip_m": None},
        "duration_s": {"duration_s": None},
        "product": {"product": ""},
        "accepted": {"accepted_at": None},
        "completed": {"completed_at": None},
        "hour": {
            "completed_at": Instant.from_day(day, ZONE),
            "accepted_at": None,
        },
    }
    picked = draw(st.lists(st.sampled_from(sorted(choices)), max_size=3, unique=True))
    if {"accepted", "completed"} <= set(picked):
        picked.remove("accepted")
    for name in picked:
        if name != "hour" or not {"accepted", "completed"} & set(picked):
            trip = replace(trip, **choices[name])  # type: ignore[arg-type]  # by field name
    return trip


@settings(max_examples=120, deadline=None)
@given(scheme=schemes(), month=MONTHS, data=st.data())
def test_hidden_inputs_widen_the_range_around_the_true_pay(
    scheme: PayScheme, month: list[Trip], data: st.DataObject
) -> None:
    true = scheme.for_trips(month)
    veiled = [data.draw(hidden(trip)) for trip in month]

    unsure = scheme.for_trips(veiled)

    assert true.total.low == true.total.high
    assert unsure.total.low <= true.total.low <= unsure.total.high
    for known, guess in zip(true.trips, unsure.trips, strict=True):
        if known is not None and guess is not None:
            assert guess.low <= known.low <= guess.high


@settings(max_examples=50, deadline=None)
@given(scheme=schemes(), month=MONTHS, data=st.data())
def test_the_order_of_the_trips_does_not_matter(
    scheme: PayScheme, month: list[Trip], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(month))

    assert scheme.for_trips(shuffled).total.low == scheme.for_trips(month).total.low


@settings(max_examples=50, deadline=None)
@given(scheme=schemes(), month=MONTHS)
def test_every_trace_adds_up_and_every_product_is_its_amount(
    scheme: PayScheme, month: list[Trip]
) -> None:
    outcome = scheme.for_trips(month)

    for expected in (outcome.total, *(each for each in outcome.trips if each is not None)):
        assert sum(line.amount.minor for line in expected.trace) == expected.low.minor
        for line in expected.trace:
            assert type(line.amount.minor) is int
            assert isinstance(line.quantity, Decimal)
            if line.price is not None:  # shown only where it comes to the amount, rounded
                assert abs(line.quantity * line.price - line.amount.amount) < Decimal("0.01")


@settings(max_examples=50, deadline=None)
@given(scheme=schemes(), month=MONTHS)
def test_the_period_is_the_sum_of_its_trips(scheme: PayScheme, month: list[Trip]) -> None:
    assume(not any(version.bonuses for version in scheme.versions))
    outcome = scheme.for_trips(month)

    lows = [each.low.minor for each in outcome.trips if each is not None]
    assert sum(lows) == outcome.total.low.minor


def scheme_of(price: str) -> PayScheme:
    head = HEAD.format(rate_date="completed", rounding="half_up")
    version = VERSION.format(first="2020-01-01", to="")
    return load_scheme(f'{head}{version}[[version.line]]\nid = "l"\ncategory = "base"\n{price}')


JULY = Period.of_month(2025, 7)


def tally(orders: int) -> Tally:
    return Tally("meituan", JULY, orders=orders)


@settings(deadline=None)
@given(one=st.integers(0, 3000), two=st.integers(0, 3000), price=st.integers(0, 2000))
def test_flat_pay_is_additive(one: int, two: int, price: int) -> None:
    scheme = scheme_of(f'price = "{Decimal(price) / 100:.2f}"')

    apart = scheme.for_tally(tally(one)).low + scheme.for_tally(tally(two)).low

    assert scheme.for_tally(tally(one + two)).low == apart


@settings(deadline=None)
@given(data=st.data(), orders=st.integers(0, 60))
def test_marginal_pay_never_falls_with_another_order(data: st.DataObject, orders: int) -> None:
    prices = data.draw(st.lists(st.integers(0, 900), min_size=3, max_size=3))
    steps = ", ".join(
        f'{{ {to}price = "{Decimal(price) / 100:.2f}" }}'
        for to, price in zip(("to = 10, ", "to = 30, ", ""), prices, strict=True)
    )
    scheme = scheme_of(f'tiers = "marginal"\nover = "month"\nsteps = [{steps}]')

    assert scheme.for_tally(tally(orders)).low <= scheme.for_tally(tally(orders + 1)).low


@settings(max_examples=30, deadline=None)
@given(data=st.data(), orders=st.integers(0, 30), whole=st.booleans())
def test_a_tally_is_that_many_trips(data: st.DataObject, orders: int, whole: bool) -> None:
    mode = "whole" if whole else "marginal"
    scheme = scheme_of(
        f'tiers = "{mode}"\nover = "month"\n'
        'steps = [{ to = 7, price = "5.00" }, { to = 19, price = "5.55" }, { price = "4.10" }]'
        '\n[[version.line]]\nid = "c"\ncategory = "commission"\npercent = "-7.5"\nof = ["l"]'
    )
    minutes = data.draw(st.lists(st.integers(0, 40_000), min_size=orders, max_size=orders))
    start = datetime(2025, 7, 1, tzinfo=UTC)
    one = Trip("meituan", TripKind.DELIVERY, TripStatus.COMPLETED, "CNY", ZONE)
    month = [
        replace(one, completed_at=Instant(start + timedelta(minutes=each), ZONE))
        for each in minutes
    ]

    by_trips = scheme.for_trips(month).total
    by_tally = scheme.for_tally(tally(orders))

    assert by_trips.low == by_tally.low == by_tally.high


@settings(deadline=None)
@given(known=st.integers(0, 12), counted=st.integers(0, 40))
def test_a_tally_stands_for_the_orders_beyond_the_known_trips(known: int, counted: int) -> None:
    scheme = scheme_of(
        'tiers = "marginal"\nover = "month"\n'
        'steps = [{ to = 5, price = "5.00" }, { to = 19, price = "5.50" }, { price = "6.00" }]'
    )
    one = Trip("meituan", TripKind.DELIVERY, TripStatus.COMPLETED, "CNY", ZONE)
    days = [
        replace(
            one,
            completed_at=Instant(
                datetime(2025, 7, 1 + each, 4, tzinfo=UTC), ZONE, TimeQuality.LOCAL_TZ
            ),
        )
        for each in range(known)
    ]

    both = scheme.for_work(days, (tally(counted),), JULY).total

    assert both.low == both.high == scheme.for_tally(tally(max(known, counted))).low


BONUS = """
[[version.line]]
id = "l"
category = "base"
price = "0.00"
[[version.bonus]]
id = "bonus"
category = "incentive"
over = "{over}"
pays = "highest"
steps = [{{ at = 2, amount = "{amount}" }}]
"""


def test_each_month_is_paid_the_bonus_of_its_own_version() -> None:
    """In whatever order the trips come: their distance decides it where nothing else does."""
    head = HEAD.format(rate_date="completed", rounding="half_up")
    until = VERSION.format(first="2020-01-01", to="to = 2025-07-03")
    since = VERSION.format(first="2025-07-04", to="")
    for over, paid in (("month", [3, 50, 50]), ("day", [3, 3, 50])):
        scheme = load_scheme(
            head
            + until + BONUS.format(over=over, amount="3.00")
            + since + BONUS.format(over=over, amount="50.00")
        )  # fmt: skip
        one = Trip("meituan", TripKind.DELIVERY, TripStatus.COMPLETED, "CNY", ZONE)
        days = [
            datetime(2025, month, day, 4, tzinfo=UTC) for month, day in ((6, 20), (7, 1), (8, 9))
        ]
        for metres in ((1, 2, 3), (3, 2, 1)):
            trips = [
                replace(one, completed_at=Instant(day, ZONE), trip_m=length)
                for day, length in zip(days, metres, strict=True)
                for _ in range(2)
            ]

            assert scheme.for_trips(trips).total.low.amount == sum(paid)
