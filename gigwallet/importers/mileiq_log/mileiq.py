"""Each business drive of a MileIQ log as a span of work with its distance."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import BinaryIO

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.reading import EngagementHint, FileHead, Reading, Rejection, Row, Skip
from gigwallet.domain.recorded import Locator
from gigwallet.domain.shift import Shift, ShiftState
from gigwallet.tabular import amounts, drives, moments, tables
from gigwallet.tabular.lines import BadLine, split
from gigwallet.tabular.tables import BadCell, Record, Table
from gigwallet.tabular.trust import trusted
from gigwallet.words import N_

_START, _END, _CATEGORY, _PURPOSE = "start_date*", "end_date*", "category*", "purpose"
_UNITS = {
    "miles*": drives.METRES_OF_A_MILE,
    "kilometers*": Decimal(1000),
    "km*": Decimal(1000),
}
_KEPT = (_START, _END, _CATEGORY, *_UNITS, _PURPOSE)
_WORK = "business"
_PRIVATE = ("personal", "commute", "medical", "charity", "moving", "unclassified")
_TOTALS = re.compile(r"\W*totals?\b", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_YEARS = range(1990, 2101)
# Each drive is rounded to a tenth, so that their sum may differ from the sum that is rounded once.
_ROUNDING = Decimal("0.05")


class MileIqLog:
    """A drive is what the person recorded and sorted, not what a platform ordered: it becomes a
    span at work and never a trip, which would then be missing its pay. Cells that hold a formula
    are text; places are not kept."""

    name = "mileiq_log"
    version = "1"
    title = N_("MileIQ mileage log")
    where = N_("MileIQ on the web > Reports > Export the detailed log as CSV.")

    def recognises(self, file: FileHead) -> bool:
        return tables.find_in_head(file, _knows) is not None

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        table = tables.find_in_stream(file.name, stream, _knows)
        yield from trusted(file.name, _lines(table))


@dataclass(frozen=True, slots=True)
class _Habits:
    """What is told from whole columns."""

    distance: str
    day_first: bool
    point_expected: bool


def _knows(names: frozenset[str]) -> bool:
    return {_START, _END, _PURPOSE} <= names and not names.isdisjoint(_UNITS)


def _lines(table: Table) -> Iterator[Reading]:
    """Nothing is read below the line of totals."""
    totals = next(
        (
            (number, line)
            for number, line in enumerate(table.lines, start=1)
            if number > table.header_line and _TOTALS.match(line)
        ),
        None,
    )
    lines = [each for each in table if totals is None or each.line < totals[0]]
    whole = [each for each in lines if isinstance(each, Record)]
    column = next(each for each in _UNITS if each in table.names)
    habits = _Habits(
        column,
        drives.day_first(each[_START] for each in whole),
        amounts.always_fractional([each[column] for each in whole], "USD"),
    )
    summed = Decimal(0)
    for line in lines:
        where = Locator(line=line.line)
        if isinstance(line, BadLine):
            yield Rejection(line.reason, where)
            continue
        try:
            reading = _drive(line, habits)
        except BadCell as bad:
            yield Rejection(bad.reason, where, bad.column)
            continue
        summed += amounts.number(line[column])
        yield reading
    if totals is not None:
        yield _total(table, *totals, column, summed)


def _total(table: Table, number: int, line: str, column: str, summed: Decimal) -> Reading:
    """A total that a spreadsheet has worked out is held against the drives above it; a formula is
    text and says nothing."""
    cells = split(line, table.delimiter) or []
    place = table.header.index(column)
    try:
        printed = amounts.number(cells[place])
    except (IndexError, ValueError):
        return Skip("total_row", Locator(line=number))
    if abs(printed - summed) > _ROUNDING:
        return Rejection("total_differs", Locator(line=number), column)
    return Skip("total_row", Locator(line=number))


def _drive(line: Record, habits: _Habits) -> Reading:
    where, category = Locator(line=line.line), line[_CATEGORY].casefold()
    column = habits.distance
    length = drives.metres(line[column], _UNITS[column], habits.point_expected, column)
    if category in _PRIVATE:
        return Skip("private_drive", where)
    if category != _WORK:
        raise BadCell("unknown_status", _CATEGORY)
    started, ended = (_moment(line[each], each, habits.day_first) for each in (_START, _END))
    if ended.utc < started.utc:
        raise BadCell("bad_time", _END)
    platform = drives.platform_in(line[_PURPOSE])
    return Row(
        fact=Shift(platform, ShiftState.WORKED, started, ended, distance_m=length),
        family="mileiq_drives",
        natural_key=f"{line[_START]}|{line[_END]}|{line[column]}",
        locator=where,
        raw={each: line[each] for each in _KEPT if line[each]},
        hint=EngagementHint(platform=platform),
    )


def _moment(cell: str, column: str, day_first: bool) -> Instant:
    said, _, hour = cell.partition(" ")
    match = _DAY.fullmatch(said)
    if match is None or int(match[3]) not in _YEARS:
        raise BadCell("bad_time", column)
    one, two, year = (int(each) for each in match.groups())
    try:
        day = date(year, two, one) if day_first else date(year, one, two)
    except ValueError as bad:
        raise BadCell("bad_time", column) from bad
    wall = datetime.combine(day, drives.clock(hour, column))
    placed = Instant.from_local(wall, moments.FLOATING, cell)
    return replace(placed, quality=TimeQuality.LOCAL_ASSUMED)
