"""Pictures and papers of the vault, read one after the other: letters, fields, facts."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from gigwallet import ocr, pages
from gigwallet.app.screens import known_screens
from gigwallet.app.screens.list_shots import kept_with, lists_in, shows_list
from gigwallet.app.screens.read_apart import ReadApart, fields_apart, read_apart
from gigwallet.app.screens.screens_due import Marks, waiting
from gigwallet.app.screens.state_screens import PRIVATE, ReadOutcome, state, together
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit import KnownExhibit
from gigwallet.domain.job import Job
from gigwallet.domain.screen import ScreenReading
from gigwallet.importers import app_screen
from gigwallet.vault.shelves.screen_shelf import StoredReading

_SECONDS = 900.0  # of work, for a paper of many pages; each page has its own bound
_ANCHOR_EVERY = 25
# A shot of a list was read since the shots of lists were last looked at together.
_LISTS_DUE = "screen_lists_due"
# What a picture itself is to blame for: it is remembered, and the next one is read.
_TROUBLES = frozenset(
    {
        "file_unreadable", "picture_unreadable", "picture_kind_not_shown", "image_too_large",
        "file_too_large", "pdf_unreadable", "pdf_encrypted", "pdf_too_long", "exhibit_damaged",
    }
)  # fmt: skip


def read_waiting(wallet: Wallet, job: Job) -> ReadOutcome:
    """Reads all that waits, each in a transaction of its own, in a process that everything else
    goes before. ``Cancelled`` loses the picture in hand and nothing else; the next call goes on.
    Refusals: ``vault_read_only``, ``picture_reader_altered``."""
    if wallet.vault.read_only:
        raise GigWalletError("vault_read_only")
    due = waiting(wallet)
    templates, marks = known_screens.known(wallet), Marks.now(wallet)
    outcome = ReadOutcome()
    try:
        for done, known in enumerate(due):
            job.report(done, len(due), "reading_screens", known.exhibit.name)
            outcome = together(outcome, _read(wallet, known, templates, marks))
            if done % _ANCHOR_EVERY == _ANCHOR_EVERY - 1:
                wallet.vault.anchor()
        job.checkpoint()
        if wallet.vault.settings.get(_LISTS_DUE):
            outcome = together(outcome, _join_lists(wallet, templates))
    finally:
        wallet.aside.interrupt()  # the models go with the process that held them
        with suppress(GigWalletError):
            wallet.vault.anchor()
    job.report(len(due), len(due), "reading_screens")
    return outcome


def _read(
    wallet: Wallet, known: KnownExhibit, templates: Sequence[ocr.Template], marks: Marks
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
            outcome = together(outcome, replace(state(wallet, known, stored, templates), read=0))
    return outcome


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
