"""Which of the reports a file is, told by its columns in whatever language they are."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from typing import BinaryIO

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.period import Period
from gigwallet.domain.reading import FileHead, Reading, Rejection, Skip
from gigwallet.domain.recorded import Locator
from gigwallet.domain.taught import Taught
from gigwallet.importers.uber_fleet_reports import activity, cells, payments
from gigwallet.importers.uber_fleet_reports.context import Context
from gigwallet.importers.uber_fleet_reports.tree import Path, Tree
from gigwallet.importers.uber_fleet_reports.vocabulary import SPACED, Words, is_path, words
from gigwallet.tabular import tables
from gigwallet.tabular.encodings import decoded
from gigwallet.tabular.lines import BadLine, physical_lines, split
from gigwallet.tabular.spans import with_spans
from gigwallet.tabular.tables import BadCell, Record, Table
from gigwallet.tabular.trust import trusted
from gigwallet.words import N_

Read = Callable[[Record], Iterator[Reading]]

_PATHS = 3
TRIPS = frozenset({"trip", "requested", "distance", "status"})
TIMES = (
    frozenset({"driver", "time_open", "time_ontrip"}),
    frozenset({"driver", "time_online"}),
)
# The days of the report, and its name: English whatever the language of the columns.
_NAME = re.compile(r"(\d{8})[-_](\d{8})[-_]([a-z]+(?:_[a-z]+)*)(?=[-_.])")
_READ = ("payments_", "trip_activity", "driver_time_and_distance", "driver_activity")
_NOT_READ = ("driver_quality", "driver_performance", "driver_status", "vehicle_")
_SHAPE_WITHIN = 50
_MOST_NAMED = 3


def is_money(names: frozenset[str]) -> bool:
    """Whether a header's canonical names are those of a payment report."""
    roots = Counter(each.removeprefix(SPACED).split(":")[0] for each in names if is_path(each))
    return any(count >= _PATHS for count in roots.values())


def knows(names: frozenset[str]) -> bool:
    """Whether a header's canonical names are those of any of the reports."""
    return is_money(names) or names >= TRIPS or any(names >= each for each in TIMES)


class UberFleetReports:
    """Payments per order, driver and organisation, trip activity, times and distances. The columns
    of money are a tree: leaves count, a branch only for what its leaves leave open."""

    name = "uber_fleet_reports"
    version = "1"
    title = N_("Uber fleet or supplier report")
    where = N_(
        "supplier.uber.com > Reports: choose the days and the payments, trip activity or time and "
        "distance report. Keep the name that the file came with: it holds the days."
    )
    asked_last = False

    def __init__(self, known: Words | None = None) -> None:
        self._words = known or words()

    def knowing(self, taught: Taught) -> UberFleetReports:
        """The same importer for what this person named."""
        return UberFleetReports(words().with_taught(taught.reports))

    def recognises(self, file: FileHead) -> bool:
        table = tables.find_in_head(file, knows, self._words.canonical)
        if table is not None:
            if not is_money(table.names) or _has_ids(table):
                return True
            if not any(isinstance(line, Record) for line in table):
                return False  # torn below its header, and nothing would tell
        named = named_as(file.name)
        return named.startswith((*_READ, *_NOT_READ)) and (
            decoded(file.head, complete=False) is not None
        )

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        if named_as(file.name).startswith(_NOT_READ):
            yield from _unread(file.name, stream)
            return
        try:
            table = tables.find_in_stream(file.name, stream, knows, self._words.canonical)
        except GigWalletError as unknown:
            if unknown.code != "format_unknown" or not named_as(file.name):
                raise
            raise GigWalletError(
                "report_words_unknown", name=file.name, what=named_as(file.name)
            ) from unknown
        yield from with_spans(iter(trusted(file.name, _lines(file.name, table, self._words))))


def _has_ids(table: Table) -> bool:
    return "organisation" in table.names or bool(_shaped(table, cells.UUID))


def named_as(name: str) -> str:
    """What the file's own name calls the report, empty where it has none."""
    match = _NAME.search(posixpath.basename(name))
    return match[3] if match else ""


def period_of(name: str) -> Period | None:
    """The days in a report's name. A week runs from Monday at four to Monday at four, so that its
    last day is the one before; a span of other days names its last day itself."""
    match = _NAME.search(posixpath.basename(name))
    if not match:
        return None
    try:
        first, last = (date.fromisoformat(each) for each in (match[1], match[2]))
    except ValueError:
        return None
    if last < first:
        return None
    turns = first != last and (last - first).days % 7 == 0
    return Period(first, last - timedelta(days=1) if turns else last)


def _unread(name: str, stream: BinaryIO) -> Iterator[Reading]:
    text = decoded(stream.read())
    if text is None:
        raise GigWalletError("format_unknown", name=name)
    for number, line in enumerate(physical_lines(text), start=1):
        if number > 1 and line.strip():
            yield Skip("unsupported_table", Locator(line=number))


def _shaped(table: Table, shape: re.Pattern[str]) -> list[str]:
    """The columns whose cells nearly all have a shape, in the order of the header."""
    filled: Counter[str] = Counter()
    fitting: Counter[str] = Counter()
    for line in islice(iter(table), _SHAPE_WITHIN):
        if isinstance(line, Record):
            for name, cell in line.cells.items():
                filled[name] += bool(cell)
                fitting[name] += bool(shape.fullmatch(cell))
    return [
        name for name in table.header if fitting[name] and fitting[name] * 5 >= filled[name] * 4
    ]


def by_shape(table: Table) -> Table:
    """Columns that no known word names, found by what their cells look like: the time with its
    offset, and the ids in the order in which every report has them."""
    names = dict(zip(table.header, table.header, strict=True))
    times = _shaped(table, cells.REPORTED)
    if "reported" not in names and len(times) == 1:
        names[times[0]] = "reported"
    wanted = ("transaction", "driver", "trip") if times else ("driver",)
    ids = _shaped(table, cells.UUID)
    if len(ids) == len(wanted):
        for found, name in zip(ids, wanted, strict=True):
            if name not in table.header:
                names[found] = name
    return replace(table, header=tuple(names[each] for each in table.header))


def _lines(name: str, table: Table, known: Words) -> Iterator[Reading]:
    lines: list[Record | BadLine]
    if is_money(table.names):
        table = by_shape(table)
        lines = list(table)
        read = _payments(name, table, known, [each for each in lines if isinstance(each, Record)])
    else:
        lines = list(table)
        read = _activity(name, table, [each for each in lines if isinstance(each, Record)])
    for line in lines:
        if isinstance(line, BadLine):
            yield Rejection(line.reason, Locator(line=line.line))
            continue
        try:
            # A line is a row in all its parts or in none.
            yield from list(read(line))
        except BadCell as bad:
            yield Rejection(bad.reason, Locator(line=line.line), bad.column)


def labels_of(table: Table) -> list[str]:
    """The columns' names as the report writes them."""
    header = next(islice(iter(table.lines), table.header_line - 1, None))
    return [each.strip().lstrip("\ufeff") for each in split(header, table.delimiter) or ()]


def tree_of(table: Table, known: Words) -> Tree:
    """The money columns under the labels that they are written with."""
    return Tree.of(zip(table.header, labels_of(table), strict=False), known)


def unknown_paths(tree: Tree) -> list[Path]:
    """Those that nobody can say the kind of, so that the report is not read."""
    return [path for path in tree.leaves() if not tree.is_understood(path)] + tree.strays()


def _payments(name: str, table: Table, known: Words, lines: list[Record]) -> Read:
    tree = tree_of(table, known)
    unknown = unknown_paths(tree)
    if unknown:
        what = ", ".join(f"“{tree.labels[each]}”" for each in unknown[:_MOST_NAMED])
        raise GigWalletError("report_words_unknown", name=name, what=what)
    context = Context.of(tree, lines, period_of(name))
    if "reported" in table.names:
        missing = {"transaction"} - table.names
        if missing:
            raise GigWalletError("report_words_unknown", name=name, what="transaction UUID")
        return lambda line: payments.read_order(line, context)
    if "driver" not in table.names:
        # Nothing in it tells whether the organisation is one person or a hundred.
        return lambda line: iter((Skip("fleet_not_driver", Locator(line=line.line)),))
    if context.period is None:
        raise GigWalletError("report_days_unknown", name=name)
    return lambda line: payments.read_period(line, context)


def _activity(name: str, table: Table, lines: list[Record]) -> Read:
    context = activity.Context.of(lines, period_of(name))
    if table.names >= TRIPS:
        return lambda line: activity.read_trip(line, context)
    if context.period is None:
        raise GigWalletError("report_days_unknown", name=name)
    return lambda line: activity.read_times(line, context)
