"""The cover of a bundle: what it is, whose it is, how much it holds, and how to read it."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable, Spacer
from reportlab.platypus import Table as Grid

from gigwallet.documents.bundles.places import Places
from gigwallet.documents.bundles.profile import BundleProfile, CoverLine
from gigwallet.documents.bundles.spec import BundleSpec
from gigwallet.documents.captions import Captions
from gigwallet.documents.drawing.cells import written
from gigwallet.documents.drawing.fonts import IN_CELLS, Coverage
from gigwallet.documents.drawing.looks import SMALL, STRONG
from gigwallet.documents.drawing.sheet import Place, Stamp
from gigwallet.documents.drawing.text import QUIET, Paragraph, Style

COVER, END = "cover", "end"
_NAME = Style(size=26, leading=38, bold=True, align="centre", after=10)
_TITLE = Style(size=22, leading=32, bold=True, align="centre", after=6)
_UNDER = Style(size=14, leading=22, align="centre", after=6)
_ROLE = Style(size=11, leading=18, colour=QUIET, after=0)
_PARTY = Style(size=11, leading=18, after=0)

Line = tuple[str, tuple[str, ...]]


class CoverPage:
    """Tells the story of the first page."""

    def __init__(
        self, spec: BundleSpec, profile: BundleProfile, captions: Captions, coverage: Coverage
    ) -> None:
        self._spec, self._profile = spec, profile
        self._captions, self._coverage = captions, coverage

    def story(self, places: Places) -> list[Flowable]:
        captions, width = self._captions, self._profile.edges.width
        name = captions("cover.name")
        titles = (
            [(name, _NAME), (self._spec.title, _UNDER)] if name else [(self._spec.title, _TITLE)]
        )
        if self._spec.volume is not None:
            volume = self._spec.volume
            titles.append(
                (captions("cover.volume", volume=volume.number, volumes=volume.of), _UNDER)
            )
        rows = [
            [
                Paragraph(self._text(label), _ROLE),
                [Paragraph(self._text(text), _PARTY) for text in texts],
            ]
            for label, texts in self._lines(places)
        ]
        return [
            Place(COVER, captions("cover.bookmark"), stamp=Stamp()),
            Spacer(0, 70),
            *(Paragraph(self._text(text), style) for text, style in titles),
            Spacer(0, 34),
            _plain_grid(rows, [width * 0.26, width * 0.74]),
            Spacer(0, 40),
            Paragraph(captions("cover.what_title"), STRONG, keep_next=True),
            *(Paragraph(captions(f"cover.{key}"), SMALL) for key in self._about()),
            *self._after(places),
        ]

    def _about(self) -> tuple[str, str, str]:
        kept = self._spec.choices.keep_metadata
        runs_on = self._spec.volume is not None and self._profile.numbers.continuing
        return (
            "what_1_volumes" if runs_on else "what_1",
            "what_2_kept" if kept else "what_2",
            "what_3",
        )

    def _text(self, text: str) -> str:
        return self._coverage.drawable(text)

    def _lines(self, places: Places) -> Iterator[Line]:
        for line in self._profile.cover:
            if line is CoverLine.PARTIES:
                yield from ((party.role, party.lines) for party in self._spec.parties)
                continue
            texts = tuple(text for text in self._said(line, places) if text)
            if texts:
                yield self._captions(f"cover.{line}"), texts

    def _said(self, line: CoverLine, places: Places) -> Iterator[str]:
        spec = self._spec
        match line:
            case CoverLine.OFFICE:
                yield spec.opening.office
            case CoverLine.MATTER:
                yield spec.opening.matter
            case CoverLine.CASE_NUMBER:
                yield spec.opening.case_number
            case CoverLine.PERIOD:
                yield "" if spec.period is None else written(spec.period)
            case CoverLine.CONTENTS:
                yield self._captions("cover.exhibits_count", exhibits=len(spec.exhibits))
                yield self._pages(places)
            case CoverLine.COPIES:
                yield self._copies()
            case CoverLine.PREPARED_ON:
                yield written(spec.prepared_on)

    def _pages(self, places: Places) -> str:
        volume, pages = self._spec.volume, places.pages.get(END, 0)
        if volume is None:
            return self._captions("cover.pages", pages=pages)
        if not places.numbers.continuing:
            return self._captions("cover.volume_own", pages=pages, total=volume.total)
        return self._captions(
            "cover.volume_pages",
            first=places.page(1),
            last=places.page(max(1, pages)),
            pages=pages,
            total=volume.total,
        )

    def _copies(self) -> str:
        copies, opponents = self._profile.copies, self._spec.opening.opponents
        if copies is None:
            return ""
        handed_in = copies.handed_in(opponents)
        return self._captions(
            "cover.copies_said",
            all=handed_in + copies.kept,
            handed_in=handed_in,
            office=copies.office,
            opponents=copies.each_opponent * opponents,
            kept=copies.kept,
        )

    def _after(self, places: Places) -> Iterator[Flowable]:
        served = self._spec.served
        if served is None:
            return
        day = written(served.prepared_on)
        if served.stays:
            yield Paragraph(self._captions("cover.beside", day=day), SMALL)
            if self._spec.computations:
                yield Paragraph(self._captions("cover.beside_computations"), SMALL)
            return
        page = places.page(served.pages + 1)
        yield Paragraph(
            self._captions("cover.after", day=day, pages=served.pages, page=page), SMALL
        )


def _plain_grid(rows: list[list[object]], widths: list[float]) -> Flowable:
    style = [
        IN_CELLS,
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
    ]
    return Grid(rows, colWidths=widths, style=style, hAlign="LEFT")
