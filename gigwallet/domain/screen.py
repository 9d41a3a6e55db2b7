"""What a screen of an app says: fields with their pixels, and which of them may be believed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gigwallet.domain.paper import Box, Paper


class FieldKind(StrEnum):
    """How a field is written. ``value`` of a field is one plain text per kind:

    MONEY ``-1.50`` (major units, exact), MOMENT ``2026-08-03T19:41:08`` (wall time), DAY
    ``2026-08-03``, CLOCK ``18:48``, DURATION whole seconds, DISTANCE whole metres, COUNT a whole
    number, PERCENT ``21.2``, REF and TEXT as they stand.
    """

    MONEY = "money"
    MOMENT = "moment"
    DAY = "day"
    CLOCK = "clock"
    DURATION = "duration"
    DISTANCE = "distance"
    COUNT = "count"
    PERCENT = "percent"
    REF = "ref"
    TEXT = "text"


class Standing(StrEnum):
    """Whether a field may be used. Only ACCEPTED and CONFIRMED values enter a figure."""

    ACCEPTED = "accepted"  # strict format, confidence and arithmetic agree
    REVIEW = "review"  # a person must look at its pixels
    CONFIRMED = "confirmed"  # a person compared it with its pixels
    CORRECTED = "corrected"  # a person typed what the pixels say
    ABSENT = "absent"  # a person says that the screen does not say this


@dataclass(frozen=True, slots=True)
class ScreenField:
    """``name`` is the template's own (``base``, ``completed_at``), ``label`` and ``text`` are as
    read, ``value`` is empty where the text is not of its kind. ``box`` holds label and value,
    ``value_box`` the value alone. ``why`` is the stable code of the reason for its standing.
    ``confidence`` is the lowest of all pieces that the field is made of."""

    name: str
    label: str
    text: str
    value: str
    kind: FieldKind
    currency: str
    box: Box
    value_box: Box
    confidence: float
    standing: Standing
    why: str
    page: int = 1

    @property
    def usable(self) -> bool:
        """Whether its value may enter a figure."""
        return self.standing in (Standing.ACCEPTED, Standing.CONFIRMED, Standing.CORRECTED)


@dataclass(frozen=True, slots=True)
class SumCheck:
    """An arithmetic that the template knows of this screen: ``rule`` as its file names it, over the
    fields ``parts`` and ``total``. ``holds`` is None where a part could not be read; ``residue`` is
    total minus parts (a plain text of major units), empty where nothing could be computed."""

    rule: str
    total: str
    parts: tuple[str, ...]
    holds: bool | None
    residue: str = ""


class MarkKind(StrEnum):
    """What of a customer was found."""

    PHONE = "phone"
    ADDRESS = "address"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class CustomerMark:
    """Where a picture shows something of a customer, so that a copy can be blacked out there."""

    kind: MarkKind
    box: Box
    page: int = 1


@dataclass(frozen=True, slots=True)
class ScreenReading:
    """All that was read of one screen. ``template`` is ``meituan/order``, or empty where none fits;
    ``missing`` names required fields that were not found. ``clock`` is the time of the status bar
    (``20:31``), two of them where it may be either (``09:41/21:41``), empty where there is none.
    ``list_of`` names the exhibits whose shots show one list together, in its order; ``list_day`` is
    the day (a DAY value) that another shot of it prints."""

    paper: Paper
    template: str = ""
    template_version: str = ""
    platform: str = ""
    fields: tuple[ScreenField, ...] = ()
    checks: tuple[SumCheck, ...] = ()
    missing: tuple[str, ...] = ()
    marks: tuple[CustomerMark, ...] = ()
    clock: str = ""
    list_of: tuple[str, ...] = ()
    list_day: str = ""

    @property
    def to_review(self) -> tuple[ScreenField, ...]:
        """What waits for a person, least sure first."""
        waiting = [each for each in self.fields if each.standing is Standing.REVIEW]
        return tuple(sorted(waiting, key=lambda each: each.confidence))
