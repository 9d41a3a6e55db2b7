"""What single cells of the reports mean: ids, moments with an offset, amounts, durations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.tabular import amounts, moments
from gigwallet.tabular.amounts import Style, StyleVotes
from gigwallet.tabular.tables import BadCell, Record
from gigwallet.tabular.two_places import TwoPlaces

UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
REPORTED = re.compile(
    r"(\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d{1,6})?) ([+-])(\d{2})(\d{2})(?: [A-Z+\-\d]{1,6})?"
)
_DURATION = re.compile(r"(\d{1,3}):([01]\d|2[0-3]):([0-5]\d)")
_FARTHEST = timedelta(hours=15)


@dataclass(frozen=True, slots=True)
class Numbers:
    """How the money columns of a file write amounts: told from all of them together, as one
    program wrote them."""

    style: Style
    places: TwoPlaces

    @classmethod
    def of(cls, cells: Iterable[str]) -> Numbers:
        votes, places = StyleVotes(), TwoPlaces()
        for cell in cells:
            votes.add(cell)
            places.add(cell)
        return cls(votes.style(), places)

    def read(self, line: Record, columns: Iterable[str]) -> dict[str, Decimal]:
        """The filled ones of ``columns``."""
        found: dict[str, Decimal] = {}
        for name in columns:
            text = line[name]
            if not text:
                continue
            try:
                found[name] = amounts.number(text, self.style)
            except ValueError as bad:
                raise BadCell("bad_amount", name) from bad
            if self.places.lost(text) and found[name]:
                raise BadCell("bad_amount", name)
        return found


def uuid(line: Record, column: str, needed: bool = True) -> str:
    text = line[column]
    if not text and not needed:
        return ""
    if not UUID.fullmatch(text):
        raise BadCell("bad_number" if text else "missing_value", column)
    return text.lower()


def reported(line: Record) -> Instant:
    """``2026-08-06 15:30:38.353 -0400 EDT``: sure of its UTC; its zone is the engagement's."""
    match = REPORTED.fullmatch(line["reported"])
    try:
        if not match:
            raise ValueError("not a time of this format")
        wall, _ = moments.wall(match[1])
    except ValueError as bad:
        raise BadCell("bad_time" if line["reported"] else "missing_value", "reported") from bad
    offset = timedelta(hours=int(match[3]), minutes=int(match[4]))
    if offset > _FARTHEST or int(match[4]) % 15:
        raise BadCell("bad_time", "reported")
    utc = (wall + (offset if match[2] == "-" else -offset)).replace(tzinfo=UTC)
    return Instant(utc, moments.FLOATING, TimeQuality.OFFSET, line["reported"])


def local(line: Record, column: str) -> Instant | None:
    """Wall time of a report that names no zone."""
    text = line[column]
    if not text:
        return None
    try:
        wall: datetime = moments.wall(text)[0]
    except ValueError as bad:
        raise BadCell("bad_time", column) from bad
    placed = Instant.from_local(wall, moments.FLOATING, text)
    return replace(placed, quality=TimeQuality.LOCAL_ASSUMED)


def duration(line: Record, column: str) -> timedelta | None:
    """Days, hours and minutes: ``00:07:29`` is seven and a half hours."""
    text = line[column].replace(" ", "")
    if not text:
        return None
    match = _DURATION.fullmatch(text)
    if not match:
        raise BadCell("bad_time", column)
    return timedelta(days=int(match[1]), hours=int(match[2]), minutes=int(match[3]))


def metres(line: Record, column: str, style: Style) -> int | None:
    text = line[column]
    if not text:
        return None
    try:
        kilometres = amounts.number(text, style)
    except ValueError as bad:
        raise BadCell("bad_number", column) from bad
    if kilometres < 0:
        raise BadCell("bad_number", column)
    return int((kilometres * 1000).to_integral_value())


def styles(lines: Iterable[Record], columns: Iterable[str]) -> Mapping[str, Style]:
    """How each column of distances writes numbers; one that shows nothing follows the others."""
    votes = {name: StyleVotes() for name in columns}
    everything = StyleVotes()
    for line in lines:
        for name, own in votes.items():
            own.add(line[name])
            everything.add(line[name])
    return {name: own.style(everything.style()) for name, own in votes.items()}
