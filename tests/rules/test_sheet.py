"""Orders reckoned by columns are reckoned as one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.trip import Trip, TripKind, TripStatus
from gigwallet.rules import PayScheme, load_scheme, pieces_of
from gigwallet.rules.sheet import OrderColumns, Sheet
from tests.examples import examples
from tests.rules.test_laws_of_pay import HEAD, VERSION, ZONE, money, trips


@st.composite
def priced(draw: st.DrawFn, names: Sequence[str]) -> str:
    kind = draw(st.sampled_from(["flat", "km", "bands"] + ["share", "least", "most"] * bool(names)))
    if kind == "flat":
        return f'price = "{money(draw)}"'
    if kind == "km":
        started = '\neach = "0.3"\ncount = "started"' if draw(st.booleans()) else ""
        return f'quantity = "km"{started}\nprice = "{money(draw)}"'
    if kind == "bands":
        bands = []
        for end in [*sorted(draw(st.sets(st.integers(1, 120), max_size=3))), None]:
            to = f'to = "{end / 10}", ' if end else ""
            if draw(st.booleans()):
                bands.append(f'{{ {to}price = "{money(draw)}" }}')
            else:
                count = draw(st.sampled_from(["exact", "started"]))
                bands.append(f'{{ {to}add = "{money(draw)}", each = "0.7", count = "{count}" }}')
        return f'quantity = "km"\nbands = [{", ".join(bands)}]'
    of = str(draw(st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True)))
    of = of.replace("'", '"')
    if kind == "share":
        return f'percent = "{draw(st.integers(-60, 60))}"\nof = {of}'
    key = "at_most" if kind == "most" else "at_least"
    return f'{key} = "{money(draw, 2000)}"\nof = {of}'


@st.composite
def versions(draw: st.DrawFn) -> str:
    lines: list[str] = []
    for number in range(draw(st.integers(1, 4))):
        category = draw(st.sampled_from(["base", "incentive", "commission"]))
        parts = []
        if draw(st.booleans()):
            start = draw(st.integers(0, 23))
            parts.append(f'between = "{start:02d}:00-{(start + 11) % 24:02d}:00"')
        if draw(st.booleans()):
            parts.append('over_km = "2"')
        when = f"when = {{ {', '.join(parts)} }}" if parts else ""
        price = draw(priced([f"l{each}" for each in range(number)]))
        lines.append(
            f'[[version.line]]\nid = "l{number}"\ncategory = "{category}"\n{price}\n{when}'
        )
    return "\n".join(lines)


@st.composite
def schemes(draw: st.DrawFn) -> PayScheme:
    head = HEAD.format(
        rate_date=draw(st.sampled_from(["accepted", "completed"])),
        rounding=draw(st.sampled_from(["half_up", "half_even", "down", "up"])),
    )
    first = VERSION.format(first="2020-01-01", to="to = 2025-07-03") + draw(versions())
    # A day between the two has no rate.
    return load_scheme(head + first + VERSION.format(first="2025-07-05", to="") + draw(versions()))


@st.composite
def orders(draw: st.DrawFn) -> Trip:
    """Of some something is not known."""
    trip = draw(trips())
    hidden = draw(st.sampled_from(["", "", "", "metres", "acceptance", "time"]))
    if hidden == "metres":
        return replace(trip, trip_m=None)
    if hidden == "acceptance":
        return replace(trip, accepted_at=None)
    if hidden == "time" and trip.completed_at is not None:
        day = Instant.from_day(trip.completed_at.day, ZONE)
        return replace(trip, accepted_at=day, completed_at=day)
    return trip


def by_columns(scheme: PayScheme, work: Sequence[Trip]) -> Sheet | None:
    def moment(at: Instant | None) -> int | None:
        if at is None or at.quality is TimeQuality.DATE_ONLY:
            return None
        return round(at.utc.timestamp() * 1000)

    return scheme.by_columns(
        OrderColumns(
            [each.status for each in work],
            [moment(each.accepted_at) for each in work],
            [moment(each.completed_at) for each in work],
            [each.paid_distance_m for each in work],
            lambda place: work[place],
        )
    )


@settings(max_examples=examples(25), deadline=None)
@given(schemes(), st.lists(orders(), min_size=1, max_size=8))
def test_columns_give_to_the_cent_what_each_order_gives_alone(
    scheme: PayScheme, work: list[Trip]
) -> None:
    alone, _ = scheme.for_each(work)
    sheet = by_columns(scheme, work)

    assert sheet is not None
    told = []
    for row, place in enumerate(sheet.places):
        one, same = alone[place], sheet.expected(row)
        assert one is not None
        assert (same.low, same.high, same.categories) == (one.low, one.high, one.categories)
        assert (same.pieces, same.trace, same.steps) == (one.pieces, one.trace, one.steps)
        told.append(one)
    rows = range(len(told))
    assert sheet.pieces(rows) == (pieces_of(told, "CNY") if told else ())
    taken = frozenset({PayCategory.COMMISSION})
    assert sheet.rows_with(taken).tolist() == [bool(taken & each.categories) for each in told]
    left = set(range(len(work))) - set(sheet.places)
    assert all(alone[place] is None or _asks(work[place]) for place in left)


def _asks(trip: Trip) -> bool:
    """Whether something that a rule may ask is not known."""
    moments = (trip.accepted_at, trip.completed_at)
    vague = any(each is None or each.quality is TimeQuality.DATE_ONLY for each in moments)
    return vague or trip.paid_distance_m is None


def _scheme(price: str) -> PayScheme:
    head = HEAD.format(rate_date="accepted", rounding="half_up")
    line = f'[[version.line]]\nid = "km"\ncategory = "distance"\n{price}\n'
    return load_scheme(head + VERSION.format(first="2020-01-01", to="") + line)


def _trip(metres: int) -> Trip:
    at = Instant.from_local(datetime(2025, 7, 1, 12), ZONE)  # noqa: DTZ001  on the clocks of ZONE
    return Trip(
        "meituan",
        TripKind.DELIVERY,
        TripStatus.COMPLETED,
        "CNY",
        ZONE,
        accepted_at=at,
        completed_at=at,
        trip_m=metres,
    )


def test_what_could_outgrow_whole_numbers_of_64_bits_is_not_reckoned_by_columns() -> None:
    """The law above would not see it: numbers of 64 bits do not complain, they turn negative."""
    scheme = _scheme('quantity = "km"\nprice = "0.333333"')

    assert by_columns(scheme, [_trip(4_700)]) is not None
    assert by_columns(scheme, [_trip(10**15)]) is None


def test_a_rule_that_looks_at_several_orders_or_asks_for_more_is_not_reckoned_by_columns() -> None:
    tiers = 'tiers = "marginal"\nover = "month"\nsteps = [{ to = 3, price = "1" }, { price = "2" }]'
    for price in (tiers, 'quantity = "minute"\nprice = "0.50"'):
        assert by_columns(_scheme(price), [_trip(1_000)]) is None
