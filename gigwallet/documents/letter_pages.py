"""The pages of a letter: its blocks in order, then the annexes that its figures point at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from string import Formatter

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer
from reportlab.platypus import Table as Grid

from gigwallet.documents import letter_form, tables
from gigwallet.documents.fonts import IN_CELLS, Coverage
from gigwallet.documents.letter_form import (
    Block,
    BlockKind,
    LabelledField,
    LetterText,
)
from gigwallet.documents.letter_values import Values
from gigwallet.documents.sheet import WIDTH, Place, Stamp, new_page
from gigwallet.documents.tables import Table
from gigwallet.documents.text import INK, QUIET, RULE, Paragraph, Run, Style

_TITLE = Style(size=17, leading=26, bold=True, align="centre", before=6, after=2)
_SUBTITLE = Style(size=11, leading=17, align="centre", colour=QUIET, after=12)
_RECIPIENT = Style(size=11.5, leading=19, bold=True, after=2)
_HEADING = Style(size=11.5, leading=19, bold=True, before=7, after=3)
_LABEL = Style(size=10, leading=15.5, colour=QUIET, after=0)
_VALUE = Style(size=10, leading=15.5, after=0)
_STRONG = Style(size=10.5, leading=16, bold=True, after=0)
_SUM = Style(size=10, leading=15.5, align="right", after=0)
_STRONG_SUM = Style(size=10.5, leading=16, bold=True, align="right", after=0)
_INNER = Style(size=9.2, leading=13, indent=14, after=0)
_INNER_SUM = Style(size=9.2, leading=13, align="right", after=0)
_LIST = Style(size=10, leading=16, after=1)
_NOTE = Style(size=9, leading=15, colour=QUIET, before=14)
_ANNEXES = Style(size=15, leading=22, bold=True, after=4)
_REFERENCE = 0.62


def _body(language: str) -> Style:
    # Chinese letters begin a paragraph two characters in and keep both edges straight.
    if language == "zh":
        return Style(size=10.8, leading=18.5, align="both", indent=21.6, after=5)
    return Style(size=10.8, leading=17.5, after=6)


class LetterPages:
    """Tells the story of a letter, once per layout pass."""

    def __init__(
        self,
        text: LetterText,
        values: Values,
        figures: Mapping[str, str],
        annexes: tuple[Table, ...],
        coverage: Coverage,
    ) -> None:
        self._text, self._values, self._figures = text, values, figures
        self._annexes, self._coverage = annexes, coverage
        self._body = _body(text.language)
        self.title = self._filled(text.title)

    def story(self, pages: Mapping[str, int]) -> list[Flowable]:
        story: list[Flowable] = [
            Place("letter", self.title, stamp=Stamp()),
            Paragraph(self.title, _TITLE),
            Paragraph(self._filled(self._text.subtitle), _SUBTITLE),
        ]
        for block in self._text.blocks:
            told = all(self._values.present(key) for key in block.when)
            if told and not any(self._values.present(key) for key in block.unless):
                story += self._block(block)
        if not self._annexes:
            return story
        story += [
            *new_page(),
            Place("annexes", self._text.annexes),
            Paragraph(self._text.annexes, _ANNEXES),
        ]
        for table in self._annexes:
            place = Place(f"annex-{table.key}", self._coverage.drawable(table.title), 1)
            story += [CondPageBreak(110), place, *tables.flowables(table, WIDTH, self._coverage)]
        return story

    def _filled(self, text: str) -> str:
        names = set(letter_form.placeholders(text))
        return text.format_map({name: self._values.text(name) for name in names})

    def _runs(self, text: str) -> Iterator[Run]:
        """The text with its fields; behind an amount stands the name of the row that proves it."""
        parts = _split(text)
        for literal, name in parts:
            if literal:
                yield Run(literal)
            if name:
                yield Run(self._values.text(name))
                yield from self._reference(name)

    def _reference(self, name: str) -> Iterator[Run]:
        row = self._figures.get(name)
        if row is not None and self._values.is_money(name):
            yield Run(f"[{row}]", link=tables.anchor(row), scale=_REFERENCE)

    def _block(self, block: Block) -> list[Flowable]:
        match block.kind:
            case BlockKind.RECIPIENTS:
                return self._recipients(block)
            case BlockKind.HEADING:
                return [CondPageBreak(120), Paragraph(block.text, _HEADING, keep_next=True)]
            case BlockKind.FACTS:
                return self._facts(block.rows)
            case BlockKind.FIGURES:
                return self._sums(block.rows)
            case BlockKind.LIST:
                return self._list(block)
            case BlockKind.SIGNATURE:
                return self._signature(block.rows)
            case BlockKind.NOTE:
                return [Paragraph(block.text, _NOTE)]
            case _:
                return [Paragraph(tuple(self._runs(block.text)), self._body)]

    def _recipients(self, block: Block) -> list[Flowable]:
        lines = self._values.lines(block.field)
        first = Paragraph(
            f"{block.text}{'' if block.text.endswith('：') else ' '}{lines[0]}", _RECIPIENT
        )
        more = [Paragraph(line, _RECIPIENT) for line in lines[1:]]
        return [first, *more, Spacer(0, 4)]

    def _facts(self, rows: tuple[LabelledField, ...]) -> list[Flowable]:
        shown = [
            [
                Paragraph(row.label, _LABEL),
                [Paragraph(line, _VALUE) for line in self._values.lines(row.field)],
            ]
            for row in rows
            if self._values.present(row.field)
        ]
        return [_frame(shown, [WIDTH * 0.22, WIDTH * 0.78])] if shown else []

    def _sums(self, rows: tuple[LabelledField, ...]) -> list[Flowable]:
        shown = []
        for row in rows:
            if not self._values.present(row.field):
                continue
            label, amount = (_STRONG, _STRONG_SUM) if row.strong else (_VALUE, _SUM)
            if row.inner:
                label, amount = _INNER, _INNER_SUM
            reference = tuple(self._reference(row.field))
            shown.append(
                [
                    Paragraph(row.label, label),
                    Paragraph(self._values.text(row.field), amount),
                    Paragraph(tuple(Run(run.text, link=run.link) for run in reference), _LABEL),
                ]
            )
        # No paragraph before it may be kept with it: it is long and goes on over pages.
        return [Spacer(0, 1), _frame(shown, [WIDTH * 0.64, WIDTH * 0.22, WIDTH * 0.14], 1)]

    def _list(self, block: Block) -> list[Flowable]:
        entries = [
            Paragraph(f"{number}. {line}", _LIST)
            for number, line in enumerate(self._values.lines(block.field), start=1)
        ]
        return [Paragraph(block.text, _HEADING, keep_next=True), *entries]

    def _signature(self, rows: tuple[LabelledField, ...]) -> list[Flowable]:
        shown: list[list[object]] = []
        signed = 0
        for row in rows:
            if not row.field:
                signed = len(shown)
                shown.append([Paragraph(row.label, _LABEL), ""])
            elif self._values.present(row.field):
                lines = [Paragraph(line, _VALUE) for line in self._values.lines(row.field)]
                shown.append([Paragraph(row.label, _LABEL), lines])
        grid = Grid(
            shown,
            colWidths=[WIDTH * 0.24, WIDTH * 0.32],
            style=[
                IN_CELLS,
                ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, signed), (-1, signed), 22),
                ("LINEBELOW", (1, signed), (1, signed), 0.6, INK),
            ],
            hAlign="RIGHT",
        )
        return [KeepTogether([Spacer(0, 10), grid])]


def _split(text: str) -> Iterator[tuple[str, str]]:
    for literal, name, _, _ in Formatter().parse(text):
        yield literal, name or ""


def _frame(rows: Sequence[Sequence[object]], widths: list[float], above: float = 2) -> Flowable:
    return Grid(
        rows,
        colWidths=widths,
        style=[
            IN_CELLS,
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, -1), above),
            ("BOTTOMPADDING", (0, 0), (-1, -1), above + 1),
            ("LINEBELOW", (0, 0), (-1, -1), 0.3, RULE),
            ("LINEABOVE", (0, 0), (-1, 0), 0.3, RULE),
            # The last row does not stand alone on the next page.
            ("NOSPLIT", (0, max(-3, -len(rows))), (-1, -1)),
        ],
        spaceBefore=2,
        spaceAfter=7,
        hAlign="LEFT",
    )
