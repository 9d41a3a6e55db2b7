"""Redacted copies of what lies in the vault: suggested, looked at, confirmed, taken back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from gigwallet.app.redaction import letters as letters_of
from gigwallet.app.redaction import redact_file
from gigwallet.app.redaction.letters import Letters, Original
from gigwallet.app.redaction.redact_file import Made
from gigwallet.app.screens import known_screens
from gigwallet.app.wallet import Wallet
from gigwallet.documents.redaction import reading
from gigwallet.documents.redaction.lying import stands_tall
from gigwallet.documents.redaction.needles import Needles
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit import Exhibit, Route
from gigwallet.domain.job import Job
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.redaction import Mask, Redaction
from gigwallet.ocr import Template
from gigwallet.pages import Media, thumbnail

__all__ = ["Desk", "Made", "begin", "confirm", "make", "redactions", "sheet_picture", "take_back"]

_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Desk:
    """An original laid out to be redacted. ``suggested`` is what the program proposes, ``before``
    what holds of it now. ``sheets`` is how many it has."""

    exhibit: ExhibitId
    said: Exhibit
    original: Original = field(repr=False)
    letters: Letters = field(repr=False)
    suggested: tuple[Mask, ...]
    before: Redaction | None
    sheets: int


def begin(wallet: Wallet, exhibit: ExhibitId, job: Job | None = None) -> Desk:
    """Refusals: ``redaction_kind``, ``redaction_of_copy``, ``exhibit_missing``,
    ``exhibit_damaged``, and those of reading it."""
    said = wallet.vault.exhibits.get(exhibit).exhibit
    if exhibit in wallet.vault.redactions.copies():
        raise GigWalletError("redaction_of_copy", name=said.label or said.name)
    original = letters_of.original_of(said.name, wallet.vault.exhibits.data(exhibit))
    letters = _read_before(wallet, exhibit, original) or letters_of.read_letters(
        wallet.isolation, original, job
    )
    template = _template(wallet, exhibit)
    suggested = letters_of.proposed(wallet.isolation, original, letters, template, job)
    before = wallet.vault.redactions.of(exhibit)
    return Desk(exhibit, said, original, letters, suggested, before, len(letters.sheets))


def sheet_picture(wallet: Wallet, desk: Desk, number: int) -> bytes:
    """Sheet ``number`` (from 1) as a PNG, in the pixels that masks are measured in."""
    return redact_file.picture_of(wallet.isolation, desk.original, number)


def make(
    wallet: Wallet,
    desk: Desk,
    masks: Sequence[Mask],
    *,
    harmless: Iterable[str] = (),
    job: Job | None = None,
) -> Made:
    """The copy as it would be kept, with what of the masked text survives in it; nothing is stored.
    Refusals: as ``redact_file.make_copy``."""
    return redact_file.make_copy(
        wallet.isolation, desk.original, masks, desk.letters, harmless=harmless, job=job
    )


def confirm(wallet: Wallet, desk: Desk, made: Made, *, harmless: Iterable[str] = ()) -> Redaction:
    """Keep the copy, and show it in place of the original from now on. One that was made before
    stays an exhibit. Refusals: those of ``refuse_survivors``, ``vault_read_only``."""
    copy = redact_file.refuse_survivors(made)
    needles = Needles(made.words, harmless)
    said = _exhibit_of(wallet, desk, made, needles)
    small = wallet.isolation.run(thumbnail, copy.data, copy.media_type, seconds=_SECONDS)
    vault = wallet.vault
    with vault.transaction():
        kept = vault.exhibits.add(said, copy.data)
        vault.exhibits.set_thumbnail(kept, small)
        redaction = Redaction(
            desk.exhibit,
            kept,
            copy.masks,
            desk.said.sha256,
            said.sha256,
            copy.outside_sha256,
            copy.resolution,
            copy.drawn_by,
        )
        vault.redactions.put(redaction)
        vault.redactions.put_words(kept, needles.texts)
    vault.anchor()
    return redaction


def take_back(wallet: Wallet, exhibit: ExhibitId) -> None:
    """Show the original again; what was said before and its copy stay."""
    held = wallet.vault.redactions.of(exhibit)
    if held is not None:
        wallet.vault.redactions.put(replace(held, copy_id=None))
        wallet.vault.anchor()


def redactions(wallet: Wallet) -> dict[ExhibitId, Redaction]:
    """By original: those that hold."""
    return {
        each.exhibit_id: each for each in wallet.vault.redactions.all() if each.copy_id is not None
    }


def hidden_words(wallet: Wallet, redaction: Redaction) -> tuple[str, ...]:
    """What the masks of a copy hide; read again from the original where it is not known."""
    if redaction.copy_id is None:
        return ()
    known = wallet.vault.redactions.words(redaction.copy_id)
    if known is not None:
        return known
    desk = begin(wallet, redaction.exhibit_id)
    hidden = letters_of.words_under(redaction.masks, desk.letters)
    return tuple(dict.fromkeys(each.text for each in hidden))


def _read_before(wallet: Wallet, exhibit: ExhibitId, original: Original) -> Letters | None:
    """What was read of a picture when it came; the boxes of a PDF are in points there."""
    stored = wallet.vault.screens.get(exhibit)
    if stored is None or original.media_type == Media.PDF or stored.trouble:
        return None
    pages = stored.reading.paper.pages
    if len(pages) != 1 or not pages[0].pieces:
        return None
    if not reading.is_sure(pages[0]) or any(map(stands_tall, pages[0].pieces)):
        return None  # it may lie on its side
    return Letters(((1, pages[0]),), frozenset())


def _template(wallet: Wallet, exhibit: ExhibitId) -> Template | None:
    stored = wallet.vault.screens.get(exhibit)
    if stored is None or not stored.reading.template:
        return None
    known = {each.key: each for each in known_screens.known(wallet)}
    return known.get(stored.reading.template)


def _exhibit_of(wallet: Wallet, desk: Desk, made: Made, needles: Needles) -> Exhibit:
    """Under the names of the original, unless they say what is masked."""
    copy, said = made.redacted, desk.said
    digest = hashlib.sha256(copy.data).hexdigest()
    name = redact_file.copy_name(said.name, copy.media_type)
    if needles.of(name):
        name = redact_file.copy_name(digest[:8], copy.media_type)
    return replace(
        said,
        name=name,
        media_type=copy.media_type,
        size=len(copy.data),
        sha256=digest,
        added_at=wallet.clock.now(),
        route=Route.MADE_HERE,
        parent=desk.exhibit,
        importer="",
        label="" if needles.of(said.label) else said.label,
        note="" if needles.of(said.note) else said.note,
    )
