"""Papers for tests: drawn with reportlab, read as any PDF is, or as OCR would read a scan."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from reportlab.pdfgen.canvas import Canvas

from gigwallet.domain.instants import Instant
from gigwallet.domain.paper import Box, Page, Paper, Piece
from gigwallet.domain.reading import PaperImporter, PrintedTotal, Reading, Rejection, Row
from gigwallet.pages import read_paper

F = TypeVar("F")

_PAGE = (612, 792)


@dataclass(frozen=True, slots=True)
class Said:
    """``left`` edge and base line from the ``top``, in points; ``right``: it is the right edge."""

    left: float
    top: float
    text: str
    right: bool = False


def drawn(*pages: Iterable[Said], size: float = 8, font: str = "Helvetica") -> bytes:
    """A PDF whose pages say these texts, in a ``font`` that reportlab knows."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=_PAGE)
    for page in pages:
        canvas.setFont(font, size)
        for said in page:
            draw = canvas.drawRightString if said.right else canvas.drawString
            draw(said.left, _PAGE[1] - said.top, said.text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def listed(lines: Sequence[str], *, left: float = 50, pitch: float = 16) -> list[Said]:
    """One text a line, from the top of the page."""
    return [Said(left, 60 + pitch * at, line) for at, line in enumerate(lines)]


def scanned(data: bytes, confidence: float = 0.99, scale: int = 3) -> Paper:
    """The same words as OCR of a scan hands them over: in pixels, with a confidence."""
    paper = read_paper(data)
    return Paper(
        tuple(
            Page(
                page.width * scale,
                page.height * scale,
                tuple(_pixels(p, scale, confidence) for p in page.pieces),
            )
            for page in paper.pages
        ),
        engine="test",
    )


def _pixels(piece: Piece, scale: int, confidence: float) -> Piece:
    box = piece.box
    place = Box(box.left * scale, box.top * scale, box.width * scale, box.height * scale)
    return Piece(piece.text, place, confidence)


def read(importer: PaperImporter, data: bytes | Paper) -> list[Reading]:
    paper = data if isinstance(data, Paper) else read_paper(data)
    assert importer.recognises_paper("paper.pdf", paper)
    return list(importer.read_paper("paper.pdf", paper))


def rows(readings: Iterable[Reading], kind: type) -> list[Row]:
    return [each for each in readings if isinstance(each, Row) and isinstance(each.fact, kind)]


def facts(readings: Iterable[Reading], kind: type[F]) -> list[F]:
    """What the rows of this kind state."""
    return [each.fact for each in readings if isinstance(each, Row) and isinstance(each.fact, kind)]


def clock(moment: Instant | None) -> str:
    """Its wall time to the minute."""
    assert moment is not None
    return moment.local.isoformat()[:16]


def rejected(readings: Iterable[Reading]) -> list[tuple[str, str]]:
    return [(each.reason, each.column) for each in readings if isinstance(each, Rejection)]


def total(found: Iterable[Row]) -> int:
    """Minor units."""
    return sum(each.amount.minor for each in found if each.amount)


def printed(readings: Iterable[Reading]) -> dict[str, int]:
    return {
        each.label: each.amount.minor
        for each in readings
        if isinstance(each, PrintedTotal) and each.amount
    }
