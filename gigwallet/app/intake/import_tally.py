"""What happens to one file while it is stored, and what its person is told of it afterwards."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from gigwallet.app.intake.import_folding import MOST_LISTED, Folded
from gigwallet.app.intake.import_outcome import Counts, FileOutcome, RejectedLine
from gigwallet.app.intake.import_repeats import Repeats
from gigwallet.app.intake.import_summing import RowSums, printed_sums, skipped_lines, span_of
from gigwallet.app.intake.import_tracks import Tracks
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.imported import ImportedFile
from gigwallet.domain.recorded import EngagementId, ExhibitId


@dataclass(slots=True)
class Tally:
    """``exhibit`` is the original that the file's rows come from, once it is stored; ``others``
    are the lines that belong to another driver; ``again`` counts positions that the file itself
    states more than once."""

    added: Counter[str] = field(default_factory=Counter)
    known: int = 0
    engagements: int = 0
    rejected: list[RejectedLine] = field(default_factory=list)
    more_rejected: int = 0
    sums: RowSums = field(default_factory=RowSums)
    places: set[EngagementId] = field(default_factory=set)
    repeats: Repeats = field(default_factory=Repeats)
    tracks: dict[EngagementId, Tracks] = field(default_factory=lambda: defaultdict(Tracks))
    others: set[int | None] = field(default_factory=set)
    again: int = 0
    exhibit: ExhibitId | None = None

    def reject(self, line: RejectedLine) -> None:
        if len(self.rejected) < MOST_LISTED:
            self.rejected.append(line)
        else:
            self.more_rejected += 1


def outcome(name: str, folded: Folded, tally: Tally, payers: frozenset[str]) -> FileOutcome:
    """``payers`` are confirmed; rows that pay others wait."""
    if folded.error is not None:
        code, facts = folded.error
        error = GigWalletError(code, **facts)
        return FileOutcome(name, folded.begun.member, "", error=error)
    waiting = tuple(each for each in folded.payers_as(frozenset()) if each.name not in payers)
    skipped = {
        "payer_not_confirmed": sum(each.count for each in waiting if each.suggested),
        "payer_not_chosen": sum(each.count for each in waiting if not each.suggested),
        "other_driver": len(tally.others),
        "position_again": tally.again,
    }
    first, last = span_of(tally.sums.spans)
    rejected = sorted(
        [*folded.rejected, *tally.rejected], key=lambda each: (each.sheet, each.line or 0)
    )
    return FileOutcome(
        file=name,
        member=folded.begun.member,
        importer=folded.begun.importer,
        added=Counts(**tally.added),
        known=tally.known,
        engagements=tally.engagements,
        rejected=tuple(rejected),
        more_rejected=folded.more_rejected + tally.more_rejected,
        skipped=skipped_lines({**skipped, **folded.skipped}),
        sums=tally.sums.sums,
        source_sums=folded.source_sums,
        statuses=dict(tally.sums.statuses),
        first=first,
        last=last,
        payers=waiting,
        printed=printed_sums(folded.printed, folded.source_sums),
    )


def remembered(told: FileOutcome) -> ImportedFile:
    """What the vault keeps of it, for the list of imports."""
    counts = ((name, getattr(told.added, name)) for name in sorted(told.added.kinds))
    return ImportedFile(
        told.file,
        told.member,
        told.importer,
        dict(counts),
        told.known,
        len(told.rejected) + told.more_rejected,
        sum(each.count for each in told.skipped),
        told.error.code if told.error else "",
    )
