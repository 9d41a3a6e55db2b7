"""Which file of a courier's export this is, and what its lines become."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO

from gigwallet.domain.reading import FileHead, Reading, Rejection, Skip
from gigwallet.domain.recorded import Locator
from gigwallet.importers.uber_courier_export import deliveries
from gigwallet.tabular import tables
from gigwallet.tabular.lines import BadLine
from gigwallet.tabular.spans import with_spans
from gigwallet.tabular.tables import BadCell, Record, Table
from gigwallet.tabular.trust import trusted_stream
from gigwallet.tabular.uber import payments
from gigwallet.tabular.uber.columns import canonical
from gigwallet.words import N_

# The folder of what a person ordered, whoever else they are.
_CUSTOMER = re.compile(r"(?:^|/)(?:rider|eats)/", re.IGNORECASE)


def _knows(names: frozenset[str]) -> bool:
    return names >= deliveries.COLUMNS or names >= payments.COLUMNS


class UberCourierExport:
    """Payments have the header of a driver's; they are told apart by what their lines pay for. Who
    rides and delivers has one file of payments, which the driver's importer reads whole."""

    name = "uber_courier_export"
    version = "1"
    title = N_("Uber Eats courier data export")
    where = N_(
        "Uber's privacy centre > Download your data, or ask Uber for a copy of your data as a "
        "courier. Drop the ZIP unopened."
    )

    def recognises(self, file: FileHead) -> bool:
        table = tables.find_in_head(file, _knows, canonical)
        if table is None:
            return False
        if table.names >= deliveries.COLUMNS:
            return True
        return payments.is_courier_pay(table)

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        table = tables.find_in_stream(file.name, stream, _knows, canonical)
        if _CUSTOMER.search(file.name):
            for line in table:
                yield Skip("rider_data", Locator(line=line.line))
            return
        yield from with_spans(trusted_stream(file.name, _lines(table)))


def _lines(table: Table) -> Iterator[Reading]:
    read = _reader(table)
    for line in table:
        if isinstance(line, BadLine):
            yield Rejection(line.reason, Locator(line=line.line))
            continue
        try:
            yield from read(line)
        except BadCell as bad:
            yield Rejection(bad.reason, Locator(line=line.line), bad.column)


def _reader(table: Table) -> Callable[[Record], Iterator[Reading]]:
    if table.names >= payments.COLUMNS:
        return partial(payments.read, habits=payments.Habits.of(table))
    return partial(deliveries.read, context=deliveries.Context.of(table))
