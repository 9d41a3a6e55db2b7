"""A version of a scheme compiled once: what each of its lines asks, gives and is rounded to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from math import lcm

from gigwallet.domain.money import exponent
from gigwallet.domain.trip import TripStatus
from gigwallet.rules.conditions import Condition, TimePart, WordPart
from gigwallet.rules.orders import Order
from gigwallet.rules.prices import Bands, Flat, Limit, Share, Table, Tiers
from gigwallet.rules.quantities import Quantity
from gigwallet.rules.runs import Limited, Ranked, Run, Shared, grain, run_of
from gigwallet.rules.scenarios import Scenarios
from gigwallet.rules.scheme import Gives, Line, Plan, RoundEach, Version
from gigwallet.rules.spans import CountOrders, ShareOf, SumQuantity

# True, False, or None where it depends on something that is not known.
Check = Callable[[Order], bool | None]


class LineProgram:
    """``size`` is what its amount is rounded to, in fine units; 0: it is whole anyway."""

    def __init__(self, line: Line, index: int, run: Run, check: Check | None, size: int) -> None:
        self.line = line
        self.index = index
        self.run = run
        self.check = check
        self.size = size
        self.group = line.best_of
        self.paid = line.gives is Gives.MONEY


class Asked:
    """The quantities and words that a plan asks for, by their places in an order's lists."""

    def __init__(self, plan: Plan) -> None:
        quantities: dict[str, Quantity] = {}
        words: dict[str, None] = {}
        for version in plan.versions:
            for quantity in _quantities(version):
                quantities.setdefault(quantity.name, quantity)
            for condition in _conditions(version):
                for part in condition.words:
                    words.setdefault(part.name)
            for part in version.words:
                words.setdefault(part.name)
            for line in version.lines:
                if isinstance(line.price, Table):
                    words.setdefault(line.price.by)
        for gap in plan.missing:
            words |= dict.fromkeys(part.name for part in gap.words)
        self.quantities = tuple(quantities.values())
        self.words = tuple(words)
        self.places = {each.name: place for place, each in enumerate(self.quantities)}
        self.word_places = {name: place for place, name in enumerate(self.words)}
        self.limits = [plan.limits.of(each) for each in self.quantities]
        # The moments that anything depends on.
        self.moments = frozenset(
            (plan.rate_date, *(each.time.at for v in plan.versions for each in _timed(v)))
        )


class Program:
    """A plan's versions, compiled against one list of inputs and one unit of money."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.asked = Asked(plan)
        self.minor = 10 ** exponent(plan.currency)
        by_line = plan.round_each is RoundEach.LINE
        grains = [_grains(version, self.minor, by_line) for version in plan.versions]
        # Fine units of a minor unit: one grain for all versions, so that their amounts add up.
        self.grain = lcm(1, *(each for names in grains for each in names.values()))
        self.size = self.grain * plan.rounding.step
        self.versions = {
            id(version): VersionProgram(self, version, by_line, names)
            for version, names in zip(plan.versions, grains, strict=True)
        }

    def check(self, condition: Condition) -> Check | None:
        return check_of(condition, self.asked)


class VersionProgram:
    def __init__(
        self, program: Program, version: Version, by_line: bool, grains: Mapping[str, int]
    ) -> None:
        self.program = program
        self.version = version
        asked = program.asked
        places = {line.id: place for place, line in enumerate(version.lines)}
        self.places = places
        self.bonuses = {each.id: each for each in version.bonuses}
        self.measures = {each.id: each for each in version.measures}
        fine = program.minor * program.grain
        step = program.plan.rounding.step
        self.lines = [
            LineProgram(
                line,
                place,
                run_of(line.price, fine, asked.places, asked.word_places, places),
                check_of(line.condition, asked),
                program.size
                if by_line and line.gives is Gives.MONEY and (grains[line.id] > 1 or step > 1)
                else 0,
            )
            for place, line in enumerate(version.lines)
        ]
        self._active: dict[TripStatus, list[LineProgram]] = {}
        self._groups = any(line.best_of for line in version.lines)
        self.round = program.plan.rounding.steps
        self.paid_lines = [line for line in self.lines if line.paid]
        self.paid = [line.index for line in self.paid_lines]
        self.tiers: list[tuple[LineProgram, Ranked, Tiers]] = []
        for each in self.lines:
            if isinstance(each.line.price, Tiers) and isinstance(each.run, Ranked):
                each.run.slot = len(self.tiers)
                self.tiers.append((each, each.run, each.line.price))
        self._words = [check_of_words(part, asked) for part in version.words]
        self.all_paid = len(self.paid) == len(self.lines)

    @cached_property
    def scenarios(self) -> Scenarios:
        return Scenarios(self)

    def holds(self, order: Order) -> bool | None:
        """Whether the version is for an order with such words."""
        answers = [check(order) for check in self._words]
        if False in answers:
            return False
        return None if None in answers else True

    def active(self, status: TripStatus) -> list[LineProgram]:
        """The lines that an order with this outcome may have."""
        found = self._active.get(status)
        if found is None:
            found = [each for each in self.lines if status in each.line.condition.statuses]
            self._active[status] = found
        return found

    def exact(self, order: Order) -> list[int] | None:
        """What each line gives, in fine units; None where something is not known."""
        amounts = [0] * len(self.lines)
        best: dict[str, int] = {}
        for line in self.active(order.status):
            check = line.check
            if check is not None:
                holds = check(order)
                if not holds:
                    if holds is None:
                        return None
                    continue
            amount = line.run.value(order, amounts)
            if amount is None:
                return None
            if line.size:
                amount = self.round(amount, line.size)
            if line.group:
                self._best(line, amount, amounts, best)
            else:
                amounts[line.index] = amount
        return amounts

    @staticmethod
    def _best(line: LineProgram, amount: int, amounts: list[int], best: dict[str, int]) -> None:
        """Only the highest of a group counts."""
        other = best.get(line.group)
        if other is None or amount > amounts[other]:
            if other is not None:
                amounts[other] = 0
            amounts[line.index], best[line.group] = amount, line.index

    def combined(
        self, held: Sequence[bool], base: Sequence[int], units: Sequence[int]
    ) -> list[int]:
        """As ``exact``, where the lines that count on no others give ``base``."""
        amounts = [0] * len(self.lines)
        best: dict[str, int] = {}
        for line in self.lines:
            if not held[line.index]:
                continue
            run = line.run
            if isinstance(run, Shared):
                amount = run.of(units[run.place] if units else 0, amounts)
            elif isinstance(run, Limited):
                amount = run.between(
                    run.amount + sum([amounts[each] for each in run.lines]),
                    sum([amounts[each] for each in run.summed]),
                )
            else:
                amount = base[line.index]
            if line.size:
                amount = self.round(amount, line.size)
            if line.group:
                self._best(line, amount, amounts, best)
            else:
                amounts[line.index] = amount
        return amounts

    def total(self, amounts: Sequence[int]) -> int:
        """What is paid of ``amounts``."""
        return sum(amounts) if self.all_paid else sum([amounts[each] for each in self.paid])

    def by_order(self, amounts: Sequence[int]) -> list[int]:
        """The same with the order's sum rounded, each line given its part of the difference so
        that the lines still add up."""
        rounded = list(amounts)
        running = before = 0
        for index in self.paid:
            running += amounts[index]
            after = self.round(running, self.program.size)
            rounded[index] = after - before
            before = after
        return rounded


def check_of(condition: Condition, asked: Asked) -> Check | None:
    """Whether the condition holds, its statuses left aside; None where it always does."""
    checks: list[Check] = []
    if not condition.time.always:
        checks.append(_time_check(condition.time))
    for bound in condition.bounds:
        checks.append(_bound_check(asked.places[bound.quantity.name], bound.holds))
    for part in condition.words:
        checks.append(check_of_words(part, asked))
    if len(checks) < 2:
        return checks[0] if checks else None

    def all_hold(order: Order) -> bool | None:
        answer: bool | None = True
        for check in checks:
            holds = check(order)
            if holds is False:
                return False
            if holds is None:
                answer = None
        return answer

    return all_hold


def _time_check(part: TimePart) -> Check:
    accepted = part.at == "accepted"
    spread: dict[tuple[date, ...], bool | None] = {}
    single = len(part.windows) == 1 and not (part.weekdays or part.dates or part.during)
    start, end = (part.windows[0].start, part.windows[0].end) if single else (0, 0)

    def unsure(days: tuple[date, ...]) -> bool | None:
        if not days:
            return None
        if days not in spread:
            answers = {part.holds_at(moment) for day in days for moment in sorted(part.edges(day))}
            spread[days] = answers.pop() if len(answers) == 1 else None
        return spread[days]

    def check(order: Order) -> bool | None:
        moment = order.accepted if accepted else order.completed
        if moment is None:
            return unsure(order.accepted_days if accepted else order.completed_days)
        if single:
            minute = moment.hour * 60 + moment.minute
            if start < end:
                return start <= minute < end
            return minute >= start or minute < end
        return part.holds_at(moment)

    return check


def _bound_check(place: int, holds: Callable[[int], bool]) -> Check:
    def check(order: Order) -> bool | None:
        units = order.units[place]
        if type(units) is int:
            return holds(units)
        return None

    return check


def check_of_words(part: WordPart, asked: Asked) -> Check:
    return _word_check(asked.word_places[part.name], part.holds)


def _word_check(place: int, holds: Callable[[str], bool]) -> Check:
    def check(order: Order) -> bool | None:
        said = order.words[place]
        return None if said is None else holds(said)

    return check


def _grains(version: Version, minor: int, by_line: bool) -> dict[str, int]:
    """By line. Where each line is rounded, what counts on it meets whole minor units."""
    found: dict[str, int] = {}
    above: dict[str, int] = {}
    for line in version.lines:
        found[line.id] = grain(line.price, minor, above)
        above[line.id] = 1 if by_line and line.gives is Gives.MONEY else found[line.id]
    return found


def _timed(version: Version) -> list[Condition]:
    return [each for each in _conditions(version) if not each.time.always]


def _quantities(version: Version) -> list[Quantity]:
    found = []
    for line in version.lines:
        price = line.price
        if isinstance(price, Flat | Bands):
            found.append(price.quantity)
        elif isinstance(price, Table):
            found.append(price.rows[0][1].quantity)
        elif isinstance(price, Share | Limit | Tiers):
            continue
    found += [each.how.quantity for each in version.measures if isinstance(each.how, SumQuantity)]
    found += [bound.quantity for each in _conditions(version) for bound in each.bounds]
    return found


def _conditions(version: Version) -> list[Condition]:
    found = [each.condition for each in version.lines]
    found += [each.condition for each in version.bonuses]
    for measure in version.measures:
        match measure.how:
            case CountOrders() | SumQuantity():
                found.append(measure.how.condition)
            case ShareOf():
                found += [measure.how.condition, measure.how.among]
                found += [measure.how.leaving] if measure.how.leaving is not None else []
            case _:
                pass
    return found
