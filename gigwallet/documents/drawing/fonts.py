"""The two faces that every document is set in, and which characters they have."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from gigwallet.documents.drawing.line_breaking import JOINER

REGULAR = "NotoSansSC-Regular"
BOLD = "NotoSansSC-Bold"
# Set where a face lacks a character: the printers' own sign for "a character is missing here".
MISSING = "〓"
# A grid sets its own face before each cell; unsaid, that is one which no file carries.
IN_CELLS = ("FONTNAME", (0, 0), (-1, -1), REGULAR)


_FEED = {ord("\n")}


def load(resources: Path) -> None:
    """Registers both faces, once per process (parsing them takes a tenth of a second each)."""
    known = set(pdfmetrics.getRegisteredFontNames())
    for face in (REGULAR, BOLD):
        if face not in known:
            path = resources / "fonts" / "noto-sans-sc" / f"{face}.ttf"
            pdfmetrics.registerFont(TTFont(face, str(path)))


@lru_cache(maxsize=16_384)  # most of what is measured are single characters, again and again
def width(text: str, face: str, size: float) -> float:
    """Points that ``text`` takes."""
    return float(pdfmetrics.stringWidth(text, face, size))


@dataclass(slots=True)
class Coverage:
    """Makes texts drawable and remembers what it had to replace.

    A character that the faces lack would be drawn as nothing at all; it becomes ``MISSING``.
    Control and direction characters, which could make a printed name read as another, are shown
    as ``MISSING`` as well. Line feeds stay. With ``keep``, what the faces lack is remembered and
    left as it is: for a file whose reader has faces of its own.
    """

    replaced: set[str] = field(default_factory=set)
    keep: bool = False

    def drawable(self, text: str) -> str:
        glyphs = pdfmetrics.getFont(REGULAR).face.charToGlyph
        if set(map(ord, text)) - _FEED <= glyphs.keys():
            return text if text.isprintable() else self._checked(text, glyphs)
        return self._checked(unicodedata.normalize("NFC", text), glyphs)

    def _checked(self, text: str, glyphs: dict[int, int]) -> str:
        return "".join(self._character(character, glyphs) for character in text)

    def _character(self, character: str, glyphs: dict[int, int]) -> str:
        if character in ("\n", JOINER):
            return character
        if character in "\t\N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}":
            return character if ord(character) in glyphs else " "
        hidden = unicodedata.category(character) in ("Cc", "Cf", "Co", "Cn", "Cs")
        if hidden or ord(character) not in glyphs:
            self.replaced.add(f"U+{ord(character):04X}")
            return MISSING if hidden or not self.keep else character
        return character
