"""What a screen states, kept as facts: only values that are proven or that a person confirmed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from gigwallet import ocr
from gigwallet.app.import_placing import Placement
from gigwallet.app.import_summing import KINDS
from gigwallet.app.keep_taught import taught
from gigwallet.app.later_shots import let_later_hold
from gigwallet.app.wallet import Wallet
from gigwallet.domain.deciding import FieldKey, copy_decisions, standing_decisions
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit import Exhibit, KnownExhibit, TakenFrom
from gigwallet.domain.instants import TimeQuality
from gigwallet.domain.reading import Format, PaperImporter, Row
from gigwallet.domain.recorded import EngagementId, ExhibitId, FactId, HowKnown, NewFact, Source
from gigwallet.domain.screen import ScreenField, ScreenReading, Standing
from gigwallet.importers import all_paper_importers, app_screen, recognise_paper
from gigwallet.pages.file_names import moment_in
from gigwallet.pages.taking import day_is_open
from gigwallet.tabular import placing

# The scan is one of a statement or payslip, and its figures do not prove themselves.
NOT_BELIEVED = "scan_not_believed"
# Several engagements fit and the person has not chosen yet, or none is known that is paid so.
AMBIGUOUS = "engagement_ambiguous"
_UNPLACED = frozenset(
    {
        AMBIGUOUS, "engagement_missing", "currency_not_said", "currency_not_of_sign",
        "currency_has_no_cents",
    }
)  # fmt: skip
TORN = "screen_decided_differently"

_TO_ITS_END = timedelta(hours=23, minutes=59)
_Key = tuple[str, str, str, int]


@dataclass(frozen=True, slots=True)
class Restated:
    """``changed`` names kinds of facts, as change sets do. ``trouble`` is the code of why nothing
    could be kept, empty otherwise."""

    changed: frozenset[str] = frozenset()
    added: int = 0
    revised: int = 0
    removed: int = 0
    trouble: str = ""
    place: EngagementId | None = None


@dataclass(slots=True)
class _Tally:
    changed: set[str] = field(default_factory=set)
    added: int = 0
    revised: int = 0
    removed: int = 0


def decided(
    wallet: Wallet, exhibit: ExhibitId, reading: ScreenReading, templates: Sequence[ocr.Template]
) -> ScreenReading:
    """The reading as the person left it. A field of which two copies of the vault say different
    things waits once more."""
    said, torn = standing_decisions(wallet.vault.screens.decisions(exhibit))
    if not said and not torn:
        return reading
    left = ocr.with_decisions(reading, said, templates)
    if not torn:
        return left
    return replace(left, fields=tuple(_open(left.template, each, torn) for each in left.fields))


def _open(template: str, field: ScreenField, torn: frozenset[FieldKey]) -> ScreenField:
    if any(each.means(template, field) for each in torn):
        return replace(field, standing=Standing.REVIEW, why=TORN)
    return field


def restate(
    wallet: Wallet,
    known: KnownExhibit,
    reading: ScreenReading,
    templates: Sequence[ocr.Template],
) -> Restated:
    """Make the facts of one exhibit say what its reading says: new ones are added, those that only
    it states are said anew or removed. ``reading`` is as ``decided`` gives it. The caller holds a
    transaction."""
    rows: Sequence[Row] = ()
    trouble = ""
    reader: Format = app_screen.IMPORTER
    if is_copy(wallet, known.id):
        pass
    elif (paper := _paper_importer(wallet, known, reading)) is not None:
        # A payslip that was scanned or photographed is read as its PDF would be.
        read = paper.read_paper(known.exhibit.name, reading.paper)
        rows, reader = [each for each in read if isinstance(each, Row)], paper
        trouble = "" if rows else NOT_BELIEVED
    else:
        rows = app_screen.rows(reading, _shot(known.exhibit), templates)
    tally = _Tally()
    place: EngagementId | None = None
    if rows:
        try:
            at = _place(wallet, known, reading.platform or rows[0].hint.platform, rows[0])
            work = wallet.vault.engagements.get(at)
            rows = [placing.place(each, work) for each in rows]
            place = at
        except GigWalletError as refusal:
            if refusal.code not in _UNPLACED:
                raise
            rows, trouble = (), AMBIGUOUS
    told = _restate(wallet, known, rows, place, tally, reader)
    for shelf in let_later_hold(wallet, known, told, _SHELVES, _shot):
        tally.revised += 1
        tally.changed.add(shelf)
    return Restated(
        frozenset(tally.changed), tally.added, tally.revised, tally.removed, trouble, place
    )


def _paper_importer(
    wallet: Wallet, known: KnownExhibit, reading: ScreenReading
) -> PaperImporter | None:
    """Who knows this scan as a statement or payslip; None for screens of apps, and for PDFs whose
    own letters were read when they came."""
    if not reading.paper.engine or reading.template or not _only_kept(known.exhibit):
        return None
    return recognise_paper(known.exhibit.name, reading.paper, taught(wallet))


def _only_kept(exhibit: Exhibit) -> bool:
    """Whether nothing was read of it but by OCR."""
    return exhibit.importer in ("", "any_exhibit")


def _shot(exhibit: Exhibit) -> datetime | None:
    """The moment that gives a screen without a date its day. The time of a file does not: copying
    may renew it, and one order would be kept once for each day on which it was copied. Nor does a
    clock of twelve hours whose halves are of two days."""
    taken = exhibit.taken_at
    if taken is None or exhibit.taken_from is TakenFrom.FILE_TIME:
        return None
    if exhibit.taken_from is TakenFrom.STATUS_BAR and moment_in(exhibit.name, "UTC") is None:
        return None
    if day_is_open(taken):
        return None
    if taken.quality is TimeQuality.DATE_ONLY:
        return taken.local + _TO_ITS_END
    return taken.local


def is_copy(wallet: Wallet, exhibit: ExhibitId) -> bool:
    """Whether a person said that it is another picture saved once more: that one counts."""
    return any(copy_decisions(wallet.vault.screens.decisions(exhibit)).values())


def _place(wallet: Wallet, known: KnownExhibit, platform: str, row: Row) -> EngagementId:
    """The exhibit's own engagement where it is of the platform of the screen; else as a file of
    that platform is placed."""
    own = known.exhibit.engagement_id
    for each in wallet.vault.engagements.all():
        if each.id == own and each.engagement.platform == platform:
            return each.id
    return Placement(wallet, None).place(row.hint)


def _restate(
    wallet: Wallet,
    known: KnownExhibit,
    rows: Sequence[Row],
    place: EngagementId | None,
    tally: _Tally,
    reader: Format,
) -> dict[_Key, object]:
    """What the exhibit tells now, by its keys."""
    readers = [app_screen.IMPORTER.name]
    if _only_kept(known.exhibit):
        readers += [each.name for each in all_paper_importers()]
    stated = {
        (each.kind, each.family, each.natural_key, each.occurrence): each
        for each in wallet.vault.screens.stated(known.id, readers)
    }
    new: dict[str, list[NewFact[object]]] = {}
    seen: Counter[tuple[str, str, str]] = Counter()
    told: dict[_Key, object] = {}
    for row in rows:
        if place is None:
            break
        shelf = KINDS[type(row.fact)]
        family = (_TABLES[shelf], row.family, row.natural_key)
        seen[family] += 1
        key: _Key = (*family, seen[family])
        told[key] = row.fact
        said = stated.pop(key, None)
        if said is None or said.engagement_id != place:
            if said is not None:
                stated[key] = said  # of another engagement: it goes, the new one comes
            new.setdefault(shelf, []).append(_new(row, place, known.id, key, reader))
        elif said.alone:
            _say_anew(wallet, shelf, said.id, row.fact, tally)
    for left in stated.values():
        if left.alone:
            shelf = _SHELVES[left.kind]
            getattr(wallet.vault, shelf).delete(left.id)
            tally.removed += 1
            tally.changed.add(shelf)
    for shelf, facts in new.items():
        added = getattr(wallet.vault, shelf).add(facts)
        tally.added += len(added.added)
        tally.changed.add(shelf)
    return told


def _new(
    row: Row, place: EngagementId, exhibit: ExhibitId, key: _Key, reader: Format
) -> NewFact[object]:
    source = Source(exhibit, row.locator, reader.name, reader.version, row.raw)
    return NewFact(row.fact, place, *key[1:], source, HowKnown.READ_BY_OCR)


def _say_anew(wallet: Wallet, shelf: str, known: FactId, fact: object, tally: _Tally) -> None:
    facts = getattr(wallet.vault, shelf)
    if facts.get(known).fact != fact:
        facts.revise(known, fact, HowKnown.READ_BY_OCR)
        tally.revised += 1
        tally.changed.add(shelf)


# Shelf of the vault -> table, and back.
_TABLES = {
    "trips": "trip",
    "pay_lines": "pay_line",
    "statements": "statement",
    "payouts": "payout",
    "shifts": "shift",
    "tallies": "tally",
    "track_points": "track_point",
}
_SHELVES = {table: shelf for shelf, table in _TABLES.items()}
