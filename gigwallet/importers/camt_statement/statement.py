"""How a camt file is read: credits that may be wages become rows, all else leaves as sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.reading import (
    Covers,
    EngagementHint,
    FileHead,
    PrintedTotal,
    Reading,
    Rejection,
    Skip,
)
from gigwallet.domain.recorded import Locator
from gigwallet.importers.camt_statement import entries
from gigwallet.importers.camt_statement.entries import Payment, text
from gigwallet.tabular import moments
from gigwallet.tabular.payers import payer_in, whom
from gigwallet.tabular.received import Received
from gigwallet.tabular.tables import BadCell
from gigwallet.tabular.trust import trusted_stream
from gigwallet.tabular.xml_stream import Element, TornXml, elements
from gigwallet.words import N_

_MARK = b"iso:20022:tech:xsd:camt.05"
_STATEMENTS = frozenset({"Stmt", "Rpt", "Ntfctn"})
_WHOLE = frozenset({"Ntry", "Bal", "Acct", "FrToDt"})
_OPENING, _CLOSING = ("OPBD", "PRCD"), ("CLBD",)
_CHANGE = "closing balance less opening balance"
_IN = {"in/out": "money in", "balance": _CHANGE}
_OUT = {"in/out": "money out", "balance": _CHANGE}
_PENDING = {"in/out": "not booked"}


class CamtStatement:
    """Statements, reports and notifications of one or more accounts."""

    name = "camt_statement"
    version = "2"
    title = N_("Bank statement (camt, ISO 20022)")
    where = N_(
        "In your online bank: statements > download, as camt.053 or XML. A ZIP of them can be "
        "dropped as it comes."
    )

    def recognises(self, file: FileHead) -> bool:
        return _MARK in file.head.replace(b"\0", b"")[:8192]

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        yield from trusted_stream(file.name, _Reading(file.name).readings(stream))


class _Reading:
    """One pass over the file; what it holds is what one statement prints about itself."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._mask = ""
        self._statements = 0
        self._opening: Money | None = None
        self._closing: Money | None = None
        self._closing_line = 0
        self._booked = 0
        self._sound = True
        self._changes: Counter[str] = Counter()
        self._lines: Counter[int] = Counter()

    def readings(self, stream: BinaryIO) -> Iterator[Reading]:
        try:
            for element in elements(self._name, stream, _WHOLE, opened=_STATEMENTS):
                yield from self._element(element)
        except TornXml as torn:
            yield Rejection("cut_off_line", Locator(line=torn.line, pointer="</Document>"))
            return
        if not self._statements:
            raise GigWalletError("not_account_history", name=self._name)
        yield from self._balances()
        for currency, change in self._changes.items():
            yield PrintedTotal(_CHANGE, amount=Money(change, currency))

    def _element(self, element: Element) -> Iterator[Reading]:
        if element.name in _STATEMENTS:
            yield from self._balances()
            self._statements += 1
            self._mask, self._opening, self._closing = "", None, None
            self._booked, self._sound = 0, True
        elif element.name == "Acct":
            account = text(element, "Id", "IBAN") or element.value("Id")
            self._mask = account[-4:] if account[-4:].isdecimal() else ""
        elif element.name == "FrToDt":
            yield from _span(element)
        elif element.name == "Bal":
            self._balance(element)
        else:
            yield from self._entry(element)

    def _balance(self, balance: Element) -> None:
        """Some statements print several; the first opening and the last closing count."""
        kind = text(balance, "Tp", "CdOrPrtry", "Cd")
        try:
            amount = entries.money(balance, text(balance, "CdtDbtInd"))
        except BadCell:
            return
        if kind in _OPENING and self._opening is None:
            self._opening = amount
        elif kind in _CLOSING:
            self._closing, self._closing_line = amount, balance.line

    def _balances(self) -> Iterator[Reading]:
        """A notification prints none. Where every entry was understood and they do not lead from
        one balance to the other, an amount is damaged."""
        opening, closing = self._opening, self._closing
        self._opening = self._closing = None
        if opening is None or closing is None or opening.currency != closing.currency:
            return
        change = closing - opening
        self._changes[change.currency] += change.minor
        if self._sound and change.minor != self._booked:
            yield Rejection("total_differs", self._place(self._closing_line), "CLBD")

    def _entry(self, entry: Element) -> Iterator[Reading]:
        try:
            total = entries.money(entry, text(entry, "CdtDbtInd"))
            is_booked = entries.booked(entry)
            at = entries.when(entry) if is_booked else None
            found = tuple(entries.payments(entry, total)) if at else ()
        except BadCell as bad:
            self._sound = False
            yield Rejection(bad.reason, self._place(entry.line), bad.column)
            return
        if at is None:
            yield Skip("money_not_moved", self._place(entry.line), total, _PENDING)
            return
        self._booked += total.minor
        reversal = entries.is_reversal(entry)
        for payment in found:
            try:
                yield self._payment(payment, at, reversal)
            except BadCell as bad:
                yield Rejection(bad.reason, self._place(payment.line), bad.column)

    def _payment(self, payment: Payment, at: Instant, reversal: bool) -> Reading:
        where, amount = self._place(payment.line), payment.amount
        if amount.minor < 0:
            return Skip("returned_payment" if reversal else "other_spending", where, amount, _OUT)
        if reversal or not amount.minor:
            reason = "returned_payment" if reversal else "money_not_moved"
            return Skip(reason, where, amount, _IN)
        printed = whom(payment.payer, payment.text)
        if not printed:
            raise BadCell("missing_value", "Dbtr")
        own = (payment.reference,) if payment.reference else (payment.payer, payment.text)
        return Received(
            family="camt_statement",
            natural_key="|".join(
                (self._mask, at.day.isoformat(), str(amount), amount.currency, *own)
            ),
            at=at,
            amount=amount,
            payer=payer_in(printed),
            printed=printed,
            label=payment.text if payment.text != printed else "",
            ext_ref=payment.reference,
            account_mask=self._mask,
        ).row(where, _kept(payment, at), _IN)

    def _place(self, line: int) -> Locator:
        """Many banks write the whole file in one line."""
        self._lines[line] += 1
        nth = self._lines[line]
        if len(self._lines) > 1:
            self._lines = Counter({line: nth})
        return Locator(line=line, pointer=f"Ntry[{nth}]" if nth > 1 else "")


def _span(span: Element) -> Iterator[Covers]:
    """What the statement says it covers."""
    try:
        first, last = (
            moments.day((text(span, f"{end}DtTm") or text(span, f"{end}Dt"))[:10])
            for end in ("Fr", "To")
        )
    except ValueError:
        return
    if date.min < first <= last:
        yield Covers("payouts", Period(first, last), EngagementHint())


def _kept(payment: Payment, at: Instant) -> dict[str, str]:
    said = {
        "BookgDt": at.text,
        "Amt": f"{payment.amount} {payment.amount.currency}",
        "Dbtr": payment.payer,
        "RmtInf": payment.text,
        "Refs": payment.reference,
    }
    return {name: value for name, value in said.items() if value}
