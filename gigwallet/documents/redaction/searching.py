"""Everything that a copy still says of what its masks hide, wherever that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gigwallet import pages
from gigwallet.documents.redaction import gate
from gigwallet.documents.redaction.gate import Survivor
from gigwallet.documents.redaction.lying import Lying
from gigwallet.documents.redaction.masked_words import Masked
from gigwallet.documents.redaction.masking import Redacted
from gigwallet.documents.redaction.needles import Needles
from gigwallet.domain.paper import Page


def survivors(
    copy: Redacted,
    words: Sequence[Masked],
    harmless: Sequence[str],
    after: Sequence[tuple[int, Page]],
    lying: Sequence[Lying],
    names: Sequence[str],
) -> tuple[Survivor, ...]:
    """``after`` is what the sheets of the copy say, ``lying`` what of them does not stand upright,
    ``names`` are those that the copy goes out under, ``harmless`` words that are no secret."""
    needles = Needles(words, harmless)
    found = [*gate.seen_still(needles, copy.masks, after)]
    for each in lying:
        there = gate.seen_still(needles, each.masks(copy.masks), [(each.number, each.page)])
        found += [replace(one, box=each.back(one.box) if one.box else None) for one in there]
    found += gate.stored_still(needles, copy.data, copy.media_type)
    if mask := gate.in_name(needles, *names):
        found.append(Survivor(mask, "redaction_in_name"))
    return tuple(found)


def words_still(
    original: bytes, numbers: Sequence[int], words: Sequence[Masked], harmless: Sequence[str]
) -> tuple[Survivor, ...]:
    """What pages of the PDF that no mask is on say in an order that is not that of lines: from
    below to above, or sign by sign."""
    needles = Needles(words, harmless)
    return tuple(
        Survivor(mask, "redaction_still_seen", number)
        for number in numbers
        if (mask := needles.of(pages.page_text(original, number)))
    )
