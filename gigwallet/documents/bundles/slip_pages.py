"""The sheet with its number that stands before an exhibit."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from gigwallet.documents.bundles.places import Places, slip_anchor
from gigwallet.documents.captions import Captions
from gigwallet.documents.drawing.fonts import Coverage
from gigwallet.documents.drawing.sheet import Place, Stamp, new_page
from gigwallet.documents.drawing.text import QUIET, Paragraph, Style
from gigwallet.documents.exhibits.exhibit import BundleExhibit

_NUMBER = Style(size=34, leading=48, bold=True, align="centre", after=18)
_TITLE = Style(size=14, leading=22, align="centre", after=10)
_QUIET = Style(size=10, leading=16, align="centre", colour=QUIET, after=4)


def slip(
    exhibit: BundleExhibit, places: Places, captions: Captions, coverage: Coverage
) -> list[Flowable]:
    span = places.span(exhibit.number)
    first, last = places.numbers.written(span.first), places.numbers.written(span.last)
    return [
        *new_page(),
        Place(slip_anchor(exhibit.number), stamp=Stamp(exhibit=True)),
        Spacer(0, 190),
        Paragraph(captions("slip.heading", number=exhibit.number), _NUMBER),
        Paragraph(coverage.drawable(exhibit.called), _TITLE),
        Paragraph(captions("slip.pages", first=first, last=last), _QUIET),
    ]
