"""The looks that the pages of a bundle share."""

from __future__ import annotations

from gigwallet.documents.drawing.text import QUIET, Style

HEADING = Style(size=15, leading=22, bold=True, after=8, tag="H1")
STRONG = Style(size=9.5, leading=14, bold=True, after=3)
BODY = Style(size=10, leading=16, after=5)
SMALL = Style(size=8.8, leading=14, colour=QUIET, after=4)
CELL = Style(size=8.5, leading=12.2, after=0)
CELL_RIGHT = Style(size=8.5, leading=12.2, after=0, align="right")
HEAD = Style(size=8.2, leading=11.5, bold=True, after=0)
HEAD_RIGHT = Style(size=8.2, leading=11.5, bold=True, align="right", after=0)
