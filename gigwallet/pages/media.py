"""Which kind of picture or paper some bytes are, told by their first bytes alone."""

from __future__ import annotations

from enum import StrEnum

_PNG = b"\x89PNG\r\n\x1a\n"
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"hevm", b"mif1", b"msf1", b"avif"}


class Media(StrEnum):
    """The kinds that an exhibit may have. ``HEIC`` (and AVIF) is shown as the JPEG that ``jpeg_of``
    makes of it; its pixels are not read otherwise."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    HEIC = "image/heic"
    PDF = "application/pdf"

    @property
    def is_picture(self) -> bool:
        """Whether its pixels can be read here as they are."""
        return self in (Media.JPEG, Media.PNG, Media.WEBP)


def sniff(head: bytes) -> Media | None:
    """The kind that ``head`` (the first 1,024 bytes or more) begins, or None.

    A PDF may carry a few bytes before its header; everything else must begin at byte 0, so that a
    picture with a PDF hidden behind it is the picture that its first bytes say.
    """
    if head.startswith(b"\xff\xd8\xff"):
        return Media.JPEG
    if head.startswith(_PNG):
        return Media.PNG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Media.WEBP
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return Media.HEIC
    if b"%PDF-" in head[:1024]:
        return Media.PDF
    return None
