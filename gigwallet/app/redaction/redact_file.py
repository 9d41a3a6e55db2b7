"""A redacted copy of one file, without a vault: made, and searched before it is given.

Everything that reads the file runs in the process that is kept apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from gigwallet.app.reading import named
from gigwallet.app.redaction.letters import SECONDS, Letters, Original, read_letters, words_under
from gigwallet.documents.redaction import masking, reading, searching, whole_signs
from gigwallet.documents.redaction.gate import Survivor
from gigwallet.documents.redaction.lying import Lying
from gigwallet.documents.redaction.masked_words import Masked
from gigwallet.documents.redaction.masking import Redacted
from gigwallet.documents.redaction.needles import Needles
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.paper import Page
from gigwallet.domain.ports import Isolation
from gigwallet.domain.redaction import Mask
from gigwallet.pages import Media

__all__ = ["Made", "Redacted", "Survivor", "make_copy", "picture_of", "refuse_survivors"]


@dataclass(frozen=True, slots=True)
class Made:
    """A copy, what its masks hide as far as it could be read, and what of that can still be found.
    With ``survivors`` the copy is not given out."""

    redacted: Redacted
    words: tuple[Masked, ...] = field(repr=False)
    survivors: tuple[Survivor, ...]


def picture_of(isolation: Isolation, original: Original, number: int) -> bytes:
    """Sheet ``number`` as a PNG whose pixels are those that masks are measured in."""
    try:
        return bytes(
            isolation.run(
                reading.picture_of,
                original.data,
                original.media_type,
                number,
                seconds=SECONDS,
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
    words that the person says are no secret. It reports and can be given up page by page.
    Refusals: as ``redact``, ``read_letters``."""
    work = job or Job()
    read = letters or read_letters(isolation, original, work)
    spared = tuple(harmless)
    try:
        copy = _masked(isolation, original, masks, len(read.sheets), work)
        touched = sorted({each.page for each in copy.masks})
        before = _read_again(isolation, original, read, touched, work)
        words = words_under(copy.masks, before)
        after = _read_copy(isolation, copy, read, touched, work)
        found = isolation.run(
            searching.survivors,
            copy,
            words,
            spared,
            after.sheets,
            after.lying,
            tuple(names),
            seconds=SECONDS,
        )
        found += _cut(isolation, original, copy, words, spared, read, touched)
        rest = tuple(sorted(read.printed.difference(touched)))
        if rest:
            found += isolation.run(
                searching.words_still, original.data, rest, words, spared, seconds=SECONDS
            )
    except GigWalletError as refusal:
        raise named(refusal, original.name) from refusal
    return Made(copy, words, tuple(dict.fromkeys(found)))


def refuse_survivors(made: Made) -> Redacted:
    """The copy, or the refusal of the first thing that survives in it: ``redaction_still_seen``
    (box, page), ``redaction_sign_cut`` (box, page), ``redaction_still_stored`` (box),
    ``redaction_in_name`` (box)."""
    for each in made.survivors:
        place = {"page": each.page} if each.page else {}
        raise GigWalletError(each.code, box=each.mask, **place)
    return made.redacted


def copy_name(name: str, media_type: str) -> str:
    """What a copy is called unless that says something: the original's name may, and its end may
    lie."""
    end = ".pdf" if media_type == Media.PDF else ".png"
    return f"{Path(name).stem}-redacted{end}"


def _masked(
    isolation: Isolation, original: Original, masks: Sequence[Mask], count: int, work: Job
) -> Redacted:
    def done(page: int) -> None:
        work.report(page, count, "masking")

    done(0)
    data, media = original.data, original.media_type
    # Whoever gives up closes it, and that ends the process.
    with closing(
        isolation.stream(masking.redacting, data, media, tuple(masks), seconds=SECONDS)
    ) as parts:
        return masking.joined(parts, done)


def _read_again(
    isolation: Isolation, original: Original, read: Letters, touched: Sequence[int], work: Job
) -> Letters:
    """With what is drawn on masked pages and is no text."""
    sheets, lying = [*read.sheets], [*read.lying]
    unseen = [number for number in touched if number in read.printed]
    for done, number in enumerate(unseen):
        work.report(done, len(unseen), "reading")
        seen = isolation.run(
            reading.seen, original.data, original.media_type, number, seconds=SECONDS
        )
        sheets.append((number, seen.page))
        lying += seen.lying
    return Letters(tuple(sheets), read.printed, tuple(lying))


def _read_copy(
    isolation: Isolation, copy: Redacted, read: Letters, touched: Sequence[int], work: Job
) -> Letters:
    """Sheets without a mask are what they were, so they say what they said."""
    sheets: list[tuple[int, Page]] = [each for each in read.sheets if each[0] not in touched]
    lying: list[Lying] = [each for each in read.lying if each.number not in touched]
    for done, number in enumerate(touched):
        work.report(done, len(touched), "checking")
        seen = isolation.run(reading.seen, copy.data, copy.media_type, number, seconds=SECONDS)
        sheets.append((number, seen.page))
        lying += seen.lying
    return Letters(tuple(sheets), frozenset(), tuple(lying))


def _cut(
    isolation: Isolation,
    original: Original,
    copy: Redacted,
    words: Sequence[Masked],
    harmless: Sequence[str],
    read: Letters,
    touched: Sequence[int],
) -> tuple[Survivor, ...]:
    """Signs that the edge of a mask leaves by half, but of masks whose words are no secret."""
    secret = {each.mask for each in words} - Needles(words, harmless).spared
    found: list[Survivor] = []
    sheets = dict(read.sheets)
    for number in touched:
        found += isolation.run(
            whole_signs.cut_still,
            original.data,
            original.media_type,
            copy.masks,
            number,
            sheets[number],
            seconds=SECONDS,
        )
    return tuple(each for each in found if each.mask in secret)
