"""Each trip of an Everlance report as a span of work with its distance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import BinaryIO
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.period import Period
from gigwallet.domain.reading import EngagementHint, FileHead, Reading, Rejection, Row, Skip
from gigwallet.domain.recorded import Locator
from gigwallet.domain.shift import Shift, ShiftState
from gigwallet.domain.tally import Tally
from gigwallet.tabular import amounts, drives, moments, tables
from gigwallet.tabular.lines import BadLine
from gigwallet.tabular.tables import BadCell, Record, Table
from gigwallet.tabular.trust import trusted
from gigwallet.words import N_

_DEDUCTION, _MILES, _DATE, _PURPOSE = "deduction", "miles", "date", "purpose"
_STARTED, _ENDED, _ZONE, _SOURCE = "time started", "time ended", "time zone", "income source"
_HEADER = frozenset({_DEDUCTION, _MILES, _DATE, _PURPOSE, _STARTED, _ENDED})
_KEPT = (_MILES, _DATE, _PURPOSE, _SOURCE, _STARTED, _ENDED, _ZONE)
_WORK = ("work", "business")
_PRIVATE = ("personal", "commute", "medical", "charity", "moving", "unclassified")
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2}|\d{4})")
_YEARS = range(1990, 2101)


class EverlanceLog:
    """As with any mileage log, a drive becomes a span at work and never a trip. One without its
    times is a count of the day: distance alone. The deduction is a sum for taxes that the app
    worked out, so it is no pay; addresses and pictures of maps are not kept."""

    name = "everlance_log"
    version = "1"
    title = N_("Everlance mileage report")
    where = N_("Everlance on the web > Reports > Export trips as CSV or Excel.")

    def recognises(self, file: FileHead) -> bool:
        return tables.find_in_head(file, _HEADER.issubset) is not None

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        table = tables.find_in_stream(file.name, stream, _HEADER.issubset)
        yield from trusted(file.name, _lines(table))


def _lines(table: Table) -> Iterator[Reading]:
    """Trips begin with the sign of their deduction; anything else is totals or another table."""
    trips = {
        number
        for number, line in enumerate(table.lines, start=1)
        if number > table.header_line and line.lstrip(' "').startswith("$")
    }
    lines = list(table)
    whole = [each for each in lines if isinstance(each, Record) and each.line in trips]
    day_first = drives.day_first(each[_DATE] for each in whole)
    point_expected = amounts.always_fractional([each[_MILES] for each in whole], "USD")
    for line in lines:
        where = Locator(line=line.line)
        if line.line not in trips:
            yield Skip("total_row", where)
        elif isinstance(line, BadLine):
            yield Rejection(line.reason, where)
        else:
            try:
                yield _drive(line, day_first, point_expected)
            except BadCell as bad:
                yield Rejection(bad.reason, where, bad.column)


def _drive(line: Record, day_first: bool, point_expected: bool) -> Reading:
    where, purpose = Locator(line=line.line), line[_PURPOSE].casefold()
    length = drives.metres(line[_MILES], drives.METRES_OF_A_MILE, point_expected, _MILES)
    if purpose in _PRIVATE:
        return Skip("private_drive", where)
    if purpose not in _WORK:
        raise BadCell("unknown_status", _PURPOSE)
    platform, zone = drives.platform_in(line[_SOURCE]), _zone(line[_ZONE])
    return Row(
        fact=_fact(line, _day(line[_DATE], day_first), zone, platform, length),
        family="everlance_drives",
        natural_key="|".join(line[each] for each in (_DATE, _STARTED, _ENDED, _MILES)),
        locator=where,
        raw={each: line[each] for each in _KEPT if line[each]},
        hint=EngagementHint(platform=platform, zone=zone),
    )


def _fact(line: Record, day: date, zone: str, platform: str, length: int) -> Shift | Tally:
    if not (line[_STARTED] and line[_ENDED]):
        return Tally(platform, Period.of_day(day), distance_m=length)
    started, ended = (_clock(line[each], each) for each in (_STARTED, _ENDED))
    # A drive that ends at an earlier hour than it began ended on the next day.
    last = day + timedelta(days=1) if ended < started else day
    return Shift(
        platform,
        ShiftState.WORKED,
        _placed(day, started, zone, line[_STARTED]),
        _placed(last, ended, zone, line[_ENDED]),
        distance_m=length,
    )


def _zone(name: str) -> str:
    """The name of a zone where it is one that every clock knows; anything else says nothing."""
    try:
        return ZoneInfo(name).key if "/" in name else ""
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ""


def _placed(day: date, clock: time, zone: str, text: str) -> Instant:
    moment = Instant.from_local(datetime.combine(day, clock), zone or moments.FLOATING, text)
    return moment if zone else replace(moment, quality=TimeQuality.LOCAL_ASSUMED)


def _day(cell: str, day_first: bool) -> date:
    try:
        match = _DAY.fullmatch(cell)
        if match is None:
            return moments.day(cell)
        one, two, year = int(match[1]), int(match[2]), int(match[3])
        year += 2000 if year < 100 else 0
        found = date(year, two, one) if day_first else date(year, one, two)
    except ValueError as bad:
        raise BadCell("bad_time", _DATE) from bad
    if found.year not in _YEARS:
        raise BadCell("bad_time", _DATE)
    return found


def _clock(cell: str, column: str) -> time:
    """A clock, alone or behind its day."""
    day, _, behind = cell.partition(" ")
    return drives.clock(behind if "/" in day or "-" in day else cell, column)
