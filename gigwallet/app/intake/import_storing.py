"""One original into the vault, whole or not at all: bytes, rows, their places, its spans."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace

from gigwallet.app.intake.import_coming import Coming
from gigwallet.app.intake.import_folding import Folded
from gigwallet.app.intake.import_originals import Originals
from gigwallet.app.intake.import_outcome import FileOutcome
from gigwallet.app.intake.import_placing import Beside, Placement
from gigwallet.app.intake.import_reading import STEP_SECONDS, Look, ReadOriginal, checking
from gigwallet.app.intake.import_rows import Rows
from gigwallet.app.intake.import_tally import Tally, outcome, remembered
from gigwallet.app.intake.import_worker import Wanted, rows
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit import Route
from gigwallet.domain.imported import ImportId, StoredOriginal
from gigwallet.domain.job import Job
from gigwallet.domain.recorded import EngagementId, ExhibitId
from gigwallet.importers import FileBegun
from gigwallet.vault.bringing_in import BringingIn

# Rows that are stored between two looks at whether somebody else wants to write.
_PORTION = 200


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
        originals = Originals(wallet, coming, original, arrival.route, job)
        placement = Placement(wallet, chosen, arrival.beside)
        facts = Rows(wallet, placement, payers, original.theirs)
        storing = _Storing(wallet, coming, original, payers, originals, facts, arrival.route, job)
        outcomes = storing.run()
        runs = coming.runs
        if runs:  # what is known already leaves no trace
            stored = StoredOriginal(tuple(map(remembered, outcomes)), originals.stored, runs)
            wallet.vault.imports.add(arrival.together, arrival.route, stored)
    changed = facts.changed.union(*(each.added.kinds for each in outcomes))
    return outcomes, frozenset(changed)


class _Storing:
    def __init__(
        self,
        wallet: Wallet,
        coming: BringingIn,
        original: ReadOriginal,
        payers: frozenset[str],
        originals: Originals,
        facts: Rows,
        route: Route,
        job: Job,
    ) -> None:
        self._wallet = wallet
        self._coming = coming
        self._original = original
        self._payers = payers
        self._route = route
        self._job = job
        self._originals = originals
        self._rows = facts
        self._archives_added = 0

    def run(self) -> list[FileOutcome]:
        """Every file in its order."""
        parent = None
        if self._original.is_archive:
            parent, is_new = self._originals.store_archive()
            self._archives_added = int(is_new)
        files = self._original.files
        tallies = {each.begun.member: Tally() for each in files}
        for folded in files:
            for row in folded.defined:
                self._rows.define(row, tallies[folded.begun.member])
        self._take_all(parent, tallies)
        self._originals.compare()
        for folded in files:
            if folded.error is None:
                self._rows.store_spans(folded, tallies[folded.begun.member])
        name = self._original.path.name
        return [outcome(name, each, tallies[each.begun.member], self._payers) for each in files]

    def _take_all(self, parent: ExhibitId | None, tallies: dict[str, Tally]) -> None:
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
        tallies: dict[str, Tally],
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
                    self._rows.store(begun, batch[start : start + _PORTION], tally)
            self._rows.store_open_tracks(begun, tally)

    def _beat(self) -> Callable[[int], None]:
        """While the other process works on what comes next, others may write."""
        check = checking(self._job, self._original.size)

        def on_beat(done: int) -> None:
            check(done)
            self._coming.rest()

        return on_beat

    def _store_exhibit(
        self,
        begun: FileBegun,
        folded: Folded,
        coming: Coming,
        parent: ExhibitId | None,
        tally: Tally,
    ) -> ExhibitId:
        places = self._rows.places_of(folded)
        own = self._original
        size, sha256 = (begun.size, begun.sha256) if begun.member else (own.size, own.sha256)
        exhibit = replace(
            self._originals.exhibit(begun.name, begun.media_type, size, sha256),
            route=Route.FROM_ARCHIVE if begun.member else self._route,
            engagement_id=places.pop() if len(places) == 1 else self._only_place(),
            parent=parent,
            importer=begun.importer,
        )
        pieces = coming.content() if begun.member else self._originals.pieces()
        look = own.looks.get(begun.member, Look())
        known, is_new = self._originals.keep(exhibit, pieces, look)
        # The archive itself is counted with the first file out of it.
        tally.added["exhibits"] += int(is_new) + self._archives_added
        self._archives_added = 0
        if not is_new and not folded.readings:
            tally.known += 1
        return known

    def _only_place(self) -> EngagementId | None:
        known = self._wallet.vault.engagements.all()
        return known[0].id if len(known) == 1 else None
