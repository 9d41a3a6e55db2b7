"""Several pictures of one order: one holds, or a person is asked; nothing is counted twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.reading import Row
from gigwallet.domain.recorded import Locator
from gigwallet.domain.trip import Trip, TripKind, TripStatus
from gigwallet.importers.app_screen import Telling, together

_KEY = "meituan|123456789"
_TRIP = Trip(
    "meituan", TripKind.DELIVERY, TripStatus.COMPLETED, "CNY", "Asia/Shanghai", "123456789"
)


def _pay(name: str, amount: str, *, listed: bool = False, top: int = 0) -> Row:
    money = Money.of(amount, "CNY")
    line = PayLine("meituan", PayCategory.BASE, money, label_raw=name)
    family = "app_screen_listed_pay" if listed else "app_screen_pay"
    return Row(
        line, family, f"{_KEY}|{name}", Locator(page=1, pointer=f"xywh=0,{top},9,9"), {}, money
    )


def _trip(**shown: object) -> Row:
    trip = replace(_TRIP, **shown)  # type: ignore[arg-type]  # attributes of a trip
    return Row(trip, "app_screen_trips", _KEY, Locator(page=1, pointer="xywh=0,0,99,99"))


def _amounts(rows: tuple[Row, ...]) -> list[str]:
    return [str(each.amount) for each in rows if each.amount]


def test_one_picture_alone_says_what_it_says() -> None:
    telling = Telling((_trip(), _pay("base", "3.85"), _pay("tip", "1.00", top=10)))

    held = together([telling])

    assert held.rows == (telling.rows,)
    assert held.torn == (frozenset(),)


@pytest.mark.parametrize("turned", [False, True])
def test_what_was_corrected_on_one_picture_overrules_the_other(turned: bool) -> None:
    tellings = [
        Telling((_pay("tip", "7.00", top=5),)),
        Telling((_pay("tip", "1.00", top=5),), {"xywh=0,5,9,9": 1}),
    ]

    held = together(tellings[::-1] if turned else tellings)

    assert [_amounts(each) for each in held.rows] == [["1.00"], ["1.00"]]
    assert held.torn == (frozenset(), frozenset())


@pytest.mark.parametrize("said", [0, 1])
def test_two_that_are_known_as_well_and_differ_wait_both(said: int) -> None:
    one = Telling((_pay("tip", "7.00", top=5),), {"xywh=0,5,9,9": said})
    other = Telling((_pay("tip", "1.00", top=8),), {"xywh=0,8,9,9": said})

    held = together([one, other])

    assert held.rows == ((), ())
    assert held.torn == (frozenset({"xywh=0,5,9,9"}), frozenset({"xywh=0,8,9,9"}))


def test_the_one_that_was_confirmed_once_more_settles_two_that_were_confirmed() -> None:
    one = Telling((_pay("tip", "7.00", top=5),), {"xywh=0,5,9,9": 2})
    other = Telling((_pay("tip", "1.00", top=8),), {"xywh=0,8,9,9": 1})

    assert [_amounts(each) for each in together([one, other]).rows] == [["7.00"], ["7.00"]]


def test_a_list_that_agrees_with_the_lines_of_the_order_is_not_added_to_them() -> None:
    detail = Telling((_pay("base", "3.85"), _pay("tip", "1.00", top=10)))
    listing = Telling((_pay("fee", "4.85", listed=True),))

    held = together([listing, detail])

    assert [_amounts(each) for each in held.rows] == [[], ["3.85", "1.00"]]
    assert held.torn == (frozenset(), frozenset())


def test_a_list_alone_says_what_the_order_came_to() -> None:
    listing = Telling((_trip(), _pay("fee", "4.85", listed=True)))

    assert _amounts(together([listing, Telling((_trip(),))]).rows[0]) == ["4.85"]


@pytest.mark.parametrize(
    ("of_list", "of_detail", "held", "waiting"),
    [
        (0, 0, [[], []], 3),
        (1, 0, [["5.85"], []], 0),
        (0, 1, [[], ["3.85", "1.00"]], 0),
        (1, 1, [[], []], 3),
        (1, 2, [[], ["3.85", "1.00"]], 0),
    ],
)  # fmt: skip
def test_a_list_that_contradicts_the_lines_holds_only_where_its_person_says_so(
    of_list: int, of_detail: int, held: list[list[str]], waiting: int
) -> None:
    listing = Telling((_pay("fee", "5.85", listed=True, top=7),), {"xywh=0,7,9,9": of_list})
    detail = Telling(
        (_pay("base", "3.85", top=1), _pay("tip", "1.00", top=2)), {"xywh=0,2,9,9": of_detail}
    )

    found = together([listing, detail])

    assert [_amounts(each) for each in found.rows] == held
    assert sum(map(len, found.torn)) == waiting


def test_a_trip_has_all_that_any_of_its_pictures_shows() -> None:
    held = together([Telling((_trip(trip_m=3200),)), Telling((_trip(wait_s=60),))])

    for (row,) in held.rows:
        assert isinstance(row.fact, Trip)
        assert (row.fact.trip_m, row.fact.wait_s) == (3200, 60)


def test_a_corrected_length_overrules_and_an_unconfirmed_one_is_the_first() -> None:
    said = {f"{_KEY}|trip_m": 1}

    corrected = together([Telling((_trip(trip_m=32000),)), Telling((_trip(trip_m=3200),), said)])
    read = together([Telling((_trip(trip_m=3100),)), Telling((_trip(trip_m=3200),))])

    for rows, metres in ((corrected.rows, 3200), (read.rows, 3100)):
        assert [each.fact.trip_m for (each,) in rows] == [metres, metres]  # type: ignore[union-attr]  # trips alone


def test_what_the_customer_paid_waits_where_two_pictures_differ() -> None:
    amounts = [Money.of(each, "CNY") for each in ("20.00", "26.00")]

    held = together([Telling((_trip(customer_paid=each),)) for each in amounts])

    assert held.torn == (frozenset({f"{_KEY}|customer_paid"}),) * 2
    assert [each.fact.customer_paid for (each,) in held.rows] == [None, None]  # type: ignore[union-attr]  # trips alone
