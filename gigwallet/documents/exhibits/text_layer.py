"""Words behind the pixels that show them: found, marked and copied where they stand, never drawn.

They are what a program read, so they may be wrong; the pixels are what counts, and nothing here
touches those.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

import pikepdf
from pikepdf import Array, Dictionary, Name

from gigwallet.documents.drawing.blank_font import ASCENT, DESCENT, Letters
from gigwallet.documents.drawing.objects import Things
from gigwallet.domain.paper import Box, Page, Piece

# The share of a line's height that its letters fill above the line that they stand on.
_HANGS = -DESCENT / (ASCENT - DESCENT)
# In a box that would squeeze its letters more than this, they stand below one another.
_SQUEEZED = 0.4
# Boxes are whole pixels, rounded each for itself: this much apart is the same place.
_ROUNDED = 2


def part_of(page: Page, top: float, bottom: float) -> Page:
    """The words of a page whose middle lies between two fractions of its height, on a page that
    begins there."""
    if (top, bottom) == (0, 1):
        return page
    first, last = page.height * top, page.height * bottom
    moved = (
        replace(each, box=replace(each.box, top=round(each.box.top - first)))
        for each in page.pieces
        if first <= each.box.top + each.box.height / 2 < last
    )
    return Page(page.width, max(1, round(last - first)), tuple(moved))


def form_of(pdf: pikepdf.Pdf, page: Page, letters: Letters) -> pikepdf.Object | None:
    """What writes the words of ``page`` without ink on the unit square; None where it has none.
    The font ``F`` of its resources is to be that of ``letters``, once all pages are written."""
    lines = list(_written(page, letters))
    if not lines or page.width < 1 or page.height < 1:
        return None
    form = pdf.make_stream(
        b"\n".join((b"BT 3 Tr", *lines, b"ET")),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, page.width, page.height]),
        Matrix=Array([_number(1 / page.width), 0, 0, _number(1 / page.height), 0, 0]),
        Resources=Dictionary(),
    )
    return pdf.make_indirect(form)


def with_font(
    pdf: pikepdf.Pdf, forms: Sequence[pikepdf.Object], letters: Letters, shared: Things
) -> None:
    """Gives the forms their font, which is taken over into ``shared``."""
    if not forms:
        return
    resources = pdf.make_indirect(Dictionary(Font=Dictionary(F=letters.font(pdf))))
    shared.take(resources)
    for form in forms:
        form.Resources = resources


def _written(page: Page, letters: Letters) -> Iterator[bytes]:
    pieces = _levelled(list(_inside(page)))
    for piece, following in zip_longest(pieces, pieces[1:]):
        text, box = piece.text.strip(), piece.box
        spelt, width = letters.spelt(text)
        if not spelt:
            continue
        squeezed = box.width * 1000 < box.height * width * _SQUEEZED
        if squeezed and box.width > box.height:
            # It leans, as a stamp does: the box around it is taller than its letters.
            tall = max(1, box.width * 1000 // width)
            box = replace(box, top=box.top + (box.height - tall) // 2, height=tall)
            squeezed = False
        if squeezed:
            # From top to bottom: what is ascent there points to the right.
            size, room = box.width, box.height
            turn = f"0 -1 1 0 {box.left + size * _HANGS:.2f} {page.height - box.top}"
        else:
            size, room = box.height, box.width
            turn = f"1 0 0 1 {box.left} {page.height - box.bottom + size * _HANGS:.2f}"
            if following is not None and _goes_on(box, following.box):
                # It hangs behind the box: who copies the line has a blank between its parts.
                spelt += letters.spelt(" ")[0]
        stretch = room * 100_000 / (size * width)
        yield f"/F {size} Tf {stretch:.2f} Tz {turn} Tm <{spelt}> Tj".encode("ascii")


def _inside(page: Page) -> Iterator[Piece]:
    for piece in page.pieces:
        box = piece.box
        across = box.width > 0 and box.left < page.width and box.right > 0
        if across and box.height > 0 and box.top < page.height and box.bottom > 0:
            yield piece


def _goes_on(box: Box, following: Box) -> bool:
    """Whether the following box stands behind this one on its line."""
    level = following.top < box.bottom and box.top < following.bottom
    return level and following.left >= box.right - _ROUNDED


def _levelled(pieces: Sequence[Piece]) -> list[Piece]:
    """Parts of one line stand on one line: their boxes come in whole pixels."""
    made: list[Piece] = []
    for piece in pieces:
        box = piece.box
        if made and _goes_on(made[-1].box, box):
            first = made[-1].box
            if max(abs(first.top - box.top), abs(first.height - box.height)) <= _ROUNDED:
                piece = replace(piece, box=replace(box, top=first.top, height=first.height))
        made.append(piece)
    return made


def _number(value: float) -> pikepdf.Object:
    return pikepdf.Object.parse(f"{value:.10f}".encode("ascii"))
