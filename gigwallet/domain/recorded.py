"""What wraps every stored fact: its id, its engagement, where it came from, who said it when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Generic, NewType, TypeVar

EngagementId = NewType("EngagementId", str)
ExhibitId = NewType("ExhibitId", str)
FactId = NewType("FactId", str)
SchemeId = NewType("SchemeId", str)
CaseId = NewType("CaseId", str)

T = TypeVar("T", covariant=True)


class HowKnown(StrEnum):
    """How a fact came into the vault."""

    IMPORTED = "imported"
    TYPED = "typed"
    READ_BY_OCR = "read_by_ocr"
    DERIVED = "derived"


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in a document: ``member`` of an archive, ``line`` (1-based, as a text editor counts)
    or ``page`` (1-based), and a ``pointer``: of JSON, the sheet of a workbook, or a box on a page
    or picture (``paper.Box.pointer``)."""

    member: str = ""
    line: int | None = None
    page: int | None = None
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One place that states a fact. ``raw`` holds the source cells as written (only those that
    belong to the fact: a customer's name or address never)."""

    exhibit_id: ExhibitId | None
    locator: Locator
    importer: str
    importer_version: str
    raw: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Revision:
    """Which saying of the fact this is: ``number`` counts from 1."""

    number: int
    at: datetime
    by: str
    how: HowKnown


@dataclass(frozen=True, slots=True)
class NewFact(Generic[T]):
    """A fact on its way into the vault.

    ``family`` (document family, such as ``uber_trips``), ``natural_key`` and ``occurrence`` are
    unique per engagement, so that overlapping exports merge and true repeats survive: the second
    identical row of one document has occurrence 2.
    """

    fact: T
    engagement_id: EngagementId
    family: str
    natural_key: str
    occurrence: int
    source: Source
    how: HowKnown = HowKnown.IMPORTED


@dataclass(frozen=True, slots=True)
class Recorded(Generic[T]):
    """A stored fact: ``id`` is random; ``sources`` are all places that state it."""

    id: FactId
    engagement_id: EngagementId
    fact: T
    sources: tuple[Source, ...]
    revision: Revision

    @property
    def typed(self) -> bool:
        return self.revision.how is HowKnown.TYPED
