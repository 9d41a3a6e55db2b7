"""Pictures and papers of the vault, read one after the other: letters, fields, facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from gigwallet import ocr, pages
from gigwallet.app import known_screens
from gigwallet.app.list_shots import kept_with, lists_in, shows_list
from gigwallet.app.one_reading import as_left
from gigwallet.app.read_apart import ReadApart, fields_apart, read_apart
from gigwallet.app.screen_storing import AMBIGUOUS, NOT_BELIEVED, restate
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit import Exhibit, KnownExhibit
from gigwallet.domain.job import Job
from gigwallet.domain.other_spending import BILLS
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.screen import ScreenReading
from gigwallet.importers import app_screen
from gigwallet.ocr.models import engine_name
from gigwallet.vault.shelves.screen_shelf import StoredReading

PRIVATE = "screen_of_a_wallet"
_SECONDS = 900.0  # of work, for a paper of many pages; each page has its own bound
_ANCHOR_EVERY = 25
# A shot of a list was read since the shots of lists were last looked at together.
_LISTS_DUE = "screen_lists_due"
_OF_STORING = frozenset({AMBIGUOUS, NOT_BELIEVED})
# What a picture itself is to blame for: it is remembered, and the next one is read.
_TROUBLES = frozenset(
    {
        "file_unreadable", "picture_unreadable", "picture_kind_not_shown", "image_too_large",
        "file_too_large", "pdf_unreadable", "pdf_encrypted", "pdf_too_long", "exhibit_damaged",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadOutcome:
    """``read`` pictures and papers, ``unreadable`` among them; facts ``added``, said anew and
    ``removed``; ``unplaced`` screens wait for an engagement to be chosen. ``changed`` names what a
    screen may have to ask for again."""

    read: int = 0
    unreadable: int = 0
    added: int = 0
    revised: int = 0
    removed: int = 0
    unplaced: int = 0
    changed: frozenset[str] = frozenset()


def waiting(wallet: Wallet) -> list[KnownExhibit]:
    """What was never read, or was read by another engine or with other templates: the latest
    first. What could not be read waits for ``try_again``. Bills of a wallet or a bank, and what
    came out of them, are never read."""
    known = wallet.vault.exhibits.all()
    by_id = {each.id: each for each in known}
    read = wallet.vault.screens.read_with()
    marks = _Marks.now(wallet)
    due = [
        each
        for each in known
        if each.present
        and _has_letters(each.exhibit)
        and not _of_a_bill(each, by_id)
        and not marks.are_those_of(each.exhibit, *read.get(each.id, ("", "", ""))[:2])
    ]
    return sorted(due, key=_latest, reverse=True)


def try_again(wallet: Wallet, exhibits: Iterable[ExhibitId] | None = None) -> int:
    """Let what could not be read (all of it by default) wait once more; how many."""
    if wallet.vault.read_only:
        raise GigWalletError("vault_read_only")
    read = wallet.vault.screens.read_with()
    wanted = set(read if exhibits is None else exhibits)
    chosen = [
        each for each in wanted if each in read and read[each][2] not in ("", PRIVATE, AMBIGUOUS)
    ]
    wallet.vault.screens.forget(chosen)
    return len(chosen)


def read_waiting(wallet: Wallet, job: Job) -> ReadOutcome:
    """Reads all that waits, each in a transaction of its own, in a process that everything else
    goes before. ``Cancelled`` loses the picture in hand and nothing else; the next call goes on.
    Refusals: ``vault_read_only``, ``picture_reader_altered``."""
    if wallet.vault.read_only:
        raise GigWalletError("vault_read_only")
    due = waiting(wallet)
    templates, marks = known_screens.known(wallet), _Marks.now(wallet)
    outcome = ReadOutcome()
    try:
        for done, known in enumerate(due):
            job.report(done, len(due), "reading_screens")
            outcome = _with(outcome, _read(wallet, known, templates, marks))
            if done % _ANCHOR_EVERY == _ANCHOR_EVERY - 1:
                wallet.vault.anchor()
        job.checkpoint()
        if wallet.vault.settings.get(_LISTS_DUE):
            outcome = _with(outcome, _join_lists(wallet, templates))
    finally:
        wallet.aside.interrupt()  # the models go with the process that held them
        with suppress(GigWalletError):
            wallet.vault.anchor()
    job.report(len(due), len(due), "reading_screens")
    return outcome


@dataclass(frozen=True, slots=True)
class _Marks:
    """What a reading of today is made with: the engine, all templates, and each of them."""

    engine: str
    templates: str
    own: Mapping[str, str]

    @classmethod
    def now(cls, wallet: Wallet) -> _Marks:
        version, known = app_screen.IMPORTER.version, known_screens.known(wallet)
        own = {each.key: known_screens.mark((each,), version) for each in known}
        return cls(engine_name(), known_screens.mark(known, version), own)

    def of(self, exhibit: Exhibit, template: str = "") -> str:
        """What is kept of the templates with a reading, which ``template`` has fitted."""
        if not exhibit.media_type.startswith("image/"):
            return ""
        return f"{self.templates}/{self.own[template]}" if template else self.templates

    def are_those_of(self, exhibit: Exhibit, engine: str, templates: str) -> bool:
        return (engine, templates.partition("/")[0]) == (self.engine, self.of(exhibit))

    def may_stand(self, before: StoredReading) -> bool:
        """Whether only other templates than its own have changed since."""
        template, was = before.reading.template, before.templates.partition("/")[2]
        same = not template or was == self.own.get(template)
        return before.engine == self.engine and same


def _read(
    wallet: Wallet, known: KnownExhibit, templates: Sequence[ocr.Template], marks: _Marks
) -> ReadOutcome:
    said = known.exhibit
    before = wallet.vault.screens.get(known.id)
    try:
        if before is not None and marks.may_stand(before):
            # Most pictures that no template knew are still known to none, and those of a template
            # that is as it was still fit it best: the letters that are kept tell.
            paper, template = before.reading.paper, before.reading.template
            again = wallet.aside.run(fields_apart, paper, said.name, templates, seconds=_SECONDS)
            if again.template == template:
                kept = replace(before, templates=marks.of(said, template))
                return _store(wallet, known, kept, templates)
        data = wallet.vault.exhibits.data(known.id)
        read: ReadApart = wallet.aside.run(
            read_apart, data, said.media_type, said.name, templates, seconds=_SECONDS
        )
    except GigWalletError as refusal:
        if refusal.code == "exhibit_missing":
            return ReadOutcome()
        if refusal.code not in _TROUBLES:
            raise
        failed = StoredReading.failed(marks.engine, marks.of(said), refusal.code)
        return _store(wallet, known, failed, templates)
    trouble = PRIVATE if read.private else ""
    # It may be a shot of a list still: that is looked at once all are read.
    listed = before.reading.list_of if before is not None else ()
    seen = replace(read.reading, list_of=listed)
    version = marks.of(said, seen.template)
    made = StoredReading(seen, marks.engine, version, trouble, read.look)
    return _store(wallet, known, made, templates)


def _store(
    wallet: Wallet,
    known: KnownExhibit,
    stored: StoredReading,
    templates: Sequence[ocr.Template],
) -> ReadOutcome:
    """Reading, text, time of the shot and facts: all or nothing, and nothing where the exhibit was
    erased meanwhile."""
    try:
        with wallet.vault.transaction():
            now = wallet.vault.exhibits.get(known.id)
            wallet.vault.exhibit_texts.put(now.id, stored.reading.paper.texts, stored.engine)
            now = _timed(wallet, now, stored.reading, templates)
            if shows_list(stored.reading, templates):
                wallet.vault.settings.put(_LISTS_DUE, "1")
            return state(wallet, now, stored, templates)
    except GigWalletError as refusal:
        if refusal.code != "exhibit_missing":
            raise
        return ReadOutcome()


def _join_lists(wallet: Wallet, templates: Sequence[ocr.Template]) -> ReadOutcome:
    """Let each shot of a scrolled list know the others: what they say together may prove what none
    of them proves alone."""
    outcome = ReadOutcome()
    readings = dict(wallet.vault.screens.all())
    lists = lists_in(wallet, readings, templates)
    with wallet.vault.transaction():
        new = [e for e, s in readings.items() if s.reading.list_of != lists.get(e, ())]
        for exhibit in new:
            stored = kept_with(readings[exhibit], lists.get(exhibit, ()))
            wallet.vault.screens.put(exhibit, stored)
        wallet.vault.settings.put(_LISTS_DUE, "")
        for exhibit in new:
            known = wallet.vault.exhibits.get(exhibit)
            stored = kept_with(readings[exhibit], lists.get(exhibit, ()))
            outcome = _with(outcome, replace(state(wallet, known, stored, templates), read=0))
    return outcome


def state_papers(wallet: Wallet) -> ReadOutcome:
    """Make the facts of all scans without a screen's template follow what is known of papers now:
    for whoever has just been taught one."""
    outcome = ReadOutcome()
    templates = known_screens.known(wallet)
    for exhibit, stored in wallet.vault.screens.all():
        if not stored.reading.paper.engine or stored.reading.template:
            continue
        with wallet.vault.transaction():
            known = wallet.vault.exhibits.get(exhibit)
            outcome = _with(outcome, state(wallet, known, stored, templates))
    if outcome.read:
        wallet.vault.anchor()
    return outcome


def state(
    wallet: Wallet,
    known: KnownExhibit,
    stored: StoredReading,
    templates: Sequence[ocr.Template],
) -> ReadOutcome:
    """Keep a reading, and make facts and queue follow what it says and a person decided, with those
    of the other pictures of its orders and of its list. The caller holds a transaction."""
    outcome, others = _stated(wallet, known, stored, templates)
    done, queue = {known.id}, list(others)
    while queue:
        other = queue.pop(0)
        kept = wallet.vault.screens.get(other) if other not in done else None
        done.add(other)
        if kept is not None:
            beside = wallet.vault.exhibits.get(other)
            followed, more = _stated(wallet, beside, kept, templates)
            outcome = _with(outcome, replace(followed, read=0, unreadable=0, unplaced=0))
            queue += more
    return outcome


def _stated(
    wallet: Wallet,
    known: KnownExhibit,
    stored: StoredReading,
    templates: Sequence[ocr.Template],
) -> tuple[ReadOutcome, Sequence[ExhibitId]]:
    """One picture, and which others may say something else since."""
    left = as_left(wallet, known.id, stored.reading, templates)
    done = restate(wallet, known, left, templates)
    reading = done.reading
    trouble = done.trouble or ("" if stored.trouble in _OF_STORING else stored.trouble)
    open_ = len(reading.to_review) + len(reading.missing)
    wallet.vault.screens.put(known.id, replace(stored, trouble=trouble), open_)
    if done.place is not None and done.place != known.exhibit.engagement_id:
        wallet.vault.exhibits.revise(known.id, replace(known.exhibit, engagement_id=done.place))
    outcome = ReadOutcome(
        read=1,
        unreadable=int(trouble not in ("", AMBIGUOUS, PRIVATE)),
        added=done.added,
        revised=done.revised,
        removed=done.removed,
        unplaced=int(trouble == AMBIGUOUS),
        changed=done.changed | {"screens"},
    )
    return outcome, (*done.others, *map(ExhibitId, stored.reading.list_of))


def _timed(
    wallet: Wallet,
    known: KnownExhibit,
    reading: ScreenReading,
    templates: Sequence[ocr.Template],
) -> KnownExhibit:
    """The exhibit with the time of its status bar, where that says more than was known. Of a clock
    of twelve hours the times that the screen prints may say which half it is."""
    said = known.exhibit
    wall = said.taken_at.local if said.taken_at else None
    shown = app_screen.shown_times(reading, wall, templates)
    moment, sign = pages.by_clock(
        said.taken_at, said.taken_from, reading.clock, shown.moments, shown.clocks
    )
    if (moment, sign) == (said.taken_at, said.taken_from):
        return known
    timed = replace(said, taken_at=moment, taken_from=sign)
    wallet.vault.exhibits.revise(known.id, timed)
    return replace(known, exhibit=timed)


def _has_letters(exhibit: Exhibit) -> bool:
    kinds = {each.value for each in pages.Media if each.is_picture}
    return exhibit.media_type in kinds or exhibit.media_type == pages.Media.PDF


def _of_a_bill(known: KnownExhibit, by_id: dict[ExhibitId, KnownExhibit]) -> bool:
    following: KnownExhibit | None = known
    seen: set[ExhibitId] = set()
    while following is not None and following.id not in seen:
        if following.exhibit.importer in BILLS:
            return True
        seen.add(following.id)
        parent = following.exhibit.parent
        following = by_id.get(parent) if parent is not None else None
    return False


def _latest(known: KnownExhibit) -> tuple[float, float]:
    said = known.exhibit
    taken = said.taken_at.utc if said.taken_at else said.added_at
    return taken.timestamp(), said.added_at.timestamp()


def _with(one: ReadOutcome, other: ReadOutcome) -> ReadOutcome:
    return ReadOutcome(
        one.read + other.read,
        one.unreadable + other.unreadable,
        one.added + other.added,
        one.revised + other.revised,
        one.removed + other.removed,
        one.unplaced + other.unplaced,
        one.changed | other.changed,
    )
