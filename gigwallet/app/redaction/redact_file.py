"""A redacted copy of one file, without a vault: suggested, made, and searched before it is given.

Everything that reads the file runs in the process that is kept apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gigwallet.app.reading import named
from gigwallet.documents.redaction import gate, masking, reading, suggesting
from gigwallet.documents.redaction.gate import Survivor
from gigwallet.documents.redaction.masked_words import Masked, masked_words
from gigwallet.documents.redaction.masking import Redacted
from gigwallet.documents.redaction.needles import Needles
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.paper import Page
from gigwallet.domain.ports import Isolation
from gigwallet.domain.redaction import Mask
from gigwallet.ocr import Template
from gigwallet.pages import Media, sniff

__all__ = ["Letters", "Made", "Original", "Redacted", "Survivor", "make_copy", "original_of"]

_SECONDS = 600.0  # on the clock, where others work too: reading a long picture takes minutes
_MOST_READ = 60  # sheets without words of their own; more is no file for one evening


@dataclass(frozen=True, slots=True)
class Original:
    """What is to be redacted."""

    name: str
    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Letters:
    """What stands on each sheet, by its number: the words that a PDF carries, else what OCR read.
    ``printed`` are the sheets of the former kind."""

    sheets: tuple[tuple[int, Page], ...]
    printed: frozenset[int]


@dataclass(frozen=True, slots=True)
class Made:
    """A copy, what its masks hide as far as it could be read, and what of that can still be found.
    With ``survivors`` the copy is not given out."""

    redacted: Redacted
    words: tuple[Masked, ...] = field(repr=False)
    survivors: tuple[Survivor, ...]


def original_of(name: str, data: bytes) -> Original:
    """Refusal: ``redaction_kind`` for what is neither a picture nor a PDF."""
    media = sniff(data[:1024])
    if media is None or not (media.is_picture or media == Media.PDF):
        raise GigWalletError("redaction_kind", name=name)
    return Original(name, media.value, data)


def read_letters(isolation: Isolation, original: Original, job: Job | None = None) -> Letters:
    """Refusals: as ``ocr.read_picture`` and ``pages.read_paper``, ``pdf_too_long``."""
    work = job or Job()
    data, media = original.data, original.media_type
    try:
        count = isolation.run(reading.sheet_count, data, media, seconds=_SECONDS)
        said = isolation.run(reading.printed, data, media, seconds=_SECONDS)
        printed = {number: page for number, page in enumerate(said, start=1) if page.pieces}
        unread = [number for number in range(1, count + 1) if number not in printed]
        if len(unread) > _MOST_READ:
            raise GigWalletError("pdf_too_long", pages=len(unread), limit=_MOST_READ)
        seen = dict(printed)
        for number in work.watch(unread, len(unread), "reading"):
            seen[number] = isolation.run(reading.seen, data, media, number, seconds=_SECONDS)
    except GigWalletError as refusal:
        raise named(refusal, original.name) from refusal
    return Letters(tuple(sorted(seen.items())), frozenset(printed))


def suggest(letters: Letters, template: Template | None = None) -> tuple[Mask, ...]:
    """Where customers, cards and identity numbers stand, to be looked at."""
    return suggesting.suggested(letters.sheets, template)


def picture_of(isolation: Isolation, original: Original, number: int) -> bytes:
    """Sheet ``number`` as a PNG whose pixels are those that masks are measured in."""
    try:
        return bytes(
            isolation.run(
                reading.picture_of,
                original.data,
                original.media_type,
                number,
                seconds=_SECONDS,
            )
        )
    except GigWalletError as refusal:
        raise named(refusal, original.name) from refusal


def make_copy(
    isolation: Isolation,
    original: Original,
    masks: Sequence[Mask],
    letters: Letters | None = None,
    *,
    names: Iterable[str] = (),
    harmless: Iterable[str] = (),
    job: Job | None = None,
) -> Made:
    """The copy and what survives in it. ``names`` are those that it will go out under, ``harmless``
    words that the person says are no secret. Of a number, name or address that was recognised and
    that a mask covers in part, all counts as hidden. Refusals: as ``redact``, ``read_letters``."""
    work = job or Job()
    read = letters or read_letters(isolation, original, work)
    data, media = original.data, original.media_type
    try:
        made: Redacted = isolation.run(masking.redact, data, media, tuple(masks), seconds=_SECONDS)
        masked = sorted({each.page for each in made.masks})
        sheets = list(read.sheets)
        for number in work.watch(masked, len(masked), "reading"):
            if number in read.printed:  # what is drawn there and is no text
                again = isolation.run(reading.seen, data, media, number, seconds=_SECONDS)
                sheets.append((number, again))
        words = masked_words(made.masks, sheets, suggest(read))
        # Sheets without a mask are what they were, so they say what they said.
        after = [each for each in read.sheets if each[0] not in masked]
        for number in work.watch(masked, len(masked), "checking"):
            page = isolation.run(reading.seen, made.data, made.media_type, number, seconds=_SECONDS)
            after.append((number, page))
        survivors = isolation.run(
            _survivors, made, words, tuple(harmless), tuple(after), tuple(names), seconds=_SECONDS
        )
    except GigWalletError as refusal:
        raise named(refusal, original.name) from refusal
    return Made(made, words, survivors)


def refuse_survivors(made: Made) -> Redacted:
    """The copy, or the refusal of the first thing that survives in it: ``redaction_still_seen``
    (box, page), ``redaction_still_stored`` (box), ``redaction_in_name`` (box)."""
    for each in made.survivors:
        place = {"page": each.page} if each.page else {}
        raise GigWalletError(each.code, box=each.mask, **place)
    return made.redacted


def copy_name(name: str, media_type: str) -> str:
    """What a copy is called unless that says something: the original's name may, and its end may
    lie."""
    end = ".pdf" if media_type == Media.PDF else ".png"
    return f"{Path(name).stem}-redacted{end}"


def _survivors(
    made: Redacted,
    words: tuple[Masked, ...],
    harmless: tuple[str, ...],
    after: tuple[tuple[int, Page], ...],
    names: tuple[str, ...],
) -> tuple[Survivor, ...]:
    needles = Needles(words, harmless)
    found = [*gate.seen_still(needles, made.masks, after)]
    found += gate.stored_still(needles, made.data, made.media_type)
    named_in = gate.in_name(needles, *names)
    if named_in:
        found.append(Survivor(named_in, "redaction_in_name"))
    return tuple(found)
