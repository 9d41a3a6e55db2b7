"""What goes into an evidence bundle, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from gigwallet.documents.bundles.case import COMPUTATIONS, Event, Opening, Served, Volume
from gigwallet.documents.bundles.custody import NOTHING_SAID, Custody
from gigwallet.documents.bundles.figures import Arithmetic
from gigwallet.documents.drawing.cells import written
from gigwallet.documents.drawing.tables import Table
from gigwallet.documents.letters.spec import LetterSpec
from gigwallet.domain.exhibit import Route, TakenFrom
from gigwallet.domain.exhibit_choices import AS_USUAL, ExhibitChoices
from gigwallet.domain.instants import Instant
from gigwallet.domain.period import Period
from gigwallet.domain.redaction import Redaction


@dataclass(frozen=True, slots=True)
class ExtractLine:
    """One chosen line: ``line`` is its number in the file (text: a page or a member may stand
    before it), ``cells`` its values as written, one per column of the extract."""

    line: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Extract:
    """Lines chosen out of a file; nothing of the other lines is given to the writer at all.

    ``columns`` are the file's own names; ``words`` what each holds in the document's language
    (empty where the name says it), ``read_as`` what the format is called. ``whole``: these are all
    lines of the file."""

    importer: str
    columns: tuple[str, ...]
    lines: tuple[ExtractLine, ...]
    read_as: str = ""
    words: tuple[str, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class BundleExhibit:
    """``number`` such as ``3-2`` is unique in the bundle. ``data`` is the file as received, or
    where it lies; empty where an ``extract`` stands for it, or where the parts were written before.
    ``original_sha256`` (hex) and ``size`` are the file's in all cases. ``form`` is what the file
    is: ``electronic``, or the picture of a paper that is an ``original`` or a ``copy``. With a
    ``redaction`` the file is a copy with parts black; nothing of its original goes in. ``day`` is
    when it is from, ``dated`` how the person writes that. ``round``: it came so many times after
    the bundle was first served. ``route`` None: out of a folder, kept in no vault."""

    number: str
    title: str
    source: str
    purpose: str
    media_type: str
    original_name: str
    original_sha256: str
    size: int
    data: bytes | Path = b""
    taken_at: Instant | None = None
    taken_from: TakenFrom = TakenFrom.UNKNOWN
    added_at: Instant | None = None
    route: Route | None = None
    extract: Extract | None = None
    form: str = "electronic"
    redaction: Redaction | None = None
    day: date | None = None
    dated: str = ""
    round: int = 0
    custody: Custody = NOTHING_SAID

    def __post_init__(self) -> None:
        if self.extract is not None and self.data:
            raise ValueError("an extract goes without the file, which holds the other lines")

    @property
    def file_name(self) -> str:
        """The file's name on one line, to be printed: a line feed in it would begin what looks like
        a line of ours. As another control character it is drawn as one that cannot be drawn."""
        return self.original_name.replace("\n", "\r")

    @property
    def called(self) -> str:
        """Its name with its day, where the person gives it one."""
        return f"{self.title} ({self.on_day})" if self.dated else self.title

    @property
    def on_day(self) -> str:
        """Its day as the document writes days; what names no single day as the person wrote it."""
        return self.dated if self.day is None else written(self.day)


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
