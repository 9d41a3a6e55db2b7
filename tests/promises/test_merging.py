"""Overlapping and shuffled exports come to the same facts, and true repeats stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gigwallet.domain.reading import Row
from gigwallet.importers import read_document

Identity = tuple[str, str, int]


@dataclass(frozen=True)
class Format:
    """``line`` writes one record of a given second, number and amount (in hundredths)."""

    name: str
    header: str
    line: Callable[[int, int, int], str]


def _clock(second: int) -> str:
    return f"2025-07-{1 + second // 86_400:02d} 12:{second // 60 % 60:02d}:{second % 60:02d}"


FORMATS = (
    Format(
        "23a - Driver Payments.csv",
        "city_id,amount_local,currency_code,classification,category,recognize_timestamp_local",
        lambda second, number, cents: (
            f"3,{cents / 100:.2f},EUR,transport.fare.{('base', 'time', 'surge')[number % 3]},"
            f"driver_payment_fares,{_clock(second)}"
        ),
    ),
    Format(
        "02 - Driver Lifetime Trips.csv",
        "currency_code,timezone,request_timestamp_local,dropoff_timestamp_local,"
        "trip_distance_miles,status",
        lambda second, number, cents: (
            f"EUR,Europe/Paris,{_clock(second)},{_clock(second + 60 * number)},{cents},completed"
        ),
    ),
    Format(
        "dasher_delivery_information.csv",
        "ORDER_CREATED_TIME,ACTUAL_PICKUP_TIME,ACTUAL_DELIVERY_TIME,STORE_NAME,ORDER_STATUS",
        lambda second, number, cents: (
            f"{_clock(second)}.000000000,{_clock(second + 9)}.000000000,"
            f"{_clock(second + 60 * number + 20)}.000000000,Store {cents},delivered"
        ),
    ),
    Format(
        "pay_lines.csv",
        "engagement,trip_ref,category,amount,currency,occurred_at",
        lambda second, number, cents: f"A,#{number},base,{cents / 100:.2f},CNY,{_clock(second)}",
    ),
    Format(
        "payouts.csv",
        "engagement,side,at,amount,currency,ext_ref",
        lambda second, number, cents: (
            f"A,received,{_clock(second)},{cents / 100:.2f},CNY,X{number}"
        ),
    ),
)

_RECORDS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 3), st.integers(1, 5)), min_size=1, max_size=14
)


def _identities(document: Format, lines: Sequence[tuple[int, int, int]]) -> set[Identity]:
    """As the app tells rows apart: family, natural key, which repeat within its document."""
    text = "\n".join((document.header, *(document.line(*each) for each in lines), ""))
    seen: Counter[tuple[str, str]] = Counter()
    found: set[Identity] = set()
    for file in read_document(document.name, text.encode()).files:
        for reading in file.readings:
            assert not hasattr(reading, "reason"), reading
            if isinstance(reading, Row):
                key = (reading.family, reading.natural_key)
                seen[key] += 1
                found.add((*key, seen[key]))
    return found


@pytest.fixture(params=FORMATS, ids=lambda each: each.name, scope="module")
def document(request: pytest.FixtureRequest) -> Format:
    chosen = request.param
    assert isinstance(chosen, Format)
    return chosen


@settings(max_examples=40, deadline=None)
@given(lines=_RECORDS, data=st.data())
def test_the_order_of_lines_does_not_matter(
    document: Format, lines: list[tuple[int, int, int]], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(lines))

    assert _identities(document, shuffled) == _identities(document, lines)


@settings(max_examples=40, deadline=None)
@given(lines=_RECORDS, begin=st.integers(0, 40), end=st.integers(0, 40))
def test_exports_of_overlapping_spans_come_to_one_of_the_whole_span(
    document: Format, lines: list[tuple[int, int, int]], begin: int, end: int
) -> None:
    earlier = [each for each in lines if each[0] <= max(begin, end)]
    later = [each for each in lines if each[0] >= min(begin, end)]

    together = _identities(document, earlier) | _identities(document, later)

    assert together == _identities(document, lines)


@settings(max_examples=20, deadline=None)
@given(lines=_RECORDS)
def test_two_true_repeats_stay_two(document: Format, lines: list[tuple[int, int, int]]) -> None:
    twice = [each for each in lines for _ in range(2)]

    assert len(_identities(document, twice)) == len(twice)
