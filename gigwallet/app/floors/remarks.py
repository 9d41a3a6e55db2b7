"""What a person must know beside a floor: which trips it leaves out, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from gigwallet.app.floors.outcome import FloorTrip
from gigwallet.app.floors.work import Asked
from gigwallet.domain.money import Money
from gigwallet.domain.step import Step
from gigwallet.domain.trip import TripStatus
from gigwallet.rules.parameters import Compared

OTHER_CURRENCY = "other_currency"


def remarks(
    compare: Compared,
    items: Sequence[Asked],
    trips: Sequence[FloorTrip],
    paid: Money | None,
    silent_days: int,
) -> Iterator[Step]:
    """``items`` are what was asked of ``trips``; ``paid`` None: nothing is known of any pay;
    ``silent_days`` are days logged in for which no number is known."""
    if silent_days:
        yield Step("floor_days_without_rule_data", {"count": str(silent_days)})
    if (silent := partly_paid(trips)) and compare is Compared.TRIP:
        yield Step("floor_pay_unknown", {"count": str(silent)})
    elif silent and compare is Compared.PERIOD:
        yield Step("floor_pay_partly_known", {"count": str(silent)})
    unreckoned = Counter(each.reason for each in trips if each.floor is None)
    for reason, count in sorted(unreckoned.items()):
        yield Step(f"floor_unreckoned_{reason}", {"count": str(count)})
    if left_out(trips) and paid is not None and compare is Compared.PERIOD:
        yield Step("floor_incomplete")
    called_off = sum(1 for each in trips if _called_off(each))
    if called_off:
        yield Step("floor_called_off", {"count": str(called_off)})
    elsewhere = Counter(each.elsewhere for each in items if each.elsewhere is not None)
    for (place, word), count in sorted(elsewhere.items()):
        yield Step("floor_elsewhere", {"place": place, "word": word, "count": str(count)})


def left_out(trips: Sequence[FloorTrip]) -> bool:
    """Whether trips that this law may be about have no floor."""
    return any(each.floor is None and each.reason != OTHER_CURRENCY for each in trips)


def partly_paid(trips: Sequence[FloorTrip]) -> int:
    """How many trips that count have no known pay, where that of others is known."""
    known = any(each.paid is not None for each in trips)
    silent = sum(
        1
        for each in trips
        if each.paid is None and each.floor is not None and each.floor.high.minor
    )
    return silent if known else 0


def _called_off(each: FloorTrip) -> bool:
    worthless = each.floor is not None and not each.floor.high.minor
    return worthless and each.trip.status is not TripStatus.COMPLETED
