"""What goes into an evidence bundle, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from gigwallet.documents.bundles.case import COMPUTATIONS, Event, Opening, Served, Volume
from gigwallet.documents.bundles.figures import Arithmetic
from gigwallet.documents.drawing.tables import Table
from gigwallet.documents.exhibits.exhibit import BundleExhibit
from gigwallet.documents.letters.spec import LetterSpec
from gigwallet.domain.exhibit_choices import AS_USUAL, ExhibitChoices
from gigwallet.domain.period import Period


@dataclass(frozen=True, slots=True)
class ExhibitGroup:
    """A group with its heading, such as 第三组 报酬规则与发放; ``key`` is the profile's for it."""

    title: str
    exhibits: tuple[BundleExhibit, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """One line of the cover: ``role`` (applicant, respondent, platform...) and ``lines``."""

    role: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BundleSpec:
    """Everything that a bundle shows, as plain values. ``statement`` is how the material was
    gathered, in paragraphs; ``computations`` prove each figure row by row, ``arithmetic`` does them
    anew. A ``letter`` in the bundle has its annexes among the computations. ``choices`` are
    those that the parts are written with."""

    title: str
    language: str
    prepared_on: date
    parties: tuple[Party, ...]
    groups: tuple[ExhibitGroup, ...]
    period: Period | None = None
    computations: tuple[Table, ...] = ()
    statement: tuple[str, ...] = ()
    arithmetic: Arithmetic | None = None
    letter: LetterSpec | None = None
    specimen: bool = False
    profile: str = "eu_plain"
    opening: Opening = field(default_factory=Opening)
    chronology: tuple[Event, ...] = ()
    served: Served | None = None
    volume: Volume | None = None
    choices: ExhibitChoices = AS_USUAL

    @property
    def reckons_here(self) -> bool:
        """Whether the computations, and the letter that leads to them, stand in this file."""
        if self.volume is None:
            return True
        return COMPUTATIONS in self.volume.holds or (not self.computations and self.volume.is_last)

    @property
    def written_anew(self) -> Served | None:
        """What was served, where its one file is written anew and its pages must not move."""
        return None if self.served is None or self.served.stays else self.served

    @property
    def held(self) -> tuple[BundleExhibit, ...]:
        """The exhibits of this file, which may be one of several volumes."""
        holds = None if self.volume is None else self.volume.holds
        return tuple(one for one in self.exhibits if holds is None or one.number in holds)

    @property
    def exhibits(self) -> tuple[BundleExhibit, ...]:
        return tuple(exhibit for group in self.groups for exhibit in group.exhibits)
