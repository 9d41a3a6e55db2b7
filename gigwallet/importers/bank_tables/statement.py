"""How a bank's table is read: credits that may be wages become rows, all else leaves as sums."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Money
from gigwallet.domain.reading import FileHead, PrintedTotal, Reading, Rejection, Skip
from gigwallet.domain.recorded import Locator
from gigwallet.importers.bank_tables.asides import WholeLines, aside
from gigwallet.importers.bank_tables.bank import Bank, bank_of, canonical
from gigwallet.importers.bank_tables.cells import Cells, Said
from gigwallet.importers.bank_tables.preamble import mask_in, span_in
from gigwallet.tabular import tables
from gigwallet.tabular.day_column import UnclearDays
from gigwallet.tabular.lines import BadLine
from gigwallet.tabular.payers import payer_in, through_whom
from gigwallet.tabular.received import Received
from gigwallet.tabular.running_balance import RunningBalance
from gigwallet.tabular.tables import BadCell, Record, Table
from gigwallet.tabular.trust import trusted_stream
from gigwallet.words import N_

_IN = {"in/out": "money in"}
_OUT = {"in/out": "money out"}
# Only banks in China print totals in their tables.
_TOTALS_IN = "CNY"


class BankTables:
    """One reader for all banks whose tables are described in ``banks/``."""

    name = "bank_tables"
    version = "1"
    title = N_("Bank or PayPal statement (table)")
    where = N_(
        "In your bank's app or online bank: account > statement or transactions > export, as CSV "
        "or Excel. Take the longest time that it offers, and drop the file unopened."
    )

    def recognises(self, file: FileHead) -> bool:
        return tables.find_in_head(file, _known, canonical) is not None

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        table = tables.find_in_stream(file.name, stream, _known, canonical)
        bank = bank_of(table.names)
        assert bank is not None  # noqa: S101  the table was found by it
        try:
            statement = _Statement(bank, table)
        except UnclearDays as unclear:
            raise GigWalletError(
                "day_order_unclear", name=file.name, example=unclear.example
            ) from unclear
        yield from span_in(table.preamble, bank.zone, bank.currency)
        yield from trusted_stream(file.name, statement.lines())


def _known(names: frozenset[str]) -> bool:
    return bank_of(names) is not None


class _Statement:
    """Reads the table once to learn its columns, once for its balances, and once for its lines."""

    def __init__(self, bank: Bank, table: Table) -> None:
        self._bank = bank
        self._table = replace(table, lines=WholeLines(table, bank))
        self._mask = mask_in(table.preamble)
        self._cells = Cells(bank, table.names)
        self._balances = RunningBalance()
        # Where the style of its amounts is known, one reading tells all.
        known = bank.style is not None
        for said in self._movements():
            self._cells.add(said)
            if known:
                self._weigh(said)
        self._cells.settle()
        if not known:
            for said in self._movements():
                self._weigh(said)

    def _movements(self) -> Iterator[Said]:
        for line in self._table:
            if isinstance(line, Record) and not self._aside(line):
                yield self._cells.said(line)

    def _weigh(self, said: Said) -> None:
        """Let the balances see the line, where it has one and its money moved."""
        try:
            if not self._cells.moved(said):
                return
            currency = self._cells.currency(said)
            balance = self._cells.balance(said, currency)
            if balance is not None:
                amount = self._cells.amount(said, currency)
                self._balances.add(self._account(said, currency), amount, balance)
        except BadCell:
            return

    def lines(self) -> Iterator[Reading]:
        for line in self._table:
            if isinstance(line, BadLine):
                yield Rejection(line.reason, Locator(line=line.line))
                continue
            if reason := self._aside(line):
                if reason == "total_row":
                    yield from self._totals(line)
                yield Skip(reason, Locator(line=line.line))
                continue
            try:
                yield self._line(line)
            except BadCell as bad:
                yield Rejection(bad.reason, Locator(line=line.line), bad.column)

    def _aside(self, line: Record) -> str:
        """Lines of the table that are no movements: a reason to skip, or an empty text."""
        return aside(line[self._table.header[0]], self._bank)

    def _totals(self, line: Record) -> Iterator[PrintedTotal]:
        """Money that went out is below zero in the lines, and so it is here."""
        said = self._cells.said(line)
        for role, footing, sign in (("money_in", _IN, 1), ("money_out", _OUT, -1)):
            try:
                total = self._cells.total(said, role, _TOTALS_IN)
            except BadCell:
                continue
            yield PrintedTotal(footing["in/out"], amount=Money(sign * total, _TOTALS_IN))

    def _account(self, said: Said, currency: str) -> tuple[str, str]:
        return currency, said.get("pocket", "")

    def _line(self, line: Record) -> Reading:
        cells, where = self._cells, Locator(line=line.line)
        said = cells.said(line)
        if not cells.moved(said):
            return self._not_moved(said, where)
        currency = cells.currency(said)
        minor = cells.amount(said, currency)
        day, clock, written = cells.when(said)
        balance = cells.balance(said, currency)
        if balance is not None and self._balances.contradicts(
            self._account(said, currency), minor, balance
        ):
            return Rejection("balance_contradicts", where, cells.column("balance"))
        amount = Money(minor, currency)
        if minor < 0:
            return Skip(cells.reason_to_skip(said) or "other_spending", where, amount, _OUT)
        if reason := "money_not_moved" if not minor else cells.reason_to_skip(said):
            return Skip(reason, where, amount, _IN)
        payer, text = said.get("payer", ""), said.get("text", "")
        printed = through_whom(payer, text) or text or said.get("kind", "")
        if not printed:
            raise BadCell("missing_value", cells.column("payer"))
        ref = said.get("ref", "")
        moment = f"{day.isoformat()}T{clock.isoformat() if clock else ''}"
        return Received(
            family="bank_tables",
            natural_key="|".join(
                (self._bank.name, *self._own(said, moment, ref), str(amount), currency)
            ),
            at=cells.instant(said, day, clock, written),
            amount=amount,
            payer=payer_in(printed),
            printed=printed,
            label=text if text != printed else "",
            ext_ref=ref,
            account_mask=self._mask or said.get("account", "")[-4:],
            zone=cells.zone(said),
        ).row(where, cells.kept(line), _IN)

    def _own(self, said: Said, moment: str, ref: str) -> tuple[str, ...]:
        """What finds the line again: words may be in another language next time."""
        if self._bank.known_by == "ref" and ref:
            return (ref,)
        if self._bank.known_by == "time":
            return (moment, said.get("started", ""))
        return (moment, ref, said.get("payer", ""), said.get("text", ""))

    def _not_moved(self, said: Said, where: Locator) -> Reading:
        """Its sum is told where it can be read; nothing depends on it."""
        try:
            currency = self._cells.currency(said)
            amount = Money(self._cells.amount(said, currency), currency)
        except BadCell:
            return Skip("money_not_moved", where)
        footing = {self._cells.column("state"): said.get("state", "")}
        return Skip("money_not_moved", where, amount, footing)
