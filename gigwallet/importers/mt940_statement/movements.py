"""What a ``:61:`` and its ``:86:`` say: day, amount, reversal, payer, purpose, reference."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from mt940.models import Transactions
from mt940.options import Options
from mt940.processors import transaction_details_post_processor
from mt940.tags import FinalOpeningBalance, Statement, StatementGLS, TransactionDetails

from gigwallet.domain.money import Money
from gigwallet.tabular.payers import whom
from gigwallet.tabular.tables import BadCell

_MOVEMENTS = (Statement().re, StatementGLS().re)
_BALANCE = FinalOpeningBalance().re
_AMOUNT = re.compile(r"\d{1,13},\d{0,3}", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_OPTIONS = Options.all()
_DETAILS = TransactionDetails()
_STRUCTURED = re.compile(r"\d{3}\?\d{2}", re.ASCII)
# Codes between strokes, as banks in the Netherlands write them.
_NAME = re.compile(r"/NAME/([^/]+)|/CNTP/[^/]*/[^/]*/([^/]+)/")
_REMITTANCE = re.compile(r"/REMI/(?:USTD//|STRD/[^/]*/)?(.*?)(?=/[A-Z]{3,4}/|$)")
_NO_REFERENCE = ("NONREF", "NOREF", "NOTPROVIDED", "")
# What German banks call a payment that came back.
_RETURNED = ("RETOURE", "RUECK", "RÜCK")
_YEARS = range(1990, 2101)
_HALF_A_YEAR = 183


@dataclass(frozen=True, slots=True)
class Movement:
    """A ``:61:``: ``amount`` as the account sees it; ``reversal`` takes an earlier one back."""

    day: date
    amount: Money
    reversal: bool
    reference: str
    written: str


@dataclass(frozen=True, slots=True)
class Details:
    """What a ``:86:`` says of who paid and for what, in whichever way it is written."""

    payer: str
    purpose: str
    reference: str
    returned: bool = False


def movement(text: str, currency: str) -> Movement:
    """Raises ``BadCell``: the standard leaves nothing open, so nothing is repaired."""
    found = next((match for each in _MOVEMENTS if (match := each.match(text))), None)
    if found is None or not found["id"]:
        raise BadCell("movement_unreadable", "61")
    if not _AMOUNT.fullmatch(found["amount"]):
        raise BadCell("bad_amount", "61")
    if not _CURRENCY.fullmatch(currency):
        raise BadCell("bad_currency", "60F")
    amount = _money(found["amount"], currency)
    mark = found["status"].upper()
    references = (found["bank_reference"], found["customer_reference"])
    named = (each.strip() for each in references if each)
    return Movement(
        day=_day(found.groupdict()),
        amount=-amount if mark in ("D", "RC") else amount,
        reversal=mark.startswith("R"),
        reference=next((each for each in named if each.upper() not in _NO_REFERENCE), ""),
        written=text.partition("\n")[0],
    )


def balance(text: str) -> Money | None:
    """The balance of a ``:60F:`` or ``:62F:``, None where it cannot be read."""
    found = _BALANCE.match(text)
    if not found or not _CURRENCY.fullmatch(found["currency"]):
        return None
    if not _AMOUNT.fullmatch(found["amount"]):
        return None
    try:
        amount = _money(found["amount"], found["currency"])
    except BadCell:
        return None
    return -amount if found["status"].upper() == "D" else amount


def _money(written: str, currency: str) -> Money:
    try:
        return Money.of(written.replace(",", ".").rstrip("."), currency)
    except ValueError:
        raise BadCell("bad_amount", "61") from None


def _day(found: dict[str, str | None]) -> date:
    """When it was booked, else from when it counts: banks that reckon months of thirty days let
    money count from a 30 February."""
    year = 2000 + int(found["year"] or 0)
    if year not in _YEARS:
        raise BadCell("bad_time", "61")
    month, day = str(found["month"]), str(found["day"])
    booked = (found["entry_month"] or "").strip(), (found["entry_day"] or "").strip()
    try:
        if all(booked):
            return _nearest(year, int(month), int(booked[0]), int(booked[1]))
        return date(year, int(month), int(day))
    except ValueError:
        raise BadCell("bad_time", "61") from None


def _nearest(year: int, month: int, booked_month: int, booked_day: int) -> date:
    """The booking tells no year: it lies within half a year of the day from which it counts."""
    around = date(year, month, 15)
    turns = (date(year + step, booked_month, booked_day) for step in (0, -1, 1) if _is(year + step))
    return next(each for each in turns if abs((each - around).days) <= _HALF_A_YEAR)


def _is(year: int) -> bool:
    return year in _YEARS


def details(text: str) -> Details:
    """Of subfields (``?20`` to ``?63``), of codes between strokes, or of free text."""
    joined = "".join(line.strip("\r\n") for line in text.splitlines())
    if _STRUCTURED.match(joined):
        return _subfields(joined)
    spoken = " ".join(text.split())
    if "/REMI/" in joined or "/NAME/" in joined or "/CNTP/" in joined:
        name, remittance = _NAME.search(joined), _REMITTANCE.search(joined)
        payer = next((each for each in name.groups() if each), "") if name else ""
        purpose = remittance[1] if remittance else ""
        return Details(" ".join(payer.split()), " ".join(purpose.split()).strip("/") or spoken, "")
    return Details("", spoken, "")


def _subfields(joined: str) -> Details:
    said: dict[str, Any] = {"transaction_details": joined}  # Any: the library's own result
    said = transaction_details_post_processor(
        Transactions(options=_OPTIONS), _DETAILS, dict(said), dict(said)
    )
    payer = " ".join(str(said.get("applicant_name") or "").split())
    purpose = " ".join(str(said.get("purpose") or "").split())
    text = purpose or " ".join(str(said.get("posting_text") or "").split())
    posted = str(said.get("posting_text") or "").upper()
    return Details(
        payer,
        text,
        reference=str(said.get("end_to_end_reference") or "").strip(),
        returned=posted.startswith(_RETURNED),
    )


def printed(told: Details) -> str:
    """The text that names who paid."""
    return whom(told.payer, told.purpose)
