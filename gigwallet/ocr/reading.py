"""Reads a picture: what stands where, and how sure that is."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from gigwallet.domain.paper import Page, Paper, Piece
from gigwallet.ocr.contrast import drawn_out
from gigwallet.ocr.detection import Detector
from gigwallet.ocr.models import engine_name
from gigwallet.ocr.pixels import colours, upright
from gigwallet.ocr.quads import in_reading_order
from gigwallet.ocr.recognition import Recogniser

if TYPE_CHECKING:
    from gigwallet.ocr.pixels import Pixels

THREADS = min(2, os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class _Reader:
    detector: Detector
    recogniser: Recogniser

    def pieces(self, pixels: Pixels, size: tuple[int, int]) -> tuple[Piece, ...]:
        """With boxes as they lie in the picture of ``size``, of which ``pixels`` may be less."""
        scale = size[0] / pixels.shape[1]
        quads = self.detector.find(pixels)
        quads = [quads[place] for place in in_reading_order(quads)]
        said = self.recogniser.read(pixels, quads)
        return tuple(
            Piece(line.text, quad.scaled(scale).box(*size), line.sure)
            for quad, line in zip(quads, said, strict=True)
            if line.text.strip()
        )


@cache
def _reader() -> _Reader:
    """Loaded once in a process: it takes a second and 100 MB."""
    return _Reader(Detector(THREADS), Recogniser(THREADS))


def read_picture(data: bytes, media_type: str, *, second: bool = False) -> Paper:
    """One page: lines of text, or parts of lines that lie apart, in reading order, with boxes in
    pixels of the picture as it is shown (turned as its EXIF says). The text stands as it was read:
    full-width signs, lost currency signs and all. ``Piece.confidence`` is that of the least sure
    figure of the text where it has figures, else of the least sure letter.

    ``second`` reads the picture with its contrast drawn out instead, for what is blurred, faint or
    under a watermark. Nothing is fetched, ever. It holds the models in memory for the next
    picture, and is made for a worker process. Refuses as ``pixels.upright`` does, and with
    ``picture_reader_altered``.
    """
    size, pixels = _shown(data, media_type)
    return _paper(drawn_out(pixels) if second else pixels, size)


def read_twice(data: bytes, media_type: str) -> tuple[Paper, Paper]:
    """The first and the second look at a picture; where they disagree, a person must look."""
    size, pixels = _shown(data, media_type)
    return _paper(pixels, size), _paper(drawn_out(pixels), size)


def _shown(data: bytes, media_type: str) -> tuple[tuple[int, int], Pixels]:
    picture = upright(data, media_type)
    return picture.size, colours(picture)


def _paper(pixels: Pixels, size: tuple[int, int]) -> Paper:
    return Paper((Page(*size, _reader().pieces(pixels, size)),), engine_name())
