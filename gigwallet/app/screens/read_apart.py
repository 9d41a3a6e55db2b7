"""Pictures and papers read in the process that is kept apart: letters, fields, and how they look.

Everything here runs there, on the bytes of a person's file, and hands back plain values.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gigwallet import ocr, pages
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.other_spending import shows_other_spending
from gigwallet.domain.paper import Box, Page, Paper
from gigwallet.domain.screen import ScreenReading
from gigwallet.ocr.fields.status_bar import status_bar
from gigwallet.ocr.tiling import tiles

_SCAN_WIDTH = 1700  # pixels: 200 dots per inch of A4
_MOST_PAGES = 60
# Of the processor, for a page or as much of a long picture as a page, and each look at it: three
# times what was measured. The first picture of a process loads the models.
_PAGE_CPU_SECONDS, _LOADING_CPU_SECONDS = 10, 10


@dataclass(frozen=True, slots=True)
class ReadApart:
    """``private``: it shows what a person spends, so its letters are not handed out."""

    reading: ScreenReading
    look: str = ""
    private: bool = False


def read_apart(
    data: bytes, media_type: str, name: str, templates: Sequence[ocr.Template]
) -> ReadApart:
    """A picture with its fields, or a PDF with the letters of its pages: those that it carries, and
    OCR of the pages that are only pictures."""
    if media_type == pages.Media.PDF:
        return _guarded(ReadApart(ScreenReading(_paper_of(data))))
    facts = pages.describe_picture(data)
    rows = max(facts.width, facts.height)
    _bound(rows)
    paper = ocr.read_picture(data, media_type)
    reading = ocr.read_screen(paper, name, templates)
    if ocr.worth_a_second_look(reading, templates):
        _bound(rows)
        second = ocr.read_picture(data, media_type, second=True)
        reading = ocr.read_screen(paper, name, templates, second)
    return _guarded(ReadApart(reading, pages.look_of(data, _body(paper.pages[0]))))


def letters_apart(data: bytes, media_type: str) -> Paper:
    """The letters of a picture or a PDF alone, wherever they lead: the person shows all of it."""
    if media_type == pages.Media.PDF:
        return _paper_of(data)
    if media_type == pages.Media.HEIC:
        data, media_type = pages.jpeg_of(data), pages.Media.JPEG
    facts = pages.describe_picture(data)
    _bound(max(facts.width, facts.height))
    return ocr.read_picture(data, media_type)


def fields_apart(paper: Paper, name: str, templates: Sequence[ocr.Template]) -> ScreenReading:
    """The fields of letters that were read before."""
    return ocr.read_screen(paper, name, templates)


def _bound(rows: int) -> None:
    """From now on the process may work for so long as a picture of so many rows may take."""
    seconds = _LOADING_CPU_SECONDS + _PAGE_CPU_SECONDS * len(tiles(rows))
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + seconds
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _guarded(read: ReadApart) -> ReadApart:
    """A screen of a wallet that no template knows: what else it lists is nobody's business."""
    if read.reading.template or not shows_other_spending(read.reading.paper):
        return read
    bare = tuple(Page(each.width, each.height, ()) for each in read.reading.paper.pages)
    paper = replace(read.reading.paper, pages=bare)
    return ReadApart(ScreenReading(paper), read.look, private=True)


def _body(page: Page) -> Box | None:
    """Where the letters are, without the status bar: a copy may have been cropped below it."""
    bar = status_bar(page)
    boxes = [each.box for each in page.pieces if each not in bar]
    if not boxes:
        return None
    body = boxes[0]
    for each in boxes[1:]:
        body = body.around(each)
    return body


def _paper_of(data: bytes) -> Paper:
    """Refusals: as ``pages.read_paper``; ``pdf_too_long`` for more scanned pages than one evening
    is for."""
    paper = pages.read_paper(data)
    scanned = [
        number for number, page in enumerate(paper.pages, start=1) if not _says_something(page)
    ]
    if len(scanned) > _MOST_PAGES:
        raise GigWalletError("pdf_too_long", pages=len(scanned), limit=_MOST_PAGES)
    read, engine = list(paper.pages), paper.engine
    for number in scanned:
        sheet = paper.pages[number - 1]
        _bound(_SCAN_WIDTH * sheet.height // max(sheet.width, 1))
        picture = pages.rasterise(data, number, _SCAN_WIDTH)
        seen = ocr.read_picture(picture, pages.Media.PNG)
        read[number - 1], engine = _in_points(seen.pages[0], sheet), seen.engine
    return Paper(tuple(read), engine)


def _says_something(page: Page) -> bool:
    return any(piece.text.strip() for piece in page.pieces)


def _in_points(seen: Page, sheet: Page) -> Page:
    """What OCR saw in pixels, where it stands on the page."""
    scale = sheet.width / max(seen.width, 1)
    pieces = tuple(
        replace(
            each,
            box=Box(
                round(each.box.left * scale),
                round(each.box.top * scale),
                max(1, round(each.box.width * scale)),
                max(1, round(each.box.height * scale)),
            ),
        )
        for each in seen.pieces
    )
    return Page(sheet.width, sheet.height, pieces)
