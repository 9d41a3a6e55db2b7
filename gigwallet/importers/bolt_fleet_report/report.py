"""Which file is Bolt's, whose lines it has, and the total of all drivers that it prints."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.reading import (
    Covers,
    FileHead,
    PrintedTotal,
    Reading,
    Rejection,
    Row,
    Skip,
)
from gigwallet.domain.recorded import Locator
from gigwallet.importers.bolt_fleet_report.context import Context
from gigwallet.importers.bolt_fleet_report.driver import read
from gigwallet.importers.bolt_fleet_report.vocabulary import canonical
from gigwallet.tabular import tables
from gigwallet.tabular.lines import BadLine, split
from gigwallet.tabular.named_days import days_of_name
from gigwallet.tabular.tables import BadCell, Record, Table
from gigwallet.tabular.trust import trusted
from gigwallet.words import N_

_NEW = frozenset({"driver", "gross_total", "net"})
_OLD = frozenset({"driver", "old_gross", "old_payout"})


def _knows(names: frozenset[str]) -> bool:
    return names >= _NEW or names >= _OLD


class BoltFleetReport:
    """Gross, fees, net and payout must add up in each line; a line in which they do not is
    rejected. Hours of the columns "per hour" are not printed and so not read."""

    name = "bolt_fleet_report"
    version = "1"
    title = N_("Bolt earnings report of a fleet")
    where = N_(
        "fleets.bolt.eu > Earnings > Earnings per driver > export as CSV; without access, ask your "
        "fleet for it. Keep the days or the week in its name."
    )

    def recognises(self, file: FileHead) -> bool:
        return tables.find_in_head(file, _knows, canonical) is not None

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        table = tables.find_in_stream(file.name, stream, _knows, canonical)
        period = days_of_name(file.name)
        if period is None:
            raise GigWalletError("days_not_in_name", name=file.name)
        context = Context.of(table, _labels(table), period)
        readings = tuple(_lines(table, context))
        _refuse_unknown_parts(file.name, readings, context)
        yield from trusted(file.name, readings)
        for hint in dict.fromkeys(each.hint for each in readings if isinstance(each, Row)):
            yield Covers("pay", period, hint)


def _refuse_unknown_parts(name: str, readings: tuple[Reading, ...], context: Context) -> None:
    """Columns of money that nobody knows are missing where no line adds up, or, in the older
    report, where its balances do not show that nothing is missing."""
    differing = any(isinstance(e, Rejection) and e.reason == "total_differs" for e in readings)
    nothing_adds_up = differing and not any(isinstance(each, Row) for each in readings)
    unproven = "old_gross" in context.labels and not context.balances
    if context.extra and (nothing_adds_up or unproven):
        columns = ", ".join(context.labels[each] for each in context.extra)
        raise GigWalletError("report_columns_unknown", name=name, columns=columns)


def _labels(table: Table) -> dict[str, str]:
    """The columns as the file writes them."""
    header = next(islice(iter(table.lines), table.header_line - 1, None))
    written = [each.strip().lstrip("\ufeff") for each in split(header, table.delimiter) or ()]
    pairs = reversed(list(zip(table.header, written, strict=False)))
    return dict(pairs)


def _lines(table: Table, context: Context) -> Iterator[Reading]:
    for line in table:
        where = Locator(line=line.line)
        if isinstance(line, BadLine):
            yield Rejection(line.reason, where)
            continue
        try:
            if context.of_everyone(line):
                yield from _everyone(line, context)
            else:
                yield from read(line, context)
        except BadCell as bad:
            yield Rejection(bad.reason, where, bad.column)


def _everyone(line: Record, context: Context) -> list[Reading]:
    """The line of all drivers is no driver's: its sum is what the file prints about itself."""
    column = "gross_total" if "gross_total" in line.cells else "old_gross"
    amount = context.money(line, column)
    total = PrintedTotal(context.labels[column], None, amount)
    return [Skip("total_row", Locator(line=line.line)), total]
