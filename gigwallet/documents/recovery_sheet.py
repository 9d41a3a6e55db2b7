"""The recovery sheet: one page of paper that opens a vault when its passphrase is lost.

It names no person: whoever finds it must not learn whose it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from reportlab.platypus import Flowable, Spacer

from gigwallet.documents import captions
from gigwallet.documents.captions import Captions
from gigwallet.documents.drawing import fonts
from gigwallet.documents.drawing.finishing import About, whole
from gigwallet.documents.drawing.looks import BODY
from gigwallet.documents.drawing.sheet import WIDTH, lay_out
from gigwallet.documents.drawing.text import INK, QUIET, RULE, TINT, Paragraph, Run, Style
from gigwallet.words import day

_TITLE = Style(size=20, leading=28, bold=True, after=2)
_LEAD = Style(size=11, leading=17, after=8)
_SECTION = Style(size=11, leading=16, bold=True, before=7, after=2)
_FACTS = Style(size=8.8, leading=13, colour=QUIET, after=0)
_PER_ROW = 3
_SIGN = 23.0  # points of a letter or digit of the code
_STEP = 21.5  # from one to the next: each stands in the middle of its place, as on squared paper
_ROW = 50.0


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """``code`` in groups joined by hyphens; ``vault`` is the short sign of the vault."""

    language: str
    code: str = field(repr=False)
    vault: str
    made_on: date
    specimen: bool = False


def write(sheet: RecoverySheet, resources: Path) -> bytes:
    """A PDF of one A4 page, readable on Letter. The same sheet gives the same bytes."""
    fonts.load(resources)
    words = captions.load(resources, sheet.language)
    laid = lay_out(
        lambda _pages: list(_story(sheet, words)),
        captions=words,
        running_title=words("recovery.running"),
        specimen=sheet.specimen,
    )
    if laid.total != 1:
        raise RuntimeError("the recovery sheet is longer than its page")
    about = About(words("recovery.running"), sheet.language, sheet.made_on)
    return whole(laid, about, sealed=False)


def _story(sheet: RecoverySheet, words: Captions) -> Iterator[Flowable]:
    made_on = day(sheet.made_on, sheet.language)
    yield Paragraph(words("recovery.title"), _TITLE)
    yield Paragraph(words("recovery.lead"), _LEAD)
    yield _CodeBox(sheet.code.split("-"))
    yield Spacer(0, 5)
    yield Paragraph(
        (
            Run(words("recovery.vault", sign=sheet.vault), bold=True),
            Run("    " + words("recovery.made_on", day=made_on)),
        ),
        _FACTS,
    )
    yield Paragraph(words("recovery.replaces"), _FACTS)
    yield Paragraph(words("recovery.use_title"), _SECTION)
    for number in range(1, 5):
        yield _Numbered(number, words(f"recovery.use_{number}"))
    yield Paragraph(words("recovery.alone_title"), _SECTION)
    yield Paragraph(words("recovery.alone"), BODY)
    yield Paragraph(words("recovery.keep_title"), _SECTION)
    for key in ("keep_1", "keep_2", "keep_3"):
        yield _Numbered(0, words(f"recovery.{key}"))
    yield Paragraph(words("recovery.lines_title"), _SECTION)
    yield Paragraph(words("recovery.lines_note"), _FACTS)
    yield _Blanks([words(f"recovery.line_{name}") for name in ("folder", "backups", "tried")])


class _CodeBox(Flowable):  # type: ignore[misc]  # reportlab has no types
    """The groups with their numbers, large, each sign in a place of the same width."""

    def __init__(self, groups: Sequence[str]) -> None:
        super().__init__()
        self._groups = tuple(groups)
        rows = -(-len(self._groups) // _PER_ROW)
        self.width, self.height = WIDTH, rows * _ROW + 16

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        canvas = self.canv
        canvas.setFillColor(TINT)
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(1)
        canvas.roundRect(0, 0, self.width, self.height, 8, stroke=1, fill=1)
        across = self.width / _PER_ROW
        for place, group in enumerate(self._groups):
            row, column = divmod(place, _PER_ROW)
            left = column * across + 18
            base = self.height - 8 - row * _ROW - 35
            canvas.setFillColor(QUIET)
            canvas.setFont(fonts.REGULAR, 10)
            canvas.drawRightString(left + 12, base + 2, f"{place + 1}")
            canvas.setFillColor(INK)
            canvas.setFont(fonts.BOLD, _SIGN)
            for number, sign in enumerate(group):
                canvas.drawCentredString(left + 24 + (number + 0.5) * _STEP, base, sign)
            canvas.setStrokeColor(RULE)
            canvas.setLineWidth(0.5)
            canvas.line(left + 24, base - 7, left + 24 + 4 * _STEP, base - 7)


class _Numbered(Paragraph):
    """A paragraph behind its number, or behind a dot where it has none."""

    def __init__(self, number: int, text: str) -> None:
        super().__init__(text, Style(size=10, leading=15, after=2))
        self._number = f"{number}." if number else "·"

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        _wide, tall = super().wrap(width - 18, height)
        return width, tall

    def draw(self) -> None:
        canvas = self.canv
        canvas.setFillColor(QUIET)
        canvas.setFont(fonts.REGULAR, 10)
        canvas.drawString(2, self.height - 11.1, self._number)
        canvas.saveState()
        canvas.translate(18, 0)
        super().draw()
        canvas.restoreState()


class _Blanks(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Lines to write on by hand, each behind what belongs there."""

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__()
        self._labels = tuple(labels)
        self.width, self.height = WIDTH, 25.0 * len(self._labels) + 4

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        canvas = self.canv
        start = max(fonts.width(label, fonts.REGULAR, 10) for label in self._labels) + 10
        for place, label in enumerate(self._labels, start=1):
            base = self.height - 25.0 * place + 2
            canvas.setFillColor(INK)
            canvas.setFont(fonts.REGULAR, 10)
            canvas.drawString(0, base, label)
            canvas.setStrokeColor(QUIET)
            canvas.setLineWidth(0.6)
            canvas.line(start, base - 3, self.width, base - 3)
