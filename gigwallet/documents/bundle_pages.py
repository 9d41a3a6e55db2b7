"""The pages of a bundle in their order: cover, index, exhibits, computations, digests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from reportlab.platypus import Flowable, Spacer

from gigwallet.documents import tables
from gigwallet.documents.captions import Captions
from gigwallet.documents.cells import written
from gigwallet.documents.exhibit_views import Shown
from gigwallet.documents.fonts import Coverage
from gigwallet.documents.sheet import LYING_WIDTH, WIDTH, FreeWindow, Place, Stamp, new_page
from gigwallet.documents.tables import grid, shared_widths
from gigwallet.documents.text import QUIET, Paragraph, Run, Style

if TYPE_CHECKING:
    from gigwallet.documents.bundle import BundleExhibit, BundleSpec, ExhibitGroup

COVER, INDEX, STATEMENT, COMPUTATIONS, MANIFEST = (
    "cover",
    "index",
    "statement",
    "computations",
    "manifest",
)
_TITLE = Style(size=22, leading=32, bold=True, align="centre", after=6)
_ROLE = Style(size=11, leading=18, colour=QUIET, after=0)
_PARTY = Style(size=11, leading=18, after=0)
_HEADING = Style(size=15, leading=22, bold=True, after=8)
_GROUP = Style(size=9.5, leading=14, bold=True, after=3)
_BODY = Style(size=10, leading=16, after=5)
_SMALL = Style(size=8.8, leading=14, colour=QUIET, after=4)
_CELL = Style(size=8.5, leading=12.2, after=0)
_CELL_RIGHT = Style(size=8.5, leading=12.2, after=0, align="right")
_HEAD = Style(size=8.2, leading=11.5, bold=True, after=0)
_HEAD_RIGHT = Style(size=8.2, leading=11.5, bold=True, align="right", after=0)
_LINE = Style(size=7.8, leading=11, after=0)
_LINE_HEAD = Style(size=7.6, leading=10.5, bold=True, after=0)
_DIGEST = Style(size=6.7, leading=10.4, after=0)


def exhibit_anchor(number: str) -> str:
    """The place where exhibit ``number`` begins."""
    return f"exhibit-{number}"


def exhibit_end(number: str) -> str:
    """The place on the last page of exhibit ``number``."""
    return f"exhibit-end-{number}"


class BundlePages:
    """Tells the story of a bundle, once per layout pass."""

    def __init__(
        self,
        spec: BundleSpec,
        shown: Mapping[str, Shown],
        captions: Captions,
        coverage: Coverage,
    ) -> None:
        self._spec, self._shown, self._captions = spec, shown, captions
        self._coverage = coverage

    def story(self, pages: Mapping[str, int]) -> list[Flowable]:
        story = self._cover(pages)
        story += self._index(pages)
        if self._spec.statement:
            story += self._statement()
        for group in self._spec.groups:
            story += self._group(group)
        if self._spec.computations:
            story += self._computations()
        return story + self._manifest()

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
        last = pages.get(MANIFEST + "-end", 0)
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
        story.append(Paragraph(captions("cover.what_title"), _GROUP, keep_next=True))
        for key in ("cover.what_1", "cover.what_2", "cover.what_3"):
            story.append(Paragraph(captions(key), _SMALL))
        return story

    def _index(self, pages: Mapping[str, int]) -> list[Flowable]:
        captions = self._captions
        heads = ("number", "title", "source", "purpose", "kind", "count", "page")
        rows: list[list[Flowable]] = [
            [
                Paragraph(
                    captions(f"index.{head}"), _HEAD_RIGHT if head in ("count", "page") else _HEAD
                )
                for head in heads
            ]
        ]
        for group in self._spec.groups:
            if group.title and group.exhibits:
                first = Paragraph(self._text(group.title), _GROUP)
                rows.append([first, *([Paragraph("", _CELL)] * 6)])
            for exhibit in group.exhibits:
                rows.append(self._index_row(exhibit, pages))
        shares = (0.52, 1.55, 1.1, 1.7, 0.72, 0.5, 0.62)
        spans = [
            row
            for row, cells in enumerate(rows)
            if isinstance(cells[0], Paragraph) and cells[0].is_set_in(_GROUP)
        ]
        listed = [cells for row, cells in enumerate(rows) if row not in spans]
        widths = shared_widths(listed, shares, WIDTH)
        table = grid(rows, widths)
        table.setStyle([("SPAN", (0, row), (-1, row)) for row in spans])
        return [
            *new_page(),
            Place(INDEX, captions("index.bookmark"), stamp=Stamp()),
            Paragraph(captions("index.heading"), _HEADING),
            table,
            Spacer(0, 8),
            Paragraph(captions("index.note"), _SMALL),
            Spacer(0, 22),
            Paragraph(captions("index.signature"), _BODY),
        ]

    def _index_row(self, exhibit: BundleExhibit, pages: Mapping[str, int]) -> list[Flowable]:
        place = exhibit_anchor(exhibit.number)
        first = pages.get(place, 0)
        last = pages.get(exhibit_end(exhibit.number), first)
        kind = "extract" if exhibit.extract is not None else "electronic"
        span = str(first) if first == last else f"{first}–{last}"
        return [
            Paragraph(exhibit.number, _CELL, f"index-{exhibit.number}"),
            Paragraph((Run(self._text(exhibit.title), link=place),), _CELL),
            Paragraph(self._text(exhibit.source), _CELL),
            Paragraph(self._text(exhibit.purpose), _CELL),
            Paragraph(self._captions(f"kind.{kind}"), _CELL),
            Paragraph(str(last - first + 1), _CELL_RIGHT),
            Paragraph((Run(span, link=place),), _CELL_RIGHT),
        ]

    def _statement(self) -> list[Flowable]:
        captions = self._captions
        story: list[Flowable] = [
            *new_page(),
            Place(STATEMENT, captions("statement.bookmark"), stamp=Stamp()),
            Paragraph(captions("statement.heading"), _HEADING),
        ]
        return story + [Paragraph(self._text(line), _BODY) for line in self._spec.statement]

    def _group(self, group: ExhibitGroup) -> list[Flowable]:
        story: list[Flowable] = []
        for exhibit in group.exhibits:
            if exhibit.extract is not None:
                story += self._extract(exhibit)
            elif self._shown[exhibit.number].refused:
                story += self._not_shown(exhibit)
            else:
                story += self._views(exhibit)
        return story

    def _stamp(self, exhibit: BundleExhibit, part: str = "") -> Stamp:
        return Stamp(
            self._captions("stamp.exhibit", number=exhibit.number),
            part,
            self._text(exhibit.title),
            self._text(self._detail(exhibit)),
            exhibit=True,
        )

    def _detail(self, exhibit: BundleExhibit) -> str:
        facts = []
        if exhibit.source:
            facts.append(self._captions("stamp.source", source=exhibit.source))
        if exhibit.taken_at is not None:
            facts.append(self._captions("stamp.taken_at", moment=written(exhibit.taken_at)))
        facts.append(self._captions("stamp.digest", digest=exhibit.original_sha256[:16]))
        return "   ".join(facts)

    def _begin(self, exhibit: BundleExhibit, stamp: Stamp) -> Place:
        bookmark = f"{stamp.number} {exhibit.title}"
        return Place(exhibit_anchor(exhibit.number), self._text(bookmark), 0, stamp)

    def _views(self, exhibit: BundleExhibit) -> list[Flowable]:
        views = self._shown[exhibit.number].views
        story: list[Flowable] = []
        for number, view in enumerate(views):
            part = f"({number + 1}/{len(views)})" if len(views) > 1 else ""
            stamp = self._stamp(exhibit, part)
            story += new_page("lying" if view.lying else "upright")
            story.append(self._begin(exhibit, stamp) if number == 0 else _change(exhibit, stamp))
            if number == len(views) - 1:
                story.append(Place(exhibit_end(exhibit.number)))
            story.append(FreeWindow(exhibit.number, number, view.aspect, view.width))
        return story

    def _extract(self, exhibit: BundleExhibit) -> list[Flowable]:
        captions, extract = self._captions, exhibit.extract
        if extract is None:
            return []
        heads = [captions("extract.line"), *extract.columns]
        rows = [[Paragraph(self._text(head), _LINE_HEAD) for head in heads]]
        for line in extract.lines:
            cells = (line.line, *line.cells)
            rows.append([Paragraph(self._text(cell), _LINE) for cell in cells])
        needs = [
            max(cell.natural_width() for cell in column) + 8.5 for column in zip(*rows, strict=True)
        ]
        lies = sum(min(need, WIDTH * 0.4) for need in needs) > WIDTH
        width = LYING_WIDTH if lies else WIDTH
        widths = shared_widths(rows, [min(need, width * 0.4) for need in needs], width)
        facts = [
            captions("extract.file", name=exhibit.original_name),
            captions("extract.importer", importer=extract.importer),
            captions("extract.digest", digest=exhibit.original_sha256),
            captions("extract.lines", lines=len(extract.lines)),
        ]
        return [
            *new_page("wide words" if lies else "words"),
            self._begin(exhibit, self._stamp(exhibit)),
            *(Paragraph(self._text(fact), _SMALL) for fact in facts),
            Spacer(0, 8),
            grid(rows, widths),
            Spacer(0, 6),
            Paragraph(captions("extract.note"), _SMALL),
            Place(exhibit_end(exhibit.number)),
        ]

    def _not_shown(self, exhibit: BundleExhibit) -> list[Flowable]:
        captions = self._captions
        why = captions.maybe(f"not_shown.{self._shown[exhibit.number].refused}")
        return [
            *new_page(),
            self._begin(exhibit, self._stamp(exhibit)),
            Place(exhibit_end(exhibit.number)),
            Spacer(0, 90),
            Paragraph(captions("not_shown.heading"), _HEADING),
            Paragraph(why or captions("not_shown.other"), _BODY),
            Paragraph(self._text(captions("extract.file", name=exhibit.original_name)), _BODY),
            Paragraph(captions("extract.digest", digest=exhibit.original_sha256), _BODY),
            Paragraph(captions("not_shown.note"), _BODY),
        ]

    def _computations(self) -> list[Flowable]:
        captions = self._captions
        story: list[Flowable] = [
            *new_page(),
            Place(COMPUTATIONS, captions("computations.bookmark"), stamp=Stamp()),
            Paragraph(captions("computations.heading"), _HEADING),
            Paragraph(captions("computations.intro"), _BODY),
        ]
        for table in self._spec.computations:
            story += tables.flowables(table, WIDTH, self._coverage, exhibit_links=True)
        return story

    def _manifest(self) -> list[Flowable]:
        captions = self._captions
        story: list[Flowable] = [
            *new_page(),
            Place(MANIFEST, captions("manifest.title"), stamp=Stamp()),
            Paragraph(captions("manifest.title"), _HEADING),
            *(Paragraph(captions(f"manifest.intro_{number}"), _BODY) for number in (1, 2, 3)),
            Spacer(0, 6),
        ]
        rows: list[list[Flowable]] = [
            [
                Paragraph(captions(f"manifest.{head}"), _HEAD)
                for head in ("exhibit", "file", "digests")
            ]
        ]
        for exhibit in self._spec.exhibits:
            rows.append(self._manifest_row(exhibit))
        story.append(grid(rows, [WIDTH * 0.09, WIDTH * 0.27, WIDTH * 0.64]))
        story.append(Place(MANIFEST + "-end"))
        return story

    def _manifest_row(self, exhibit: BundleExhibit) -> list[Flowable]:
        captions, shown = self._captions, self._shown[exhibit.number]
        about = [exhibit.original_name, f"{exhibit.media_type}, {exhibit.size:,} B"]
        if exhibit.taken_at is not None:
            sign = captions(f"taken_from.{exhibit.taken_from}")
            about.append(captions("manifest.taken_at", moment=written(exhibit.taken_at), sign=sign))
        if exhibit.added_at is not None:
            route = captions(f"route.{exhibit.route}") if exhibit.route is not None else ""
            about.append(
                captions("manifest.added_at", moment=written(exhibit.added_at), route=route)
            )
        digests = [(captions("manifest.original"), exhibit.original_sha256)]
        if shown.copy_sha256:
            digests.append((captions("manifest.copy"), shown.copy_sha256))
            digests.append((captions("manifest.pixels"), shown.pixels_sha256))
        changes = [captions(f"change.{change}") for change in shown.changes]
        return [
            Paragraph((Run(exhibit.number, link=exhibit_anchor(exhibit.number)),), _CELL),
            [Paragraph(self._text(line), _DIGEST) for line in about],
            [
                *(
                    Paragraph((Run(f"{name} ", bold=True), Run(digest)), _DIGEST)
                    for name, digest in digests
                ),
                *(Paragraph(change, _DIGEST) for change in changes),
            ],
        ]


def _change(exhibit: BundleExhibit, stamp: Stamp) -> Place:
    return Place(f"exhibit-{exhibit.number}-{stamp.part}", stamp=stamp)


def _plain_grid(rows: list[list[object]], widths: list[float]) -> Flowable:
    from reportlab.platypus import Table as Grid

    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
    ]
    return Grid(rows, colWidths=widths, style=style, hAlign="LEFT")
