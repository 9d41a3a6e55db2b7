"""The distance that a line states tells orders apart that time and amount do not."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.recorded import Recorded
from gigwallet.domain.trip import Trip
from gigwallet.reconciliation.ledger import LineColumns, TripColumns
from gigwallet.reconciliation.matching import Matching, match
from tests.reconciliation.invented import ZONE, at, cny, line, trip

DAYS = range(1, 25)
SHORT, LONG = 1200, 4800


def _matched(trips: Sequence[Recorded[Trip]], lines: Sequence[Recorded[PayLine]]) -> Matching:
    worth = {each.id: cny("6.00") for each in trips}
    return match(TripColumns.of(trips), LineColumns.of(lines), worth, zone=ZONE)


def test_lines_of_equal_pay_go_to_the_orders_that_are_as_long() -> None:
    """Two orders of a day end at once and pay alike; the lines come in no order."""
    trips, lines, meant = [], [], {}
    for day in DAYS:
        for n, metres in enumerate((SHORT, LONG)):
            order = trip("", f"2025-07-{day:02d}T12:00", trip_m=metres + 7 * day)
            booked = at(f"2025-07-{day:02d}T12:{(2 + (n + day) % 2):02d}")
            quantity = Decimal(metres + 7 * day).scaleb(-3).quantize(Decimal("0.1"))
            paid = line(
                "",
                "6.00",
                category=PayCategory.DISTANCE,
                quantity=quantity,
                recognised_at=booked,
            )
            trips.append(order)
            lines.append(paid)
            meant[order.id] = paid.id

    found = _matched(trips, lines)

    assert {each.trips[0]: each.pay_lines[0] for each in found.matches} == meant


def test_a_line_that_states_another_distance_is_still_the_pay_of_the_order_it_stands_at() -> None:
    trips = [trip("", f"2025-07-{day:02d}T12:00", trip_m=4800) for day in DAYS]
    lines = [
        line(
            "",
            "6.00",
            category=PayCategory.DISTANCE,
            quantity=Decimal("2.0") if day == 5 else Decimal("4.8"),
            recognised_at=at(f"2025-07-{day:02d}T12:02"),
        )
        for day in DAYS
    ]

    found = _matched(trips, lines)

    assert len(found.joined) == len(DAYS)
