"""How MT940 is read: credits that may be wages become rows, all else leaves as sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.reading import FileHead, PrintedTotal, Reading, Rejection, Skip
from gigwallet.domain.recorded import Locator
from gigwallet.importers.mt940_statement.fields import Field, fields, text_of
from gigwallet.importers.mt940_statement.movements import (
    Details,
    Movement,
    balance,
    details,
    movement,
    printed,
)
from gigwallet.tabular import moments
from gigwallet.tabular.encodings import REPLACED
from gigwallet.tabular.payers import payer_in
from gigwallet.tabular.received import Received
from gigwallet.tabular.tables import BadCell
from gigwallet.tabular.trust import trusted_stream
from gigwallet.words import N_

_MARKS = (b":60F:", b":60M:")
_OPENING, _CLOSING = ("60F", "60M"), ("62F", "62M")
_CHANGE = "closing balance less opening balance"
_IN = {"in/out": "money in", "balance": _CHANGE}
_OUT = {"in/out": "money out", "balance": _CHANGE}


class Mt940Statement:
    """One or more statements, of one or more accounts."""

    name = "mt940_statement"
    version = "1"
    title = N_("Bank statement (MT940)")
    where = N_(
        "In your online bank: transactions > export, as MT940, SWIFT or STA. Drop the file as it "
        "comes."
    )

    def recognises(self, file: FileHead) -> bool:
        return any(mark in file.head for mark in _MARKS) and b":25:" in file.head

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        text = text_of(stream.read())
        yield from trusted_stream(file.name, _Reading(file.name).readings(text))


class _Reading:
    """One pass over the fields; what it holds is of the statement that is open."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._mask = self._currency = ""
        self._opening: Money | None = None
        self._booked = 0
        self._sound = True
        self._waiting: Field | None = None
        self._changes: Counter[str] = Counter()

    def readings(self, text: str) -> Iterator[Reading]:
        seen = False
        for field in fields(text):
            seen = seen or field.tag in (*_OPENING, "61")
            if field.tag != "86":
                yield from self._movement("")
            yield from self._field(field)
        yield from self._movement("")
        if not seen:
            raise GigWalletError("not_account_history", name=self._name)
        for currency, change in self._changes.items():
            yield PrintedTotal(_CHANGE, amount=Money(change, currency))
        if self._opening is not None:
            last = 1 + text.rstrip().count("\n")
            yield Rejection("cut_off_line", Locator(line=last, pointer=":62F:"))

    def _field(self, field: Field) -> Iterator[Reading]:
        if field.tag == "61":
            self._waiting = field
        elif field.tag == "86":
            yield from self._movement(field.text)
        elif field.tag == "25":
            account = field.text.strip().removesuffix("EUR")
            self._mask = account[-4:] if account[-4:].isdecimal() else ""
        elif field.tag in _OPENING:
            self._opening, self._booked, self._sound = balance(field.text), 0, True
            self._currency = self._opening.currency if self._opening is not None else ""
        elif field.tag in _CLOSING:
            yield from self._close(field)
        elif not field.tag:
            self._sound = False
            yield Rejection("unknown_field", Locator(line=field.line))

    def _close(self, field: Field) -> Iterator[Reading]:
        """Where every movement was understood and they do not lead from one balance to the other,
        an amount is damaged or a movement is missing."""
        opening, closing = self._opening, balance(field.text)
        self._opening = None
        if opening is None or closing is None or opening.currency != closing.currency:
            yield Rejection("bad_amount", Locator(line=field.line), field.tag)
            return
        change = closing - opening
        self._changes[change.currency] += change.minor
        if self._sound and change.minor != self._booked:
            yield Rejection("total_differs", Locator(line=field.line), field.tag)

    def _movement(self, said: str) -> Iterator[Reading]:
        """The movement that waits for its details; ``said`` is empty where it has none."""
        field, self._waiting = self._waiting, None
        if field is None:
            return
        where = Locator(line=field.line)
        try:
            if REPLACED in field.text:
                raise BadCell("unreadable_characters", "61")
            found = movement(field.text, self._currency)
            self._booked += found.amount.minor
            yield self._read(found, details(said), where)
        except BadCell as bad:
            self._sound = False
            yield Rejection(bad.reason, where, bad.column)

    def _read(self, found: Movement, told: Details, where: Locator) -> Reading:
        amount = found.amount
        if amount.minor < 0:
            reason = "returned_payment" if found.reversal else "other_spending"
            return Skip(reason, where, amount, _OUT)
        if found.reversal or told.returned or not amount.minor:
            reason = "returned_payment" if amount.minor else "money_not_moved"
            return Skip(reason, where, amount, _IN)
        name = printed(told)
        if not name:
            raise BadCell("missing_value", "86")
        reference = found.reference or told.reference
        own = (reference, told.payer, told.purpose)
        raw = {"61": found.written, "86": " ".join(f"{told.payer} {told.purpose}".split())}
        return Received(
            family="mt940_statement",
            natural_key="|".join(
                (self._mask, found.day.isoformat(), str(amount), amount.currency, *own)
            ),
            at=Instant.from_day(found.day, moments.FLOATING, found.written[:10]),
            amount=amount,
            payer=payer_in(name),
            printed=name,
            label=told.purpose if told.purpose != name else "",
            ext_ref=reference,
            account_mask=self._mask,
        ).row(where, raw, _IN)
