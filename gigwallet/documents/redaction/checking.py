"""Whether a redacted copy differs from an original in nothing but its masks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from PIL import Image, ImageChops

from gigwallet.documents.redaction.masking import blackened, outside_digest
from gigwallet.documents.redaction.plain_files import pictures_of
from gigwallet.documents.redaction.sheets import sheets
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.redaction import Mask
from gigwallet.pages import Media


@dataclass(frozen=True, slots=True)
class Compared:
    """Digests are of each file with the masks black. ``differing`` counts pixels outside the masks
    that are not the same, ``uncovered`` the masks that are not wholly black in the copy."""

    original_outside: str
    redacted_outside: str
    differing: int
    uncovered: tuple[int, ...]
    same_sheets: bool

    @property
    def holds(self) -> bool:
        alike = self.original_outside == self.redacted_outside
        return alike and self.same_sheets and not self.differing and not self.uncovered


def compare(
    original: bytes, original_type: str, redacted: bytes, redacted_type: str, masks: Sequence[Mask]
) -> Compared:
    """A copy of a PDF holds each page as one picture; the original's pages are drawn anew.

    Refusals: those of ``sheets``, ``redaction_mask_outside``.
    """
    if (original_type == Media.PDF) != (redacted_type == Media.PDF):
        raise GigWalletError("redaction_other_kind")
    differing, alike = 0, True
    uncovered: set[int] = set()
    pairs = zip_longest(sheets(original, original_type), _copied(redacted, redacted_type))
    for number, (was, now) in enumerate(pairs, start=1):
        if was is None or now is None or was.size != now.size:
            alike = False
            continue
        own = [(place, each) for place, each in enumerate(masks, start=1) if each.page == number]
        uncovered |= {place for place, mask in own if not _black(now, mask)}
        blackened(was, [each for _, each in own])
        blackened(now, [each for _, each in own])
        differing += _differing(was, now)
    if not alike:
        return Compared("", "", differing, tuple(sorted(uncovered)), False)
    return Compared(
        outside_digest(sheets(original, original_type), masks),
        outside_digest(_copied(redacted, redacted_type), masks),
        differing,
        tuple(sorted(uncovered)),
        True,
    )


def _copied(data: bytes, media_type: str) -> Iterator[Image.Image]:
    return pictures_of(data) if media_type == Media.PDF else sheets(data, media_type)


def _black(picture: Image.Image, mask: Mask) -> bool:
    box = mask.box
    part = picture.crop((box.left, box.top, box.right, box.bottom))
    return all(low == high == 0 for low, high in part.getextrema())  # type: ignore[misc]  # RGB


def _differing(one: Image.Image, other: Image.Image) -> int:
    difference = ImageChops.difference(one, other)
    if difference.getbbox() is None:
        return 0
    red, green, blue = difference.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return one.width * one.height - most.histogram()[0]
