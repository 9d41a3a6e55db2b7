"""Lays out the pages of a bundle by its profile, so that what was served keeps its pages."""

from __future__ import annotations

from collections.abc import Mapping

from gigwallet.documents.bundles.case import COMPUTATIONS
from gigwallet.documents.bundles.pages import INDEX, BundlePages
from gigwallet.documents.bundles.places import Places
from gigwallet.documents.bundles.profile import BundleProfile, PageNumbers
from gigwallet.documents.bundles.spec import BundleSpec
from gigwallet.documents.captions import Captions
from gigwallet.documents.drawing.fonts import Coverage
from gigwallet.documents.drawing.sheet import Laid, Numbering, lay_out
from gigwallet.documents.exhibits.views import Shown
from gigwallet.documents.letters.pages import LetterPages
from gigwallet.domain.errors import GigWalletError

Spans = dict[str, tuple[int, int]]


def laid_pages(
    spec: BundleSpec,
    profile: BundleProfile,
    shown: Mapping[str, Shown],
    captions: Captions,
    coverage: Coverage,
    letter: LetterPages | None = None,
) -> Laid:
    """All pages. Where the index has grown so much that what was served would move, as much of it
    as fits stays in front. Refusal: ``served_pages_would_move`` where nothing helps."""

    def laid(rows_in_front: int | None) -> Laid:
        pages = BundlePages(spec, profile, shown, captions, coverage, letter, rows_in_front)
        return lay_out(
            pages.story,
            captions=captions,
            running_title=coverage.drawable(spec.title),
            specimen=spec.specimen,
            contents_anchor=INDEX,
            edges=profile.edges,
            numbering=_numbering(spec, profile, captions),
        )

    found = laid(None)
    if spec.written_anew is None or not _moved(spec, found):
        return found
    fits, too_many = 0, BundlePages(spec, profile, shown, captions, coverage, letter).index.rows
    found = laid(0)
    if moved := _moved(spec, found):
        raise GigWalletError("served_pages_would_move", exhibit=moved)
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        tried = laid(middle)
        if _moved(spec, tried):
            too_many = middle
        else:
            fits, found = middle, tried
    return found


def spans(spec: BundleSpec, laid: Laid) -> Spans:
    """First and last page in this file of each exhibit that it holds."""
    places = Places(laid.pages, PageNumbers())
    found = {one.number: places.span(one.number) for one in spec.held}
    return {number: (span.first, span.last) for number, span in found.items()}


def computation_span(laid: Laid) -> tuple[int, int] | None:
    """First and last page of the computations, where they stand in this file."""
    if COMPUTATIONS not in laid.pages:
        return None
    span = Places(laid.pages, PageNumbers()).span(COMPUTATIONS)
    return span.first, span.last


def _moved(spec: BundleSpec, laid: Laid) -> str:
    """The first exhibit that no longer stands where it was served."""
    now = spans(spec, laid)
    for one in spec.written_anew.exhibits if spec.written_anew else ():
        if now.get(one.number) != one.pages:
            return one.number
    return ""


def _numbering(spec: BundleSpec, profile: BundleProfile, captions: Captions) -> Numbering:
    numbers, volume = profile.numbers, spec.volume
    pattern = captions.texts["stamp.page"].replace(
        "{page}", f"{numbers.prefix}{{page:0{numbers.digits}d}}"
    )
    if volume is None or not numbers.continuing:
        return Numbering(pattern=pattern)
    return Numbering(volume.first, volume.total, pattern)
