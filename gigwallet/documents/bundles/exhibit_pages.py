"""The pages of one exhibit: its pixels or pages in free windows, its chosen lines, or why not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from reportlab.platypus import Flowable, Spacer

from gigwallet.documents.captions import Captions
from gigwallet.documents.drawing.cells import written_moment
from gigwallet.documents.drawing.edges import Edges
from gigwallet.documents.drawing.fonts import Coverage
from gigwallet.documents.drawing.grid import ruled
from gigwallet.documents.drawing.looks import BODY, HEADING, SMALL
from gigwallet.documents.drawing.sheet import EDGES, Place, Stamp, ViewPage, ViewPages, new_page
from gigwallet.documents.drawing.tables import shared_widths
from gigwallet.documents.drawing.text import Paragraph, Run, Style
from gigwallet.documents.exhibits.exhibit import BundleExhibit, Extract
from gigwallet.documents.exhibits.original_files import attached_names
from gigwallet.documents.exhibits.recording_pages import recording_story
from gigwallet.documents.exhibits.views import Shown
from gigwallet.domain.exhibit import TakenFrom

_LINE = Style(size=7.8, leading=11, after=0)
_LINE_HEAD = Style(size=7.6, leading=10.5, bold=True, after=0)

_LINE_NAME = Style(size=7.2, leading=10, after=0)


def exhibit_anchor(number: str) -> str:
    """The place where exhibit ``number`` begins."""
    return f"exhibit-{number}"


def exhibit_end(number: str) -> str:
    """The place on the last page of exhibit ``number``."""
    return f"exhibit-end-{number}"


def is_wordless(exhibit: BundleExhibit, shown: Shown) -> bool:
    """Whether it is a picture of which no words were read: nobody needs to search it."""
    return exhibit.media_type.startswith("image/") and bool(shown.views) and not shown.worded


class ExhibitPages:
    """Tells the story of each exhibit."""

    def __init__(
        self,
        shown: Mapping[str, Shown],
        captions: Captions,
        coverage: Coverage,
        edges: Edges = EDGES,
        *,
        within: bool = False,
    ) -> None:
        """``within``: each page tells which page of its exhibit it is, as ``3-2``."""
        self._shown, self._captions, self._coverage = shown, captions, coverage
        self._edges, self._within = edges, within

    def story(self, exhibit: BundleExhibit, page: str = "") -> list[Flowable]:
        """``page`` is the printed number of the page on which it begins."""
        if exhibit.extract is not None:
            return self._extract(exhibit, page)
        if self._shown[exhibit.number].refused:
            return self._not_shown(exhibit, page)
        if self._shown[exhibit.number].recording is not None:
            return self._recording(exhibit, page)
        return self._views(exhibit, page)

    def _text(self, text: str) -> str:
        return self._coverage.drawable(text)

    def _stamp(self, exhibit: BundleExhibit) -> Stamp:
        key, page = ("within", "{page}") if self._within else ("exhibit", "")
        return Stamp(
            self._captions(f"stamp.{key}", number=exhibit.number, page=page),
            title=self._text(exhibit.called),
            detail=self._text(self._detail(exhibit)),
            exhibit=True,
            counted=self._within,
            checked=self._captions("stamp.checked"),
        )

    def _detail(self, exhibit: BundleExhibit) -> str:
        facts = []
        if exhibit.source:
            facts.append(self._captions("stamp.source", source=exhibit.source))
        if exhibit.taken_at is not None:
            # The time of a file may be that of its copying.
            copied = exhibit.taken_from is TakenFrom.FILE_TIME
            key = "stamp.file_time" if copied else "stamp.taken_at"
            facts.append(self._captions(key, moment=written_moment(exhibit.taken_at)))
        facts.append(self._captions("stamp.digest", digest=exhibit.original_sha256[:16]))
        if is_wordless(exhibit, self._shown[exhibit.number]):
            facts.append(self._captions("stamp.unread"))
        return "   ".join(facts)

    def _bookmark(self, exhibit: BundleExhibit, page: str) -> str:
        said = self._captions(
            "stamp.bookmark", number=exhibit.number, title=exhibit.called, page=page
        )
        return self._text(said)

    def _begin(self, exhibit: BundleExhibit, page: str) -> Place:
        bookmark = self._bookmark(exhibit, page)
        return Place(exhibit_anchor(exhibit.number), bookmark, 0, self._stamp(exhibit))

    def _views(self, exhibit: BundleExhibit, page: str) -> list[Flowable]:
        views = self._shown[exhibit.number].views
        stamp = self._stamp(exhibit)
        counted = len(views) > 1 and not self._within
        pages = tuple(
            ViewPage(
                replace(stamp, part=f"({place}/{len(views)})") if counted else stamp,
                view.aspect,
                view.width,
                self._alt(exhibit, place, len(views)),
                view.lying,
            )
            for place, view in enumerate(views, start=1)
        )
        return [
            ViewPages(
                exhibit.number,
                pages,
                anchor=exhibit_anchor(exhibit.number),
                end=exhibit_end(exhibit.number),
                bookmark=self._bookmark(exhibit, page),
            )
        ]

    def _alt(self, exhibit: BundleExhibit, page: int, pages: int) -> str:
        said = self._captions(
            "alt.exhibit", number=exhibit.number, title=exhibit.called, page=page, pages=pages
        )
        return self._text(said)

    def _recording(self, exhibit: BundleExhibit, page: str) -> list[Flowable]:
        """Its facts and room for its transcript, then the picture out of a video."""
        look = self._shown[exhibit.number]
        if look.recording is None:
            return []
        told = recording_story(
            exhibit,
            look.recording,
            attached_names((exhibit,), self._shown).get(exhibit.number, ""),
            self._captions,
            self._coverage,
            self._edges.width,
        )
        story = [*new_page(), self._begin(exhibit, page), *told]
        if not look.views:
            return [*story, Place(exhibit_end(exhibit.number))]
        (view,) = look.views
        said = self._text(self._captions("recording.alt", title=exhibit.called))
        return [
            *story,
            ViewPages(
                exhibit.number,
                (ViewPage(self._stamp(exhibit), view.aspect, view.width, said, view.lying),),
                anchor=f"exhibit-still-{exhibit.number}",
                end=exhibit_end(exhibit.number),
                bookmark=said,
            ),
        ]

    def _extract(self, exhibit: BundleExhibit, page: str) -> list[Flowable]:
        captions, extract = self._captions, exhibit.extract
        if extract is None:
            return []
        rows = [[Paragraph(captions("extract.line"), _LINE_HEAD), *self._heads(extract)]]
        for line in extract.lines:
            cells = (line.line, *line.cells)
            rows.append([Paragraph(self._text(cell), _LINE) for cell in cells])
        needs = [
            max(cell.natural_width() for cell in column) + 8.5 for column in zip(*rows, strict=True)
        ]
        lies = sum(min(need, self._edges.width * 0.4) for need in needs) > self._edges.width
        width = self._edges.lying_width if lies else self._edges.width
        facts = [
            captions("extract.file", name=exhibit.file_name),
            captions("extract.whole")
            if extract.whole
            else captions("extract.importer", importer=extract.read_as or extract.importer),
            captions("extract.digest", digest=exhibit.original_sha256),
            captions("extract.lines", lines=len(extract.lines)),
        ]
        return [
            *new_page("wide words" if lies else "words"),
            self._begin(exhibit, page),
            *(Paragraph(self._text(fact), SMALL) for fact in facts),
            *_grids(rows, [min(need, width * 0.4) for need in needs], width),
            Spacer(0, 6),
            Paragraph(captions("extract.whole_note" if extract.whole else "extract.note"), SMALL),
            Place(exhibit_end(exhibit.number)),
        ]

    def _heads(self, extract: Extract) -> list[Paragraph]:
        """What a column holds, and beside it, lighter, the name that the file itself gives it."""
        words = extract.words or ("",) * len(extract.columns)
        return [
            Paragraph((Run(f"{self._text(word)} ", bold=True), Run(self._text(name))), _LINE_NAME)
            if word
            else Paragraph(self._text(name), _LINE_HEAD)
            for word, name in zip(words, extract.columns, strict=True)
        ]

    def _not_shown(self, exhibit: BundleExhibit, page: str) -> list[Flowable]:
        captions = self._captions
        why = captions.maybe(f"not_shown.{self._shown[exhibit.number].refused}")
        return [
            *new_page(),
            self._begin(exhibit, page),
            Place(exhibit_end(exhibit.number)),
            Spacer(0, 90),
            Paragraph(captions("not_shown.heading"), HEADING),
            Paragraph(why or captions("not_shown.other"), BODY),
            Paragraph(self._text(captions("extract.file", name=exhibit.file_name)), BODY),
            Paragraph(captions("extract.digest", digest=exhibit.original_sha256), BODY),
            Paragraph(captions("not_shown.note"), BODY),
        ]


def _grids(rows: list[list[Paragraph]], needs: list[float], width: float) -> Iterator[Flowable]:
    """One table, or several below one another where all columns are too many for the page; each
    begins with the number of the line."""
    least = [max(cell.minWidth() for cell in column) + 9 for column in zip(*rows, strict=True)]
    blocks: list[list[int]] = [[0]]
    for column in range(1, len(least)):
        if len(blocks[-1]) > 1 and sum(least[each] for each in (*blocks[-1], column)) > width:
            blocks.append([0])
        blocks[-1].append(column)
    for block in blocks:
        part = [[row[column] for column in block] for row in rows]
        widths = shared_widths(part, [needs[column] for column in block], width)
        yield Spacer(0, 8)
        yield ruled(part, widths, compact=True)
