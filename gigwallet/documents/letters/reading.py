"""A reading copy: the letter on the left, the same parts in the signer's own language beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer
from reportlab.platypus import Table as Grid

from gigwallet.documents.drawing.fonts import IN_CELLS, Coverage
from gigwallet.documents.drawing.sheet import LYING_WIDTH, Place, Stamp
from gigwallet.documents.drawing.text import ACCENT, RULE, Paragraph, Style
from gigwallet.documents.letters.form import BlockKind, Layout
from gigwallet.documents.letters.looks import looks
from gigwallet.documents.letters.model import Letter, Part
from gigwallet.documents.letters.pages import HEADED, cell_flowables, kept_together

_GAP = 18.0
# The words stay off the line between the columns.
_ASIDE = 10.0
_COLUMN = (LYING_WIDTH - _GAP) / 2 - _ASIDE
_BEGUN = 60.0  # less of a page than this no block begins on
_SAYS = Style(size=9.5, leading=14, bold=True, colour=ACCENT, after=8)


class ReadingPages:
    """Lying pages with two columns; a part and its other language begin at the same height. It has
    no annexes and no links: the letter has them."""

    template = "wide words"

    def __init__(self, letter: Letter, other: Letter, says: str, coverage: Coverage) -> None:
        self._letter, self._other, self._says, self._coverage = letter, other, says, coverage

    def story(self, _pages: Mapping[str, int]) -> list[Flowable]:
        titles = self._titles(self._letter), self._titles(self._other)
        return [
            Place("reading", self._letter.title, stamp=Stamp()),
            Paragraph(self._says, _SAYS),
            Spacer(0, 2),
            _grid([titles]),
            *self._told(),
        ]

    def _told(self) -> Iterator[Flowable]:
        """A row for each block; what the letter keeps on one page stays on one here too."""
        here, there = _by_block(self._letter), _by_block(self._other)
        told: set[int] = set()
        for parts in kept_together(self._letter.parts):
            keys = [key for key in dict.fromkeys(part.key for part in parts) if key not in told]
            told.update(keys)
            rows = [
                (self._cell(here[key], self._letter), self._cell(there.get(key, []), self._other))
                for key in keys
            ]
            if rows:
                yield CondPageBreak(HEADED if parts[0].kind is BlockKind.HEADING else _BEGUN)
                yield _grid(rows) if len(parts) == 1 else KeepTogether([_grid(rows)])

    def _titles(self, letter: Letter) -> list[Flowable]:
        its = looks(letter.language, Layout.LETTER)
        found: list[Flowable] = [Paragraph(letter.title, its.recipient)]
        return [*found, Paragraph(letter.subtitle, its.label)] if letter.subtitle else found

    def _cell(self, parts: list[Part], letter: Letter) -> list[Flowable]:
        its = looks(letter.language, Layout.LETTER)
        return [
            each for part in parts for each in cell_flowables(part, its, _COLUMN, self._coverage)
        ]


def _grid(rows: Sequence[tuple[list[Flowable], list[Flowable]]]) -> Grid:
    return Grid(
        [[here, "", "", there or ""] for here, there in rows],
        # Room in columns, not in cells: a row that goes on over pages is broken at the width of
        # its column, and what was broken once is never broken anew.
        colWidths=[_COLUMN, _ASIDE, _GAP + _ASIDE, _COLUMN],
        style=[
            IN_CELLS,
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            ("LINEAFTER", (1, 0), (1, -1), 0.4, RULE),
        ],
        splitInRow=1,
    )


def _by_block(letter: Letter) -> dict[int, list[Part]]:
    found: dict[int, list[Part]] = {}
    for part in letter.parts:
        found.setdefault(part.key, []).append(part)
    return found
