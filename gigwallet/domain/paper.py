"""What is written on a page or a screen, and where: the words of a PDF, or what OCR read."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FRAGMENT = re.compile(r"xywh=(\d+),(\d+),(\d+),(\d+)")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: whole pixels of a picture, or whole points of a PDF page, from its upper left
    corner."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.left + self.width

    @property
    def bottom(self) -> int:
        return self.top + self.height

    @property
    def pointer(self) -> str:
        """As the ``pointer`` of a locator says it: a W3C media fragment."""
        return f"xywh={self.left},{self.top},{self.width},{self.height}"

    @classmethod
    def of(cls, pointer: str) -> Box | None:
        """The box that ``pointer`` says, None where it says something else."""
        said = _FRAGMENT.fullmatch(pointer)
        return cls(*map(int, said.groups())) if said else None

    def around(self, other: Box) -> Box:
        """The smallest box that holds both."""
        left, top = min(self.left, other.left), min(self.top, other.top)
        right, bottom = max(self.right, other.right), max(self.bottom, other.bottom)
        return Box(left, top, right - left, bottom - top)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text with its place. ``confidence`` (0 to 1) is what OCR says of it; the text
    layer of a PDF is sure of its letters."""

    text: str
    box: Box
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Page:
    """``pieces`` in reading order: words of a PDF, lines or parts of lines of a picture."""

    width: int
    height: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document. ``engine`` names what read a picture (with the digest of its models), and
    is empty where the letters come from the file itself."""

    pages: tuple[Page, ...]
    engine: str = ""

    @property
    def texts(self) -> dict[int, str]:
        """The text of each page that has any, by its number (from 1): what search is given."""
        said = {
            number: "\n".join(piece.text for piece in page.pieces)
            for number, page in enumerate(self.pages, start=1)
        }
        return {number: text for number, text in said.items() if text.strip()}
