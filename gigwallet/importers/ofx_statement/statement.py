"""How an OFX statement is read: credits that may be wages become rows, all else leaves as sums."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from gigwallet.domain.errors import GigWalletError
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
from gigwallet.importers.ofx_statement.blocks import MOVEMENT, Block, blocks, text_of
from gigwallet.importers.ofx_statement.moments import day_of, posted
from gigwallet.tabular.amount_column import AmountColumn
from gigwallet.tabular.encodings import REPLACED
from gigwallet.tabular.payers import payer_in, whom
from gigwallet.tabular.received import Received
from gigwallet.tabular.tables import BadCell
from gigwallet.tabular.trust import trusted_stream
from gigwallet.words import N_

_IN, _OUT = {"in/out": "money in"}, {"in/out": "money out"}
# Nothing but digits, marks and one sign: a currency's sign in an amount is damage here.
_AMOUNT = re.compile(r"[+-]?[\d., ]*\d[\d., ]*", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_MARKS = (b"<ofx>", b"ofxheader")
_SKIPS = {"INT": "interest", "DIV": "interest"}
_KEPT = (
    "TRNTYPE", "DTPOSTED", "TRNAMT", "FITID", "NAME", "PAYEE.NAME", "MEMO", "CURRENCY.CURSYM",
)  # fmt: skip


class OfxStatement:
    """Bank and card statements of OFX 1.x and 2.x; QFX is the same with a bank's number more."""

    name = "ofx_statement"
    version = "1"
    title = N_("Bank statement (OFX, QFX)")
    where = N_(
        "In your online bank: transactions > download, as OFX, QFX, Quicken or Money. Drop the "
        "file as it comes."
    )

    def recognises(self, file: FileHead) -> bool:
        head = file.head.replace(b"\0", b"").lower()
        return any(mark in head for mark in _MARKS)

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        text = text_of(stream.read())
        column = AmountColumn()
        found = False
        for block in blocks(text):
            found = found or block.name in (MOVEMENT, "STATEMENT")
            if block.name == MOVEMENT:
                column.add(block["TRNAMT"])
        if not found:
            raise GigWalletError("not_account_history", name=file.name)
        yield from trusted_stream(file.name, _readings(text, column))


def _readings(text: str, column: AmountColumn) -> Iterator[Reading]:
    around = Block("STATEMENT", 1)
    for block in blocks(text):
        if block.name == MOVEMENT:
            try:
                yield _movement(block, around, column)
            except BadCell as bad:
                yield Rejection(bad.reason, _place(block), bad.column)
        elif block.name == "STATEMENT":
            around = block
            yield from _span(around)
        else:
            yield from _closing(block, around, column)
    if "</ofx>" not in text[-2000:].lower():
        last = 1 + text.rstrip().count("\n")
        yield Rejection("cut_off_line", Locator(line=last, pointer="</OFX>"))


def _span(around: Block) -> Iterator[Covers]:
    try:
        first, last = day_of(around["DTSTART"]), day_of(around["DTEND"])
    except ValueError:
        return
    if first <= last:
        currency = around["CURDEF"] if _CURRENCY.fullmatch(around["CURDEF"]) else ""
        yield Covers("payouts", Period(first, last), EngagementHint(currency=currency))


def _closing(balance: Block, around: Block, column: AmountColumn) -> Iterator[PrintedTotal]:
    """The balance at the end; there is none at the beginning to hold it against."""
    if _CURRENCY.fullmatch(around["CURDEF"]) and _AMOUNT.fullmatch(balance["BALAMT"]):
        try:
            total = column.money(balance["BALAMT"], around["CURDEF"])
        except ValueError:
            return
        yield PrintedTotal("closing balance", amount=total)


def _place(block: Block) -> Locator:
    """Many banks write the whole file in one line."""
    return Locator(line=block.line, pointer=f"{MOVEMENT}[{block.nth + 1}]" if block.nth else "")


def _movement(block: Block, around: Block, column: AmountColumn) -> Reading:
    where = _place(block)
    if block.torn:
        raise BadCell("cut_off_line", "")
    if any(REPLACED in value for value in block.values.values()):
        raise BadCell("unreadable_characters", "")
    currency = block["CURRENCY.CURSYM"] or around["CURDEF"]
    if not _CURRENCY.fullmatch(currency):
        raise BadCell("bad_currency", "CURDEF")
    amount = _amount(block["TRNAMT"], currency, column)
    try:
        at = posted(block["DTPOSTED"])
    except ValueError:
        raise BadCell("bad_time", "DTPOSTED") from None
    if amount.minor < 0:
        return Skip("other_spending", where, amount, _OUT)
    if reason := "money_not_moved" if not amount.minor else _SKIPS.get(block["TRNTYPE"], ""):
        return Skip(reason, where, amount, _IN)
    name = block["NAME"] or block["PAYEE.NAME"]
    printed = whom(name, block["MEMO"])
    if not printed:
        raise BadCell("missing_value", "NAME")
    ref, mask = block["FITID"], around["ACCTID"][-4:]
    # Some banks use a number again: the day and the amount stand beside it.
    own = (ref,) if ref else (name, block["MEMO"])
    return Received(
        family="ofx_statement",
        natural_key="|".join((mask, at.day.isoformat(), str(amount), currency, *own)),
        at=at,
        amount=amount,
        payer=payer_in(printed),
        printed=printed,
        label=block["MEMO"] if block["MEMO"] != printed else "",
        ext_ref=ref,
        account_mask=mask if mask.isdecimal() else "",
    ).row(where, {key: block[key] for key in _KEPT if block[key]}, _IN)


def _amount(cell: str, currency: str, column: AmountColumn) -> Money:
    if not cell:
        raise BadCell("missing_value", "TRNAMT")
    try:
        if not _AMOUNT.fullmatch(cell):
            raise ValueError("more than a number")
        return column.money(cell, currency)
    except ValueError:
        raise BadCell("bad_amount", "TRNAMT") from None
