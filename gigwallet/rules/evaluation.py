"""What a scheme expects for trips and tallies: exact, with bounds where inputs are unknown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property
from zoneinfo import ZoneInfo

from gigwallet.domain.heap import undisturbed
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.period import Period
from gigwallet.domain.step import Step
from gigwallet.domain.tally import Tally
from gigwallet.domain.trip import Trip
from gigwallet.rules.accounts import Account
from gigwallet.rules.engaged import engaged_times
from gigwallet.rules.entering import enter, enter_pieces
from gigwallet.rules.expected import Expected, MeasureFound, PeriodExpected, Piece
from gigwallet.rules.given import NOTHING, Given
from gigwallet.rules.in_force import OnDay
from gigwallet.rules.items import Item
from gigwallet.rules.measuring import Measuring
from gigwallet.rules.orders import Clocks, Order, beyond_trips, order_of_tally, order_of_trip
from gigwallet.rules.origins import OfItem, OfPeriod
from gigwallet.rules.prices import decimal
from gigwallet.rules.program import Program, VersionProgram
from gigwallet.rules.quantities import Units, Values, counts_engaged
from gigwallet.rules.reckoning import Reckoner, outcome_of
from gigwallet.rules.rewarding import Reward, Rewarding
from gigwallet.rules.scheme import Gives, RoundEach
from gigwallet.rules.spans import bonus_over, span_of
from gigwallet.rules.tiering import Tiering, cliff


def evaluate(
    program: Program,
    trips: Sequence[Trip],
    tallies: Sequence[Tally],
    period: Period | None,
    given: Given = NOTHING,
) -> PeriodExpected:
    """Expected pay of each trip and tally, and of ``period`` as a whole (None: of all of them).

    Trips outside of ``period`` give no amount, but count for the tiers of their month or week.
    """
    work = Work(program, trips, tallies, period, given)
    inside: list[Item] = []
    by_trip: list[Expected | None] = [None] * len(trips)
    by_tally: list[Expected | None] = [None] * len(tallies)
    for index, item in work.trips.items():
        if period is not None and item.day not in period:
            work.unrated[index] = "outside_period"
            continue
        inside.append(item)
        by_trip[index] = work.expected(item)
    for index, item in work.tallies.items():
        if period is not None and not period.overlaps(tallies[index].period):
            continue
        inside.append(item)
        by_tally[index] = work.expected(item)
    total, rewards = work.total(inside, period)
    return PeriodExpected(
        tuple(by_trip), tuple(by_tally), total, dict(work.unrated), work.measures(rewards, period)
    )


def evaluate_each(
    program: Program,
    trips: Sequence[Trip],
    tallies: Sequence[Tally],
    given: Given = NOTHING,
) -> tuple[list[Expected | None], dict[int, str]]:
    """As ``evaluate``, for the trips alone: many trips of many months, whose sum nobody asks."""
    work = Work(program, trips, tallies, None, given)
    found: list[Expected | None] = [None] * len(trips)
    for index, item in work.trips.items():
        found[index] = work.expected(item)
    return found, work.unrated


class Work:
    """The items of one evaluation, and what each came to."""

    def __init__(
        self,
        program: Program,
        trips: Sequence[Trip],
        tallies: Sequence[Tally],
        period: Period | None,
        given: Given,
    ) -> None:
        self._program = program
        self._plan = program.plan
        self._period = period
        self._given = given
        self._trips = trips
        self._line_order = self._plan.line_order
        self._versions_on: dict[date, OnDay | str] = {}
        self._money: dict[int, Money] = {}
        self.unrated: dict[int, str] = {}
        self.trips: dict[int, Item] = {}
        self.tallies: dict[int, Item] = {}
        with undisturbed():
            self._take_trips(trips)
            self._take_tallies(tallies, trips)
            self._reckon_all()

    def _reckon_all(self) -> None:
        self._all = [*self.trips.values(), *self.tallies.values()]
        tiered = any(version.tiers for version in self._program.versions.values())
        self._tiering = Tiering(self._all, self._program, self._span_of) if tiered else None
        reckoner = Reckoner(self._plan.round_each is RoundEach.ORDER, self._tiering)
        for item in self._all:
            reckoner.reckon(item)

    # What there is -----------------------------------------------------------------------------

    def _take_trips(self, trips: Sequence[Trip]) -> None:
        plan, asked = self._plan, self._program.asked
        clocks = Clocks(ZoneInfo(plan.zone), asked.moments)
        engaged = self._engaged(trips)
        values: Sequence[Values] = self._given.values or [{}] * len(trips)
        sequence = self._sequence(trips)
        by_acceptance = plan.rate_date == "accepted"
        for index, trip in enumerate(trips):
            order = order_of_trip(
                trip, values[index], engaged[index], clocks, asked.quantities, asked.words
            )
            days = order.days(plan.rate_date)
            versions = self._versions(order, days) if days else "no_time"
            # Where the moment is not known, the day of the one that is.
            day = days[-1 if by_acceptance else 0] if days else None
            if isinstance(versions, str) or day is None:
                away = day is not None and self._period is not None and day not in self._period
                self.unrated[index] = "outside_period" if away else str(versions)
                continue
            self.trips[index] = Item(order, versions, day, days, plan.rate_date, sequence[index])

    def _engaged(self, trips: Sequence[Trip]) -> Sequence[Units]:
        if any(counts_engaged(each.name) for each in self._program.asked.quantities):
            return engaged_times(trips, self._plan.overlap)
        return [None] * len(trips)

    def _sequence(self, trips: Sequence[Trip]) -> Sequence[int]:
        """The order of trips that share an instant must not depend on how they came in."""
        found = [0] * len(trips)
        if any(version.tiers for version in self._program.versions.values()):
            ordered = sorted(range(len(trips)), key=lambda i: (trips[i].ref, trips[i].trip_m or -1))
            for place, index in enumerate(ordered):
                found[index] = place
        return found

    def _take_tallies(self, tallies: Sequence[Tally], trips: Sequence[Trip]) -> None:
        plan, asked = self._plan, self._program.asked
        for index, count in enumerate(beyond_trips(tallies, trips)):
            if count is None:
                continue
            order = order_of_tally(
                tallies[index], count, asked.quantities, asked.words, plan.rate_date
            )
            days = order.days(plan.rate_date)
            versions = self._versions(order, days if count else days[:1])
            if not isinstance(versions, str):
                self.tallies[index] = Item(order, versions, days[0], days, plan.rate_date, 0)

    def _versions(self, order: Order, days: Sequence[date]) -> list[VersionProgram] | str:
        """The versions that may apply, or why there is none: where some day that it may fall on has
        no version, no rate is ever borrowed."""
        if len(days) == 1:
            on_day = self._on_day(days[0])
            return on_day if isinstance(on_day, str) else on_day.fitting(order)
        found: list[VersionProgram] = []
        for day in days:
            on_day = self._on_day(day)
            fitting = on_day if isinstance(on_day, str) else on_day.fitting(order)
            if isinstance(fitting, str):
                return fitting
            found += [each for each in fitting if each not in found]
        return found

    def _on_day(self, day: date) -> OnDay | str:
        found = self._versions_on.get(day)
        if found is None:
            found = self._versions_on[day] = OnDay.of(self._program, day)
        return found

    def _span_of(self, day: date, over: str) -> Period:
        if over != "period":
            return span_of(day, over)
        return self._period if self._period is not None and day in self._period else self._whole

    @cached_property
    def _whole(self) -> Period:
        days = [*self._measuring.days, *(day for item in self._all for day in item.days)]
        return Period(min(days), max(days))

    # What it comes to --------------------------------------------------------------------------

    def _minor(self, fine: int) -> Money:
        found = self._money.get(fine)
        if found is None:
            minor = self._plan.rounding.steps(fine, self._program.size) // self._program.grain
            found = self._money[fine] = Money(minor, self._plan.currency)
        return found

    def expected(self, item: Item) -> Expected:
        low = self._minor(item.low)
        high = low if item.low == item.high else self._minor(item.high)
        return Expected(low, high, origin=OfItem(self, item))

    def told_of(self, items: Sequence[Item]) -> Expected:
        """These items together, with their arithmetic."""
        account = Account(self._program, self._line_order)
        for item in items:
            enter(account, item)
        return account.expected()

    def categories(self, item: Item) -> frozenset[PayCategory]:
        """What kinds of pay the item may have."""
        amounts = item.amounts
        if amounts is not None:
            lines = item.versions[0].paid_lines
            return frozenset([each.line.category for each in lines if amounts[each.index]])
        outcome = outcome_of(item)
        return frozenset(
            line.line.category
            for version, runs in (outcome.least, outcome.most)
            for run in runs
            for line in version.paid_lines
            if run.lows[line.index] or run.highs[line.index]
        )

    def pieces_of(self, items: Sequence[Item]) -> tuple[Piece, ...]:
        """What the lines give in all of these together, without how it came about."""
        account = Account(self._program, self._line_order)
        enter_pieces(account, items)
        return account.pieces()

    def add_pieces(self, account: Account, items: Sequence[Item]) -> None:
        enter_pieces(account, items)

    # The period --------------------------------------------------------------------------------

    @cached_property
    def _measuring(self) -> Measuring:
        given = self._given
        return Measuring(
            outcome_of,
            self._program,
            self._all,
            self._trips,
            list(self.tallies.values()),
            given.shifts,
            given.measures,
        )

    def total(self, inside: Sequence[Item], period: Period | None) -> tuple[Expected, list[Reward]]:
        """All items of the period together, with what is paid for the period as a whole."""
        rewards: list[Reward] = []
        if any(version.bonuses for version in self._program.versions.values()):
            rewarding = Rewarding(self._program, self._measuring, self._span_of)
            rewards = list(rewarding.rewards(period))
        exact = all(item.low == item.high for item in inside)
        paid = [each for each in rewards if each.bonus.gives == Gives.MONEY]
        if exact and all(each.low == each.high for each in paid):
            fine: int | Fraction = sum([item.low for item in inside])
            for each in paid:
                fine += self._fine(each.low)
            amount = self._minor_of(fine)
            return Expected(amount, amount, origin=OfPeriod(self, inside, paid, period)), rewards
        return self.told(inside, paid, period), rewards

    def _minor_of(self, fine: int | Fraction) -> Money:
        minor = self._plan.rounding.steps(fine, self._program.size) // self._program.grain
        return Money(int(minor), self._plan.currency)

    def told(
        self, inside: Sequence[Item], rewards: Sequence[Reward], period: Period | None
    ) -> Expected:
        account = Account(self._program, self._line_order)
        for item in inside:
            enter(account, item)
        if self._tiering is not None:
            self._settle(account, self._tiering, period)
        for each in rewards:
            self._reward(account, each)
        return account.expected()

    def _settle(self, account: Account, tiering: Tiering, period: Period | None) -> None:
        """What is certain in all replaces the sum of ranges."""
        fine = self._program.minor * self._program.grain
        for each in tiering.settled(period):
            runs = []
            for count, price in each.runs:
                amount = int(price * fine)
                if self._plan.round_each is RoundEach.LINE:
                    amount = self._plan.rounding.steps(amount, self._program.size)
                runs.append((count, price, amount))
            account.replace(each.line, runs)
            for count in each.counts if each.tiers.whole else ():
                step = cliff(each.line, each.tiers, count, self._plan)
                if step is not None:
                    account.note(step)

    def _fine(self, amount: Fraction) -> int | Fraction:
        """A bonus in fine units; rounded by itself unless its whole period is."""
        fine: Fraction = amount * self._program.minor * self._program.grain
        if self._plan.round_each is RoundEach.PERIOD:
            return fine
        return self._plan.rounding.steps(fine, self._program.size)

    def _reward(self, account: Account, reward: Reward) -> None:
        low, high = self._fine(reward.low), self._fine(reward.high)
        if not low and not high:
            return
        if low != high:
            account.missing(("measure",), 1)
        unit = self._program.minor * self._program.grain
        account.low(
            reward.bonus,
            low,
            [
                ((of, price, 1), quantity, amount * unit)
                for of, price, quantity, amount in reward.figures
                if amount
            ],
        )
        account.high(reward.bonus, high)
        if reward.target is not None and reward.there is not None and low:
            account.note(self._limit_step(reward))

    def _limit_step(self, reward: Reward) -> Step:
        currency = self._plan.currency
        sums = {"target": reward.target, "there": reward.there, "amount": reward.low}
        facts = {
            f"{name}_money": f"{Money(self._plan.rounding.minor(each), currency)} {currency}"
            for name, each in sums.items()
            if each is not None
        }
        code = "pay_raised_to" if reward.low > 0 else "pay_cut_to"
        return Step(code, {"line": reward.bonus.label, "span": str(reward.span), **facts})

    def measures(
        self, rewards: Sequence[Reward], period: Period | None
    ) -> tuple[MeasureFound, ...]:
        """Of each span that a bonus was reckoned for, and of those that measures name for
        themselves."""
        found: dict[tuple[str, Period], MeasureFound] = {}
        for version in self._program.versions.values():
            for measure in version.version.measures:
                asked = [
                    (each.bonus, each.span)
                    for each in rewards
                    if version.bonuses.get(each.bonus.id) is each.bonus
                ]
                if measure.over:
                    own = bonus_over(measure.over)
                    spans = {self._span_of(day, measure.over) for day in self._measuring.days}
                    asked += [
                        (own, span)
                        for span in sorted(spans)
                        if (period is None or span.last in period)
                        and version.version.holds_on(span.last)
                    ]
                for bonus, span in asked:
                    low, high = self._measuring.measured(measure, version, bonus, span)
                    found[measure.id, span] = MeasureFound(
                        measure.id, measure.label, span, decimal(low), decimal(high)
                    )
        return tuple(found.values())
