"""What a bundle belongs to: the matter, the days of what happened, its volumes, what was served."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gigwallet.documents.bundles.numbering import Earlier
from gigwallet.domain.period import Period

# What the computations are called among the exhibits that a volume holds.
COMPUTATIONS = "computations"


@dataclass(frozen=True, slots=True)
class Opening:
    """What a cover says of the matter, as the person writes it; what is empty is left out.
    ``opponents`` counts those who get a copy."""

    matter: str = ""
    case_number: str = ""
    opponents: int = 1


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, and the numbers of the exhibits that tell it."""

    day: date | Period
    what: str
    exhibits: tuple[str, ...] = ()

    @property
    def first(self) -> date:
        return self.day.first if isinstance(self.day, Period) else self.day


@dataclass(frozen=True, slots=True)
class Span:
    """Printed pages of volume ``volume``."""

    volume: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Volume:
    """One of several files. ``first`` is the printed number of its first page, ``total`` the pages
    of all volumes together, ``holds`` the exhibits in it, ``spans`` where all of them stand; the
    computations stand under ``computations``."""

    number: int
    of: int
    first: int
    total: int
    holds: frozenset[str]
    spans: Mapping[str, Span] = field(default_factory=dict)

    @property
    def is_last(self) -> bool:
        return self.number == self.of


@dataclass(frozen=True, slots=True)
class Served:
    """A bundle of one file that the other side has: its day, the exhibits on its pages, and how
    many pages there were each time that it was served."""

    prepared_on: str
    rounds: tuple[int, ...]
    profile: str
    language: str
    exhibits: tuple[Earlier, ...]
    sha256: str = ""

    @property
    def pages(self) -> int:
        return self.rounds[-1]

    @property
    def first_exhibit(self) -> int:
        """The page on which exhibits begin."""
        return min(one.pages[0] for one in self.exhibits)
