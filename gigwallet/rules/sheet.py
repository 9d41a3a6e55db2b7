"""What a scheme gives very many orders of which all that it asks is known: reckoned by columns.

Whole numbers of 64 bits, and only where it is shown beforehand that no sum can outgrow them. What a
scheme decides over several orders, or asks beyond distances and times of day, is reckoned order by
order (``evaluation``), and so is the arithmetic behind an amount that somebody looks at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from gigwallet.domain.money import Money, Rounding
from gigwallet.domain.offsets import Offsets
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.rules.accounts import Account
from gigwallet.rules.evaluation import Work
from gigwallet.rules.expected import Detail, Expected, Origin, Piece
from gigwallet.rules.given import NOTHING
from gigwallet.rules.in_force import OnDay
from gigwallet.rules.origins import OfItem
from gigwallet.rules.prices import Bands, Flat, RoundingRule
from gigwallet.rules.program import LineProgram, Program, VersionProgram
from gigwallet.rules.runs import Constant, Limited, Measured, Shared, steps_of
from gigwallet.rules.scheme import RoundEach

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_LARGEST = 2**62
# Quantities that are the distance that pay is counted on, and how many of their units a metre has.
_OF_METRES = {"km": 1, "mile": 1000}
_UNKNOWN = -1
_STATUS = {status: number for number, status in enumerate(TripStatus)}


@dataclass(frozen=True, slots=True)
class OrderColumns:
    """Moments in milliseconds since 1970, None where the time of day is not known; ``metres`` is
    the distance that pay is counted on. ``trip`` is the order itself, by its place."""

    status: Sequence[TripStatus]
    accepted: Sequence[int | None]
    completed: Sequence[int | None]
    metres: Sequence[int | None]
    trip: Callable[[int], Trip]


def sheet_of(program: Program, orders: OrderColumns) -> Sheet | None:
    """None where the scheme asks more than columns tell."""
    if not _by_columns(program):
        return None
    return Sheet(program, orders)


def _by_columns(program: Program) -> bool:
    plan, asked = program.plan, program.asked
    if plan.round_each is not RoundEach.LINE or plan.missing or asked.words:
        return False
    if any(each.name != "order" and each.name not in _OF_METRES for each in asked.quantities):
        return False
    return all(_is_plain(line) for version in program.versions.values() for line in version.lines)


def _is_plain(line: LineProgram) -> bool:
    time, run = line.line.condition.time, line.run
    one_window = len(time.windows) == 1 and not (time.weekdays or time.dates or time.during)
    if line.group or not (time.always or one_window):
        return False
    if isinstance(run, Shared):
        return not run.banded
    return isinstance(run, Constant | Measured | Limited)


class Sheet:
    """``places`` are the orders that it answers for, in their order; ``minor`` is what each should
    have paid, exactly."""

    def __init__(self, program: Program, orders: OrderColumns) -> None:
        self._program = program
        self._orders = orders
        self._order = program.plan.line_order
        self.places = self._known()
        self._metres = _ints([orders.metres[place] or 0 for place in self.places])
        self._minutes: dict[str, Ints] = {}
        versions = self._versions()
        kept = np.flatnonzero(versions != _UNKNOWN)
        self.places = [self.places[each] for each in kept.tolist()]
        self._metres, self._version = self._metres[kept], versions[kept]
        self._minutes = {name: each[kept] for name, each in self._minutes.items()}
        self._all = list(program.versions.values())
        self._status = _ints([_STATUS[orders.status[place]] for place in self.places])
        self._amounts: list[tuple[Ints, list[Ints]]] = []
        total = np.zeros(len(self.places), dtype=np.int64)
        self.whole = True
        for number, version in enumerate(self._all):
            self._reckon(number, version, total)
        self.minor = _rounded(program.plan.rounding, total, program.size) // program.grain

    def _known(self) -> list[int]:
        """Orders whose moments and distance are known, as far as anything asks for them."""
        orders, asked = self._orders, self._program.asked
        columns: list[Sequence[object]] = []
        if "accepted" in asked.moments:
            columns.append(orders.accepted)
        if "completed" in asked.moments:
            columns.append(orders.completed)
        if any(each.name in _OF_METRES for each in asked.quantities):
            columns.append(orders.metres)
        rows = zip(*columns, strict=True) if columns else ()
        return [place for place, row in enumerate(rows) if None not in row]

    def _versions(self) -> Ints:
        """The number of the version in force for each, as far as its day decides; and the minutes
        of the day on the scheme's clocks."""
        plan, orders = self._program.plan, self._orders
        offsets = Offsets(plan.zone)
        for name in self._program.asked.moments:
            moments = orders.accepted if name == "accepted" else orders.completed
            known = [moments[place] or 0 for place in self.places]
            self._minutes[name] = _ints([(each + offsets.at(each)) // 60_000 for each in known])
        days = self._minutes[plan.rate_date] // 1440
        self._minutes = {name: each % 1440 for name, each in self._minutes.items()}
        numbers = {id(each): i for i, each in enumerate(self._program.versions.values())}
        each_day, own = np.unique(days, return_inverse=True)
        found = np.full(len(each_day), _UNKNOWN, dtype=np.int64)
        for place, day in enumerate(each_day.tolist()):
            on_day = OnDay.of(self._program, date.fromordinal(_FIRST + day))
            if not isinstance(on_day, str) and on_day.plain is not None:
                found[place] = numbers[id(on_day.plain[0])]
        return found[own]

    def _reckon(self, number: int, version: VersionProgram, total: Ints) -> None:
        """Add what ``version`` pays to ``total``, and keep what each of its lines gives."""
        rows = np.flatnonzero(self._version == number)
        amounts: list[Ints] = []
        self._amounts.append((rows, amounts))
        if not len(rows):
            return
        self.whole = self.whole and self._fits(version, int(self._metres[rows].max()))
        if not self.whole:
            return
        for line in version.lines:
            given = self._given(line, rows, amounts)
            if line.size:
                given = _rounded(self._program.plan.rounding, given, line.size)
            held = self._held(line, rows)
            amounts.append(np.where(held, given, 0))
        for line in version.paid_lines:
            total[rows] += amounts[line.index]

    def _units(self, name: str, rows: Ints) -> Ints:
        if name == "order":
            return np.ones(len(rows), dtype=np.int64)
        found: Ints = self._metres[rows] * _OF_METRES[name]
        return found

    def _given(self, line: LineProgram, rows: Ints, above: Sequence[Ints]) -> Ints:
        price, run = line.line.price, line.run
        if isinstance(run, Shared):
            over, under = run.share
            counted: Ints = sum((above[ref] for ref in run.refs), _none(rows)) * over // under
            return counted
        if isinstance(run, Limited):
            target = run.amount + sum((above[each] for each in run.lines), _none(rows))
            missing = target - sum((above[each] for each in run.summed), _none(rows))
            limited: Ints = np.maximum(0, missing) if run.least else np.minimum(0, missing)
            return limited
        if isinstance(price, Flat | Bands):
            units = self._units(price.quantity.name, rows)
            steps = steps_of(price, self._program.minor * self._program.grain)
            band = np.searchsorted(_ints(steps.tos), units, side="left")
            within = -(-(units - _ints(steps.lowers)[band]) // _ints(steps.each)[band])
            found: Ints = _ints(steps.starts)[band] + within * _ints(steps.rates)[band]
            return found
        raise TypeError("a line that is not plain")

    def _held(self, line: LineProgram, rows: Ints) -> Bools:
        condition = line.line.condition
        held = np.isin(self._status[rows], [_STATUS[each] for each in condition.statuses])
        for window in condition.time.windows:
            minute = self._minutes[condition.time.at][rows]
            since, before = minute >= window.start, minute < window.end
            held &= since & before if window.start < window.end else since | before
        for bound in condition.bounds:
            units = self._units(bound.quantity.name, rows)
            if bound.over is not None:
                held &= units > bound.over
            if bound.up_to is not None:
                held &= units <= bound.up_to
        return held

    def _fits(self, version: VersionProgram, metres: int) -> bool:
        """Whether no amount, and no sum of all of them, can outgrow 64 bits."""
        bounds: list[int] = []
        fine = self._program.minor * self._program.grain
        for line in version.lines:
            price, run = line.line.price, line.run
            if isinstance(run, Shared):
                bounds.append(sum(bounds[ref] for ref in run.refs) * abs(run.share[0]))
            elif isinstance(run, Limited):
                bounds.append(abs(run.amount) + sum(bounds[ref] for ref in run.refs))
            elif isinstance(price, Flat | Bands):
                steps, most = steps_of(price, fine), metres * max(_OF_METRES.values()) + 1
                rate = max(abs(each) for each in steps.rates)
                bounds.append(max(abs(each) for each in steps.starts) + most * rate)
            bounds[-1] += line.size
        return sum(bounds) * max(1, len(self.places)) < _LARGEST

    # What is asked afterwards ------------------------------------------------------------------

    def _of(self, row: int) -> tuple[VersionProgram, list[int]]:
        number = int(self._version[row])
        rows, amounts = self._amounts[number]
        at = int(np.searchsorted(rows, row))
        return self._all[number], [int(each[at]) for each in amounts]

    def expected(self, row: int) -> Expected:
        """Of the ``row``-th of ``places``."""
        money = Money(int(self.minor[row]), self._program.plan.currency)
        return Expected(money, money, origin=OfSheet(self, row))

    def categories(self, row: int) -> frozenset[PayCategory]:
        version, amounts = self._of(row)
        lines = version.paid_lines
        return frozenset([each.line.category for each in lines if amounts[each.index]])

    def rows_with(self, categories: frozenset[PayCategory]) -> Bools:
        """Of which orders any of these is a part."""
        found = np.zeros(len(self.places), dtype=np.bool_)
        for version, (rows, amounts) in zip(self._all, self._amounts, strict=True):
            for line in version.paid_lines if amounts else ():
                if line.line.category in categories:
                    found[rows] |= amounts[line.index] != 0
        return found

    def may_lack(self, row: int, categories: frozenset[PayCategory], short: int) -> bool:
        """Whether lines of these categories may give just ``short`` minor units of what the
        ``row``-th should have paid: one of them does, or there are several."""
        version, amounts = self._of(row)
        given = [
            amounts[each.index] for each in version.paid_lines if each.line.category in categories
        ]
        given = [each for each in given if each]
        return len(given) > 1 or short * self._program.grain in given

    def told_of(self, rows: Sequence[int]) -> Expected:
        """With their arithmetic, order by order."""
        trips = [self._orders.trip(self.places[row]) for row in rows]
        work = Work(self._program, trips, (), None, NOTHING)
        return work.told_of(list(work.trips.values()))

    def pieces(self, rows: Sequence[int], others: Sequence[Origin] = ()) -> tuple[Piece, ...]:
        """What the lines give in all of these together, and in ``others`` of the same scheme."""
        account = Account(self._program, self._order)
        chosen = np.zeros(len(self.places), dtype=np.bool_)
        chosen[list(rows)] = True
        for version, (own, amounts) in zip(self._all, self._amounts, strict=True):
            for line in version.paid_lines if amounts else ():
                given = amounts[line.index][chosen[own]]
                if given.any():
                    account.low(line.line, int(given.sum()), ())
                    account.high(line.line, int(given.sum()))
        items = [each for each in others if isinstance(each, OfItem)]
        if items:
            items[0].work.add_pieces(account, [each.item for each in items])
        return account.pieces()


@dataclass(frozen=True, slots=True)
class OfSheet:
    """The origin of one order's amount."""

    sheet: Sheet
    row: int

    def detail(self) -> Detail:
        return self.sheet.told_of((self.row,)).detail

    def categories(self) -> frozenset[PayCategory]:
        return self.sheet.categories(self.row)

    def together(self, others: Sequence[Origin]) -> Detail | None:
        rows = self._rows(others)
        return None if rows is None else self.sheet.told_of(rows).detail

    def pieces(self, others: Sequence[Origin]) -> tuple[Piece, ...] | None:
        rows = self._rows(others)
        return None if rows is None else self.sheet.pieces(rows)

    def _rows(self, others: Sequence[Origin]) -> list[int] | None:
        rows = [
            each.row for each in others if isinstance(each, OfSheet) and each.sheet is self.sheet
        ]
        return rows if len(rows) == len(others) else None


_FIRST = date(1970, 1, 1).toordinal()


def _ints(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int64)


def _none(rows: Ints) -> Ints:
    return np.zeros(len(rows), dtype=np.int64)


def _rounded(rule: RoundingRule, amount: Ints, size: int) -> Ints:
    """As ``RoundingRule.steps``, of many."""
    there = np.abs(amount)
    whole, rest = there // size, there % size
    if rule.how is Rounding.UP:
        up = rest > 0
    elif rule.how is Rounding.DOWN:
        up = np.zeros(len(amount), dtype=np.bool_)
    else:
        tie = 2 * rest == size
        up = (2 * rest > size) | (tie if rule.how is Rounding.HALF_UP else tie & (whole % 2 == 1))
    rounded: Ints = (whole + up) * size
    return np.where(amount >= 0, rounded, -rounded)
