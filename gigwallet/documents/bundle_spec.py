"""What goes into an evidence bundle, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gigwallet.documents.bundle_figures import Arithmetic
from gigwallet.documents.letter_spec import LetterSpec
from gigwallet.documents.tables import Table
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
    (empty where the name says it), ``read_as`` what the format is called."""

    importer: str
    columns: tuple[str, ...]
    lines: tuple[ExtractLine, ...]
    read_as: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BundleExhibit:
    """``number`` such as ``3-2`` is unique in the bundle. ``data`` is the file as received, or
    where it lies; empty where an ``extract`` stands for it, or where the parts were written before.
    ``original_sha256`` (hex) and ``size`` are the file's in all cases. ``form`` is what the file
    is: ``electronic``, or the picture of a paper that is an ``original`` or a ``copy``. With a
    ``redaction`` the file is a copy with parts black; nothing of its original goes in."""

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

    def __post_init__(self) -> None:
        if self.extract is not None and self.data:
            raise ValueError("an extract goes without the file, which holds the other lines")


@dataclass(frozen=True, slots=True)
class ExhibitGroup:
    """A group with its heading, such as 第三组 报酬规则与发放."""

    title: str
    exhibits: tuple[BundleExhibit, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """One line of the cover: ``role`` (applicant, respondent, platform...) and ``lines``."""

    role: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BundleSpec:
    """Everything that a bundle shows, as plain values. ``statement`` is how the material was
    gathered, in paragraphs; ``computations`` prove each figure row by row. ``choices`` are
    those that the parts are written with."""

    title: str
    language: str
    prepared_on: date
    parties: tuple[Party, ...]
    groups: tuple[ExhibitGroup, ...]
    period: Period | None = None
    computations: tuple[Table, ...] = ()
    statement: tuple[str, ...] = ()
    specimen: bool = False
    arithmetic: Arithmetic | None = None
    letter: LetterSpec | None = None
    choices: ExhibitChoices = AS_USUAL

    @property
    def exhibits(self) -> tuple[BundleExhibit, ...]:
        return tuple(exhibit for group in self.groups for exhibit in group.exhibits)
