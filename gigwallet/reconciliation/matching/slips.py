"""Slips: lines that a document lists at one instant and that belong to one payment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from gigwallet.domain.instants import Instant
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.recorded import FactId, HowKnown, Recorded
from gigwallet.reconciliation.matching.joined import has_time, line_time

_METRES_PER_KM = 1000


@dataclass(frozen=True, slots=True)
class Slip:
    """``total`` is the sum of the lines and ``largest`` the largest of them (the fare, where a tip
    stands beside it), in minor units; ``metres`` is the distance that it pays, where it says so.
    ``document`` names the statement or file."""

    lines: tuple[Recorded[PayLine], ...]
    at: Instant | None
    timed: bool
    currency: str
    total: int
    largest: int
    document: str
    photographed: bool
    row: tuple[str, int, int]
    metres: int | None = None

    @property
    def ref(self) -> str:
        return self.lines[0].fact.trip_ref

    @property
    def likeness(self) -> tuple[object, ...]:
        """Two slips that agree in it are alike in everything that is printed."""
        at = self.at.utc if self.at else None
        return (self.document, at, self.total, self.largest, self.ref, len(self.lines), self.metres)


def groups(lines: Iterable[Recorded[PayLine]]) -> list[list[Recorded[PayLine]]]:
    """Lines of one instant; a line that knows only its day stands alone."""
    found: dict[tuple[str, datetime] | FactId, list[Recorded[PayLine]]] = {}
    for line in lines:
        at = line_time(line.fact)
        key: tuple[str, datetime] | FactId = line.id
        if at is not None and has_time(at):
            key = (line.fact.amount.currency, at.utc)
        found.setdefault(key, []).append(line)
    return list(found.values())


def taken_apart(group: list[Recorded[PayLine]]) -> list[list[Recorded[PayLine]]]:
    """Payments of one instant: where every line has the same label, each is one of its own; lines
    of several documents or numbers do not belong together. Else they are parts of one payment."""
    if len(group) == 1:
        return [group]
    parts: dict[tuple[str, str], list[Recorded[PayLine]]] = {}
    for line in group:
        parts.setdefault((document_of(line), line.fact.trip_ref), []).append(line)
    found: list[list[Recorded[PayLine]]] = []
    for part in parts.values():
        labels = Counter((each.fact.category, each.fact.label_raw) for each in part)
        found += [[each] for each in part] if len(labels) == 1 else [part]
    return found


def slip_of(group: list[Recorded[PayLine]]) -> Slip:
    at = line_time(group[0].fact)
    amounts = [each.fact.amount.minor for each in group]
    return Slip(
        tuple(group),
        at,
        has_time(at),
        group[0].fact.amount.currency,
        sum(amounts),
        max(amounts),
        document_of(group[0]),
        any(each.revision.how is HowKnown.READ_BY_OCR for each in group),
        _row(group[0]),
        _metres(group),
    )


def _metres(group: list[Recorded[PayLine]]) -> int | None:
    """Lines for distance state kilometres."""
    stated = [
        each.fact.quantity
        for each in group
        if each.fact.category is PayCategory.DISTANCE and each.fact.quantity is not None
    ]
    return int(sum(stated) * _METRES_PER_KM) if stated else None


def _row(line: Recorded[PayLine]) -> tuple[str, int, int]:
    """Where in its document the line stands."""
    if not line.sources:
        return ("", 0, 0)
    place = line.sources[0].locator
    return (place.member, place.page or 0, place.line or 0)


def document_of(line: Recorded[PayLine]) -> str:
    if line.fact.statement_ref:
        return line.fact.statement_ref
    return next((each.exhibit_id for each in line.sources if each.exhibit_id is not None), "")
