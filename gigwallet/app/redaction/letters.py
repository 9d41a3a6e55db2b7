"""What stands on the sheets of an original, what of it may have to be hidden, and what masks hide.

Everything that reads the file runs in the process that is kept apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from gigwallet.app.reading import named
from gigwallet.documents.redaction import beyond_words, reading, suggesting, whole_signs
from gigwallet.documents.redaction.lying import Lying
from gigwallet.documents.redaction.masked_words import Masked, masked_words
from gigwallet.documents.redaction.sheets import sheet_count
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.paper import Page
from gigwallet.domain.ports import Isolation
from gigwallet.domain.redaction import Mask
from gigwallet.ocr import Template
from gigwallet.pages import sniff

SECONDS = 600.0  # on the clock, where others work too: reading a long picture takes minutes
_MOST_LOOKED_AT = 200  # more is no file for one evening


@dataclass(frozen=True, slots=True)
class Original:
    """What is to be redacted."""

    name: str
    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Letters:
    """What stands on each sheet, by its number: the words that a PDF carries, and what OCR read
    where there are none or the sheet shows more than them. ``printed`` are the sheets that carry
    words; ``lying`` is what does not stand upright."""

    sheets: tuple[tuple[int, Page], ...]
    printed: frozenset[int]
    lying: tuple[Lying, ...] = ()


def original_of(name: str, data: bytes) -> Original:
    """Refusal: ``redaction_kind`` for what is neither a picture nor a PDF."""
    media = sniff(data[:1024])
    if media is None:
        raise GigWalletError("redaction_kind", name=name)
    return Original(name, media.value, data)


def read_letters(isolation: Isolation, original: Original, job: Job | None = None) -> Letters:
    """Refusals: as ``ocr.read_picture`` and ``pages.read_paper``, ``pdf_too_long``."""
    work = job or Job()
    data, media = original.data, original.media_type
    work.report(0, None, "reading")
    try:
        count = isolation.run(sheet_count, data, media, seconds=SECONDS)
        said = isolation.run(reading.printed, data, media, seconds=SECONDS)
        sheets = {number: page for number, page in enumerate(said, start=1) if page.pieces}
        printed = frozenset(sheets)
        beyond: tuple[int, ...] = ()
        if printed:
            beyond = isolation.run(beyond_words.pages_beyond_words, data, seconds=SECONDS)
        unread = [each for each in range(1, count + 1) if each not in printed or each in beyond]
        if len(unread) > _MOST_LOOKED_AT:
            raise GigWalletError("pdf_too_long", pages=len(unread), limit=_MOST_LOOKED_AT)
        lying: list[Lying] = []
        for done, number in enumerate(unread):
            work.report(done, len(unread), "reading")
            seen = isolation.run(reading.seen, data, media, number, seconds=SECONDS)
            known = sheets.get(number)
            sheets[number] = reading.both(known, seen.page) if known else seen.page
            lying += seen.lying
    except GigWalletError as refusal:
        raise named(refusal, original.name) from refusal
    return Letters(tuple(sorted(sheets.items())), printed, tuple(lying))


def suggest(letters: Letters, template: Template | None = None) -> tuple[Mask, ...]:
    """Where customers, cards and identity numbers stand, as far as the letters tell."""
    found = list(suggesting.suggested(letters.sheets, template))
    for each in letters.lying:
        there = suggesting.suggested(((each.number, each.page),), template)
        found += [replace(mask, box=each.back(mask.box)) for mask in there]
    return tuple(sorted(found, key=lambda mask: mask.page))


def proposed(
    isolation: Isolation,
    original: Original,
    letters: Letters,
    template: Template | None = None,
    job: Job | None = None,
) -> tuple[Mask, ...]:
    """As ``suggest``, to be looked at by a person: no sign is hidden by half."""
    work = job or Job()
    masks = suggest(letters, template)
    pages = sorted({each.page for each in masks})
    sheets = dict(letters.sheets)
    grown: list[Mask] = []
    try:
        for done, number in enumerate(pages):
            work.report(done, len(pages), "proposing")
            grown += isolation.run(
                whole_signs.with_whole_signs,
                original.data,
                original.media_type,
                tuple(each for each in masks if each.page == number),
                number,
                sheets[number],
                seconds=SECONDS,
            )
    except GigWalletError as refusal:
        raise named(refusal, original.name) from refusal
    return tuple(grown)


def words_under(masks: Sequence[Mask], letters: Letters) -> tuple[Masked, ...]:
    """What the masks hide. Of a number, name or address that was recognised and that a mask covers
    in part, all counts as hidden."""
    recognised = suggest(letters)
    found = dict.fromkeys(masked_words(masks, letters.sheets, recognised))
    for each in letters.lying:
        there = [(each.number, each.page)]
        found |= dict.fromkeys(masked_words(each.masks(masks), there, each.masks(recognised)))
    return tuple(found)
