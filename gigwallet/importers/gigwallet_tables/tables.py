"""Which of the seven tables this is, told by its header, and which columns it may have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.reading import FileHead, Reading, Rejection, Skip
from gigwallet.domain.recorded import Locator
from gigwallet.importers.gigwallet_tables import facts, vocabulary
from gigwallet.importers.gigwallet_tables.line import OWN, Line
from gigwallet.tabular.amounts import Style, StyleVotes
from gigwallet.tabular.lines import BadLine
from gigwallet.tabular.tables import BadCell, Record, Table, find_in_head, find_in_stream, fold
from gigwallet.words import N_


@dataclass(frozen=True, slots=True)
class TableKind:
    """``columns`` in the order of the template; ``tells`` are those that only this table has
    together; ``numbers`` are the columns whose style is told from the whole column."""

    name: str
    columns: tuple[str, ...]
    tells: frozenset[str]
    reader: facts.Reader
    numbers: tuple[str, ...] = ()


# "note" comes last: a file that was cut off then loses a remark, not the end of an amount.
KINDS = (
    TableKind(
        "engagements",
        ("engagement", "platform", "city", "zone", "currency", "contracting_firm", "paying_firm",
         "kind", "level", "vehicle", "account", "first_day", "last_day", "note"),
        frozenset({"engagement", "platform", "zone", "currency"}),
        facts.engagement,
    ),
    TableKind(
        "trips",
        ("engagement", "ref", "batch_ref", "kind", "status", "product", "city", "offered_at",
         "accepted_at", "arrived_pickup_at", "picked_up_at", "arrived_dropoff_at", "completed_at",
         "promised_by", "to_pickup_km", "trip_km", "paid_km", "duration_min", "paid_duration_min",
         "wait_min", "cash", "offered", "customer_paid", "surge", "currency", "zone", "note"),
        frozenset({"engagement", "status", "completed_at"}),
        facts.trip,
        ("to_pickup_km", "trip_km", "paid_km", "duration_min", "paid_duration_min", "wait_min",
         "offered", "customer_paid", "surge"),
    ),
    TableKind(
        "pay_lines",
        ("engagement", "trip_ref", "statement_ref", "category", "label", "amount", "currency",
         "occurred_at", "recognised_at", "quantity", "rate", "is_subtotal", "zone", "note"),
        frozenset({"engagement", "category", "amount", "currency"}),
        facts.pay_line,
        ("amount", "quantity", "rate"),
    ),
    TableKind(
        "statements",
        ("engagement", "ref", "kind", "first_day", "last_day", "covers", "orders", "gross",
         "deductions", "net", "currency", "issued_on", "zone", "note"),
        frozenset({"engagement", "first_day", "gross", "net"}),
        facts.statement,
        ("orders", "gross", "net"),
    ),
    TableKind(
        "payouts",
        ("engagement", "side", "at", "amount", "currency", "payer", "label", "first_day",
         "last_day", "method", "ext_ref", "account_last4", "zone", "note"),
        frozenset({"engagement", "at", "amount", "currency"}),
        facts.payout,
        ("amount",),
    ),
    TableKind(
        "shifts",
        ("engagement", "state", "started_at", "ended_at", "distance_km", "offers", "accepts",
         "rejects", "expired", "completed", "zone", "note"),
        frozenset({"engagement", "started_at", "ended_at"}),
        facts.shift,
        ("distance_km",),
    ),
    TableKind(
        "tallies",
        ("engagement", "first_day", "last_day", "orders", "distance_km", "hours", "label",
         "note"),
        frozenset({"engagement", "first_day", "orders"}),
        facts.tally,
        ("orders", "distance_km", "hours"),
    ),
)  # fmt: skip


def _kind(names: frozenset[str]) -> TableKind | None:
    return next((kind for kind in KINDS if kind.tells <= names), None)


def _knows(names: frozenset[str]) -> bool:
    return _kind(names) is not None


class GigWalletTables:
    """Each line that is filled in is a fact; a column that nobody knows refuses the file, so that
    a mistyped header never loses a column in silence."""

    name = "gigwallet_tables"
    version = "3"
    title = N_("GigWallet table")
    where = ""

    def recognises(self, file: FileHead) -> bool:
        return find_in_head(file, _knows, vocabulary.column) is not None

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        table = find_in_stream(file.name, stream, _knows, vocabulary.column)
        kind = _kind(table.names)
        if kind is None:
            raise GigWalletError("format_unknown", name=file.name)
        _refuse_unknown_columns(file.name, table, kind)
        styles = _styles(table, kind)
        for line in table:
            yield _reading(line, kind, styles)


_WITH_OWN = frozenset({"trips", "tallies"})


def _refuse_unknown_columns(name: str, table: Table, kind: TableKind) -> None:
    unknown = [
        each
        for each in table.header
        if each not in kind.columns and not (kind.name in _WITH_OWN and each.startswith(OWN))
    ]
    twice = [each for each in table.names if table.header.count(each) > 1]
    if unknown or twice:
        columns = ", ".join(each or "?" for each in (unknown or sorted(twice)))
        raise GigWalletError("table_columns_unknown", name=name, table=kind.name, columns=columns)


def _styles(table: Table, kind: TableKind) -> Mapping[str, Style]:
    """How each column of numbers writes them; a column that shows nothing follows the others."""
    of_all = StyleVotes()
    votes = {each: StyleVotes() for each in kind.numbers}
    fold(table, [*votes.items(), *((each, of_all) for each in kind.numbers)])
    return {each: own.style(otherwise=of_all.style()) for each, own in votes.items()}


def _reading(line: Record | BadLine, kind: TableKind, styles: Mapping[str, Style]) -> Reading:
    if isinstance(line, BadLine):
        return Rejection(line.reason, Locator(line=line.line))
    if vocabulary.is_total(line["engagement"]):
        return Skip("total_row", Locator(line=line.line))
    try:
        return kind.reader(Line(line, styles))
    except BadCell as bad:
        return Rejection(bad.reason, Locator(line=line.line), bad.column)
