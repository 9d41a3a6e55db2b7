"""One original into the vault in one transaction: its bytes, its rows, their places, its spans."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from gigwallet.app.import_outcome import Counts, FileOutcome, RejectedLine
from gigwallet.app.import_placing import Placement, UnknownLabel
from gigwallet.app.import_reading import Look, ReadOriginal, bytes_again
from gigwallet.app.import_summing import KINDS, chosen_rows, payers_of, printed_sums, summed_up
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit import Exhibit, Route
from gigwallet.domain.reading import Covers, EngagementRow, Row
from gigwallet.domain.reconciled import CoveredSpan
from gigwallet.domain.recorded import EngagementId, ExhibitId, NewFact, Source
from gigwallet.importers import ReadFile
from gigwallet.tabular import archives, placing

_ZIP, _GZIP = "application/zip", "application/gzip"


@dataclass(slots=True)
class _Tally:
    """What happens to one file while it is stored."""

    added: Counter[str] = field(default_factory=Counter)
    known: int = 0
    engagements: int = 0
    rejected: list[RejectedLine] = field(default_factory=list)
    covered: int = 0


def store_original(
    wallet: Wallet,
    original: ReadOriginal,
    payers: frozenset[str],
    chosen: EngagementId | None,
    route: Route,
) -> tuple[list[FileOutcome], frozenset[str]]:
    """All of it or nothing. ``payers`` are confirmed. Also names what changed."""
    if original.document is None:
        raise ValueError("an original without a document was refused when it was read")
    data = bytes_again(original)
    changed: set[str] = set()
    outcomes: list[FileOutcome] = []
    with wallet.vault.transaction():
        storing = _Storing(wallet, original, payers, Placement(wallet, chosen), route)
        parent = storing.store_archive(data)
        for file in original.document.files:
            outcomes.append(storing.store_file(file, data, parent))
        changed = storing.changed
    return outcomes, frozenset(changed)


class _Storing:
    def __init__(
        self,
        wallet: Wallet,
        original: ReadOriginal,
        payers: frozenset[str],
        placement: Placement,
        route: Route,
    ) -> None:
        self._wallet = wallet
        self._original = original
        self._payers = payers
        self._placement = placement
        self._route = route
        self._archives_added = 0
        self.changed: set[str] = set()

    def store_archive(self, data: bytes) -> ExhibitId | None:
        """The archive as it came, where the files of this document lie inside one."""
        document = self._original.document
        if document is None or not any(file.member for file in document.files):
            return None
        kind = _GZIP if archives.is_gzip(data) else _ZIP
        exhibit, is_new = self._keep(
            self._original.path.name, kind, data, self._route, Look(), importer=""
        )
        self._archives_added = int(is_new)
        return exhibit

    def store_file(self, file: ReadFile, data: bytes, parent: ExhibitId | None) -> FileOutcome:
        name = self._original.path.name
        if file.error is not None:
            code, facts = file.error
            error = GigWalletError(code, **facts)
            return FileOutcome(name, file.member, file.importer, error=error)
        tally = _Tally()
        for each in file.readings:
            if isinstance(each, EngagementRow):
                self._define(each, tally)
        rows = chosen_rows(file.readings, self._payers)
        placed = list(self._placed(rows, tally))
        exhibit = None
        if file.importer:
            exhibit = self._store_exhibit(file, data, parent, {place for _, place in placed}, tally)
        self._store_rows(file, placed, exhibit, tally)
        self._store_spans(file, placed, exhibit)
        return self._outcome(file, [row for row, _ in placed], tally)

    def _outcome(self, file: ReadFile, rows: list[Row], tally: _Tally) -> FileOutcome:
        waiting = tuple(
            each for each in payers_of(file.readings, frozenset()) if each.name not in self._payers
        )
        skipped = {
            "payer_not_confirmed": sum(each.count for each in waiting if each.suggested),
            "payer_not_chosen": sum(each.count for each in waiting if not each.suggested),
        }
        summed = summed_up(file.readings, rows, tally.rejected, skipped)
        added = Counts(**tally.added)
        self.changed |= added.kinds
        return FileOutcome(
            file=self._original.path.name,
            member=file.member,
            importer=file.importer,
            added=added,
            known=tally.known,
            engagements=tally.engagements,
            rejected=summed.rejected,
            skipped=summed.skipped,
            sums=summed.sums,
            source_sums=summed.source_sums,
            statuses=summed.statuses,
            first=summed.first,
            last=summed.last,
            payers=waiting,
            printed=printed_sums(file.readings, summed.source_sums),
        )

    def _define(self, row: EngagementRow, tally: _Tally) -> None:
        try:
            is_new = self._placement.define(row)
        except GigWalletError as refusal:
            column = str(refusal.facts.get("field", ""))
            tally.rejected.append(RejectedLine.at(row.locator, "missing_value", column))
            return
        if is_new:
            tally.engagements += 1
            self.changed.add("engagements")
        else:
            tally.known += 1

    def _placed(self, rows: Iterable[Row], tally: _Tally) -> Iterable[tuple[Row, EngagementId]]:
        made = self._placement.made
        for row in rows:
            try:
                known = self._placement.place(row.hint)
            except UnknownLabel:
                tally.rejected.append(
                    RejectedLine.at(row.locator, "unknown_engagement", "engagement")
                )
                continue
            # A file that names no zone means the clocks of its engagement.
            yield placing.place(row, self._placement.engagement(known)), known
        if self._placement.made > made:
            self.changed.add("engagements")

    def _store_exhibit(
        self,
        file: ReadFile,
        data: bytes,
        parent: ExhibitId | None,
        places: set[EngagementId],
        tally: _Tally,
    ) -> ExhibitId:
        look = self._original.looks.get(file.member, Look())
        exhibit, is_new = self._keep(
            file.name,
            file.media_type,
            file.data or data,
            Route.FROM_ARCHIVE if file.member else self._route,
            look,
            importer=file.importer,
            parent=parent,
            place=places.pop() if len(places) == 1 else self._only_place(),
        )
        # The archive itself is counted with the first file out of it.
        tally.added["exhibits"] += int(is_new) + self._archives_added
        self._archives_added = 0
        if not is_new and not file.readings:
            tally.known += 1
        return exhibit

    def _only_place(self) -> EngagementId | None:
        known = self._wallet.vault.engagements.all()
        return known[0].id if len(known) == 1 else None

    def _keep(
        self,
        name: str,
        media_type: str,
        data: bytes,
        route: Route,
        look: Look,
        *,
        importer: str,
        parent: ExhibitId | None = None,
        place: EngagementId | None = None,
    ) -> tuple[ExhibitId, bool]:
        shelf = self._wallet.vault.exhibits
        digest = hashlib.sha256(data).hexdigest()
        known = shelf.known(digest)
        if known is not None and shelf.whole(known):
            return known, False
        exhibit = Exhibit(
            name=name,
            media_type=media_type,
            size=len(data),
            sha256=digest,
            added_at=self._wallet.clock.now(),
            route=route,
            engagement_id=place,
            parent=parent,
            taken_at=look.taken_at,
            taken_from=look.taken_from,
            importer=importer,
        )
        # A missing or damaged original that comes again is put back under the id that it had.
        made = shelf.add(exhibit, data)
        if look.thumbnail:
            shelf.set_thumbnail(made, look.thumbnail)
        return made, True

    def _store_rows(
        self,
        file: ReadFile,
        placed: list[tuple[Row, EngagementId]],
        exhibit: ExhibitId | None,
        tally: _Tally,
    ) -> None:
        seen: Counter[tuple[EngagementId, str, str]] = Counter()
        shelves: dict[str, list[NewFact[object]]] = defaultdict(list)
        for row, place in placed:
            key = (place, row.family, row.natural_key)
            seen[key] += 1
            source = Source(exhibit, row.locator, file.importer, file.version, row.raw)
            shelves[KINDS[type(row.fact)]].append(
                NewFact(row.fact, place, row.family, row.natural_key, seen[key], source)
            )
        for kind, facts in shelves.items():
            added = getattr(self._wallet.vault, kind).add(facts)
            tally.added[kind] += len(added.added)
            tally.known += added.known

    def _store_spans(
        self, file: ReadFile, placed: list[tuple[Row, EngagementId]], exhibit: ExhibitId | None
    ) -> None:
        """A span without a platform (of a wallet bill) speaks of those whom its rows pay."""
        shelf = self._wallet.vault.coverage
        stored = set(shelf.all())
        for each in file.readings:
            if not isinstance(each, Covers):
                continue
            known = self._placement.known(each.hint)
            own = {known} if known is not None else {place for _, place in placed}
            for place in sorted(own):
                span = CoveredSpan(place, each.period, each.what, (exhibit,) if exhibit else ())
                if span not in stored:
                    shelf.add(span)
                    self.changed.add("coverage")
