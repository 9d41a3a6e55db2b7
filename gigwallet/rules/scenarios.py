"""An order of which something is not known: the least and the most that it can have given.

What is not known is cut where the rule changes: the hours of the day into stretches between its
windows, a distance into stretches between its edges, a word into the words that it names. Within
one such case every line only rises or falls, so its ends are where the extremes lie. The cases are
gone through one by one; so two lines that exclude each other never count together, and a minimum
that tops up a fare is not forgotten because the fare is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from gigwallet.rules.conditions import TimePart
from gigwallet.rules.extremes import Extremes, Held
from gigwallet.rules.orders import Order
from gigwallet.rules.prices import Bands
from gigwallet.rules.runs import Measured, Ranked, Shared, Span, Worded

if TYPE_CHECKING:  # the program holds its scenarios
    from gigwallet.rules.program import LineProgram, VersionProgram

# A word that the rule does not name; no file can say it.
_OTHER = "\0"
# More cases than this, and whatever is cut finest is left uncut.
_MOST_CASES = 2000
_MOST_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Hull:
    """``lows`` are the lines' amounts in the case that pays least, ``highs`` in the one that pays
    most; ``held`` tells which lines counted in the former. ``mins`` and ``maxs`` bound each line
    by itself, over all cases."""

    low: int
    high: int
    lows: tuple[int, ...]
    highs: tuple[int, ...]
    held: tuple[bool, ...]
    unknown: tuple[str, ...]
    mins: tuple[int, ...]
    maxs: tuple[int, ...]


class Scenarios:
    """The cases of one version; like orders are reckoned once."""

    def __init__(self, version: VersionProgram) -> None:
        self._version = version
        self._asked = version.program.asked
        self._known: dict[object, Hull] = {}
        self._extremes = Extremes(version)
        times = [each.line.condition.time for each in version.lines]
        self._times = list(dict.fromkeys(each for each in times if not each.always))
        self._spread: dict[tuple[str, tuple[date, ...]], list[tuple[bool | None, ...]]] = {}
        self._edges = [self._cuts(place) for place in range(len(self._asked.quantities))]
        self._named = [self._words(name) for name in self._asked.words]

    def hull(self, order: Order) -> Hull:
        clocks = tuple(self._clock(at, order) for at in ("accepted", "completed"))
        key = (
            order.status,
            clocks,
            tuple(order.units),
            tuple(order.words),
            order.tiers,
        )
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            found = self._known[key] = self._hull(order)
        return found

    def _hull(self, order: Order) -> Hull:
        active = {each.index for each in self._version.active(order.status)}
        ends = [self._extremes.of(*each, order.tiers) for each in self._cases(order, active)]
        low, high = ends[0], ends[0]
        if len(ends) > 1:
            low = min(ends, key=lambda each: each.low)
            high = max(ends, key=lambda each: each.high)
        unknown = tuple(dict.fromkeys(self._missing(order))) if low.low != high.high else ()
        if len(ends) == 1:
            return Hull(
                low.low, low.high, low.lows, low.highs, low.held, unknown, low.mins, low.maxs
            )
        mins = tuple(min(each) for each in zip(*(end.mins for end in ends), strict=True))
        maxs = tuple(max(each) for each in zip(*(end.maxs for end in ends), strict=True))
        return Hull(low.low, high.high, low.lows, high.highs, low.held, unknown, mins, maxs)

    def _missing(self, order: Order) -> Iterator[str]:
        """What is not known and matters to some line."""
        asked = self._asked
        for line in self._version.active(order.status):
            if line.check is not None and line.check(order) is False:
                continue
            if self._untimed(line.line.condition.time, order):
                yield "time"
            for place in self._units_of(line):
                if type(order.units[place]) is not int:
                    yield asked.quantities[place].unknown
            for place in self._words_of(line):
                if order.words[place] is None:
                    yield "product" if asked.words[place] == "product" else "word"
            if isinstance(line.run, Ranked) and len({*order.tiers[line.run.slot]}) > 1:
                yield "rank"

    def _untimed(self, part: TimePart, order: Order) -> bool:
        if part.always:
            return False
        return not order.days(part.at) or len(self._whens(part.at, order)) > 1

    def _units_of(self, line: LineProgram) -> list[int]:
        bounds = line.line.condition.bounds
        found = [self._asked.places[each.quantity.name] for each in bounds]
        if isinstance(line.run, Measured | Worded) or (
            isinstance(line.run, Shared) and line.run.banded
        ):
            found.append(line.run.place)
        return found

    def _words_of(self, line: LineProgram) -> list[int]:
        words = line.line.condition.words
        found = [self._asked.word_places[each.name] for each in words]
        return [*found, line.run.word] if isinstance(line.run, Worded) else found

    # The cases ---------------------------------------------------------------------------------

    def _cases(
        self, order: Order, active: set[int]
    ) -> Iterator[tuple[Held, Sequence[str], Sequence[Span]]]:
        whens = [self._whens(at, order) for at in ("accepted", "completed")]
        words = [
            [said] if said is not None else named
            for said, named in zip(order.words, self._named, strict=True)
        ]
        units = [self._stretches(place, each) for place, each in enumerate(order.units)]
        while _product_of([*whens, *words, *units]) > _MOST_CASES:
            finest = max(units, key=len)
            if len(finest) == 1:
                break
            finest[:] = [(finest[0][0], finest[-1][1])]
        for accepted, completed in product(*whens):
            times = {
                part: accepted[i] if part.at == "accepted" else completed[i]
                for i, part in enumerate(self._times)
            }
            for said in product(*words):
                for spans in product(*units):
                    held = tuple(
                        self._holds(line, times, said, spans) if line.index in active else False
                        for line in self._version.lines
                    )
                    yield held, said, spans

    def _holds(
        self,
        line: LineProgram,
        times: Mapping[TimePart, bool | None],
        said: Sequence[str],
        spans: Sequence[Span],
    ) -> bool | None:
        condition = line.line.condition
        answer = times.get(condition.time, True)
        if answer is False:
            return False
        for part in condition.words:
            if not part.holds(said[self._asked.word_places[part.name]]):
                return False
        for bound in condition.bounds:
            low, high = spans[self._asked.places[bound.quantity.name]]
            ends = {bound.holds(low), bound.holds(high)}
            if ends == {False} and not (
                bound.over is not None and bound.up_to is not None and low <= bound.over < high
            ):
                return False
            if ends != {True}:
                answer = None
        return answer

    def _clock(self, at: str, order: Order) -> object:
        """What tells orders apart by that moment: which time parts hold, else the days."""
        moment = order.moment(at)
        return order.days(at) if moment is None else self._answers(at, moment)

    def _answers(self, at: str, moment: datetime) -> tuple[bool | None, ...]:
        return tuple(part.at == at and part.holds_at(moment) for part in self._times)

    def _whens(self, at: str, order: Order) -> list[tuple[bool | None, ...]]:
        """Which time parts may hold together."""
        moment = order.moment(at)
        if moment is not None:
            return [self._answers(at, moment)]
        days = order.days(at)
        own = [part for part in self._times if part.at == at]
        if not days or not own:
            return [tuple(None if part.at == at else False for part in self._times)]
        key = (at, days)
        if key not in self._spread:
            found: dict[tuple[bool | None, ...], None] = {}
            for day in days:
                edges = {edge for part in own for edge in part.edges(day)}
                for moment in sorted(edges):
                    found.setdefault(self._answers(at, moment))
            self._spread[key] = list(found)
        return self._spread[key]

    def _cuts(self, place: int) -> list[int]:
        """After which units of a quantity some line changes its ways."""
        name = self._asked.quantities[place].name
        found: set[int] = set()
        for line in self._version.version.lines:
            if isinstance(line.price, Bands) and line.price.quantity.name == name:
                found |= set(line.price.edges())
            for bound in line.condition.bounds:
                if bound.quantity.name == name:
                    found |= {edge for edge in (bound.over, bound.up_to) if edge is not None}
        return sorted(found)

    def _stretches(self, place: int, units: object) -> list[Span]:
        if type(units) is int:
            return [(units, units)]
        low, high = units if isinstance(units, tuple) else (0, self._asked.limits[place])
        found = []
        for edge in self._edges[place]:
            if low <= edge < high:
                found.append((low, edge))
                low = edge + 1
        return [*found, (low, high)]

    def _words(self, name: str) -> list[str]:
        """The words that some line asks for by that name, and one that none does."""
        place = self._asked.word_places[name]
        found = {_OTHER: None}
        for line in self._version.lines:
            for part in line.line.condition.words:
                if part.name == name:
                    found |= dict.fromkeys(sorted(part.words))
            if isinstance(line.run, Worded) and line.run.word == place:
                found |= dict.fromkeys(line.run.said)
        return list(found)


def _product_of(lists: Sequence[Sequence[object]]) -> int:
    return prod(len(each) for each in lists)
