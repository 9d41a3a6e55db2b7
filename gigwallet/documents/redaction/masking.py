"""Blackens the masked parts of an original and digests what lies outside them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from PIL import Image

from gigwallet.documents.redaction.plain_files import Sheet, as_pdf, as_png
from gigwallet.documents.redaction.sheets import RESOLUTION, drawn_by, sheet_count, sheets
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.paper import Box
from gigwallet.domain.redaction import Mask
from gigwallet.pages import Media

_BLACK = (0, 0, 0)
_PART = 1 << 26  # bytes


@dataclass(frozen=True, slots=True)
class Redacted:
    """The copy: a PNG for a picture, a PDF of pictures for a PDF, without metadata. ``masks`` are
    the boxes that were filled, cut to the pixels that there are."""

    data: bytes = field(repr=False)
    media_type: str
    masks: tuple[Mask, ...]
    outside_sha256: str
    pages: int
    resolution: int
    drawn_by: str


def redact(data: bytes, media_type: str, masks: Sequence[Mask]) -> Redacted:
    """The same original and masks give the same bytes. Pixels outside the masks are those that the
    original decodes to; nothing is encoded with loss.

    Refusals: ``redaction_without_masks``, ``redaction_mask_outside`` (page), and those of
    ``sheets``.
    """
    return joined(redacting(lambda *_said: None, data, media_type, masks), lambda _page: None)


def joined(parts: Iterable[int | bytes | Redacted], done: Callable[[int], None]) -> Redacted:
    """The copy from what ``redacting`` yields; ``done`` hears of each page."""
    packed: list[bytes] = []
    for part in parts:
        if isinstance(part, Redacted):
            return replace(part, data=b"".join(packed))
        if isinstance(part, bytes):
            packed.append(part)
        else:
            done(part)
    raise RuntimeError("a copy without its end")


def redacting(
    _beat: Callable[..., None], data: bytes, media_type: str, masks: Sequence[Mask]
) -> Iterator[int | bytes | Redacted]:
    """As ``redact``, in the process that is kept apart: the number of each page that is done, then
    the bytes of the copy in parts, then what there is to say of it."""
    if not masks:
        raise GigWalletError("redaction_without_masks")
    count = sheet_count(data, media_type)
    beyond = [each.page for each in masks if not 1 <= each.page <= count]
    if beyond:
        raise GigWalletError("redaction_mask_outside", page=beyond[0])
    digest = hashlib.sha256()
    filled: list[Mask] = []
    drawn: list[Sheet] = []
    for number, picture in enumerate(sheets(data, media_type), start=1):
        here = [each for each in masks if each.page == number]
        filled += blackened(picture, here)
        _take_in(digest, picture)
        drawn.append(Sheet.of(picture))
        yield number
    paper = media_type == Media.PDF
    packed = as_pdf(drawn, RESOLUTION) if paper else as_png(drawn[0])
    yield from (packed[at : at + _PART] for at in range(0, len(packed), _PART))
    yield Redacted(
        b"",
        Media.PDF.value if paper else Media.PNG.value,
        tuple(filled),
        digest.hexdigest(),
        len(drawn),
        RESOLUTION if paper else 0,
        drawn_by(data, media_type),
    )


def outside_digest(pictures: Iterator[Image.Image], masks: Sequence[Mask]) -> str:
    """SHA-256 (hex) of the sheets as binary PPM files, one behind the other, masks black."""
    digest = hashlib.sha256()
    for number, picture in enumerate(pictures, start=1):
        blackened(picture, [each for each in masks if each.page == number])
        _take_in(digest, picture)
    return digest.hexdigest()


def blackened(picture: Image.Image, masks: Sequence[Mask]) -> list[Mask]:
    """Fills the masks in ``picture`` itself; what was filled. Refusal:
    ``redaction_mask_outside``."""
    filled = []
    for mask in masks:
        box = _inside(mask.box, picture.width, picture.height)
        if box is None:
            raise GigWalletError("redaction_mask_outside", page=mask.page)
        picture.paste(_BLACK, (box.left, box.top, box.right, box.bottom))
        filled.append(Mask(mask.page, box, mask.reason))
    return filled


def _inside(box: Box, width: int, height: int) -> Box | None:
    left, top = max(box.left, 0), max(box.top, 0)
    right, bottom = min(box.right, width), min(box.bottom, height)
    if left >= right or top >= bottom:
        return None
    return Box(left, top, right - left, bottom - top)


def _take_in(digest: hashlib._Hash, picture: Image.Image) -> None:
    """As a binary PPM file, which any picture tool writes."""
    digest.update(b"P6\n%d %d\n255\n" % picture.size)
    digest.update(picture.tobytes())
