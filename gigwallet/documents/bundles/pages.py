"""The pages of a bundle in the order that its profile names, and what was added after service."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from reportlab.platypus import Flowable, Spacer

from gigwallet.documents.bundles.case import COMPUTATIONS, Event
from gigwallet.documents.bundles.certification_pages import certification
from gigwallet.documents.bundles.chronology_pages import chronology, in_time
from gigwallet.documents.bundles.cover_page import COVER, END, CoverPage
from gigwallet.documents.bundles.digest_pages import DigestPages
from gigwallet.documents.bundles.exhibit_pages import ExhibitPages
from gigwallet.documents.bundles.index_pages import INDEX, IndexPages
from gigwallet.documents.bundles.places import COMPUTATIONS_END, Places
from gigwallet.documents.bundles.profile import BundlePart, BundleProfile
from gigwallet.documents.bundles.slip_pages import slip
from gigwallet.documents.bundles.spec import BundleSpec
from gigwallet.documents.captions import Captions
from gigwallet.documents.drawing import tables
from gigwallet.documents.drawing.fonts import Coverage
from gigwallet.documents.drawing.looks import BODY, HEADING
from gigwallet.documents.drawing.sheet import Place, Stamp, new_page
from gigwallet.documents.drawing.text import QUIET, Paragraph, Style
from gigwallet.documents.exhibits.exhibit import BundleExhibit
from gigwallet.documents.exhibits.views import Shown
from gigwallet.documents.letters.exhibit_table import Computed, ListedExhibit, exhibit_table
from gigwallet.documents.letters.pages import LetterPages

__all__ = [
    "COMPUTATIONS",
    "COMPUTATIONS_END",
    "COVER",
    "INDEX",
    "LETTER_END",
    "STATEMENT",
    "BundlePages",
]

STATEMENT = "statement"
# The last page of the letter; of what stands before the exhibits; of what was served.
LETTER_END, FRONT_END, SERVED_END = "letter-end", "front-end", "served-end"
_BLANK = Style(size=10, leading=16, align="centre", colour=QUIET)
# What only the first of several volumes holds.
_IN_FIRST = frozenset({BundlePart.STATEMENT, BundlePart.CHRONOLOGY})


class BundlePages:
    """Tells the story of a bundle, once per layout pass. ``rows_in_front``: as many rows of the
    index stand before the exhibits, the others at the end (all in front where it is None)."""

    def __init__(
        self,
        spec: BundleSpec,
        profile: BundleProfile,
        shown: Mapping[str, Shown],
        captions: Captions,
        coverage: Coverage,
        letter: LetterPages | None = None,
        rows_in_front: int | None = None,
    ) -> None:
        self._spec, self._profile = spec, profile
        self._captions, self._coverage, self._letter = captions, coverage, letter
        self._cover = CoverPage(spec, profile, captions, coverage)
        self.index = IndexPages(spec, profile, captions, coverage, rows_in_front)
        within = profile.numbers.within
        self._exhibits = ExhibitPages(shown, captions, coverage, profile.edges, within=within)
        here = [one.number for one in spec.held]
        newest = len(spec.served.rounds) if spec.served else 0
        self._digests = DigestPages(shown, captions, coverage, profile.edges, here, newest)

    def story(self, pages: Mapping[str, int]) -> list[Flowable]:
        places = Places(pages, self._profile.numbers, self._spec.volume)
        tell: dict[BundlePart, Callable[[Places], list[Flowable]]] = {
            BundlePart.COVER: self._cover.story,
            BundlePart.INDEX: self._index,
            BundlePart.STATEMENT: self._statement,
            BundlePart.CHRONOLOGY: self._chronology,
            BundlePart.EXHIBITS: self._all_exhibits,
            BundlePart.COMPUTATIONS: self._computations,
            BundlePart.CERTIFICATION: lambda _: certification(
                self._captions, metadata_kept=self._spec.choices.keep_metadata
            ),
            BundlePart.DIGESTS: lambda _: self._digests.story(self._come_with(0)),
        }
        story: list[Flowable] = []
        for part in self._profile.parts:
            if self._is_in_this_file(part):
                story += tell[part](places)
        return [*story, *self._later(places), Place(END)]

    def _is_in_this_file(self, part: BundlePart) -> bool:
        volume = self._spec.volume
        if part is BundlePart.COMPUTATIONS:
            grouped = any(self._profile.reckons(group.key) for group in self._spec.groups)
            return not grouped and self._spec.reckons_here
        if volume is None:
            return True
        if part is BundlePart.CERTIFICATION:
            return volume.is_last
        return volume.is_first or part not in _IN_FIRST

    def _text(self, text: str) -> str:
        return self._coverage.drawable(text)

    def _index(self, places: Places) -> list[Flowable]:
        story = self.index.story(places)
        if self._letter is not None and self._spec.reckons_here:
            story += new_page(self._letter.template)
            listed = self._listed(places) if self._letter.lists_exhibits else None
            story += [*self._letter.words(listed), Place(LETTER_END)]
        return story

    def _listed(self, places: Places) -> tables.Table:
        """For a letter that lists the exhibits: those of all volumes, on their pages."""
        volumes = self._spec.volume is not None

        def place(number: str) -> tuple[tuple[int, int], int]:
            span = places.span(number)
            return (span.first, span.last), span.volume if volumes else 0

        listed = [
            ListedExhibit(
                each.number,
                each.called,
                each.purpose,
                each.source,
                "extract" if each.extract and not each.extract.whole else each.form,
                each.original_sha256,
                *place(each.number),
                (at, group.title),
            )
            for at, group in enumerate(self._spec.groups)
            for each in group.exhibits
        ]
        computed = None
        if self._spec.computations:
            reckoning = [
                (at, group.title)
                for at, group in enumerate(self._spec.groups)
                if self._profile.reckons(group.key)
            ]
            own = reckoning[0] if reckoning else (len(self._spec.groups), "")
            computed = Computed(*place(COMPUTATIONS), own)
        return exhibit_table(tuple(listed), computed, self._captions)

    def _statement(self, _places: Places) -> list[Flowable]:
        if not self._spec.statement:
            return []
        captions = self._captions
        return [
            *new_page(),
            Place(STATEMENT, captions("statement.bookmark"), stamp=Stamp()),
            Paragraph(captions("statement.heading"), HEADING),
            *(Paragraph(self._text(line), BODY) for line in self._spec.statement),
        ]

    def _chronology(self, places: Places) -> list[Flowable]:
        """Of all volumes: a reader of the first one must find what lies in the others."""
        anew = self._spec.written_anew
        told = [one for one in self._spec.exhibits if anew is None or one.round == 0]
        return self._days(in_time(self._spec.chronology, told), places)

    def _days(self, events: Sequence[Event], places: Places, turn: int = 0) -> list[Flowable]:
        if not events:
            return []
        width = self._profile.edges.width
        return chronology(events, places, self._captions, self._coverage, width, turn)

    def _all_exhibits(self, places: Places) -> list[Flowable]:
        story: list[Flowable] = [Place(FRONT_END), *self._filled_up_to_the_exhibits(places)]
        for group in self._spec.groups:
            own = [one for one in self._come_with(0) if one in group.exhibits]
            story += self._pages_of(own, places)
            if self._profile.reckons(group.key) and self._spec.reckons_here:
                story += self._computations(places)
        return story

    def _pages_of(self, exhibits: Iterable[BundleExhibit], places: Places) -> Iterator[Flowable]:
        for exhibit in exhibits:
            if self._profile.slips:
                yield from slip(exhibit, places, self._captions, self._coverage)
            yield from self._exhibits.story(exhibit, places.begins(exhibit.number))

    def _come_with(self, turn: int) -> tuple[BundleExhibit, ...]:
        """The exhibits of this file that came with one round of service: 0, the first. A volume
        beside served ones holds nothing but what is new."""
        if self._spec.written_anew is None:
            return self._spec.held if turn == 0 else ()
        return tuple(one for one in self._spec.held if one.round == turn)

    def _computations(self, _places: Places) -> list[Flowable]:
        if not self._spec.computations:
            return []
        captions, width = self._captions, self._profile.edges.width
        story: list[Flowable] = [
            *new_page(),
            Place(COMPUTATIONS, captions("computations.bookmark"), stamp=Stamp()),
            Paragraph(captions("computations.heading"), HEADING),
            Paragraph(captions("computations.intro"), BODY),
        ]
        here = frozenset(one.number for one in self._spec.held)
        for table in self._spec.computations:
            story += tables.flowables(table, width, self._coverage, here)
        return [*story, Place(COMPUTATIONS_END)]

    def _later(self, places: Places) -> list[Flowable]:
        """What came after service stands behind everything that was served, round by round."""
        served = self._spec.written_anew
        if served is None:
            return []
        story: list[Flowable] = []
        told = BundlePart.CHRONOLOGY in self._profile.parts
        for turn, pages in enumerate(served.rounds, start=1):
            end = f"{SERVED_END}-{turn}"
            story.append(Place(end))
            story += self._blanks(pages - places.pages.get(end, pages))
            late = self._come_with(turn)
            story += self._pages_of(late, places)
            if told:
                story += self._days(in_time((), late), places, turn)
            if late:
                story += self._digests.story(late, turn)
        return story + self.index.continued(places)

    def _filled_up_to_the_exhibits(self, places: Places) -> list[Flowable]:
        served = self._spec.written_anew
        if served is None:
            return []
        last = served.first_exhibit - 1
        return self._blanks(last - places.pages.get(FRONT_END, last))

    def _blanks(self, pages: int) -> list[Flowable]:
        story: list[Flowable] = []
        for _ in range(pages):
            story += [*new_page(), Spacer(0, 300)]
            story.append(Paragraph(self._captions("index.blank"), _BLANK))
        return story
