"""The list of exhibits: the columns that an office asks for, each name a link to its pages."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable, Spacer

from gigwallet.documents.bundles.case import COMPUTATIONS, Span
from gigwallet.documents.bundles.places import Places
from gigwallet.documents.bundles.profile import BundleProfile, IndexColumn
from gigwallet.documents.bundles.spec import BundleSpec
from gigwallet.documents.captions import Captions
from gigwallet.documents.drawing import other_file
from gigwallet.documents.drawing.fonts import Coverage
from gigwallet.documents.drawing.grid import ruled
from gigwallet.documents.drawing.looks import (
    CELL,
    CELL_RIGHT,
    HEAD,
    HEAD_RIGHT,
    HEADING,
    SMALL,
    STRONG,
)
from gigwallet.documents.drawing.sheet import Place, Stamp, new_page
from gigwallet.documents.drawing.tables import shared_widths
from gigwallet.documents.drawing.text import Paragraph, Run
from gigwallet.documents.exhibits.exhibit import BundleExhibit

INDEX, CONTINUED = "index", "index-continued"
_VOLUME_SHARE = 0.4
_RIGHT = frozenset({IndexColumn.COUNT, IndexColumn.COPIES, IndexColumn.PAGES})
# What a column is called, where its caption has another name.
_CAPTIONS = {IndexColumn.FORM: "kind", IndexColumn.PAGES: "page"}

Cells = list[Paragraph]


class IndexPages:
    """Tells the story of the list. With ``most`` rows in front, the others continue at the end."""

    def __init__(
        self,
        spec: BundleSpec,
        profile: BundleProfile,
        captions: Captions,
        coverage: Coverage,
        most: int | None = None,
    ) -> None:
        self._spec, self._profile = spec, profile
        self._captions, self._coverage, self._most = captions, coverage, most
        self._columns = [(each.column, each.share) for each in profile.columns]

    @property
    def rows(self) -> int:
        """How many rows the whole list has, those of its groups included."""
        listed = len(self._spec.exhibits) + sum(1 for _ in self._headings())
        return listed + (1 if self._spec.computations else 0)

    def story(self, places: Places) -> list[Flowable]:
        captions = self._captions
        rows = list(self._listed(places))
        shown = rows if self._most is None else rows[: self._most]
        story: list[Flowable] = [
            *new_page(),
            Place(INDEX, captions("index.bookmark"), stamp=self._stamp()),
            Paragraph(captions("index.heading"), HEADING),
            *self._table(shown),
            Spacer(0, 8),
        ]
        if len(shown) < len(rows):
            page = places.page(places.pages.get(CONTINUED, 0))
            run = Run(captions("index.continues", page=page), link=CONTINUED)
            story.append(Paragraph((run,), SMALL))
        return [*story, Paragraph(captions("index.note"), SMALL), *self._volumes(places)]

    def _volumes(self, places: Places) -> Iterator[Flowable]:
        """What each volume is called as a file, and which pages it has."""
        volume, say = self._spec.volume, self._captions
        if volume is None:
            return
        led = all(other_file.link(each.name, 1) for each in volume.files)
        yield Paragraph(
            say("index.volumes" if led else "index.volumes_apart"), SMALL, keep_next=True
        )
        for file in volume.files:
            first, last = file.first, file.first + file.pages - 1
            pages = places.told(Span(file.number, first, last))
            name = self._coverage.drawable(file.name) or say("index.volume_unnamed")
            yield Paragraph(
                say("index.volume_file", volume=file.number, file=name, pages=pages), SMALL
            )

    def continued(self, places: Places) -> list[Flowable]:
        """What the list gained beyond the pages that it had when it was served."""
        if self._most is None:
            return []
        rows = list(self._listed(places))[self._most :]
        captions = self._captions
        return [
            *new_page(),
            Place(CONTINUED, captions("index.continued"), stamp=self._stamp()),
            Paragraph(captions("index.continued"), HEADING),
            Paragraph(captions("index.continued_note"), SMALL),
            *self._table(rows),
        ]

    def _stamp(self) -> Stamp:
        signed = self._profile.signed_lists
        return Stamp(signature=self._captions("stamp.sign") if signed else "")

    def _table(self, rows: list[tuple[bool, Cells]]) -> Iterator[Flowable]:
        """Headings of groups go through all columns."""
        if not rows:
            return
        names = [_CAPTIONS.get(column, column) for column, _ in self._columns]
        shares = [share for _, share in self._columns]
        heads: Cells = [
            Paragraph(self._captions(f"index.{name}"), HEAD_RIGHT if column in _RIGHT else HEAD)
            for name, (column, _) in zip(names, self._columns, strict=True)
        ]
        if self._spec.volume is not None:
            heads.append(Paragraph(self._captions("index.volume"), HEAD_RIGHT))
            shares.append(_VOLUME_SHARE)
        cells = [heads, *(row for _, row in rows)]
        spans = [at for at, (heading, _) in enumerate(rows, start=1) if heading]
        listed = [row for at, row in enumerate(cells) if at not in spans]
        yield ruled(cells, shared_widths(listed, shares, self._profile.edges.width), whole=spans)

    def _headings(self) -> Iterator[str]:
        for group in self._spec.groups:
            if group.title and (group.exhibits or self._reckons(group.key)):
                yield group.title

    def _listed(self, places: Places) -> Iterator[tuple[bool, Cells]]:
        for group in self._spec.groups:
            reckons = self._reckons(group.key)
            if group.title and (group.exhibits or reckons):
                yield True, [Paragraph(self._coverage.drawable(group.title), STRONG)]
            for exhibit in group.exhibits:
                yield False, self._row(exhibit.number, self._exhibit(exhibit), places)
            if reckons:
                yield False, self._row(COMPUTATIONS, self._computations(), places)
        if self._spec.computations and not any(self._reckons(g.key) for g in self._spec.groups):
            yield False, self._row(COMPUTATIONS, self._computations(), places)

    def _reckons(self, group: str) -> bool:
        return bool(self._spec.computations) and self._profile.reckons(group)

    def _row(self, number: str, said: dict[IndexColumn, str], places: Places) -> Cells:
        link, span = places.link(number), places.span(number)
        anchor = "" if number == COMPUTATIONS else f"index-{number}"
        told = said | {
            IndexColumn.COUNT: str(span.last - span.first + 1),
            IndexColumn.PAGES: places.told(span),
            IndexColumn.COPIES: self._copies(),
        }
        cells: Cells = []
        for column, _ in self._columns:
            text = self._coverage.drawable(told.get(column, ""))
            leads = link if column in (IndexColumn.TITLE, IndexColumn.PAGES) else ""
            style = CELL_RIGHT if column in _RIGHT else CELL
            named = anchor if column is IndexColumn.NUMBER else ""
            cells.append(Paragraph((Run(text, link=leads),), style, named))
        if self._spec.volume is not None:
            cells.append(Paragraph(str(span.volume), CELL_RIGHT))
        return cells

    def _exhibit(self, exhibit: BundleExhibit) -> dict[IndexColumn, str]:
        dated = IndexColumn.DAY in dict(self._columns)
        chosen = exhibit.extract is not None and not exhibit.extract.whole
        form = "extract" if chosen else exhibit.form
        # In two halves, so that a narrow column can hold it.
        digest = f"{exhibit.original_sha256[:8]} {exhibit.original_sha256[8:16]}"
        remark = [self._captions("index.late")] if exhibit.round else []
        remark.append(self._captions("index.digest_begins", digest=digest))
        return {
            IndexColumn.NUMBER: exhibit.number,
            IndexColumn.TITLE: exhibit.title if dated else exhibit.called,
            IndexColumn.DAY: exhibit.on_day,
            IndexColumn.SOURCE: exhibit.source,
            IndexColumn.PURPOSE: exhibit.purpose,
            IndexColumn.FORM: self._captions(f"kind.{form}"),
            IndexColumn.DIGEST: digest,
            IndexColumn.REMARK: "\n".join(remark),
        }

    def _computations(self) -> dict[IndexColumn, str]:
        say = self._captions
        return {
            IndexColumn.NUMBER: say("index.computations_number"),
            IndexColumn.TITLE: say("computations.heading"),
            IndexColumn.SOURCE: say("index.computations_source"),
            IndexColumn.PURPOSE: say("index.computations_purpose"),
            IndexColumn.FORM: say("index.computations_form"),
        }

    def _copies(self) -> str:
        copies = self._profile.copies
        return "" if copies is None else str(copies.handed_in(self._spec.opening.opponents))
