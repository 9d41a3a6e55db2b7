"""What the bonuses of a scheme give for each day, week or month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from gigwallet.domain.period import Period
from gigwallet.rules.measuring import Bounds, Measuring
from gigwallet.rules.prices import Bands, Flat, Limit, Share
from gigwallet.rules.program import Program, VersionProgram
from gigwallet.rules.scheme import Gives
from gigwallet.rules.spans import Bonus, Ladder, Lump
from gigwallet.rules.tiering import SpanOf

_ZERO = Fraction(0)
# As near behind an edge as no measure distinguishes.
_CLOSE = Fraction(1, 10**9)


@dataclass(frozen=True, slots=True)
class Reward:
    """A bonus for one span. ``low`` and ``high`` are major units; ``figures`` are (unit, price,
    quantity, amount) that add up to ``low``. ``target`` and ``there`` are what a limit compared."""

    bonus: Bonus
    span: Period
    low: Fraction
    high: Fraction
    figures: tuple[tuple[str, Fraction | None, Fraction, Fraction], ...] = ()
    target: Fraction | None = None
    there: Fraction | None = None


class Rewarding:
    def __init__(self, program: Program, measuring: Measuring, span_of: SpanOf) -> None:
        self._program = program
        self._measuring = measuring
        self._span_of = span_of
        self._given: dict[tuple[str, Period], Bounds] = {}

    def rewards(self, period: Period | None) -> Iterator[Reward]:
        """Of the spans that end in ``period``; each bonus after those that it counts on."""
        for name in self._names():
            for span in self._spans(name):
                paying = self._paying(name, span)
                if paying is None:
                    continue
                version, bonus = paying
                reward = self._reward(version, bonus, span)
                self._given[name, span] = (reward.low, reward.high)
                if period is None or span.last in period:
                    yield reward

    def _names(self) -> list[str]:
        return list(
            dict.fromkeys(
                name for version in self._program.versions.values() for name in version.bonuses
            )
        )

    def _spans(self, name: str) -> list[Period]:
        overs = {
            version.bonuses[name].over
            for version in self._program.versions.values()
            if name in version.bonuses
        }
        days = set(self._measuring.days)
        return sorted({self._span_of(day, over) for day in days for over in overs})

    def _paying(self, name: str, span: Period) -> tuple[VersionProgram, Bonus] | None:
        """The bonus as the last version has it that is in force within the span: which one pays
        must depend on the days alone, not on the orders that happen to be known."""
        for version in reversed(self._program.versions.values()):
            own = version.version
            over = own.last is not None and own.last < span.first
            if over or own.first > span.last:
                continue
            bonus = version.bonuses.get(name)
            if bonus is not None and self._span_of(span.first, bonus.over) == span:
                return version, bonus
        return None

    def _reward(self, version: VersionProgram, bonus: Bonus, span: Period) -> Reward:
        measuring = self._measuring
        holds = measuring.meets(bonus.requires, version, bonus, span)
        if bonus.unless:
            spared = measuring.meets(bonus.unless, version, bonus, span)
            spared = None if spared is None else not spared
            holds = False if False in (holds, spared) else None if None in (holds, spared) else True
        if holds and not measuring.certain(span):
            holds = None
        if holds is False:
            return Reward(bonus, span, _ZERO, _ZERO)
        reward = self._priced(version, bonus, span)
        if holds:
            return reward
        return Reward(bonus, span, min(_ZERO, reward.low), max(_ZERO, reward.high))

    def _priced(self, version: VersionProgram, bonus: Bonus, span: Period) -> Reward:
        price = bonus.price
        match price:
            case Lump():
                return _lump(bonus, span, price.amount)
            case Limit():
                return self._limited(version, bonus, price, span)
            case Share():
                return self._shared(version, bonus, (price.share, price.share), price.of, span)
        measure = self._measuring.of(bonus.measure, version, bonus, span)
        if isinstance(price, Ladder) and price.of:
            return self._shared(version, bonus, price.between(*measure), price.of, span)
        if isinstance(price, Ladder):
            return _climbed(bonus, price, span, measure)
        if isinstance(price, Bands) and price.of:
            shares = [price.share_at(each) for each in _points(price, measure)]
            return self._shared(version, bonus, (min(shares), max(shares)), price.of, span)
        return _measured(bonus, price, span, measure)

    def _sum(self, names: tuple[str, ...], span: Period) -> Bounds:
        """What lines and earlier bonuses give within the span."""
        low, high = self._measuring.lines(names, span)
        least, most = self._earlier(names, span)
        return low + least, high + most

    def _earlier(self, names: tuple[str, ...], span: Period) -> Bounds:
        low = high = _ZERO
        for (name, own), (least, most) in self._given.items():
            if name in names and span.covers(own):
                low, high = low + least, high + most
        return low, high

    def _whole(self, version: VersionProgram, of: tuple[str, ...], span: Period) -> Bounds | None:
        """The sum of ``of`` where that is all that is paid so far: then it is at its least where
        the whole is, and a top-up or a share of it moves with it. None where it is only a part."""
        paid = {each.line.id for each in version.lines if each.paid}
        paid |= {
            name
            for name, own in self._given
            if span.covers(own) and version.bonuses[name].gives == Gives.MONEY
        }
        if not paid <= set(of) or len(self._program.versions) > 1 or len(of) > len(paid):
            return None
        totals = self._measuring.totals(span)
        if totals is None:
            return None
        least, most = self._earlier(of, span)
        return totals[0] + least, totals[1] + most

    def _shared(
        self,
        version: VersionProgram,
        bonus: Bonus,
        shares: Bounds,
        of: tuple[str, ...],
        span: Period,
    ) -> Reward:
        low, high = self._sum(of, span)
        whole = self._whole(version, of, span)
        if low == high and shares[0] == shares[1]:
            amount = shares[0] * low
            return Reward(bonus, span, amount, amount, (("percent", shares[0], low, amount),))
        if whole is not None and whole[0] >= 0 and shares[0] > -1:
            least, most = shares[0] * whole[0], shares[1] * whole[1]
        else:
            ends = [share * each for share in shares for each in (low, high)]
            least, most = min(ends), max(ends)
        return Reward(bonus, span, least, most, ((bonus.over, None, Fraction(1), least),))

    def _limited(self, version: VersionProgram, bonus: Bonus, limit: Limit, span: Period) -> Reward:
        least, most = self._sum(limit.lines, span)
        least, most = limit.amount + least, limit.amount + most
        low, high = self._sum(limit.of, span)
        whole = self._whole(version, limit.of, span)
        ends = (least - high, most - low) if whole is None else (least - whole[0], most - whole[1])
        low, high = (max(_ZERO, each) if limit.least else min(_ZERO, each) for each in ends)
        figures = ((bonus.over, None, Fraction(1), low),)
        return Reward(bonus, span, low, high, figures, least, least - ends[0])


def _lump(bonus: Bonus, span: Period, amount: Fraction) -> Reward:
    return Reward(bonus, span, amount, amount, ((bonus.over, amount, Fraction(1), amount),))


def _climbed(bonus: Bonus, ladder: Ladder, span: Period, measure: Bounds) -> Reward:
    low, high = ladder.between(*measure)
    if low == high:
        steps = ladder.reached(measure[0])
        return Reward(
            bonus, span, low, high, tuple((bonus.over, each, Fraction(1), each) for each in steps)
        )
    return Reward(bonus, span, low, high, ((bonus.over, None, Fraction(1), low),))


def _measured(bonus: Bonus, price: Flat | Bands, span: Period, measure: Bounds) -> Reward:
    """By price per unit of the measure."""
    sums = [price.amount(each) for each in _points(price, measure)]
    low, high = min(sums), max(sums)
    if measure[0] != measure[1]:
        return Reward(bonus, span, low, high, ((bonus.over, None, Fraction(1), low),))
    each = Fraction(price.each, price.quantity.base) if isinstance(price, Flat) else Fraction()
    by = price.price / each if isinstance(price, Flat) and not price.started else None
    return Reward(bonus, span, low, high, ((bonus.measure, by, measure[0], low),))


def _points(price: Flat | Bands, measure: Bounds) -> list[Fraction]:
    """Base units at which the price may be lowest or highest: both ends, and both sides of each
    edge between them."""
    low, high = (each * price.quantity.base for each in measure)
    edges = [Fraction(edge) for edge in price.edges() if low <= edge < high]
    return [low, high, *edges, *(min(high, edge + _CLOSE) for edge in edges)]
