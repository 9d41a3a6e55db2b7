"""Which numbers of law a floor took, for which days: the way back from a sum to its sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from gigwallet.app.floors.outcome import Source
from gigwallet.app.floors.packs import Pack
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.period import Period
from gigwallet.domain.trip import Trip
from gigwallet.rules import PayScheme
from gigwallet.rules.parameters import Traced
from gigwallet.rules.scheme import Line, Version

Values = Mapping[str, object]


class Sources:
    """Collects. One value is one source, on however many days it was used. ``settled_on`` is the
    day at whose rate old shortfalls are settled, None where nobody asks."""

    def __init__(self, pack: Pack, settled_on: date | None = None) -> None:
        self._pack = pack
        self._settled_on = settled_on
        self._rows = pack.rows
        self._found: dict[tuple[str, date], Traced] = {}
        self._waiting: dict[tuple[str, date], Traced] = {}
        self._seen: set[tuple[object, ...]] = set()
        self._telling = tuple(sorted({*pack.words, *(by for by, _ in self._rows.values())}))

    def of_trip(self, scheme: PayScheme, trip: Trip, values: Values, period: Period) -> None:
        day = _day(trip, scheme.rate_date)
        if day is None:
            return
        # Trips of one day and the same words took the same numbers.
        kind = (day, period, *(values.get(name) for name in self._telling))
        if kind in self._seen:
            return
        self._seen.add(kind)
        for version in scheme.versions:
            if version.holds_on(day) and _may_be(version, values):
                for line in version.lines:
                    for name in self._taken(line, values):
                        self._take(name, day, period)

    def of_missing(self, rate_date: str, trip: Trip, values: Values, period: Period) -> None:
        """Of a trip that has no floor: the values for its day that wait to be confirmed."""
        day = period.first if self._pack.floor.at_period_start else _day(trip, rate_date)
        kind = (None, day, *(values.get(name) for name in self._telling))
        if day is None or kind in self._seen:
            return
        self._seen.add(kind)
        for name in self._pack.numbers_for(values):
            number = self._pack.parameters[name]
            by, words = self._rows.get(name, ("", frozenset()))
            said = values.get(by)
            if said is not None and str(said).casefold() not in words:
                continue
            for value in number.to_confirm:
                if value.holds_on(day):
                    self._waiting[(name, value.first)] = Traced(
                        name, number.label, number.file, number.unit, number.instrument, day, value
                    )

    def of_days(self, scheme: PayScheme, period: Period) -> None:
        """Of what is paid for days and periods, whatever was ridden."""
        for day in period:
            for version in scheme.versions:
                if version.holds_on(day):
                    for bonus in version.bonuses:
                        for name in bonus.parameters:
                            self._take(name, day, period)

    def settling(self) -> Fraction | None:
        """The rate of the day of settlement; ``parameter_no_value`` where it is not known."""
        name = self._pack.floor.rerated_by
        if self._settled_on is None or not name:
            return None
        traced = self._pack.parameters[name].trace(self._settled_on)
        self._found[(name, traced.value.first)] = traced
        return traced.value.amount

    def told(self) -> tuple[Source, ...]:
        return tuple(_source(self._found[key]) for key in sorted(self._found))

    def to_confirm(self) -> tuple[Source, ...]:
        return tuple(_source(self._waiting[key]) for key in sorted(self._waiting))

    def _taken(self, line: Line, values: Values) -> Iterator[str]:
        """Of numbers that stand in a table by a word, only that of the trip's own word."""
        for name in line.parameters:
            by, words = self._rows.get(name, ("", frozenset()))
            said = values.get(by)
            if said is None or str(said).casefold() in words:
                yield name

    def _take(self, name: str, day: date, period: Period) -> None:
        asked = period.first if self._pack.floor.at_period_start else day
        try:
            traced = self._pack.parameters[name].trace(asked)
        except GigWalletError:  # a table may have rows that have no value yet
            return
        key = (name, traced.value.first)
        before = self._found.get(key)
        # The latest day tells whether the value was used beyond its last check.
        if before is None or before.on_day < asked:
            self._found[key] = traced


def _day(trip: Trip, rate_date: str) -> date | None:
    """The day that picks the rate, as far as it is known."""
    moment = trip.accepted_at if rate_date == "accepted" else trip.completed_at
    moment = moment or trip.completed_at or trip.begun
    return None if moment is None else moment.day


def _may_be(version: Version, values: Values) -> bool:
    """Whether the version is for such a trip, as far as its words are known."""
    return all(
        part.name not in values or part.holds(str(values[part.name]).casefold())
        for part in version.words
    )


def _source(traced: Traced) -> Source:
    value = traced.value
    return Source(
        parameter=traced.parameter,
        label=traced.label,
        amount=value.amount,
        unit=traced.unit,
        first=value.first,
        last=value.last,
        instrument=traced.instrument,
        source=value.source,
        confidence=value.confidence,
        published_on=value.published_on,
        checked_on=value.checked_on,
        unchecked=traced.unchecked,
        file=traced.file,
        note=value.note,
    )
