"""What a person chooses for all exhibits of one bundle: what is shown, and what goes along."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Papers(StrEnum):
    """What becomes of pages of a PDF that may not stand in a PDF/A file. AS_THEY_ARE: they come in
    as they look, letters as letters, and the bundle makes no claim to be PDF/A. DRAWN: they come in
    as pixels with their words behind them, and the bundle makes it."""

    AS_THEY_ARE = "as_they_are"
    DRAWN = "drawn"


@dataclass(frozen=True, slots=True)
class ExhibitChoices:
    """``words``: what was read of pictures and scans lies behind their pixels, to be searched.
    ``keep_metadata`` leaves a JPEG byte for byte as it is, with the place and the device that it
    may tell; other pictures lose that in any case. ``attach_originals`` puts the files themselves
    into the PDF, with all that they tell; an extract's file never. ``locked_unshown``: a PDF whose
    password is not given has a page that says so, instead of being asked for."""

    words: bool = True
    keep_metadata: bool = False
    papers: Papers = Papers.AS_THEY_ARE
    attach_originals: bool = False
    locked_unshown: bool = False


AS_USUAL = ExhibitChoices()
