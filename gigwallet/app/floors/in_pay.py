"""The floor of law that somebody chose, held against the pay that the pay check found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gigwallet.app.floors.choose_floor import chosen_pack
from gigwallet.app.floors.outcome import FloorPeriod, FloorTrip
from gigwallet.app.floors.packs import Pack
from gigwallet.app.floors.reckoning import Reckoning
from gigwallet.app.floors.sources import Sources
from gigwallet.app.floors.steps import floor_steps
from gigwallet.app.floors.work import asked_of
from gigwallet.app.pay.loose_work import Work
from gigwallet.app.wallet import Wallet
from gigwallet.domain.later import Later
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId
from gigwallet.domain.statement import Coverage
from gigwallet.domain.step import Step, TraceLine
from gigwallet.reconciliation import (
    Book,
    FloorFound,
    Paid,
    exhibits_of,
    gross_of,
    ids_of,
    own_cells,
    pay_complete,
)
from gigwallet.rules import Expected, sum_of
from gigwallet.rules.parameters import Compared
from gigwallet.tabular import amounts


class ChosenFloors:
    """Asked once for each engagement of a pay check; see ``reconciliation.LegalFloor``."""

    def __init__(self, packs: Mapping[EngagementId, Pack], today: date) -> None:
        self._packs = packs
        self._today = today

    @classmethod
    def of_vault(
        cls, wallet: Wallet, engagements: Iterable[EngagementId], today: date
    ) -> ChosenFloors:
        found = ((each, chosen_pack(wallet, each)) for each in engagements)
        return cls({each: pack for each, pack in found if pack is not None}, today)

    def __call__(self, book: Book, paid: Paid) -> Iterator[FloorFound]:
        pack = self._packs.get(book.id)
        if pack is None or not (book.trips or book.shifts):
            return
        held = _Held(pack, book, paid)
        ended = (each for each in held.periods() if each.last < self._today)
        yield from (found for each in ended if (found := held.against(each)) is not None)


@dataclass(frozen=True, slots=True)
class _Below:
    """``trips`` are those whose pay lies below; ``trace`` adds up to ``floor``."""

    floor: Money
    highest: Money
    paid: Money
    low: int
    high: int
    trips: Sequence[FloorTrip]
    trace: Callable[[], tuple[TraceLine, ...]]
    steps: tuple[Step, ...] = ()
    doubt: Step | None = None


class _Held:
    """One floor against one book."""

    def __init__(self, pack: Pack, book: Book, paid: Paid) -> None:
        self._pack = pack
        self._book = book
        self._paid = paid
        self._work = _work(pack, book, paid)
        self._items = asked_of(pack, self._work)
        # What was asked of a trip may be told otherwise than the trip: it is found by its place.
        self._trips = {
            id(item.trip): trip for item, trip in zip(self._items, book.trips, strict=True)
        }

    def periods(self) -> list[Period]:
        """The law's own stretch, else those that statements pay for. Where nothing names the pay
        periods, all days together: what was paid beyond the floor in one of them then makes up for
        another, so that this is the least."""
        trips = (each.fact.day for each in self._book.trips)
        shifts = (each.fact.started_at.day for each in self._book.shifts)
        days = {day for day in (*trips, *shifts) if day is not None}
        if self._pack.floor.over == "month":
            months = sorted({(day.year, day.month) for day in days})
            return [Period.of_month(*each) for each in months]
        stated = [each.fact.period for each in self._paid.statements]
        return stated or [Period(min(days), max(days))] if days else stated

    def against(self, period: Period) -> FloorFound | None:
        sources = Sources(self._pack)
        told = Reckoning(self._pack, self._work, period, self._items, sources).told()
        by_trip = self._pack.floor.compare is Compared.TRIP
        below = self._trip_by_trip(told) if by_trip else self._over(told)
        if below is None or not below.high:
            return None
        trips = [self._trips[id(each.trip)] for each in below.trips]
        stated = [each for each in self._paid.statements if each.fact.period.overlaps(period)]
        lines = [self._paid.by_order[each.id] for each in trips if each.id in self._paid.by_order]
        shown_by = [exhibits_of(trips, stated), *(each.exhibits for each in lines)]
        return FloorFound(
            period=period,
            floor=below.floor,
            highest=below.highest,
            paid=below.paid,
            low=Money(below.low, self._pack.currency),
            high=Money(below.high, self._pack.currency),
            steps=(*below.steps, *floor_steps(self._pack, told, sources)),
            trace=Later(below.trace),
            # A month has thousands of orders: where a statement sums them, it stands for them.
            facts=ids_of(stated if stated and not by_trip else trips),
            exhibits=tuple(dict.fromkeys(each for group in shown_by for each in group)),
            doubt=below.doubt,
        )

    def _over(self, told: FloorPeriod) -> _Below | None:
        """Over a period the gross of its statements counts where it is more than their lines."""
        floor, gross = told.floor, self._gross(told.period)
        sums = [each for each in (told.paid, gross) if each is not None]
        if floor is None or not sums:
            return None
        paid = max(sums)
        low, high = (max(0, each.minor - paid.minor) for each in (floor.low, floor.high))
        # Of some trips the pay is not known, and no statement says what all of them paid.
        unsure = gross is None and (told.below is None or not told.below.low.minor)
        known = gross is not None or pay_complete(self._book, told.period)
        return _Below(
            floor.low,
            floor.high,
            paid,
            0 if unsure else low,
            high,
            told.trips,
            lambda: floor.trace,
            doubt=None if known else Step("pay_floor_pay_incomplete", {}),
        )

    def _gross(self, period: Period) -> Money | None:
        """What the statements that make up just this period say the work paid."""
        inside = [each.fact for each in self._paid.statements if period.covers(each.fact.period)]
        whole = [each for each in inside if each.covers is Coverage.WHOLE_PERIOD]
        if sum(each.period.days for each in whole) != period.days:
            return None
        sums = [gross_of(each) for each in whole if each.currency == self._pack.currency]
        known = [each for each in sums if each is not None]
        if len(known) < len(whole):
            return None
        return sum(known, Money.zero(self._pack.currency))

    def _trip_by_trip(self, told: FloorPeriod) -> _Below | None:
        """What one trip paid beyond its floor makes up for no other."""
        zero = Money.zero(self._pack.currency)
        trips, low, high, floor, highest, paid = [], 0, 0, zero, zero, zero
        for each in told.trips:
            if each.below is None or each.floor is None or each.paid is None:
                continue
            own = self._paid.by_order.get(self._trips[id(each.trip)].id)
            if not each.below.high.minor or own is None or not own.sure:
                continue
            trips.append(each)
            low, high = low + each.below.low.minor, high + each.below.high.minor
            floor, highest = floor + each.floor.low, highest + each.floor.high
            paid += each.paid
        details = [each.floor.detail for each in trips if each.floor is not None]
        reckoned = [each for each in details if isinstance(each, Expected)]
        count = Step("pay_floor_trips", {"count": str(len(trips))})
        return _Below(
            floor,
            highest,
            paid,
            low,
            high,
            trips,
            lambda: sum_of(reckoned, self._pack.currency).trace,
            (count,),
        )


def _work(pack: Pack, book: Book, paid: Paid) -> Work:
    """As ``work_of_vault`` tells it, of the facts that the pay check has in hand. A cell that is no
    number says nothing: one bad cell keeps nobody from the rest of the pay check."""
    numbers = pack.asks - {"order"}
    work = Work(book.known.engagement.platform, book.known.engagement)
    for trip in book.trips:
        own = own_cells(each.raw for each in trip.sources)
        cells = {
            name: cell
            for name, cell in own.items()
            if name not in ("paid", "tip") and (name not in numbers or _is_number(cell))
        }
        stated = paid.by_order.get(trip.id)
        if stated is not None:
            cells["paid"] = str(stated.paid)
        work.trips.append(trip.fact)
        work.own.append(cells)
    work.pay_lines += [each.fact for each in paid.beside]
    work.shifts += [each.fact for each in book.shifts]
    return work


def _is_number(cell: str) -> bool:
    try:
        amounts.number(cell)
    except ValueError:
        return False
    return True
