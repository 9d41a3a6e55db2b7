"""A pay scheme that can be asked: what should these trips, this tally, this one order have paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from gigwallet.domain.instants import Instant
from gigwallet.domain.period import Period
from gigwallet.domain.tally import Tally
from gigwallet.domain.trip import Trip, TripKind, TripStatus
from gigwallet.rules.evaluation import evaluate, evaluate_each
from gigwallet.rules.expected import Expected, PeriodExpected
from gigwallet.rules.given import NOTHING
from gigwallet.rules.given import Given as Told
from gigwallet.rules.program import Program
from gigwallet.rules.scheme import Plan, Version
from gigwallet.rules.spans import Given, Measure

if TYPE_CHECKING:
    from gigwallet.rules.sheet import OrderColumns, Sheet

# Limits of quantities that a trip itself does not carry, or not always.
_BESIDE = frozenset({"grams", "minor", "column"})


@dataclass(frozen=True, slots=True)
class AskedOfPerson:
    """A number that the person states for each span ``over`` which a bonus looks at it."""

    id: str
    label: str
    most: Fraction
    over: str


@dataclass(frozen=True)
class PayScheme(Plan):
    """A plan with its evaluator, which is compiled when it is asked for the first time."""

    @cached_property
    def _program(self) -> Program:
        return Program(self)

    @property
    def quantities(self) -> frozenset[str]:
        """The names of what it counts of an order."""
        return frozenset(self._program.asked.places)

    @property
    def words(self) -> frozenset[str]:
        """The names of the words that it asks for."""
        return frozenset(self._program.asked.words)

    @property
    def told(self) -> frozenset[str]:
        """What it asks that may stand beside an order: words, sums, further columns."""
        beside = [each.name for each in self._program.asked.quantities if each.limit in _BESIDE]
        return self.words.union(beside)

    @property
    def asks_person(self) -> bool:
        """Whether any version asks for a number that only the person knows."""
        return any(isinstance(each.how, Given) for own in self.versions for each in own.measures)

    def asked_on(self, day: date) -> list[AskedOfPerson]:
        """What the versions that hold on ``day`` ask the person for, once for each span."""
        found: dict[tuple[str, str], AskedOfPerson] = {}
        for version in self.versions:
            if not version.holds_on(day):
                continue
            for measure in version.measures:
                if isinstance(measure.how, Given):
                    for over in _overs(version, measure):
                        asked = AskedOfPerson(measure.id, measure.label, measure.how.most, over)
                        found.setdefault((measure.id, over), asked)
        return list(found.values())

    def for_work(
        self,
        trips: Sequence[Trip],
        tallies: Sequence[Tally],
        period: Period | None = None,
        given: Told = NOTHING,
    ) -> PeriodExpected:
        """Trips, and the orders that tallies count beyond them. See ``evaluation.evaluate``."""
        return evaluate(self._program, trips, tallies, period, given)

    def for_each(
        self, trips: Sequence[Trip], tallies: Sequence[Tally] = (), given: Told = NOTHING
    ) -> tuple[list[Expected | None], dict[int, str]]:
        """Of each trip alone, in the order given; the second names why where there is None."""
        return evaluate_each(self._program, trips, tallies, given)

    def by_columns(self, orders: OrderColumns) -> Sheet | None:
        """Of very many orders each alone; None where the scheme asks more than columns tell."""
        # It loads numpy, which a start of the window does without.
        from gigwallet.rules.sheet import sheet_of

        sheet = sheet_of(self._program, orders)
        return sheet if sheet is not None and sheet.whole else None

    def for_trips(
        self, trips: Sequence[Trip], period: Period | None = None, given: Told = NOTHING
    ) -> PeriodExpected:
        return evaluate(self._program, trips, (), period, given)

    def for_tally(self, tally: Tally) -> Expected:
        """What the tally's orders should have paid, where nothing else is known of them.

        ``GigWalletError("scheme_no_version")`` where a day of it has no rate;
        ``ValueError`` where it counts no orders.
        """
        for day in (tally.period.first, tally.period.last):
            self.version_on(day)
        outcome = evaluate(self._program, (), (tally,), None)
        if outcome.tallies[0] is None:
            raise ValueError("the tally counts no orders")
        return outcome.total

    def example(
        self,
        distance_m: int | None,
        at: datetime,
        *,
        duration_s: int | None = None,
        wait_s: int | None = None,
        product: str = "",
        orders_before: int = 0,
    ) -> Expected:
        """One completed order at ``at`` (aware, or a wall time on the scheme's clocks), after
        ``orders_before`` others of its month: the live example beside a form.

        ``GigWalletError("scheme_no_version")`` where the day has no rate.
        """
        wall = at if at.tzinfo is None else at.astimezone(ZoneInfo(self.zone))
        moment = Instant.from_local(wall.replace(tzinfo=None), self.zone)
        trip = Trip(
            platform="",
            kind=TripKind.DELIVERY,
            status=TripStatus.COMPLETED,
            currency=self.currency,
            zone=self.zone,
            product=product,
            accepted_at=moment,
            completed_at=moment,
            trip_m=distance_m,
            duration_s=duration_s,
            wait_s=wait_s,
        )
        self.version_on(moment.day)
        before = self._earlier(moment, orders_before)
        found = self.for_trips([*before, trip]).trips[-1]
        if found is None:
            raise ValueError("the example has a day and a rate")
        return found

    def _earlier(self, moment: Instant, count: int) -> list[Trip]:
        """``count`` plain orders that came first in the same tier period."""
        instant = Instant.from_day(moment.day, self.zone)
        start = Instant(instant.utc, self.zone)
        return [
            Trip("", TripKind.DELIVERY, TripStatus.COMPLETED, self.currency, self.zone,
                 accepted_at=start, completed_at=start, trip_m=0)
        ] * count  # fmt: skip


def _overs(version: Version, measure: Measure) -> list[str]:
    """The spans for which the bonuses of ``version`` look at it, or for which it is told alone."""
    spans = [measure.over] if measure.over else []
    for bonus in version.bonuses:
        demands = (*bonus.requires, *bonus.unless)
        if measure.id == bonus.measure or any(each.measure == measure.id for each in demands):
            spans.append(bonus.over)
    return [each for each in dict.fromkeys(spans) if each != "period"]
