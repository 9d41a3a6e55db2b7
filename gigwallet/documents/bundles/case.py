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
    ``opponents`` counts those who get a copy; ``office`` is the court or commission."""

    matter: str = ""
    case_number: str = ""
    opponents: int = 1
    office: str = ""


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
class VolumeFile:
    """A volume as a file called ``name``; ``first`` is the printed number of its first page,
    ``sha256`` is known of one that was served."""

    number: int
    name: str
    first: int
    pages: int
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Volume:
    """One of several files. ``first`` is the printed number of its first page, ``total`` the pages
    of all volumes together, ``holds`` the exhibits in it, ``spans`` where all of them stand; the
    computations stand under ``computations``. ``files`` are all volumes in their order. Those
    before the one called ``begins`` were served."""

    number: int
    of: int
    first: int
    total: int
    holds: frozenset[str]
    spans: Mapping[str, Span] = field(default_factory=dict)
    files: tuple[VolumeFile, ...] = ()
    begins: int = 1

    @property
    def is_first(self) -> bool:
        """Of those that are written together."""
        return self.number == self.begins

    @property
    def is_last(self) -> bool:
        return self.number == self.of


@dataclass(frozen=True, slots=True)
class Served:
    """A bundle that the other side has: its day, its files, the exhibits on their pages, and how
    many pages there were in all each time that it was served. Where the files ``stay``, what is
    added is a further volume beside them; else the only one is written anew."""

    prepared_on: date
    rounds: tuple[int, ...]
    profile: str
    language: str
    exhibits: tuple[Earlier, ...]
    files: tuple[VolumeFile, ...]
    stays: bool = False

    @property
    def pages(self) -> int:
        return self.rounds[-1]

    @property
    def first_exhibit(self) -> int:
        """The page on which exhibits begin."""
        return min(one.pages[0] for one in self.exhibits)
