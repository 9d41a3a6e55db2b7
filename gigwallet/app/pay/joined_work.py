"""The work of one account, each order with the pay that was joined to it alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gigwallet.app.floors.pay import counted
from gigwallet.app.pay.loose_work import Work
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.reconciled import Reconciliation
from gigwallet.domain.recorded import FactId, Recorded
from gigwallet.domain.trip import Trip
from gigwallet.reconciliation import own_cells


def joined_work(
    label: str,
    engagement: Engagement,
    trips: Iterable[Recorded[Trip]],
    lines: Iterable[Recorded[PayLine]],
    checked: Reconciliation,
) -> Work:
    """``own_paid`` of a trip is what the pay check says was paid for it alone, unless the person's
    own table says it; lines that pay several trips together belong to none of them. Lines that were
    joined to a trip do not count a second time, nor does what another document says once more.
    Shifts and statements are the caller's to add."""
    known = {each.id: each.fact for each in lines}
    paid: dict[FactId, Money] = {}
    joined: set[FactId] = set()
    for match in checked.matches:
        of_trip = [each for each in match.pay_lines if each in known and counted(known[each])]
        if len(match.trips) == 1 and of_trip:
            joined.update(of_trip)
            sums = [known[each].amount for each in of_trip]
            paid[match.trips[0]] = sum(sums[1:], sums[0])
    work = Work(label, engagement)
    for trip in trips:
        work.trips.append(trip.fact)
        work.own.append(_own(trip, paid.get(trip.id)))
    told = joined | checked.repeated
    work.pay_lines += [line for id_, line in known.items() if id_ not in told]
    return work


def _own(trip: Recorded[Trip], paid: Money | None) -> Mapping[str, str]:
    cells = own_cells(each.raw for each in trip.sources)
    if paid is None or cells.get("paid", "").strip():
        return cells
    return {name: cell for name, cell in cells.items() if name != "tip"} | {"paid": str(paid)}
