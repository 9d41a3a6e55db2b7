"""Draws straight into the operators of a page.

A bundle has thousands of pages with a few words around each exhibit. The library's own way of
writing a word costs a third of a millisecond, this one a twentieth.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

from reportlab.lib.colors import Color
from reportlab.pdfbase import pdfmetrics

from gigwallet.documents.drawing import fonts


class Ink:
    """The operators of what was drawn, in order. ``document`` is the one that they go into: it
    learns which characters of the faces it must carry."""

    def __init__(self, document: Any) -> None:  # reportlab's own, untyped
        self._document = document
        self._code: list[str] = []

    @property
    def blank(self) -> bool:
        return not self._code

    def write(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        colour: Color,
        *,
        bold: bool = False,
        align: str = "left",
        spacing: float = 0.0,
        turned: float = 0.0,
    ) -> None:
        """``text`` beginning, ending (``right``) or centred at ``x``; ``turned`` by degrees around
        that place, ``spacing`` points more between two characters."""
        if not text:
            return
        face = fonts.BOLD if bold else fonts.REGULAR
        across, along = 1.0, 0.0
        if turned:
            across, along = math.cos(math.radians(turned)), math.sin(math.radians(turned))
        if align != "left":
            back = fonts.width(text, face, size) / (1 if align == "right" else 2)
            x, y = x - back * across, y - back * along
        font = pdfmetrics.getFont(face)
        parts = [
            f"{font.getSubsetInternalName(subset, self._document)} {number(size)} Tf "
            f"<{signs.hex()}> Tj"
            for subset, signs in font.splitString(text, self._document)
        ]
        if spacing:
            parts = [f"{number(spacing)} Tc", *parts, "0 Tc"]
        place = " ".join(map(number, (across, along, -along, across, x, y)))
        self._code.append(f"BT {_rgb(colour)} rg {place} Tm {' '.join(parts)} ET")

    def line(self, x: float, y: float, end: float, colour: Color, thick: float = 0.5) -> None:
        """A level line from ``x`` to ``end``."""
        at = number(y)
        self._code.append(
            f"{_rgb(colour)} RG {number(thick)} w {number(x)} {at} m {number(end)} {at} l S"
        )

    def box(self, x: float, y: float, wide: float, tall: float, colour: Color) -> None:
        """A filled rectangle."""
        size = " ".join(map(number, (x, y, wide, tall)))
        self._code.append(f"{_rgb(colour)} rg {size} re f")

    def begin(self, content: str) -> None:
        """What follows is this content, as ``Structure.content`` says it, until ``end``."""
        self._code.append(content)

    def end(self) -> None:
        self._code.append("EMC")

    def code(self, content: str = "") -> str:
        """All of it, leaving the page's state as it was; as one ``content`` where that is said."""
        drawn = "\n".join(("q", *self._code, "Q"))
        return f"{content}\n{drawn}\nEMC" if content else drawn


@lru_cache(maxsize=8192)  # what stands below one another begins at the same place
def number(value: float) -> str:
    """As PDF writes it: no exponent, no zeros that say nothing."""
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"


@lru_cache(maxsize=64)
def _rgb(colour: Color) -> str:
    return " ".join(map(number, colour.rgb()))
