"""The pages of a bundle in order: cover, index, statement, exhibits, computations, digests."""

from __future__ import annotations

from collections.abc import Mapping

from reportlab.platypus import Flowable, Spacer
from reportlab.platypus import Table as Grid

from gigwallet.documents import tables
from gigwallet.documents.bundle_spec import BundleExhibit, BundleSpec
from gigwallet.documents.captions import Captions
from gigwallet.documents.cells import written
from gigwallet.documents.digest_pages import MANIFEST_END, DigestPages
from gigwallet.documents.exhibit_pages import ExhibitPages, exhibit_anchor, exhibit_end
from gigwallet.documents.exhibit_views import Shown
from gigwallet.documents.fonts import IN_CELLS, Coverage
from gigwallet.documents.grid import ruled
from gigwallet.documents.letter_pages import LetterPages
from gigwallet.documents.looks import (
    BODY,
    CELL,
    CELL_RIGHT,
    HEAD,
    HEAD_RIGHT,
    HEADING,
    SMALL,
    STRONG,
)
from gigwallet.documents.sheet import WIDTH, Place, Stamp, new_page
from gigwallet.documents.tables import shared_widths
from gigwallet.documents.text import QUIET, Paragraph, Run, Style

COVER, INDEX, STATEMENT, COMPUTATIONS = "cover", "index", "statement", "computations"
# The last pages of the letter and of the computations.
LETTER_END, COMPUTATIONS_END = "letter-end", "computations-end"
_TITLE = Style(size=22, leading=32, bold=True, align="centre", after=6)
_ROLE = Style(size=11, leading=18, colour=QUIET, after=0)
_PARTY = Style(size=11, leading=18, after=0)


class BundlePages:
    """Tells the story of a bundle, once per layout pass."""

    def __init__(
        self,
        spec: BundleSpec,
        shown: Mapping[str, Shown],
        captions: Captions,
        coverage: Coverage,
        letter: LetterPages | None = None,
    ) -> None:
        self._spec, self._captions, self._coverage = spec, captions, coverage
        self._letter = letter
        self._exhibits = ExhibitPages(shown, captions, coverage)
        self._digests = DigestPages(shown, captions, coverage)

    def story(self, pages: Mapping[str, int]) -> list[Flowable]:
        story = self._cover(pages)
        story += self._index(pages)
        if self._letter is not None:
            story += new_page(self._letter.template)
            story += [*self._letter.words(), Place(LETTER_END)]
        if self._spec.statement:
            story += self._statement()
        for exhibit in self._spec.exhibits:
            story += self._exhibits.story(exhibit)
        if self._spec.computations:
            story += self._computations()
        return story + self._digests.story(self._spec.exhibits)

    def _text(self, text: str) -> str:
        return self._coverage.drawable(text)

    def _cover(self, pages: Mapping[str, int]) -> list[Flowable]:
        spec, captions = self._spec, self._captions
        story: list[Flowable] = [
            Place(COVER, captions("cover.bookmark"), stamp=Stamp()),
            Spacer(0, 70),
            Paragraph(self._text(spec.title), _TITLE),
            Spacer(0, 40),
        ]
        lines = [(party.role, party.lines) for party in spec.parties]
        if spec.period is not None:
            lines.append((captions("cover.period"), (written(spec.period),)))
        exhibits = captions("cover.exhibits_count", exhibits=len(spec.exhibits))
        last = pages.get(MANIFEST_END, 0)
        lines.append((captions("cover.contents"), (exhibits, captions("cover.pages", pages=last))))
        lines.append((captions("cover.prepared_on"), (written(spec.prepared_on),)))
        rows = [
            [
                Paragraph(self._text(role), _ROLE),
                [Paragraph(self._text(line), _PARTY) for line in texts],
            ]
            for role, texts in lines
        ]
        story.append(_plain_grid(rows, [WIDTH * 0.26, WIDTH * 0.74]))
        story.append(Spacer(0, 46))
        story.append(Paragraph(captions("cover.what_title"), STRONG, keep_next=True))
        for key in ("cover.what_1", "cover.what_2", "cover.what_3"):
            story.append(Paragraph(captions(key), SMALL))
        return story

    def _index(self, pages: Mapping[str, int]) -> list[Flowable]:
        captions = self._captions
        heads = ("number", "title", "source", "purpose", "kind", "count", "page")
        rows: list[list[Paragraph]] = [
            [
                Paragraph(
                    captions(f"index.{head}"), HEAD_RIGHT if head in ("count", "page") else HEAD
                )
                for head in heads
            ]
        ]
        for group in self._spec.groups:
            if group.title and group.exhibits:
                first = Paragraph(self._text(group.title), STRONG)
                rows.append([first, *([Paragraph("", CELL)] * 6)])
            for exhibit in group.exhibits:
                rows.append(self._index_row(exhibit, pages))
        shares = (0.52, 1.55, 1.1, 1.7, 0.72, 0.5, 0.62)
        spans = [
            row
            for row, cells in enumerate(rows)
            if isinstance(cells[0], Paragraph) and cells[0].is_set_in(STRONG)
        ]
        listed = [cells for row, cells in enumerate(rows) if row not in spans]
        widths = shared_widths(listed, shares, WIDTH)
        table = ruled(rows, widths, whole=spans)
        return [
            *new_page(),
            Place(INDEX, captions("index.bookmark"), stamp=Stamp()),
            Paragraph(captions("index.heading"), HEADING),
            table,
            Spacer(0, 8),
            Paragraph(captions("index.note"), SMALL),
            Spacer(0, 22),
            Paragraph(captions("index.signature"), BODY),
        ]

    def _index_row(self, exhibit: BundleExhibit, pages: Mapping[str, int]) -> list[Paragraph]:
        place = exhibit_anchor(exhibit.number)
        first = pages.get(place, 0)
        last = pages.get(exhibit_end(exhibit.number), first)
        kind = "extract" if exhibit.extract is not None else exhibit.form
        span = str(first) if first == last else f"{first}–{last}"
        return [
            Paragraph(exhibit.number, CELL, f"index-{exhibit.number}"),
            Paragraph((Run(self._text(exhibit.title), link=place),), CELL),
            Paragraph(self._text(exhibit.source), CELL),
            Paragraph(self._text(exhibit.purpose), CELL),
            Paragraph(self._captions(f"kind.{kind}"), CELL),
            Paragraph(str(last - first + 1), CELL_RIGHT),
            Paragraph((Run(span, link=place),), CELL_RIGHT),
        ]

    def _statement(self) -> list[Flowable]:
        captions = self._captions
        story: list[Flowable] = [
            *new_page(),
            Place(STATEMENT, captions("statement.bookmark"), stamp=Stamp()),
            Paragraph(captions("statement.heading"), HEADING),
        ]
        return story + [Paragraph(self._text(line), BODY) for line in self._spec.statement]

    def _computations(self) -> list[Flowable]:
        captions = self._captions
        story: list[Flowable] = [
            *new_page(),
            Place(COMPUTATIONS, captions("computations.bookmark"), stamp=Stamp()),
            Paragraph(captions("computations.heading"), HEADING),
            Paragraph(captions("computations.intro"), BODY),
        ]
        for table in self._spec.computations:
            story += tables.flowables(table, WIDTH, self._coverage, exhibit_links=True)
        return [*story, Place(COMPUTATIONS_END)]


def _plain_grid(rows: list[list[object]], widths: list[float]) -> Flowable:
    style = [
        IN_CELLS,
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
    ]
    return Grid(rows, colWidths=widths, style=style, hAlign="LEFT")
