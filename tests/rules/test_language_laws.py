"""Laws of the whole language: compiled or slow, the same; and a range holds the truth."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from gigwallet.domain.instants import Instant
from gigwallet.domain.trip import Trip
from gigwallet.rules import Given, PayScheme, load_scheme
from tests.examples import examples
from tests.rules.slow_reckoning import SlowReckoning
from tests.rules.test_laws_of_pay import ZONE, conditions, hidden, money, priced, trips

HEAD = """
format = 1
name = "law"
currency = "CNY"
zone = "{zone}"
rate_date = "{rate_date}"
rounding = "{rounding}"
round_each = "{each}"
overlap = "alone"
[columns]
stairs = "number"
[limits]
km = "20"
kg = "12"
money = "60"
column = "9"
[[version]]
from = 2020-01-01
"""
Values = dict[str, Fraction | str]


@st.composite
def one_price(draw: st.DrawFn, names: list[str]) -> str:
    """The price keys of one line, which may count on the lines ``names``."""
    alone = ["old", "old", "kg", "stairs", "paid", "engaged", "table"]
    kind = draw(
        st.sampled_from(alone + (["share", "late", "least", "most", "up_to"] * bool(names)))
    )
    if kind == "old":
        return draw(priced())
    if kind in {"kg", "stairs", "paid"}:
        each = 'each = "2"\ncount = "started"\n' if kind != "paid" and draw(st.booleans()) else ""
        price = money(draw, 90)
        return f'quantity = "{kind}"\n{each}price = "{price}"'
    if kind == "engaged":
        return f'quantity = "engaged_hour"\nprice = "{money(draw, 3000)}"'
    if kind == "table":
        other = f'\nother = "{money(draw)}"' if draw(st.booleans()) else ""
        return f'by = "vehicle"\ntable = {{ car = "{money(draw)}", bike = "{money(draw)}" }}{other}'
    of = str(draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True)))
    of = of.replace("'", '"')
    if kind == "share":
        return f'percent = "{draw(st.integers(-60, 60))}"\nof = {of}'
    if kind == "late":
        shares = [draw(st.integers(-60, 20)) for _ in range(3)]
        return (
            f'quantity = "late_minute"\nof = {of}\n'
            f'bands = [{{ to = "5", percent = "{shares[0]}" }}, '
            f'{{ to = "15", percent = "{shares[1]}" }}, {{ percent = "{shares[2]}" }}]'
        )
    target = f'["{draw(st.sampled_from(names))}"]' if kind == "up_to" else f'"{money(draw, 2000)}"'
    key = "at_most" if kind == "most" else "at_least"
    return f"{key} = {target}\nof = {of}"


@st.composite
def more_conditions(draw: st.DrawFn) -> str:
    parts = []
    if draw(st.integers(0, 3)) == 0:
        parts.append('above = { kg = "3" }')
    if draw(st.integers(0, 3)) == 0:
        parts.append('up_to = { stairs = "4", late_minute = "5" }')
    if draw(st.integers(0, 3)) == 0:
        parts.append('is = { vehicle = "car" }')
    if draw(st.integers(0, 3)) == 0:
        parts.append('is_not = { vehicle = ["bike", "van"] }')
    own = draw(conditions())
    if not parts:
        return own
    inner = own.removeprefix("when = { ").removesuffix(" }")
    return f"when = {{ {', '.join([*parts, *([inner] if own else [])])} }}"


@st.composite
def some_bonus(draw: st.DrawFn, number: int, names: list[str]) -> str:
    of = str(draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True)))
    of = of.replace("'", '"') if draw(st.booleans()) else str(names).replace("'", '"')
    ways = [
        f'amount = "{draw(st.integers(-900, 900))}"',
        f'price = "{money(draw)}"',
        f'percent = "{draw(st.integers(-60, 60))}"\nof = {of}',
        f'at_least = "{money(draw, 9000)}"\nof = {of}',
        f'at_most = "{money(draw, 9000)}"\nof = {of}',
        f'pays = "highest"\nof = {of}\nsteps = [{{ at = "0", percent = "-5" }}, '
        f'{{ at = "3", percent = "5" }}]',
    ]
    requires = ""
    if draw(st.booleans()):
        least, below = draw(st.integers(0, 4)), draw(st.integers(5, 9))
        requires = (
            f'requires = [{{ measure = "orders", at_least = "{least}", below = "{below}" }}]\n'
        )
    over = draw(st.sampled_from(["month", "week", "day", "half_month", "10 days from 2025-01-06"]))
    return (
        f'[[version.bonus]]\nid = "b{number}"\ncategory = "incentive"\nover = "{over}"\n'
        f"{requires}{draw(st.sampled_from(ways))}\n{draw(conditions())}"
    )


@st.composite
def schemes(draw: st.DrawFn) -> PayScheme:
    lines: list[str] = []
    names: list[str] = []
    for number in range(draw(st.integers(1, 5))):
        group = draw(st.sampled_from(["", "", "", 'best_of = "g"']))
        gives = draw(st.sampled_from(["", "", "", 'gives = "aside"']))
        price = draw(one_price(names))
        lines.append(
            f'[[version.line]]\nid = "l{number}"\ncategory = "base"\n{price}\n'
            f"{group}\n{gives}\n{draw(more_conditions())}"
        )
        if not group:
            names.append(f"l{number}")
    many = draw(st.integers(0, 2)) if names else 0
    bonuses = [draw(some_bonus(number, names)) for number in range(many)]
    head = HEAD.format(
        zone=ZONE,
        rate_date=draw(st.sampled_from(["accepted", "completed"])),
        rounding=draw(st.sampled_from(["half_up", "half_even", "down", "up"])),
        each=draw(st.sampled_from(["line", "line", "order", "period"])),
    )
    return load_scheme(head + "\n".join([*lines, *bonuses]))


@st.composite
def work(draw: st.DrawFn) -> tuple[Trip, Values]:
    trip = draw(trips())
    assert trip.completed_at is not None
    due = trip.completed_at.utc - timedelta(minutes=draw(st.integers(-10, 30)))
    values: Values = {
        "paid": Fraction(draw(st.integers(0, 5000)), 100),
        "kg": Fraction(draw(st.integers(0, 120)), 10),
        "stairs": Fraction(draw(st.integers(0, 9))),
        "vehicle": draw(st.sampled_from(["car", "bike", "van"])),
    }
    return replace(trip, promised_by=Instant(due, ZONE)), values


MONTHS = st.lists(work(), min_size=1, max_size=7)


@settings(max_examples=examples(50), deadline=None)
@given(scheme=schemes(), month=MONTHS)
def test_the_compiled_rule_gives_what_the_slow_one_gives(
    scheme: PayScheme, month: list[tuple[Trip, Values]]
) -> None:
    own = [trip for trip, _ in month]
    values = [said for _, said in month]
    slow = SlowReckoning(scheme, own, values)

    outcome = scheme.for_trips(own, None, Given(values))

    assert outcome.total.low == outcome.total.high
    assert Fraction(outcome.total.low.amount) == slow.total()
    for index, expected in enumerate(outcome.trips):
        assert expected is not None
        assert Fraction(expected.low.amount) == slow.order(index)


@settings(max_examples=examples(60), deadline=None)
@given(scheme=schemes(), month=MONTHS, data=st.data())
def test_whatever_is_hidden_the_truth_lies_in_the_range(
    scheme: PayScheme, month: list[tuple[Trip, Values]], data: st.DataObject
) -> None:
    own = [trip for trip, _ in month]
    values = [said for _, said in month]
    true = scheme.for_trips(own, None, Given(values))
    veiled, less = [], []
    for trip, said in month:
        shown = data.draw(hidden(trip))
        gone = data.draw(st.lists(st.sampled_from(sorted(said)), max_size=2, unique=True))
        veiled.append(replace(shown, promised_by=None) if data.draw(st.booleans()) else shown)
        less.append({name: value for name, value in said.items() if name not in gone})

    unsure = scheme.for_trips(veiled, None, Given(less))

    assert unsure.total.low <= true.total.low <= unsure.total.high
    for known, guess in zip(true.trips, unsure.trips, strict=True):
        if known is not None and guess is not None:
            assert guess.low <= known.low <= guess.high


@settings(max_examples=examples(60), deadline=None)
@given(scheme=schemes(), month=MONTHS)
def test_traces_and_pieces_add_up(scheme: PayScheme, month: list[tuple[Trip, Values]]) -> None:
    own = [trip for trip, _ in month]
    outcome = scheme.for_trips(own, None, Given([said for _, said in month]))

    for expected in (outcome.total, *(each for each in outcome.trips if each is not None)):
        assert sum(line.amount.minor for line in expected.trace) == expected.low.minor
        assert sum(piece.low.minor for piece in expected.pieces) == expected.low.minor
        assert sum(piece.high.minor for piece in expected.pieces) == expected.high.minor
        for line in expected.trace:
            if line.price is not None and line.quantity is not None:
                assert abs(line.quantity * line.price - line.amount.amount) <= Decimal("0.0101")
