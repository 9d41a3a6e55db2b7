"""Rows into the vault: each in its engagement, counted, with its place in the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from gigwallet.app.intake.import_folding import Folded
from gigwallet.app.intake.import_outcome import RejectedLine
from gigwallet.app.intake.import_placing import OtherDriver, Placement, UnknownLabel
from gigwallet.app.intake.import_summing import KINDS
from gigwallet.app.intake.import_tally import Tally
from gigwallet.app.intake.import_tracks import LISTED
from gigwallet.app.intake.keep_payers import payers_said
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.reading import EngagementHint, EngagementRow, Row
from gigwallet.domain.reconciled import CoveredSpan
from gigwallet.domain.recorded import EngagementId, NewFact, Source
from gigwallet.domain.track import Track
from gigwallet.domain.track_point import TrackPoint
from gigwallet.importers import FileBegun, placed_with
from gigwallet.tabular import placing


class Rows:
    """``payers`` are confirmed; ``theirs`` is the driver whom the person said they are, in a file
    of several. ``changed`` names what the vault got."""

    def __init__(
        self,
        wallet: Wallet,
        placement: Placement,
        payers: frozenset[str],
        theirs: Engagement | None,
    ) -> None:
        self._wallet = wallet
        self._placement = placement
        self._payers = payers
        self._theirs = theirs
        self._said = payers_said(wallet)
        self.changed: set[str] = set()

    def define(self, row: EngagementRow, tally: Tally) -> None:
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

    def places_of(self, folded: Folded) -> set[EngagementId]:
        """Where its rows will belong, in the order in which they first ask; what is missing is
        made."""
        made = self._placement.made
        places: set[EngagementId] = set()
        for payer, hint in folded.hints:
            if payer and payer not in self._payers:
                continue
            hint = self._said.hint(payer, hint)
            theirs = self._theirs
            with_theirs = theirs is not None and hint.platform == theirs.platform
            told = placing.filled(hint, theirs) if with_theirs and theirs else hint
            try:
                places.add(self._placement.place(told))
            except (UnknownLabel, OtherDriver):
                continue
        if self._placement.made > made:
            self.changed.add("engagements")
        return places

    def store(self, begun: FileBegun, batch: Iterable[Row], tally: Tally) -> None:
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

    def store_open_tracks(self, begun: FileBegun, tally: Tally) -> None:
        """The last days, which no later position closed."""
        for place, tracks in tally.tracks.items():
            self._store_tracks(tracks.rest(), place, begun, tally)

    def store_spans(self, folded: Folded, tally: Tally) -> None:
        """A span without a platform (of a wallet bill) speaks of those whom its rows pay."""
        shelf = self._wallet.vault.coverage
        stored = set(shelf.all()) if folded.covers else set()
        exhibits = (tally.exhibit,) if tally.exhibit else ()
        for span in folded.covers:
            each = span if self._theirs is None else placed_with(span, self._theirs)
            known = self._placement.known(each.hint)
            own = {known} if known is not None else tally.places
            for place in sorted(own):
                covered = CoveredSpan(place, each.period, each.what, exhibits)
                if covered not in stored:
                    shelf.add(covered)
                    self.changed.add("coverage")

    def _placed(self, batch: Iterable[Row], tally: Tally) -> Iterator[tuple[Row, EngagementId]]:
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

    def _store_tracks(
        self, closed: Iterable[Row], place: EngagementId, begun: FileBegun, tally: Tally
    ) -> None:
        """Positions are counted one by one, and kept as days."""
        for row in closed:
            if not isinstance(row.fact, Track):
                continue
            source = Source(tally.exhibit, row.locator, begun.importer, begun.version, row.raw)
            track = NewFact(row.fact, place, row.family, row.natural_key, 1, source)
            listed = int(row.raw[LISTED])
            if self._wallet.vault.tracks.add([track]).added:
                tally.added["track_points"] += row.fact.points
                tally.again += listed - row.fact.points
            else:
                tally.known += listed
