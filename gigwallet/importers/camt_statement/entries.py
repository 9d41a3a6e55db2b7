"""One entry of a camt file: what it says as a whole, and the payments that it bundles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.money import Money
from gigwallet.tabular import moments
from gigwallet.tabular.tables import BadCell
from gigwallet.tabular.xml_stream import Element

_AMOUNT = re.compile(r"\d{1,13}(?:\.\d{1,5})?", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})?", re.ASCII)
_SIGNS = {"CRDT": 1, "DBIT": -1}
_TRUE = ("true", "1")
_NOT_A_NUMBER = ("NOTPROVIDED", "NOTAVAILABLE", "NONREF")
# Where a reference stands, the surest first.
_REFERENCES = ("AcctSvcrRef", "TxId", "EndToEndId", "InstrId")


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment of an entry, or the entry itself where it bundles none."""

    line: int
    amount: Money
    payer: str
    text: str
    reference: str


def child(parent: Element | None, *path: str) -> Element | None:
    """The element at the end of ``path``, each step a direct child."""
    for name in path:
        if parent is None:
            return None
        parent = next((each for each in parent.children if each.name == name), None)
    return parent


def text(parent: Element | None, *path: str) -> str:
    """Its text, empty where there is none."""
    found = child(parent, *path)
    return found.text.strip() if found is not None else ""


def money(holder: Element | None, sign: str) -> Money:
    """``Amt`` with the sign of ``CdtDbtInd``, as the account sees it: a reversal says so itself and
    turns nothing round. Raises ``BadCell``."""
    amount = child(holder, "Amt")
    if amount is None or not _AMOUNT.fullmatch(amount.text.strip()):
        raise BadCell("bad_amount", "Amt")
    currency = amount.attributes.get("Ccy", "")
    if not _CURRENCY.fullmatch(currency):
        raise BadCell("bad_currency", "Ccy")
    if sign not in _SIGNS:
        raise BadCell("unknown_status", "CdtDbtInd")
    try:
        exact = Money.of(amount.text.strip(), currency)
    except ValueError:
        raise BadCell("bad_amount", "Amt") from None
    return exact if _SIGNS[sign] > 0 else -exact


def is_reversal(entry: Element) -> bool:
    """Whether the entry takes an earlier one back."""
    return text(entry, "RvslInd").lower() in _TRUE


def booked(entry: Element) -> bool:
    """Newer versions put the status a level deeper; camt.054 may have none. Raises ``BadCell``."""
    status = text(entry, "Sts", "Cd") or text(entry, "Sts", "Prtry") or text(entry, "Sts")
    if status in ("", "BOOK"):
        return True
    if status in ("PDNG", "INFO", "FUTR"):
        return False
    raise BadCell("unknown_status", "Sts")


def when(entry: Element) -> Instant:
    """When it was booked, else from when it counts. Raises ``BadCell``."""
    for name in ("BookgDt", "ValDt"):
        holder = child(entry, name)
        if holder is None:
            continue
        try:
            if moment := text(holder, "DtTm"):
                return _instant(moment)
            return Instant.from_day(_day(text(holder, "Dt")), moments.FLOATING, text(holder, "Dt"))
        except ValueError:
            raise BadCell("bad_time", name) from None
    raise BadCell("bad_time", "BookgDt")


def _day(written: str) -> date:
    match = _DAY.fullmatch(written)
    if not match:
        raise ValueError("not a day")
    return moments.day(match[1])


def _instant(written: str) -> Instant:
    """With its offset, else waiting to be placed."""
    said = moments.written(written)
    if not isinstance(said, datetime):
        return Instant.from_day(said, moments.FLOATING, written)
    if said.tzinfo is None:
        wall = said.replace(tzinfo=UTC)
        return Instant(wall, moments.FLOATING, TimeQuality.LOCAL_ASSUMED, written)
    return Instant(said.astimezone(UTC), moments.FLOATING, TimeQuality.OFFSET, written)


def payments(entry: Element, total: Money) -> Iterator[Payment]:
    """The payments that the entry bundles, else the entry itself. Raises ``BadCell`` where they do
    not add up to it, in its own currency."""
    details = [each for part in _parts(entry) for each in part.children if each.name == "TxDtls"]
    if len(details) < 2:
        only = details[0] if details else None
        yield _payment(entry, only, entry.line, total, text(entry, "AcctSvcrRef"))
        return
    found = [(each, _amount_of(each, total)) for each in details]
    if any(amount is None for _, amount in found):
        # Not every payment has its amount: the entry is one movement with many names.
        yield _payment(entry, details[0], entry.line, total, text(entry, "AcctSvcrRef"))
        return
    if sum(amount.minor for _, amount in found if amount) != total.minor:
        raise BadCell("parts_contradict", "TxDtls")
    for each, amount in found:
        if amount is not None:
            yield _payment(entry, each, each.line, amount, "")


def _parts(entry: Element) -> Iterator[Element]:
    return (each for each in entry.children if each.name == "NtryDtls")


def _amount_of(details: Element, total: Money) -> Money | None:
    """Its own amount in the account's currency, None where it tells none. Its sign is its own where
    it has one, else the entry's."""
    sign = text(details, "CdtDbtInd") or ("CRDT" if total.minor >= 0 else "DBIT")
    for holder in (
        details,
        child(details, "AmtDtls", "TxAmt"),
        child(details, "AmtDtls", "InstdAmt"),
    ):
        if child(holder, "Amt") is not None:
            amount = money(holder, sign)
            if amount.currency == total.currency:
                return amount
    return None


def _payment(
    entry: Element, details: Element | None, line: int, amount: Money, own: str
) -> Payment:
    references = (text(details, "Refs", name) for name in _REFERENCES)
    named = (own, *references, text(entry, "NtryRef"))
    reference = next((each for each in named if each and each.upper() not in _NOT_A_NUMBER), "")
    remittance = child(details, "RmtInf")
    lines = [each.text.strip() for each in remittance.children] if remittance else []
    said = " ".join(each for each in lines if each) or text(details, "AddtlTxInf")
    return Payment(line, amount, _debtor(details), said or text(entry, "AddtlNtryInf"), reference)


def _debtor(details: Element | None) -> str:
    """Who pays: for whom the money was sent, else who sent it."""
    for role in ("UltmtDbtr", "Dbtr"):
        party = child(details, "RltdPties", role)
        name = text(party, "Nm") or text(party, "Pty", "Nm")
        if name:
            return name
    return ""
