"""A second reckoning of pay rules, slow and plain: fractions, one order after the other, nothing
compiled and nothing shared with the evaluator but the values of a loaded scheme. It knows no
unknowns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from gigwallet.domain.trip import Trip
from gigwallet.rules import PayScheme, Version
from gigwallet.rules.conditions import Condition
from gigwallet.rules.prices import Bands, Flat, Limit, Share, Table, Tiers
from gigwallet.rules.quantities import Quantity, Values, word
from gigwallet.rules.scheme import Gives, Line, RoundEach
from gigwallet.rules.spans import Bonus, Demand, Ladder, Lump, span_of


@dataclass
class _Order:
    trip: Trip
    values: Values
    moment: datetime
    version: Version


class SlowReckoning:
    """Of trips whose inputs are all known; major units."""

    def __init__(self, scheme: PayScheme, trips: Sequence[Trip], values: Sequence[Values]) -> None:
        self._scheme = scheme
        self._zone = ZoneInfo(scheme.zone)
        self._orders = []
        for trip, said in zip(trips, values, strict=True):
            moment = self._moment(trip, scheme.rate_date)
            version = next(
                each
                for each in scheme.versions_on(moment.date())
                if all(part.holds(word(trip, said, part.name) or "") for part in each.words)
            )
            self._orders.append(_Order(trip, said, moment, version))

    def order(self, index: int) -> Fraction:
        """What one order is paid, rounded as the scheme says."""
        order = self._orders[index]
        amounts = self._amounts(order)
        paid = sum((amounts[each.id] for each in self._money(order.version)), Fraction())
        return paid if self._scheme.round_each is RoundEach.LINE else self._rounded(paid)

    def total(self) -> Fraction:
        """All orders, and what is paid for their days, weeks and months."""
        by_period = self._scheme.round_each is RoundEach.PERIOD
        found = Fraction()
        for index, order in enumerate(self._orders):
            if by_period:
                amounts = self._amounts(order)
                found += sum((amounts[e.id] for e in self._money(order.version)), Fraction())
            else:
                found += self.order(index)
        found += sum(
            (
                amount if by_period else self._rounded(amount)
                for bonus, amount in self._bonuses()
                if bonus.gives == "money"
            ),
            Fraction(),
        )
        return self._rounded(found)

    # Lines -------------------------------------------------------------------------------------

    def _amounts(self, order: _Order) -> dict[str, Fraction]:
        found: dict[str, Fraction] = {}
        best: dict[str, str] = {}
        for line in order.version.lines:
            found[line.id] = Fraction()
            if not self._holds(line.condition, order):
                continue
            amount = self._price(line, order, found)
            if line.gives is Gives.MONEY and self._scheme.round_each is RoundEach.LINE:
                amount = self._rounded(amount)
            mate = best.get(line.best_of) if line.best_of else None
            if mate is not None and found[mate] >= amount:
                continue
            if mate is not None:
                found[mate] = Fraction()
            found[line.id] = amount
            best[line.best_of] = line.id
        return found

    def _price(self, line: Line, order: _Order, above: dict[str, Fraction]) -> Fraction:
        match line.price:
            case Flat():
                return line.price.amount(self._units(line.price.quantity, order))
            case Bands() if line.price.of:
                share = line.price.share_at(self._units(line.price.quantity, order))
                return share * sum((above[each] for each in line.price.of), Fraction())
            case Bands():
                return line.price.amount(self._units(line.price.quantity, order))
            case Table():
                row = line.price.row(word(order.trip, order.values, line.price.by) or "")
                return Fraction() if row is None else row.amount(self._units(row.quantity, order))
            case Tiers():
                return line.price.price_of(self._rank(line, line.price, order))
            case Share():
                return line.price.share * sum((above[e] for e in line.price.of), Fraction())
            case Limit():
                return _limited(line.price, above)

    def _rank(self, line: Line, tiers: Tiers, order: _Order) -> int:
        span = span_of(order.moment.date(), tiers.over)
        mates = [
            each
            for each in self._orders
            if each.moment.date() in span
            and any(
                own.id == line.id
                and isinstance(own.price, Tiers)
                and self._holds(own.condition, each)
                for own in each.version.lines
            )
        ]
        if tiers.whole:
            return len(mates)
        # Orders that are alike in everything stand as they came.
        key = {
            id(each): (each.moment, each.trip.ref, each.trip.trip_m or -1, place)
            for place, each in enumerate(mates)
        }
        return 1 + sum(1 for each in mates if key[id(each)] < key[id(order)])

    def _holds(self, condition: Condition, order: _Order) -> bool:
        if order.trip.status not in condition.statuses:
            return False
        if not condition.time.always and not condition.time.holds_at(
            self._moment(order.trip, condition.time.at)
        ):
            return False
        if not all(e.holds(int(self._units(e.quantity, order))) for e in condition.bounds):
            return False
        return all(e.holds(word(order.trip, order.values, e.name) or "") for e in condition.words)

    @staticmethod
    def _units(quantity: Quantity, order: _Order) -> Fraction:
        engaged = order.trip.engaged
        seconds = int(engaged.length.total_seconds()) if engaged else 0
        units = quantity.read(order.trip, order.values, seconds)
        assert isinstance(units, int)
        return Fraction(units)

    def _moment(self, trip: Trip, which: str) -> datetime:
        instant = trip.accepted_at if which == "accepted" else trip.completed_at
        assert instant is not None
        return instant.utc.astimezone(self._zone).replace(tzinfo=None)

    def _rounded(self, amount: Fraction) -> Fraction:
        return Fraction(self._scheme.rounding.minor(amount), 100)

    @staticmethod
    def _money(version: Version) -> list[Line]:
        return [each for each in version.lines if each.gives is Gives.MONEY]

    # Bonuses -----------------------------------------------------------------------------------

    def _bonuses(self) -> list[tuple[Bonus, Fraction]]:
        """Of schemes with one version."""
        found: list[tuple[Bonus, Fraction]] = []
        if not self._orders:
            return found
        version = self._orders[0].version
        given: dict[tuple[str, date, date], Fraction] = {}
        for bonus in version.bonuses:
            for span in sorted({span_of(e.moment.date(), bonus.over) for e in self._orders}):
                inside = [each for each in self._orders if each.moment.date() in span]
                sums: dict[str, Fraction] = {}
                for each in inside:
                    for name, amount in self._amounts(each).items():
                        sums[name] = sums.get(name, Fraction()) + amount
                for (name, first, last), amount in given.items():
                    if span.first <= first and last <= span.last:
                        sums[name] = sums.get(name, Fraction()) + amount
                amount = self._bonus(bonus, inside, sums)
                given[bonus.id, span.first, span.last] = amount
                found.append((bonus, amount))
        return found

    def _bonus(self, bonus: Bonus, inside: list[_Order], sums: dict[str, Fraction]) -> Fraction:
        count = Fraction(sum(1 for each in inside if self._holds(bonus.condition, each)))
        if not all(_met(each, count) for each in bonus.requires):
            return Fraction()
        match bonus.price:
            case Lump():
                return bonus.price.amount
            case Ladder() if bonus.price.of:
                share = sum(bonus.price.reached(count), Fraction())
                return share * sum((sums[each] for each in bonus.price.of), Fraction())
            case Ladder():
                return sum(bonus.price.reached(count), Fraction())
            case Share():
                return bonus.price.share * sum((sums[e] for e in bonus.price.of), Fraction())
            case Limit():
                return _limited(bonus.price, sums)
            case _:
                return bonus.price.amount(count * bonus.price.quantity.base)


def _met(demand: Demand, count: Fraction) -> bool:
    return (demand.least is None or count >= demand.least) and (
        demand.below is None or count < demand.below
    )


def _limited(limit: Limit, sums: dict[str, Fraction]) -> Fraction:
    target = limit.amount + sum((sums[each] for each in limit.lines), Fraction())
    missing = target - sum((sums[each] for each in limit.of), Fraction())
    return max(Fraction(), missing) if limit.least else min(Fraction(), missing)
