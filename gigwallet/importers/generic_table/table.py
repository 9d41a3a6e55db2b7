"""Which profile a table is of, and its lines one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.reading import (
    FileHead,
    PrintedTotal,
    Reading,
    Rejection,
    Row,
    Skip,
)
from gigwallet.domain.recorded import Locator
from gigwallet.domain.taught import Meaning, TableProfile, Taught
from gigwallet.importers.generic_table.columns import Columns
from gigwallet.importers.generic_table.facts import rows_of
from gigwallet.tabular import table_guess
from gigwallet.tabular.lines import BadLine
from gigwallet.tabular.tables import BadCell, Record, fold
from gigwallet.tabular.trust import trusted_stream
from gigwallet.words import N_


class GenericTable:
    """Knows the profiles that it was handed, none by itself. A table of other columns is not read,
    so that a column which was added or renamed is asked about and never lost."""

    name = "generic_table"
    version = "2"
    title = N_("Your own table")
    where = ""
    asked_last = True

    def __init__(self, profiles: tuple[TableProfile, ...] = ()) -> None:
        self._profiles = profiles

    def knowing(self, taught: Taught) -> GenericTable:
        """The same importer for what this person taught."""
        return GenericTable(taught.tables)

    def recognises(self, file: FileHead) -> bool:
        return self._profile(file) is not None

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        profile = self._profile(file)
        if profile is None:
            raise GigWalletError("format_unknown", name=file.name)
        yield from trusted_stream(file.name, readings(file.name, stream, profile))

    def _profile(self, file: FileHead) -> TableProfile | None:
        fits = (p for p in self._profiles if table_guess.has_header(file, frozenset(p.header)))
        return next(fits, None)


def readings(name: str, stream: BinaryIO, profile: TableProfile) -> Iterator[Reading]:
    """What the table says if it is read by ``profile``. Refuses with ``format_unknown``."""
    table = table_guess.opened(name, stream, frozenset(profile.header))
    columns = Columns(profile)
    fold(table, columns.folds())
    totals, sums, sound = list[Record](), Counter[str](), True
    for line in table:
        if isinstance(line, Record) and table_guess.is_total_line(line):
            totals.append(line)
            continue
        for each in _line(line, columns, profile):
            if isinstance(each, Row) and each.amount is not None:
                sums[each.footing["column"]] += each.amount.minor
            sound = sound and not isinstance(each, Rejection)
            yield each
    for line in totals:
        # Several of them are sums of weeks or months; which lines they add is not known.
        checked = columns if sound and len(totals) == 1 else None
        yield from _total(line, checked, sums)


def _total(line: Record, columns: Columns | None, sums: Counter[str]) -> Iterator[Reading]:
    """A line of totals is none of its own. The one of a table that was read whole is a checksum."""
    where = Locator(line=line.line)
    wrong = ""
    for use in columns.amounts if columns else ():
        try:
            printed = columns.money(line, use) if columns else None
        except BadCell:
            continue
        if printed is not None:
            yield PrintedTotal(use.column, amount=printed)
            wrong = wrong or (use.column if printed.minor != sums[use.column] else "")
    yield Rejection("total_differs", where, wrong) if wrong else Skip("total_row", where)


def _line(line: Record | BadLine, columns: Columns, profile: TableProfile) -> Iterator[Reading]:
    where = Locator(line=line.line)
    if isinstance(line, BadLine):
        yield Rejection(line.reason, where)
        return
    try:
        rows: list[Row] = list(rows_of(line, columns, profile))
    except BadCell as bad:
        yield Rejection(bad.reason, where, bad.column)
        return
    if rows:
        yield from rows
    elif profile.columns(Meaning.MONEY):
        yield Rejection("missing_value", where, profile.columns(Meaning.MONEY)[0].column)
    else:
        yield Skip("unsupported_table", where)
