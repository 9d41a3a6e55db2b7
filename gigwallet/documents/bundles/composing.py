"""The evidence bundle: the sealed PDF that comes out of what goes into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gigwallet.documents import captions
from gigwallet.documents.bundles import manifest, profile_reading
from gigwallet.documents.bundles import pages as bundle_pages
from gigwallet.documents.bundles.figures import bundled
from gigwallet.documents.bundles.going_along import what_goes_along
from gigwallet.documents.bundles.layout import computation_span, laid_pages, spans
from gigwallet.documents.bundles.spec import BundleSpec, ExhibitGroup, Party
from gigwallet.documents.captions import Captions
from gigwallet.documents.drawing import fonts
from gigwallet.documents.drawing.cells import speaking
from gigwallet.documents.drawing.finishing import About, Attachment, pieces
from gigwallet.documents.drawing.pdf_file import PdfFile, in_pieces
from gigwallet.documents.drawing.placing import Exhibits
from gigwallet.documents.drawing.sheet import Laid
from gigwallet.documents.exhibits import original_files
from gigwallet.documents.exhibits.exhibit import BundleExhibit, Extract, ExtractLine
from gigwallet.documents.exhibits.parts import (
    ExhibitFile,
    Part,
    batches,
    unshown,
    write_part,
)
from gigwallet.documents.exhibits.views import Shown
from gigwallet.documents.letters import figures_file
from gigwallet.documents.letters import pages as letter_pages
from gigwallet.documents.letters.model import Letter
from gigwallet.documents.letters.pages import LetterPages
from gigwallet.documents.letters.printed_cells import Printed
from gigwallet.documents.letters.spec import modelled
from gigwallet.domain.step import Step

__all__ = [
    "BundleExhibit",
    "BundleSpec",
    "Composed",
    "ExhibitFile",
    "ExhibitGroup",
    "Extract",
    "ExtractLine",
    "Outline",
    "Part",
    "Party",
    "batches",
    "compose",
    "compose_pieces",
    "files",
    "unshown",
    "write",
    "write_part",
]


# Changes that leave every pixel as it is: the list of digests tells of them, and nobody before.
_DONE_TO_MANY = ("metadata_removed", "packed_anew")


@dataclass(frozen=True, slots=True)
class Outline:
    """What a bundle tells of itself. ``exhibit_pages`` are first and last page per exhibit number,
    ``computation_pages`` those of the computations, where this file has them. ``notes`` are what
    the person should know before the file goes out."""

    pages: int
    exhibit_pages: Mapping[str, tuple[int, int]]
    notes: tuple[Step, ...]
    computation_pages: tuple[int, int] | None = None

    @property
    def exhibit_of(self) -> dict[int, str]:
        """The number of the exhibit that a page shows."""
        return {
            page: number
            for number, (first, last) in self.exhibit_pages.items()
            for page in range(first, last + 1)
        }


@dataclass(frozen=True, slots=True)
class Composed:
    """A bundle in memory; ``pdf`` is sealed."""

    pdf: bytes
    outline: Outline

    @property
    def pages(self) -> int:
        return self.outline.pages

    @property
    def exhibit_pages(self) -> Mapping[str, tuple[int, int]]:
        return self.outline.exhibit_pages

    @property
    def notes(self) -> tuple[Step, ...]:
        return self.outline.notes


def write(spec: BundleSpec, resources: Path) -> bytes:
    """The sealed PDF. The same ``spec`` gives the same bytes, wherever it is written."""
    return compose(spec, resources).pdf


def files(spec: BundleSpec) -> Iterator[ExhibitFile]:
    """The originals that are shown as pages."""
    for one in spec.exhibits:
        if one.extract is None:
            yield ExhibitFile(
                one.number,
                one.media_type,
                one.original_sha256,
                one.size,
                one.data,
                name=one.original_name,
                choices=spec.choices,
            )


def compose(spec: BundleSpec, resources: Path, parts: Sequence[Part] | None = None) -> Composed:
    """The sealed PDF in memory, with what the writer found out. Call it in a worker process: it
    reads foreign files.

    ``parts`` are what ``write_part`` made of ``files(spec)``, in any grouping; without them it is
    done here. Refuses with ``exhibit_changed`` where a file's digest is not the recorded one.
    """
    if parts is None:
        groups = batches(files(spec))
        parts = [write_part(each) for each in groups]
    ready = lay(spec, resources, parts)
    return Composed(b"".join(_file(spec, ready, parts, PdfFile())), ready.outline)


def compose_pieces(
    spec: BundleSpec, resources: Path, parts: Sequence[Part]
) -> Iterator[Outline | bytes | str]:
    """The outline, then the bytes of the sealed PDF, piece by piece, and its SHA-256 (hex).

    Where the streams of the parts lie in files, memory hardly grows with the exhibits.
    """
    ready = lay(spec, resources, parts)
    yield ready.outline
    file = PdfFile()
    yield from _file(spec, ready, parts, file)
    yield file.sha256


@dataclass(frozen=True, slots=True)
class Ready:
    """All pages with free windows, and what will be attached. ``spoken`` is the language with the
    place whose English it is."""

    laid: Laid
    outline: Outline
    attached: tuple[Attachment, ...]
    archival: bool
    labels: tuple[tuple[int, str, int], ...]
    spoken: str


def lay(spec: BundleSpec, resources: Path, parts: Sequence[Part]) -> Ready:
    """The pages with free windows, exactly as many as will be written. Of the parts only what they
    say of themselves (``stored``) is asked for, so that their bytes may stay away."""
    _check(spec.exhibits)
    shown = _shown(spec.exhibits, parts)
    fonts.load(resources)
    profile = profile_reading.load(resources, spec.profile)
    words = captions.load(resources, spec.language, spec.profile)
    coverage = fonts.Coverage()
    spoken = profile.spoken(spec.language)
    with speaking(spoken):
        letter = None
        if spec.letter is not None:
            letter = modelled(spec.letter, resources, words, coverage)
        told = LetterPages(letter, coverage, words) if letter is not None else None
        laid = laid_pages(spec, profile, shown, words, coverage, told)
        figures = _figures(spec, spoken, letter, laid, resources, words)
    held = spans(spec, laid)
    listing = manifest.as_json(spec, shown, held, laid.total, sorted(coverage.replaced))
    attached = (
        Attachment(manifest.NAME, listing, "application/json", words("manifest.title")),
        *figures,
    )
    notes = (*_notes(spec.held, shown, coverage), *what_goes_along(spec, shown))
    archival = all(shown[one.number].archival for one in spec.held)
    first = spec.volume.first if spec.volume is not None and profile.numbers.continuing else 1
    labels = profile.numbers.labels(first, laid.total)
    outline = Outline(laid.total, held, notes, computation_span(laid))
    return Ready(laid, outline, attached, archival, labels, spoken)


def _figures(
    spec: BundleSpec,
    spoken: str,
    letter: Letter | None,
    laid: Laid,
    resources: Path,
    words: Captions,
) -> tuple[Attachment, ...]:
    """``figures.json``, where there is arithmetic to be done anew."""
    if spec.arithmetic is None or not spec.reckons_here:
        return ()
    told = (
        (letter_pages.LETTER, bundle_pages.LETTER_END),
        (bundle_pages.COMPUTATIONS, bundle_pages.COMPUTATIONS_END),
    )
    printing = [
        page
        for first, last in told
        if first in laid.pages
        for page in range(laid.pages[first], laid.pages[last] + 1)
    ]
    data = bundled(
        spec.computations,
        spec.arithmetic,
        spoken,
        spec.letter,
        letter,
        resources,
        printing,
        {one.number: _listed(one.number, one.extract) for one in spec.held if one.extract},
    )
    return (Attachment(figures_file.NAME, data, "application/json", words("letter.arithmetic")),)


def _listed(number: str, extract: Extract) -> Printed:
    """The extract as ``manifest.json`` has it."""
    lines = tuple((each.line, *each.cells) for each in extract.lines)
    return Printed(number, extract.columns, lines)


def _file(spec: BundleSpec, ready: Ready, parts: Sequence[Part], file: PdfFile) -> Iterator[bytes]:
    """The laid pages with the exhibits in their windows, sealed."""
    shown = _shown(spec.exhibits, parts)
    exhibits = Exhibits(
        ready.laid.windows,
        parts,
        {one.number: one.original_sha256 for one in spec.held if one.extract is None},
        ready.outline.exhibit_of,
        tuple(original_files.originals(spec.held, shown)),
    )
    about = About(
        spec.title,
        ready.spoken,
        spec.prepared_on,
        ready.attached,
        ready.archival,
        ready.labels,
    )
    return in_pieces(pieces(file, ready.laid, about, exhibits))


def _check(exhibits: Iterable[BundleExhibit]) -> None:
    numbers: set[str] = set()
    for exhibit in exhibits:
        if exhibit.number in numbers:
            raise ValueError(f"two exhibits are numbered {exhibit.number}")
        numbers.add(exhibit.number)


def _shown(exhibits: Iterable[BundleExhibit], parts: Iterable[Part]) -> dict[str, Shown]:
    stored: dict[str, Shown] = {}
    for part in parts:
        stored |= part.stored
    return {
        one.number: Shown(()) if one.extract is not None else stored[one.original_sha256]
        for one in exhibits
    }


def _notes(
    exhibits: Sequence[BundleExhibit], shown: Mapping[str, Shown], coverage: fonts.Coverage
) -> Iterable[Step]:
    for exhibit in exhibits:
        view = shown[exhibit.number]
        if view.refused:
            yield Step("exhibit_not_shown", {"exhibit": exhibit.number, "why": view.refused})
        for change in view.changes:
            if change not in _DONE_TO_MANY:
                yield Step(f"exhibit_{change}", {"exhibit": exhibit.number})
    borrowed = [exhibit.number for exhibit in exhibits if not shown[exhibit.number].archival]
    if borrowed:
        yield Step("bundle_not_archival", {"exhibits": ", ".join(borrowed)})
    if coverage.replaced:
        yield Step("characters_replaced", {"characters": " ".join(sorted(coverage.replaced))})
