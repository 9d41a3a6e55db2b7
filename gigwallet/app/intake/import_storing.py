"""One original into the vault, whole or not at all: bytes, rows, their places, its spans."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, nullcontext
from dataclasses import dataclass, field, replace

from gigwallet.app.intake.import_coming import Coming
from gigwallet.app.intake.import_folding import MOST_LISTED, Folded
from gigwallet.app.intake.import_outcome import Counts, FileOutcome, RejectedLine
from gigwallet.app.intake.import_placing import Beside, OtherDriver, Placement, UnknownLabel
from gigwallet.app.intake.import_reading import STEP_SECONDS, Look, ReadOriginal, Watched, checking
from gigwallet.app.intake.import_repeats import Repeats
from gigwallet.app.intake.import_summing import KINDS, RowSums, printed_sums, skipped_lines, span_of
from gigwallet.app.intake.import_tracks import LISTED, Tracks
from gigwallet.app.intake.import_worker import Wanted, rows
from gigwallet.app.intake.keep_payers import payers_said
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit import Exhibit, Route
from gigwallet.domain.imported import ImportedFile, ImportId, StoredOriginal
from gigwallet.domain.job import Job
from gigwallet.domain.reading import EngagementHint, EngagementRow, Row
from gigwallet.domain.reconciled import CoveredSpan
from gigwallet.domain.recorded import EngagementId, ExhibitId, NewFact, Source
from gigwallet.domain.track import Track
from gigwallet.domain.track_point import TrackPoint
from gigwallet.importers import FileBegun, placed_with
from gigwallet.tabular import archives, placing
from gigwallet.vault.attachments import LARGE
from gigwallet.vault.bringing_in import BringingIn

_ZIP, _GZIP = "application/zip", "application/gzip"
# Rows that are stored between two looks at whether somebody else wants to write.
_PORTION = 200


@dataclass(slots=True)
class _Tally:
    """What happens to one file while it is stored."""

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
    exhibit: ExhibitId | None = None

    def reject(self, line: RejectedLine) -> None:
        if len(self.rejected) < MOST_LISTED:
            self.rejected.append(line)
        else:
            self.more_rejected += 1


@dataclass(frozen=True, slots=True)
class Arrival:
    """How files came, and which of them came together. ``beside``: what these say together of each
    platform."""

    together: ImportId
    route: Route
    beside: Beside = field(default_factory=dict)


def store_original(
    wallet: Wallet,
    coming: BringingIn,
    original: ReadOriginal,
    payers: frozenset[str],
    chosen: EngagementId | None,
    arrival: Arrival,
    job: Job,
) -> tuple[list[FileOutcome], frozenset[str]]:
    """All of it or nothing. ``payers`` are confirmed. Also names what changed. Its rows are read
    once more, and stored as they come. ``wallet`` is that of the import: its vault is the one that
    is ``coming``."""
    with coming.whole():
        placement = Placement(wallet, chosen, arrival.beside)
        storing = _Storing(wallet, coming, original, payers, placement, arrival.route, job)
        outcomes = storing.run()
        runs = coming.runs
        if runs:  # what is known already leaves no trace
            files = tuple(map(_remembered, outcomes))
            stored = StoredOriginal(files, storing.exhibits, runs)
            wallet.vault.imports.add(arrival.together, arrival.route, stored)
    return outcomes, frozenset(storing.changed)


class _Storing:
    def __init__(
        self,
        wallet: Wallet,
        coming: BringingIn,
        original: ReadOriginal,
        payers: frozenset[str],
        placement: Placement,
        route: Route,
        job: Job,
    ) -> None:
        self._wallet = wallet
        self._coming = coming
        self._original = original
        self._payers = payers
        self._said = payers_said(wallet)
        self._placement = placement
        self._route = route
        self._job = job
        self._watched = Watched(original.path)
        self._archives_added = 0
        self.changed: set[str] = set()
        self.exhibits: dict[str, bool] = {}

    def run(self) -> list[FileOutcome]:
        """Every file in its order."""
        parent = self._store_archive() if self._original.is_archive else None
        tallies = {each.begun.member: _Tally() for each in self._original.files}
        for folded in self._original.files:
            for row in folded.defined:
                self._define(row, tallies[folded.begun.member])
        self._take_all(parent, tallies)
        self._watched.compare()
        self._compare_originals()
        outcomes = []
        for folded in self._original.files:
            tally = tallies[folded.begun.member]
            if folded.error is None:
                self._store_spans(folded, tally)
            outcomes.append(self._outcome(folded, tally))
        return outcomes

    def _take_all(self, parent: ExhibitId | None, tallies: dict[str, _Tally]) -> None:
        folds = {each.begun.member: each for each in self._original.files}
        refused = tuple(member for member, each in folds.items() if each.error is not None)
        read = self._wallet.isolation.stream(
            rows,
            os.fspath(self._original.path.absolute()),
            self._original.path.name,
            self._original.password,
            self._original.inside,
            Wanted(self._payers, self._original.theirs, refused, taught=self._original.taught),
            seconds=STEP_SECONDS,
            on_beat=self._beat(),
        )
        with closing(read):
            self._take(Coming(read), folds, parent, tallies)

    def _take(
        self,
        coming: Coming,
        folds: dict[str, Folded],
        parent: ExhibitId | None,
        tallies: dict[str, _Tally],
    ) -> None:
        for begun in coming:
            folded = folds.get(begun.member)
            if folded is None:
                raise GigWalletError("file_changed", name=self._original.path.name)
            tally = tallies[begun.member]
            if begun.importer:
                tally.exhibit = self._store_exhibit(begun, folded, coming, parent, tally)
            for batch in coming.rows():
                for start in range(0, len(batch), _PORTION):
                    self._job.checkpoint()
                    self._coming.rest()
                    self._store_rows(begun, batch[start : start + _PORTION], tally)
            for place, tracks in tally.tracks.items():
                self._store_tracks(tracks.rest(), place, begun, tally)

    def _beat(self) -> Callable[[int], None]:
        """While the other process works on what comes next, others may write."""
        check = checking(self._job)

        def on_beat(done: int) -> None:
            check(done)
            self._coming.rest()

        return on_beat

    def _compare_originals(self) -> None:
        """A person may have deleted one that was known, while others could write."""
        for sha256 in self.exhibits:
            if self._wallet.vault.exhibits.known(sha256) is None:
                raise GigWalletError("file_changed", name=self._original.path.name)

    # Originals -------------------------------------------------------------------------------

    def _store_archive(self) -> ExhibitId:
        """The archive as it came, where the files of this document lie inside one."""
        head = next(self._watched.pieces(self._job), b"")
        kind = _GZIP if archives.is_gzip(head) else _ZIP
        original = self._original
        exhibit = self._exhibit(original.path.name, kind, original.size, original.sha256)
        known, is_new = self._keep(exhibit, self._watched.pieces(self._job), Look())
        self._archives_added = int(is_new)
        return known

    def _store_exhibit(
        self,
        begun: FileBegun,
        folded: Folded,
        coming: Coming,
        parent: ExhibitId | None,
        tally: _Tally,
    ) -> ExhibitId:
        places = self._places_of(folded)
        own = self._original
        size, sha256 = (begun.size, begun.sha256) if begun.member else (own.size, own.sha256)
        exhibit = replace(
            self._exhibit(begun.name, begun.media_type, size, sha256),
            route=Route.FROM_ARCHIVE if begun.member else self._route,
            engagement_id=places.pop() if len(places) == 1 else self._only_place(),
            parent=parent,
            importer=begun.importer,
        )
        pieces = coming.content() if begun.member else self._watched.pieces(self._job)
        look = own.looks.get(begun.member, Look())
        known, is_new = self._keep(exhibit, pieces, look)
        # The archive itself is counted with the first file out of it.
        tally.added["exhibits"] += int(is_new) + self._archives_added
        self._archives_added = 0
        if not is_new and not folded.readings:
            tally.known += 1
        return known

    def _places_of(self, folded: Folded) -> set[EngagementId]:
        """Where its rows will belong, in the order in which they first ask; what is missing is
        made."""
        theirs = self._original.theirs
        made = self._placement.made
        places: set[EngagementId] = set()
        for payer, hint in folded.hints:
            if payer and payer not in self._payers:
                continue
            hint = self._said.hint(payer, hint)
            with_theirs = theirs is not None and hint.platform == theirs.platform
            told = placing.filled(hint, theirs) if with_theirs and theirs else hint
            try:
                places.add(self._placement.place(told))
            except (UnknownLabel, OtherDriver):
                continue
        if self._placement.made > made:
            self.changed.add("engagements")
        return places

    def _only_place(self) -> EngagementId | None:
        known = self._wallet.vault.engagements.all()
        return known[0].id if len(known) == 1 else None

    def _exhibit(self, name: str, media_type: str, size: int, sha256: str) -> Exhibit:
        return Exhibit(
            name=name,
            media_type=media_type,
            size=size,
            sha256=sha256,
            added_at=self._wallet.clock.now(),
            route=self._route,
        )

    def _keep(
        self, exhibit: Exhibit, pieces: Iterator[bytes], look: Look
    ) -> tuple[ExhibitId, bool]:
        """Its id, and whether its content was stored. Refusal: ``file_changed`` where the content
        is not what ``exhibit`` says."""
        shelf = self._wallet.vault.exhibits
        known = shelf.known(exhibit.sha256)
        large = exhibit.size > LARGE
        with self._coming.aside() if large else nullcontext():
            if known is not None and shelf.whole(known):
                shelf.compare(exhibit, pieces)
                self.exhibits.setdefault(exhibit.sha256, False)
                return known, False
            # A missing or damaged original that comes again is put back under the id that it had.
            exhibit = replace(exhibit, taken_at=look.taken_at, taken_from=look.taken_from)
            laid = shelf.lay(exhibit, pieces) if large else None
        made = shelf.take(exhibit, laid) if laid else shelf.add_stream(exhibit, pieces)
        self.exhibits[exhibit.sha256] = known is None
        if look.thumbnail:
            shelf.set_thumbnail(made, look.thumbnail)
        return made, True

    # Rows ------------------------------------------------------------------------------------

    def _define(self, row: EngagementRow, tally: _Tally) -> None:
        try:
            is_new = self._placement.define(row)
        except GigWalletError as refusal:
            column = str(refusal.facts.get("field", ""))
            tally.reject(RejectedLine.at(row.locator, "missing_value", column))
            return
        if is_new:
            tally.engagements += 1
            self.changed.add("engagements")
        else:
            tally.known += 1

    def _placed(self, batch: Iterable[Row], tally: _Tally) -> Iterator[tuple[Row, EngagementId]]:
        hint: EngagementHint | None = None
        for row in map(self._said.row, batch):
            if hint is None or row.hint is not hint:  # most rows of a file share theirs
                try:
                    known = self._placement.place(row.hint)
                except UnknownLabel:
                    tally.reject(RejectedLine.at(row.locator, "unknown_engagement", "engagement"))
                    continue
                except OtherDriver:
                    tally.others.add(row.locator.line)
                    continue
                hint, engagement = row.hint, self._placement.engagement(known)
            # A file that names no zone means the clocks of its engagement.
            yield placing.place(row, engagement), known

    def _store_rows(self, begun: FileBegun, batch: list[Row], tally: _Tally) -> None:
        shelves: dict[str, list[NewFact[object]]] = defaultdict(list)
        for row, place in self._placed(batch, tally):
            tally.sums.add(row)
            tally.places.add(place)
            if isinstance(row.fact, Track):
                self._store_tracks((row,), place, begun, tally)
                continue
            if isinstance(row.fact, TrackPoint):
                closed = tally.tracks[place].add(row, row.fact)
                self._store_tracks(closed, place, begun, tally)
                continue
            occurrence = tally.repeats.next((place, row.family, row.natural_key))
            source = Source(tally.exhibit, row.locator, begun.importer, begun.version, row.raw)
            shelves[KINDS[type(row.fact)]].append(
                NewFact(row.fact, place, row.family, row.natural_key, occurrence, source)
            )
        for kind, facts in shelves.items():
            added = getattr(self._wallet.vault, kind).add(facts)
            tally.added[kind] += len(added.added)
            tally.known += added.known

    def _store_tracks(
        self, closed: Iterable[Row], place: EngagementId, begun: FileBegun, tally: _Tally
    ) -> None:
        """Positions are counted one by one, and kept as days."""
        for row in closed:
            if not isinstance(row.fact, Track):
                continue
            source = Source(tally.exhibit, row.locator, begun.importer, begun.version, row.raw)
            track = NewFact(row.fact, place, row.family, row.natural_key, 1, source)
            new = row.fact.points if self._wallet.vault.tracks.add([track]).added else 0
            tally.added["track_points"] += new
            tally.known += int(row.raw[LISTED]) - new

    def _store_spans(self, folded: Folded, tally: _Tally) -> None:
        """A span without a platform (of a wallet bill) speaks of those whom its rows pay."""
        shelf = self._wallet.vault.coverage
        theirs = self._original.theirs
        stored = set(shelf.all()) if folded.covers else set()
        exhibits = (tally.exhibit,) if tally.exhibit else ()
        for span in folded.covers:
            each = span if theirs is None else placed_with(span, theirs)
            known = self._placement.known(each.hint)
            own = {known} if known is not None else tally.places
            for place in sorted(own):
                covered = CoveredSpan(place, each.period, each.what, exhibits)
                if covered not in stored:
                    shelf.add(covered)
                    self.changed.add("coverage")

    def _outcome(self, folded: Folded, tally: _Tally) -> FileOutcome:
        name = self._original.path.name
        if folded.error is not None:
            code, facts = folded.error
            error = GigWalletError(code, **facts)
            return FileOutcome(name, folded.begun.member, "", error=error)
        waiting = tuple(
            each for each in folded.payers_as(frozenset()) if each.name not in self._payers
        )
        skipped = {
            "payer_not_confirmed": sum(each.count for each in waiting if each.suggested),
            "payer_not_chosen": sum(each.count for each in waiting if not each.suggested),
            "other_driver": len(tally.others),
        }
        first, last = span_of(tally.sums.spans)
        rejected = sorted(
            [*folded.rejected, *tally.rejected], key=lambda each: (each.sheet, each.line or 0)
        )
        added = Counts(**tally.added)
        self.changed |= added.kinds
        return FileOutcome(
            file=name,
            member=folded.begun.member,
            importer=folded.begun.importer,
            added=added,
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


def _remembered(outcome: FileOutcome) -> ImportedFile:
    counts = ((name, getattr(outcome.added, name)) for name in sorted(outcome.added.kinds))
    return ImportedFile(
        outcome.file,
        outcome.member,
        outcome.importer,
        dict(counts),
        outcome.known,
        len(outcome.rejected) + outcome.more_rejected,
        sum(each.count for each in outcome.skipped),
        outcome.error.code if outcome.error else "",
    )
