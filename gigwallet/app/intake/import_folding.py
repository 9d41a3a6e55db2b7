"""A file folded to what a person is shown before anything is stored: its rows are not kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from gigwallet.app.intake.import_outcome import (
    Counts,
    Driver,
    FilePreview,
    PayerPreview,
    RejectedLine,
    SourceSums,
    Sums,
)
from gigwallet.app.intake.import_summing import (
    Footings,
    RowSums,
    printed_sums,
    skipped_lines,
    span_of,
)
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.reading import (
    Covers,
    EngagementHint,
    EngagementRow,
    PrintedTotal,
    Reading,
    Rejection,
    Row,
    Skip,
)
from gigwallet.importers import FileBegun
from gigwallet.tabular import placing

# More rejected lines than these are counted and not listed.
MOST_LISTED = 10_000

Refused = tuple[str, dict[str, str | int]]


@dataclass(frozen=True, slots=True)
class Folded:
    """One file of a document. ``hints`` are what its rows say of their engagements, each with the
    payer that must be confirmed first (or an empty text), in the order of their first rows;
    ``spans`` the first and last moments under each. ``readings`` counts all that it says."""

    begun: FileBegun
    readings: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)
    rejected: tuple[RejectedLine, ...] = ()
    more_rejected: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)
    sums: Sums = field(default_factory=dict)
    source_sums: SourceSums = field(default_factory=dict)
    statuses: Mapping[str, int] = field(default_factory=dict)
    spans: tuple[tuple[EngagementHint, Instant | None, Instant | None], ...] = ()
    payers: tuple[PayerPreview, ...] = ()
    printed: tuple[PrintedTotal, ...] = ()
    covers: tuple[Covers, ...] = ()
    defined: tuple[EngagementRow, ...] = ()
    hints: tuple[tuple[str, EngagementHint], ...] = ()
    error: Refused | None = None

    @property
    def found(self) -> Mapping[str, int]:
        """How many rows of each kind, and the original that they come from."""
        kept = self.begun.importer and self.error is None
        return {**self.kinds, "exhibits": 1} if kept else self.kinds

    @property
    def names_zone(self) -> bool:
        return any(hint.zone for _, hint in self.hints)

    @property
    def drivers(self) -> tuple[Driver, ...]:
        """Those whom the file tells apart, in the order of their first lines."""
        found = {
            (hint.platform, hint.account): Driver(hint.platform, hint.account, hint.account_name)
            for _, hint in self.hints
            if hint.account
        }
        return tuple(found.values())

    def payers_as(self, confirmed: frozenset[str]) -> tuple[PayerPreview, ...]:
        """Everyone in the file who may pay wages, and who of them is confirmed."""
        return tuple(
            PayerPreview(each.name, each.count, each.sum, each.suggested, each.name in confirmed)
            for each in self.payers
        )

    def preview(
        self, file: str, confirmed: frozenset[str], theirs: Engagement | None
    ) -> FilePreview:
        """The file before it is stored: all its rows count, whoever the payer is. ``theirs`` is
        what the files of its archive agree on."""
        if self.error is not None:
            code, facts = self.error
            error = GigWalletError(code, **facts)
            return FilePreview(file, self.begun.member, error=error)
        first, last = span_of(_in_place(each, theirs) for each in self.spans)
        return FilePreview(
            file=file,
            member=self.begun.member,
            importer=self.begun.importer,
            media_type=self.begun.media_type,
            found=Counts(**self.found),
            engagements=len(self.defined),
            rejected=self.rejected,
            more_rejected=self.more_rejected,
            skipped=skipped_lines(self.skipped),
            sums=self.sums,
            source_sums=self.source_sums,
            statuses=self.statuses,
            first=first,
            last=last,
            payers=self.payers_as(confirmed),
            printed=printed_sums(self.printed, self.source_sums),
            drivers=self.drivers,
        )


def _in_place(
    span: tuple[EngagementHint, Instant | None, Instant | None], theirs: Engagement | None
) -> tuple[EngagementHint, Instant | None, Instant | None]:
    hint, first, last = span
    if theirs is None or hint.platform != theirs.platform or hint.zone or not theirs.zone:
        return span
    moved = [None if each is None else placing.moved(each, theirs.zone) for each in (first, last)]
    return hint, moved[0], moved[1]


class Folding:
    """The file that is being read."""

    def __init__(self, begun: FileBegun) -> None:
        self._begun = begun
        self._readings = 0
        self._rows = RowSums()
        self._footings = Footings()
        self._rejected: list[RejectedLine] = []
        self._rejections = 0
        self._skipped: Counter[str] = Counter()
        self._payers: dict[tuple[str, str], list[int]] = {}
        self._printed: list[PrintedTotal] = []
        self._covers: list[Covers] = []
        self._defined: list[EngagementRow] = []
        self._hints: dict[tuple[str, EngagementHint], None] = {}

    def add(self, reading: Reading) -> None:
        self._readings += 1
        match reading:
            case Row():
                self._rows.add(reading)
                self._hints.setdefault((reading.payer, reading.hint))
                if reading.payer and reading.amount is not None:
                    self._paid(reading.payer, reading.amount, reading.suggested)
            case Skip():
                self._skipped[reading.reason] += 1
            case Rejection():
                self._reject(reading)
            case PrintedTotal():
                self._printed.append(reading)
            case Covers():
                self._covers.append(reading)
            case EngagementRow():
                self._defined.append(reading)
        if isinstance(reading, Skip | Row) and reading.amount is not None:
            self._footings.add(reading.amount, reading.footing)

    def _paid(self, payer: str, amount: Money, suggested: bool) -> None:
        seen = self._payers.setdefault((payer, amount.currency), [0, 0, 0])
        seen[0] += 1
        seen[1] += amount.minor
        seen[2] |= suggested

    def _reject(self, rejection: Rejection) -> None:
        self._rejections += 1
        if len(self._rejected) < MOST_LISTED:
            self._rejected.append(
                RejectedLine.at(rejection.locator, rejection.reason, rejection.column)
            )

    def ended(self, error: Refused | None) -> Folded:
        """What it came to; of a file that is refused, the refusal alone."""
        if error is not None:
            begun = FileBegun(self._begun.name, self._begun.member)
            return Folded(begun, error=error)
        payers = (
            PayerPreview(name, count, Money(minor, currency), bool(suggested))
            for (name, currency), (count, minor, suggested) in self._payers.items()
        )
        return Folded(
            begun=self._begun,
            readings=self._readings,
            kinds=dict(self._rows.kinds),
            rejected=tuple(sorted(self._rejected, key=lambda each: (each.sheet, each.line or 0))),
            more_rejected=self._rejections - len(self._rejected),
            skipped=dict(self._skipped),
            sums=self._rows.sums,
            source_sums=self._footings.sums,
            statuses=dict(self._rows.statuses),
            spans=self._rows.spans,
            # The known ones first, then by sum.
            payers=tuple(
                sorted(payers, key=lambda each: (not each.suggested, -each.sum.minor, each.name))
            ),
            printed=tuple(self._printed),
            covers=tuple(self._covers),
            defined=tuple(self._defined),
            hints=tuple(self._hints),
        )
