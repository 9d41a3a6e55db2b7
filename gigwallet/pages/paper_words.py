"""Where every word of a PDF stands, as its text layer says."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.paper import Box, Page, Paper, Piece
from gigwallet.pages.paper import opened_paper, sheet_of

# More than this on one page is no page that anyone reads.
_MOST_CHARACTERS = 100_000
# A blank that the file does not write is one from this part of the type size on; less is kerning,
# which some statements do by placing each letter ("T" "ue").
_BLANK = 0.15
_SAME_LINE = 0.5
# Text drawn without ink: what somebody's OCR put behind a scan, or what nobody is meant to see.
_WITHOUT_INK = frozenset({raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP})
_NOT_WRITTEN = frozenset({"\0", "\ufffe", "\uffff", "\u00ad", "\u200b", "\u2060", "\ufeff"})


@dataclass(frozen=True, slots=True)
class _Place:
    """A rectangle of the page as it is shown, in points from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def around(self, other: _Place) -> _Place:
        return _Place(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def goes_on(self, following: _Place) -> bool:
        """Whether a letter at ``following`` belongs to the word that ends here."""
        size = max(self.height, following.height, 1.0)
        level = abs(self.middle - following.middle) < size * _SAME_LINE
        return level and -size < following.left - self.right < size * _BLANK


def read_paper(data: bytes) -> Paper:
    """The words of every page in reading order (line by line, each from left to right), with boxes
    in whole points of the page as it is shown: turned and cropped. A page without text has no
    pieces; text without ink is not read. Forms, scripts and attachments are never looked at.

    Refuses with ``pdf_encrypted``, ``pdf_unreadable``, ``pdf_too_long``, ``file_too_large``.
    """
    with opened_paper(data) as document:
        pages = []
        for number in range(1, len(document) + 1):
            with sheet_of(document, number) as sheet:
                pages.append(_page(sheet))
    return Paper(tuple(pages))


def _page(sheet: pdfium.PdfPage) -> Page:
    width, height = sheet.get_size()
    letters = sheet.get_textpage()
    try:
        if letters.count_chars() > _MOST_CHARACTERS:
            raise GigWalletError("pdf_unreadable")
        words = list(_words(_Shown(sheet), letters))
    finally:
        letters.close()
    edge = _Place(0, 0, width, height)
    inside = [each for each in words if _touches(each[1], edge)]
    pieces = tuple(
        Piece(text, _box(place, edge)) for line in _lines(inside) for text, place in line
    )
    return Page(round(width), round(height), pieces)


class _Shown:
    """From the coordinates of a page's content to those of the page as it is shown."""

    def __init__(self, sheet: pdfium.PdfPage) -> None:
        self._left, self._bottom, self._right, self._top = sheet.get_bbox()
        self._turn = sheet.get_rotation()

    def place(self, left: float, bottom: float, right: float, top: float) -> _Place:
        corners = (self._point(left, top), self._point(right, bottom))
        (one, two), (three, four) = corners
        return _Place(min(one, three), min(two, four), max(one, three), max(two, four))

    def _point(self, x: float, y: float) -> tuple[float, float]:
        if self._turn == 90:
            return y - self._bottom, x - self._left
        if self._turn == 180:
            return self._right - x, y - self._bottom
        if self._turn == 270:
            return self._top - y, self._right - x
        return x - self._left, self._top - y


def _words(shown: _Shown, letters: pdfium.PdfTextPage) -> Iterator[tuple[str, _Place]]:
    text, place, stroke = "", None, 0
    for letter, at, drawn in _letters(shown, letters):
        ends = at is None or (place is not None and not place.goes_on(at))
        if ends or (drawn != stroke and _begins_anew(text[-1:], letter)):
            if place is not None:
                yield text, place
            text, place = "", None
        if at is not None:
            text, place = text + letter, at if place is None else place.around(at)
        stroke = drawn
    if place is not None:
        yield text, place


def _begins_anew(before: str, letter: str) -> bool:
    """Whether two texts that were drawn apart and touch are two words: columns that leave no room
    between them, not the letters of one word that a typesetter placed one by one."""
    if before.isdigit():
        return not (letter.isdigit() or unicodedata.category(letter) in ("Po", "Pe", "Pd", "Ll"))
    return before.islower() and (letter.isupper() or letter.isdigit())


def _letters(
    shown: _Shown, letters: pdfium.PdfTextPage
) -> Iterator[tuple[str, _Place | None, int]]:
    """Each letter with its place and the text that it was drawn with; a blank that the file writes
    has no place. What PDFium adds on its own (line ends, blanks that it guesses) is left out: the
    distance decides."""
    high = ""
    for index in range(letters.count_chars()):
        code = raw.FPDFText_GetUnicode(letters, index)
        if 0xD800 <= code < 0xDC00:
            high = chr(code)
            continue
        letter, high = _joined(high, code), ""
        if raw.FPDFText_IsGenerated(letters, index) == 1 or letter in _NOT_WRITTEN:
            continue
        if letter.isspace():
            yield letter, None, 0
            continue
        drawn = raw.FPDFText_GetTextObject(letters, index)
        if letter.isprintable() and _has_ink(drawn):
            address = ctypes.cast(drawn, ctypes.c_void_p).value or 0
            yield letter, shown.place(*_loose_box(letters, index)), address


def _joined(high: str, code: int) -> str:
    if high:
        return (high + chr(code)).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(min(code, 0x10FFFF))


def _has_ink(drawn: Any) -> bool:  # Any: a handle of PDFium
    return not drawn or raw.FPDFTextObj_GetTextRenderMode(drawn) not in _WITHOUT_INK


def _loose_box(letters: pdfium.PdfTextPage, index: int) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of the type, not of the ink: so that letters of one line are level.
    Where the font does not say, of the ink."""
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(letters, index, ctypes.byref(box))
    if box.top - box.bottom > 0.1 and box.right >= box.left:
        return box.left, box.bottom, box.right, box.top
    tight: tuple[float, float, float, float] = letters.get_charbox(index)
    return tight


def _lines(words: list[tuple[str, _Place]]) -> list[list[tuple[str, _Place]]]:
    """Words of one level together, from top to bottom."""
    lines: list[list[tuple[str, _Place]]] = []
    for word in sorted(words, key=lambda each: (each[1].middle, each[1].left)):
        first = lines[-1][0][1] if lines else None
        size = min(first.height, word[1].height) if first else 0.0
        if first and abs(word[1].middle - first.middle) < size * _SAME_LINE:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda each: each[1].left) for line in lines]


def _touches(place: _Place, edge: _Place) -> bool:
    across = place.left < edge.right and place.right > edge.left
    return across and place.top < edge.bottom and place.bottom > edge.top


def _box(place: _Place, edge: _Place) -> Box:
    """What of it lies on the page."""
    left, top = round(max(place.left, edge.left)), round(max(place.top, edge.top))
    right, bottom = round(min(place.right, edge.right)), round(min(place.bottom, edge.bottom))
    return Box(left, top, max(right - left, 1), max(bottom - top, 1))
