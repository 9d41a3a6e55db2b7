"""A redacted copy: which parts of an original it does not show, and what proves the rest."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from gigwallet.domain.paper import Box
from gigwallet.domain.recorded import ExhibitId


class MaskReason(StrEnum):
    """Why a part is not shown. It goes out with the copy, so it says a kind and never the text."""

    PHONE = "phone"
    ADDRESS = "address"
    NAME = "name"
    CARD_NUMBER = "card_number"
    ID_NUMBER = "id_number"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Mask:
    """A black rectangle. ``page`` counts from 1, a picture is page 1; ``box`` is in pixels of the
    picture as it is shown (turned as its EXIF says), or of the page drawn at the resolution of the
    redaction."""

    page: int
    box: Box
    reason: MaskReason = MaskReason.OTHER


@dataclass(frozen=True, slots=True)
class Redaction:
    """``copy_id`` is the exhibit that is shown in place of the original ``exhibit_id``; None where
    the person took the redaction back. Digests are SHA-256 in hex; ``outside_sha256`` is of the
    pixels with the masks black (docs/redaction.md). ``resolution`` is in dots per inch for the
    pages of a PDF, 0 for a picture; ``drawn_by`` names what turned the pages into pixels."""

    exhibit_id: ExhibitId
    copy_id: ExhibitId | None
    masks: tuple[Mask, ...]
    original_sha256: str
    redacted_sha256: str
    outside_sha256: str
    resolution: int = 0
    drawn_by: str = ""

    @property
    def name(self) -> str:
        """The same for every saying about this original: 32 hexadecimal digits, as every id."""
        said = f"redaction\x1f{self.exhibit_id}"
        return hashlib.sha256(said.encode()).hexdigest()[:32]
