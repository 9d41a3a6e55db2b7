"""The printed list of digests at the end of a bundle, for people; manifest.json is for machines."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from reportlab.platypus import Flowable, Spacer

from gigwallet.documents.bundles.exhibit_card import card_lines
from gigwallet.documents.bundles.exhibit_pages import exhibit_anchor, is_wordless
from gigwallet.documents.captions import Captions
from gigwallet.documents.drawing.cells import numbered
from gigwallet.documents.drawing.edges import Edges
from gigwallet.documents.drawing.fonts import Coverage
from gigwallet.documents.drawing.grid import ruled
from gigwallet.documents.drawing.looks import BODY, CELL, HEAD, HEADING
from gigwallet.documents.drawing.sheet import EDGES, Place, Stamp, new_page
from gigwallet.documents.drawing.tables import shared_widths
from gigwallet.documents.drawing.text import Paragraph, Run, Style
from gigwallet.documents.exhibits.exhibit import BundleExhibit
from gigwallet.documents.exhibits.views import Shown

MANIFEST = "manifest"
_SHARES = (0.09, 0.27, 0.64)
_DIGEST = Style(size=6.7, leading=10.4, after=0)


class DigestPages:
    """Tells the story of the list of digests; an exhibit's row is its card. ``here`` are the
    numbers of the exhibits in this file, ``newest`` how often the bundle was served before."""

    def __init__(
        self,
        shown: Mapping[str, Shown],
        captions: Captions,
        coverage: Coverage,
        edges: Edges = EDGES,
        here: Collection[str] = (),
        newest: int = 0,
    ) -> None:
        self._shown, self._captions, self._coverage = shown, captions, coverage
        self._here, self._newest = frozenset(here), newest
        self._width = edges.width

    def _text(self, text: str) -> str:
        return self._coverage.drawable(text)

    def _drawable(self, run: Run) -> Run:
        return replace(run, text=self._text(run.text))

    def story(self, exhibits: tuple[BundleExhibit, ...], turn: int = 0) -> list[Flowable]:
        """``turn``: of exhibits that came after service, behind them."""
        captions = self._captions
        story: list[Flowable] = [
            *new_page(),
            Place(f"{MANIFEST}-{turn}", captions("manifest.title"), stamp=Stamp()),
            Paragraph(captions("manifest.title"), HEADING),
            *(Paragraph(captions(f"manifest.intro_{each}"), BODY) for each in _intro(exhibits)),
            Spacer(0, 6),
        ]
        rows: list[list[Paragraph | list[Paragraph]]] = [
            [
                Paragraph(captions(f"manifest.{head}"), HEAD)
                for head in ("exhibit", "file", "digests")
            ]
        ]
        for exhibit in exhibits:
            rows.append(self._row(exhibit))
        # As wide as the words above: an office may say "Attachment".
        story.append(ruled(rows, shared_widths(rows[:1], _SHARES, self._width)))
        return story

    def _row(self, exhibit: BundleExhibit) -> list[Paragraph | list[Paragraph]]:
        captions, shown = self._captions, self._shown[exhibit.number]
        about = [exhibit.file_name, f"{exhibit.media_type}, {exhibit.size:,} B"]
        card = card_lines(exhibit, shown, captions, self._here, again=exhibit.round < self._newest)
        digests = [(captions("manifest.original"), exhibit.original_sha256)]
        if shown.copy_sha256:
            digests.append((captions("manifest.copy"), shown.copy_sha256))
        if shown.stored_sha256 not in ("", shown.copy_sha256):
            digests.append((captions("manifest.stored"), shown.stored_sha256))
        if shown.pixels_sha256:
            digests.append((captions("manifest.pixels"), shown.pixels_sha256))
        changes = [
            captions(f"change.{change}", pages=numbered(shown.drawn)) for change in shown.changes
        ]
        if shown.read_by:
            changes.append(captions("change.words_read", engine=shown.read_by))
        elif is_wordless(exhibit, shown):
            changes.append(captions("change.words_not_read"))
        return [
            Paragraph((Run(exhibit.number, link=exhibit_anchor(exhibit.number)),), CELL),
            [Paragraph(self._text(line), _DIGEST) for line in about],
            [
                *(
                    Paragraph((Run(f"{name} ", bold=True), Run(digest)), _DIGEST)
                    for name, digest in digests
                ),
                *(Paragraph(change, _DIGEST) for change in changes),
                *(Paragraph(tuple(map(self._drawable, line)), _DIGEST) for line in card),
            ],
        ]


def _intro(exhibits: tuple[BundleExhibit, ...]) -> tuple[str, ...]:
    folder = any(each.route is None and each.custody.met is None for each in exhibits)
    return ("1", "2", "3", "4", *(["folder"] if folder else []))
