"""Which pages of a PDF show more than the words that they carry: only looking tells what."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from gigwallet.pages.paper import opened_paper, sheet_of

_MOST_OBJECTS = 20_000
# Letters drawn as outlines are all curves; the rules and boxes of a table have none.
_MOST_CURVES = 12
_DEEPEST = 6


def pages_beyond_words(pdf: bytes) -> tuple[int, ...]:
    """Their numbers, from 1: pages with pictures, shadings, letters drawn as curves, filled forms,
    notes or stamps. Refuses as ``opened_paper`` does."""
    found = []
    with opened_paper(pdf) as document:
        for number in range(1, len(document) + 1):
            with sheet_of(document, number) as sheet:
                if raw.FPDFPage_GetAnnotCount(sheet) > 0 or _shows_more(sheet):
                    found.append(number)
    return tuple(found)


def _shows_more(sheet: pdfium.PdfPage) -> bool:
    curves = 0
    objects = islice(sheet.get_objects(max_depth=_DEEPEST), _MOST_OBJECTS + 1)
    for count, each in enumerate(objects, start=1):
        if count > _MOST_OBJECTS or each.type in (
            raw.FPDF_PAGEOBJ_IMAGE,
            raw.FPDF_PAGEOBJ_SHADING,
        ):
            return True
        if each.type == raw.FPDF_PAGEOBJ_PATH:
            curves += sum(1 for _curve in _curves(each))
            if curves > _MOST_CURVES:
                return True
    return False


def _curves(path: Any) -> Iterator[None]:  # Any: an object of a page, as PDFium hands it out
    for place in range(min(raw.FPDFPath_CountSegments(path), _MOST_OBJECTS)):
        segment = raw.FPDFPath_GetPathSegment(path, place)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_BEZIERTO:
            yield None
