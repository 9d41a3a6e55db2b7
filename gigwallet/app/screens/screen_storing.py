"""What a screen states, kept as facts: only values that are proven or that a person confirmed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from gigwallet import ocr
from gigwallet.app.intake.import_placing import Placement
from gigwallet.app.intake.import_summing import KINDS
from gigwallet.app.intake.keep_taught import taught
from gigwallet.app.screens.kept_copies import is_copy
from gigwallet.app.screens.later_shots import let_later_hold
from gigwallet.app.screens.one_reading import as_left
from gigwallet.app.screens.one_reading import shot_moment as _shot
from gigwallet.app.screens.same_orders import Beside, beside_others
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit import Exhibit, KnownExhibit
from gigwallet.domain.reading import Format, PaperImporter, Row
from gigwallet.domain.recorded import EngagementId, ExhibitId, FactId, HowKnown, NewFact, Source
from gigwallet.domain.screen import ScreenReading
from gigwallet.importers import all_paper_importers, app_screen, recognise_paper
from gigwallet.tabular import placing

# The scan is one of a statement or payslip, and its figures do not prove themselves.
NOT_BELIEVED = "scan_not_believed"
# Several engagements fit and the person has not chosen yet, or none is known that is paid so.
AMBIGUOUS = "engagement_ambiguous"
_UNPLACED = frozenset(
    {
        AMBIGUOUS, "work_not_said", "work_currency_not_said", "currency_not_said",
        "currency_not_of_sign", "currency_has_no_cents",
    }
)  # fmt: skip

_Key = tuple[str, str, str, int]


@dataclass(frozen=True, slots=True)
class Restated:
    """``changed`` names kinds of facts, as change sets do. ``trouble`` is the code of why nothing
    could be kept, empty otherwise. ``reading`` has the fields that wait because of ``others``, the
    pictures of the same orders: what they say may hold or not since."""

    reading: ScreenReading
    changed: frozenset[str] = frozenset()
    added: int = 0
    revised: int = 0
    removed: int = 0
    trouble: str = ""
    place: EngagementId | None = None
    others: tuple[ExhibitId, ...] = ()


@dataclass(slots=True)
class _Tally:
    changed: set[str] = field(default_factory=set)
    added: int = 0
    revised: int = 0
    removed: int = 0


def decided(
    wallet: Wallet, exhibit: ExhibitId, reading: ScreenReading, templates: Sequence[ocr.Template]
) -> ScreenReading:
    """The reading as the person left it. A field of which two copies of the vault, or two pictures
    of one order, say different things waits once more."""
    left = as_left(wallet, exhibit, reading, templates)
    if not left.template:
        return left
    said = wallet.vault.exhibits.get(exhibit).exhibit
    return beside_others(wallet, exhibit, said, left, templates).reading


def restate(
    wallet: Wallet,
    known: KnownExhibit,
    reading: ScreenReading,
    templates: Sequence[ocr.Template],
) -> Restated:
    """Make the facts of one exhibit say what its reading says, beside the other pictures of its
    orders: new ones are added, those that no picture states any more are removed, the rest is said
    anew. ``reading`` is as ``as_left`` gives it. The caller holds a transaction."""
    rows: Sequence[Row] = ()
    trouble = ""
    reader: Format = app_screen.IMPORTER
    beside = Beside((), reading)
    if is_copy(wallet, known.id):
        pass
    elif (paper := _paper_importer(wallet, known, reading)) is not None:
        # A payslip that was scanned or photographed is read as its PDF would be.
        read = paper.read_paper(known.exhibit.name, reading.paper)
        rows, reader = [each for each in read if isinstance(each, Row)], paper
        trouble = "" if rows else NOT_BELIEVED
    else:
        beside = beside_others(wallet, known.id, known.exhibit, reading, templates)
        rows = beside.rows
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
    told = _restate(wallet, known, rows, place, tally, reader, beside.told_by_others)
    for shelf in let_later_hold(wallet, known, told, _SHELVES, _shot):
        tally.revised += 1
        tally.changed.add(shelf)
    return Restated(
        beside.reading,
        frozenset(tally.changed),
        tally.added,
        tally.revised,
        tally.removed,
        trouble,
        place,
        beside.others,
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
    told_by_others: frozenset[tuple[str, str]],
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
        elif said.alone or said.family in app_screen.OF_ORDERS:
            _say_anew(wallet, shelf, said.id, row.fact, tally)
    for left in stated.values():
        withdrawn = told_by_others and left.family in app_screen.OF_ORDERS
        if left.alone or (withdrawn and (left.family, left.natural_key) not in told_by_others):
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
    now = facts.get(known)
    if now.fact != fact and not now.typed:
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
