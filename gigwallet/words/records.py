"""Any stored value in words, field by field, as a person reads it: for histories and proofs."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.words.catalogue import N_, _
from gigwallet.words.figures import day, distance, duration, moment, money, number, period
from gigwallet.words.labels import label, platform

KINDS = {
    "trip": N_("Order or trip"),
    "shift": N_("Shift"),
    "track_point": N_("Place on the way"),
    "track": N_("Track of a day"),
    "tally": N_("Count"),
    "statement": N_("Statement"),
    "pay_line": N_("Pay line"),
    "payout": N_("Payout"),
    "engagement": N_("Engagement"),
    "exhibit": N_("Exhibit"),
    "scheme": N_("Pay rule"),
    "case_file": N_("Case"),
    "pay_pairing": N_("Which pay belongs to which order"),
    "pay_opinion": N_("Said of a difference"),
    "redaction": N_("Redacted copy"),
    "worker": N_("Worker"),
    "fact": N_("Kept as"),
    "source": N_("Stated in"),
    "screen_decision": N_("Decided on a picture"),
    "event": N_("Event"),
    "origin": N_("First said in another copy"),
    "merge": N_("Copies brought together"),
    "conflict": N_("Said differently by two copies"),
}

_VERBS = {
    "added": N_("Recorded"),
    "revised": N_("Changed"),
    "sourced": N_("Stated in one more place"),
    "decided": N_("Decided on its picture"),
    "erased": N_("Deleted"),
    "written": N_("Written out"),
}

_ACTORS = {"owner": N_("the owner"), "program": N_("the program")}

_FIELDS = {
    "platform": N_("Platform"),
    "kind": N_("Kind"),
    "status": N_("Status"),
    "state": N_("State"),
    "currency": N_("Currency"),
    "zone": N_("Time zone"),
    "ref": N_("Number"),
    "batch_ref": N_("Batch number"),
    "product": N_("Product"),
    "city": N_("City"),
    "offered_at": N_("Offered at"),
    "accepted_at": N_("Accepted at"),
    "arrived_pickup_at": N_("At pick-up"),
    "picked_up_at": N_("Picked up at"),
    "arrived_dropoff_at": N_("At drop-off"),
    "completed_at": N_("Completed at"),
    "promised_by": N_("Promised by"),
    "pickup": N_("Pick-up place"),
    "dropoff": N_("Drop-off place"),
    "to_pickup_m": N_("Way to pick-up"),
    "trip_m": N_("Way driven"),
    "paid_m": N_("Way paid"),
    "duration_s": N_("Time taken"),
    "paid_duration_s": N_("Time paid"),
    "wait_s": N_("Waiting time"),
    "cash": N_("Paid in cash"),
    "offered": N_("Offered"),
    "customer_paid": N_("Customer paid"),
    "surge": N_("Surge factor"),
    "started_at": N_("Began"),
    "ended_at": N_("Ended at"),
    "points": N_("Positions"),
    "distance_m": N_("Distance"),
    "offers": N_("Offers"),
    "accepts": N_("Accepted"),
    "rejects": N_("Rejected"),
    "expired": N_("Expired"),
    "completed": N_("Completed"),
    "orders": N_("Orders"),
    "worked": N_("Time worked"),
    "note": N_("Note"),
    "period": N_("Period"),
    "covers": N_("Covers"),
    "issued_at": N_("Issued"),
    "gross": N_("Before deductions"),
    "deductions": N_("Deductions"),
    "net": N_("After deductions"),
    "category": N_("Category"),
    "amount": N_("Amount"),
    "label_raw": N_("As the platform calls it"),
    "trip_ref": N_("Order number"),
    "statement_ref": N_("Statement number"),
    "occurred_at": N_("Happened at"),
    "recognised_at": N_("Counted at"),
    "quantity": N_("Quantity"),
    "rate": N_("Rate"),
    "is_subtotal": N_("Is a subtotal"),
    "side": N_("Side"),
    "at": N_("Time"),
    "payer_text": N_("Payer"),
    "label": N_("Own label"),
    "method": N_("Method"),
    "ext_ref": N_("Payment number"),
    "account_mask": N_("Paid to account"),
    "contracting_firm": N_("Contracting firm"),
    "paying_firm": N_("Paying firm"),
    "level": N_("Level"),
    "vehicle": N_("Vehicle"),
    "account": N_("Account"),
    "first_day": N_("First day"),
    "last_day": N_("Last day"),
    "name": N_("Named"),
    "media_type": N_("File type"),
    "size": N_("Size in bytes"),
    "sha256": N_("SHA-256"),
    "added_at": N_("Added at"),
    "route": N_("How it came"),
    "engagement_id": N_("Engagement"),
    "parent": N_("Made from exhibit"),
    "taken_at": N_("Taken at"),
    "taken_from": N_("Time known from"),
    "importer": N_("Format"),
    "illustrative": N_("Only an example"),
    "digest": N_("SHA-256"),
    "proof": N_("Shown by exhibit"),
    "copy_id": N_("Shown as exhibit"),
    "exhibit_id": N_("Exhibit"),
    "masks": N_("Masked parts"),
    "original_sha256": N_("SHA-256 of the original"),
    "redacted_sha256": N_("SHA-256 of the copy"),
    "outside_sha256": N_("SHA-256 outside the masks"),
    "resolution": N_("Dots per inch"),
    "drawn_by": N_("Drawn by"),
    "text": N_("Text"),
    "id_number": N_("ID number"),
    "phone": N_("Phone"),
    "address": N_("Address"),
    "email": N_("Email"),
    "trips": N_("Orders and trips"),
    "pay_lines": N_("Pay lines"),
    "pairing": N_("Belong together"),
    "opinion": N_("Said"),
    "title": N_("Title"),
    "respondents": N_("Respondents"),
    "exhibits": N_("Exhibits"),
    "claim": N_("Claim"),
    "at_least": N_("At least"),
    "due_by": N_("Due by"),
    "language": N_("Language"),
    "prepared_on": N_("Prepared on"),
}

_JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
_LONGEST = 400  # a pay rule's own text may be pages long; what is cut says how much there is


def kind(table: str) -> str:
    """What a kind of record is called; an unknown one shows its name."""
    text = KINDS.get(table)
    return _(text) if text else table


def deed(entry_kind: str) -> str:
    """What an entry of the log did: ``fact.revised`` -> "Changed"; others show themselves."""
    text = _VERBS.get(entry_kind.rpartition(".")[2])
    return _(text) if text else entry_kind


def actor(name: str) -> str:
    text = _ACTORS.get(name)
    return _(text) if text else plain(name)


def utc(at: datetime) -> str:
    return f"{moment(Instant(at.astimezone(UTC), 'UTC'))} UTC"


def told(value: object) -> str:
    """``Offered: ¥6.50; Accepted at: 2025-07-03 23:50``: all fields that say something."""
    if not dataclasses.is_dataclass(value):
        return plain(str(value))
    fields = [(field.name, getattr(value, field.name)) for field in dataclasses.fields(value)]
    return _joined((_field(name), _cell(name, cell)) for name, cell in fields if _says(cell))


def raw(cells: dict[str, object]) -> str:
    """The same of cells that no type is known for."""
    return _joined((plain(name), _short(str(cell))) for name, cell in cells.items())


def of_kind(table: str, text: str) -> str:
    """``Worker: ...``: what is said, behind the name of its kind."""
    return _("{name}: {said}").format(name=kind(table), said=text)


def _joined(pairs: Iterable[tuple[str, str]]) -> str:
    said = (_("{name}: {said}").format(name=name, said=cell) for name, cell in pairs)
    return _("; ").join(said)


def plain(text: str) -> str:
    """Without control characters: the text may come from a stranger and go to a terminal."""
    return "".join("\N{REPLACEMENT CHARACTER}" if _controls(each) else each for each in text)


def _controls(character: str) -> bool:
    """Joiners are part of names and signs; other marks could turn a line around."""
    return unicodedata.category(character) in {"Cc", "Cf", "Cs"} and character not in _JOINERS


def _field(name: str) -> str:
    text = _FIELDS.get(name)
    return _(text) if text else name


def _says(cell: object) -> bool:
    return cell is not None and cell != "" and cell != () and not isinstance(cell, bytes)


def _cell(name: str, cell: object) -> str:
    if isinstance(cell, tuple):
        return ", ".join(_cell("", each) for each in cell)
    if dataclasses.is_dataclass(cell) and type(cell) not in _WORDS:
        return f"({told(cell)})"
    if isinstance(cell, str) and not isinstance(cell, Enum):
        return platform(cell) if name == "platform" else _short(cell)
    if type(cell) is int:
        return _whole(name, cell)
    words = _WORDS.get(Enum if isinstance(cell, Enum) else type(cell), str)
    return plain(words(cell))


def _whole(name: str, value: int) -> str:
    """Whole numbers: metres and seconds by the end of the field's name."""
    if name.endswith("_m"):
        return distance(value)
    if name.endswith("_s"):
        return duration(timedelta(seconds=value))
    return number(value)


_WORDS: dict[type, Callable[[Any], str]] = {  # Any: each takes its own type
    bool: lambda value: _("yes") if value else _("no"),
    Enum: label,
    Money: money,
    Instant: lambda value: f"{moment(value)} ({value.zone})",
    Period: period,
    datetime: utc,
    date: day,
    timedelta: duration,
    Decimal: number,
}


def _short(text: str) -> str:
    safe = plain(" ".join(text.split()))
    if len(safe) <= _LONGEST:
        return safe
    return _("{start}... ({length} characters)").format(start=safe[:80], length=len(text))
