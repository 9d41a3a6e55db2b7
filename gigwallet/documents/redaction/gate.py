"""Whether anything of what a mask hides can still be read in a file: its pixels, text and bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
from pikepdf import Name

from gigwallet.documents.redaction.needles import Needles
from gigwallet.documents.redaction.rows import joined, rows
from gigwallet.documents.redaction.unpacking import packed_inside, spelt_out
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.paper import Box, Page, Piece
from gigwallet.domain.redaction import Mask
from gigwallet.pages import Media

_PNG_CHUNKS = (b"IHDR", b"IDAT", b"IEND")
# In heights of the mask: what is farther away was not left over at its edge.
_NEAR = 2


@dataclass(frozen=True, slots=True)
class Survivor:
    """``mask`` counts from 1. ``code`` is that of the refusal; ``page`` and ``box`` say where it
    can be seen, page 0 where it is in the file itself."""

    mask: int
    code: str
    page: int = 0
    box: Box | None = None


def seen_still(
    needles: Needles, masks: Sequence[Mask], sheets: Iterable[tuple[int, Page]]
) -> tuple[Survivor, ...]:
    """What the pieces of each numbered sheet of the copy still say."""
    found = []
    for number, page in sheets:
        for row in rows(page.pieces):
            line = joined(row)
            if mask := needles.of(line.text):
                found.append(Survivor(mask, "redaction_still_seen", number, line.box))
                continue
            for piece in row:
                if mask := _left_over(needles, masks, number, piece):
                    found.append(Survivor(mask, "redaction_still_seen", number, piece.box))
    return tuple(found)


def _left_over(needles: Needles, masks: Sequence[Mask], number: int, piece: Piece) -> int:
    """The mask beside which four signs on end of what it hides can be read, or the rest of a short
    name or number."""
    for place, mask in enumerate(masks, start=1):
        if mask.page != number or not _beside(mask.box, piece.box):
            continue
        right = 2 * piece.box.left + piece.box.width > 2 * mask.box.left + mask.box.width
        if needles.beside(piece.text, place) or needles.rest_of(piece.text, place, right=right):
            return place
    return 0


def _beside(mask: Box, box: Box) -> bool:
    level = min(mask.bottom, box.bottom) - max(mask.top, box.top)
    apart = max(mask.left, box.left) - min(mask.right, box.right)
    return 2 * level >= min(mask.height, box.height) and apart <= _NEAR * mask.height


def stored_still(needles: Needles, data: bytes, media_type: str) -> tuple[Survivor, ...]:
    """What the bytes of the copy still hold: text layer, metadata, thumbnails, attachments and
    every stream, unpacked. A PNG that holds more than pixels is no copy of ours."""
    mask = needles.in_bytes(data)
    if not mask and media_type == Media.PNG:
        _refuse_more_than_pixels(data)
    if not mask and media_type == Media.PDF:
        mask = next((hit for text in texts_in(data) if (hit := needles.of(text))), 0) or next(
            (hit for blob in blobs_in(data) if (hit := in_blob(needles, blob))), 0
        )
    return (Survivor(mask, "redaction_still_stored"),) if mask else ()


def in_blob(needles: Needles, blob: bytes) -> int:
    """As ``Needles.in_bytes``; where the blob is a text, also as it reads once signs that it spells
    by number are signs, and then names of two or three ideographs are looked for too."""
    if mask := needles.in_bytes(blob):
        return mask
    text = spelt_out(blob)
    if mask := needles.ideographs_in(text):
        return mask
    plain = text.encode()
    return needles.in_bytes(plain) if plain != blob else 0


def _refuse_more_than_pixels(png: bytes) -> None:
    at = 8
    kinds = []
    while at + 12 <= len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        kinds.append(png[at + 4 : at + 8])
        at += 12 + length
    if at != len(png) or tuple(kinds) != _PNG_CHUNKS:
        raise GigWalletError("redaction_still_stored", box=0)


def texts_in(pdf: bytes | Path) -> Iterator[str]:
    """The text layer of each page, and the texts of the file around them: names of attachments,
    titles of bookmarks, notes, metadata, alternate texts. Of a file that this program wrote, so it
    may be as large as a bundle is."""
    document = pdfium.PdfDocument(pdf)
    try:
        for number in range(len(document)):
            page = document[number]
            letters = page.get_textpage()
            yield str(letters.get_text_bounded())
            letters.close()
            page.close()
    finally:
        document.close()
    with _opened(pdf) as opened:
        for thing in (*opened.objects, opened.trailer):
            yield from _strings(thing, 0)


def _opened(pdf: bytes | Path) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf) if isinstance(pdf, bytes) else pdf)


def _strings(thing: object, deep: int) -> Iterator[str]:
    """Texts inside an object; what it only points to is an object of its own."""
    if isinstance(thing, pikepdf.String):
        yield str(thing)
        yield bytes(thing).decode("utf-8", "ignore")
    elif deep and getattr(thing, "is_indirect", False):
        return
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key in thing.keys():  # noqa: SIM118  a stream's items are its dictionary's
            yield key
            yield from _strings(thing.get(key), deep + 1)
    elif isinstance(thing, pikepdf.Array):
        for each in thing:
            yield from _strings(each, deep + 1)


def blobs_in(pdf: bytes | Path, *, pixels: bool = True) -> Iterator[bytes]:
    """Every stream unpacked, attachments too; what is packed once more inside is unpacked as well.
    ``pixels`` False leaves pictures packed: their metadata lies around the pixels."""
    with _opened(pdf) as opened:
        for thing in opened.objects:
            if isinstance(thing, pikepdf.Stream):
                picture = not pixels and thing.get("/Subtype") == Name.Image
                blob = thing.read_raw_bytes() if picture else _unpacked(thing)
                yield blob
                yield from packed_inside(blob)


def _unpacked(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:  # a picture of a kind that is not unpacked, such as JPEG
        return stream.read_raw_bytes()


def in_name(needles: Needles, *names: str) -> int:
    """The mask whose text stands in a name of the copy; 0 for none."""
    return next((mask for name in names if (mask := needles.of(name))), 0)
