"""What an import found and what it stored, per file: counts, sums, lines that were left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.recorded import Locator

# currency -> our category -> amount
Sums = Mapping[str, Mapping[str, Money]]
# currency -> the source's own column -> its value -> amount
SourceSums = Mapping[str, Mapping[str, Mapping[str, Money]]]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each kind of thing."""

    trips: int = 0
    pay_lines: int = 0
    statements: int = 0
    payouts: int = 0
    shifts: int = 0
    tallies: int = 0
    track_points: int = 0
    exhibits: int = 0

    @property
    def rows(self) -> int:
        """All but exhibits."""
        return sum(count for name, count in asdict(self).items() if name != "exhibits")

    @property
    def kinds(self) -> frozenset[str]:
        """The names of what there is at least one of."""
        return frozenset(name for name, count in asdict(self).items() if count)


@dataclass(frozen=True, slots=True)
class RejectedLine:
    """A line that could not be understood; ``reason`` is worded by ``words.refusals.reason``.
    ``sheet`` is the sheet of a workbook that the line stands in, empty otherwise. What is printed
    has a ``page`` and no line."""

    line: int | None
    reason: str
    column: str = ""
    sheet: str = ""
    page: int | None = None

    @classmethod
    def at(cls, place: Locator, reason: str, column: str = "") -> RejectedLine:
        """The line at ``place``."""
        if place.page is not None:
            return cls(None, reason, column, page=place.page)
        return cls(place.line, reason, column, place.pointer)


@dataclass(frozen=True, slots=True)
class SkippedLines:
    """Lines that are understood and rightly not stored, counted per reason."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class PrintedSum:
    """A total that the file prints about itself: shown as a checksum, never trusted alone.
    ``residue`` is what it prints beyond the sum of its lines, where it says which lines it adds."""

    label: str
    count: int | None
    amount: Money | None
    residue: Money | None = None


@dataclass(frozen=True, slots=True)
class PayerPreview:
    """One payer of a wallet bill. ``suggested``: the dictionary knows it as one that pays riders;
    ``confirmed``: the person confirmed it at an earlier import. Only what the person ticks is
    stored."""

    name: str
    count: int
    sum: Money
    suggested: bool
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Driver:
    """One of those whom a report of a fleet lists: ``account`` as it numbers them."""

    platform: str
    account: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What one file (or one ``member`` of an archive) holds, before anything is stored.

    ``error`` is set where the whole file is refused; ``error.code`` ``archive_password_needed`` or
    ``archive_password_wrong`` asks for a password: call ``preview`` again with it. ``unsaid`` is
    what it will be refused for, unless the person says for which work it is. ``engagements`` counts
    those that a table defines. ``path`` tells files of one name apart.
    """

    file: str
    member: str = ""
    importer: str = ""
    media_type: str = ""
    found: Counts = Counts()
    engagements: int = 0
    rejected: tuple[RejectedLine, ...] = ()
    more_rejected: int = 0  # beyond those listed
    skipped: tuple[SkippedLines, ...] = ()
    sums: Sums = field(default_factory=dict)
    source_sums: SourceSums = field(default_factory=dict)
    statuses: Mapping[str, int] = field(default_factory=dict)
    first: Instant | None = None
    last: Instant | None = None
    payers: tuple[PayerPreview, ...] = ()
    printed: tuple[PrintedSum, ...] = ()
    drivers: tuple[Driver, ...] = ()
    error: GigWalletError | None = None
    unsaid: GigWalletError | None = None
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What one file (or one ``member``) added. ``known`` rows were in the vault before;
    ``engagements`` counts those that a table defined.

    ``payers`` are those whose lines were left out because nobody confirmed them. ``path`` tells
    files of one name apart.
    """

    file: str
    member: str = ""
    importer: str = ""
    added: Counts = Counts()
    known: int = 0
    engagements: int = 0
    rejected: tuple[RejectedLine, ...] = ()
    more_rejected: int = 0  # beyond those listed
    skipped: tuple[SkippedLines, ...] = ()
    sums: Sums = field(default_factory=dict)
    source_sums: SourceSums = field(default_factory=dict)
    statuses: Mapping[str, int] = field(default_factory=dict)
    first: Instant | None = None
    last: Instant | None = None
    payers: tuple[PayerPreview, ...] = ()
    printed: tuple[PrintedSum, ...] = ()
    error: GigWalletError | None = None
    path: Path | None = None

    @property
    def needs_a_look(self) -> bool:
        """True where lines were rejected, or suggested payers wait for a confirmation."""
        return bool(self.rejected) or any(payer.suggested for payer in self.payers)


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """All files in the order given. ``changed`` names what a screen may have to ask for again:
    field names of ``Counts``, ``engagements``, ``coverage``. ``payers`` are all that the files
    name, confirmed or not."""

    files: tuple[FileOutcome, ...]
    changed: frozenset[str]
    payers: frozenset[str] = frozenset()
