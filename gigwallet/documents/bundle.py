"""The evidence bundle: the sealed PDF that comes out of what goes into it."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from gigwallet.documents import bundle_pages, captions, exhibit_pages, fonts, manifest
from gigwallet.documents.bundle_spec import (
    BundleExhibit,
    BundleSpec,
    ExhibitGroup,
    Extract,
    ExtractLine,
    Party,
)
from gigwallet.documents.cells import speaking
from gigwallet.documents.exhibit_views import Shown, show
from gigwallet.documents.finishing import Attachment, finish
from gigwallet.documents.placing import place
from gigwallet.documents.seal_block import seal
from gigwallet.documents.sheet import Laid, lay_out
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.step import Step

__all__ = [
    "BundleExhibit",
    "BundleSpec",
    "Composed",
    "ExhibitGroup",
    "Extract",
    "ExtractLine",
    "Party",
    "compose",
    "write",
]


@dataclass(frozen=True, slots=True)
class Composed:
    """``pdf`` is sealed. ``exhibit_pages`` are first and last page per exhibit number. ``notes``
    are what the person should know before the file goes out."""

    pdf: bytes
    pages: int
    sha256: str
    exhibit_pages: Mapping[str, tuple[int, int]]
    notes: tuple[Step, ...]


def write(spec: BundleSpec, resources: Path) -> bytes:
    """The sealed PDF. The same ``spec`` gives the same bytes, wherever it is written."""
    return compose(spec, resources).pdf


def compose(spec: BundleSpec, resources: Path) -> Composed:
    """The sealed PDF with what the writer found out. Call it in a worker process: it reads foreign
    files. Refuses with ``exhibit_changed`` where a file's digest is not the recorded one."""
    _check(spec.exhibits)
    fonts.load(resources)
    words = captions.load(resources, spec.language)
    coverage = fonts.Coverage()
    shown = _shown(spec.exhibits)
    with speaking(spec.language):
        pages = bundle_pages.BundlePages(spec, shown, words, coverage)
        laid = lay_out(
            pages.story,
            captions=words,
            running_title=coverage.drawable(spec.title),
            specimen=spec.specimen,
            contents_anchor=bundle_pages.INDEX,
        )
    spans = _spans(spec.exhibits, laid)
    listing = manifest.as_json(spec, shown, spans, laid.total, sorted(coverage.replaced))
    notes = tuple(_notes(spec.exhibits, shown, coverage))
    with pikepdf.open(io.BytesIO(laid.pdf)) as pdf:
        place(pdf, laid.windows, shown)
        # Many hundred pictures may be held here and in the PDF; one of the two is enough.
        shown.clear()
        bare = finish(
            pdf,
            title=spec.title,
            language=spec.language,
            day=spec.prepared_on,
            attachments=(
                Attachment(manifest.NAME, listing, "application/json", words("manifest.title")),
            ),
        )
    exhibit_pages = {
        page: number for number, (first, last) in spans.items() for page in range(first, last + 1)
    }
    sealed = seal(bare, exhibit_pages)
    return Composed(sealed, laid.total, hashlib.sha256(sealed).hexdigest(), spans, notes)


def _check(exhibits: Iterable[BundleExhibit]) -> None:
    numbers: set[str] = set()
    for exhibit in exhibits:
        if exhibit.number in numbers:
            raise ValueError(f"two exhibits are numbered {exhibit.number}")
        numbers.add(exhibit.number)
        if exhibit.data and hashlib.sha256(exhibit.data).hexdigest() != exhibit.original_sha256:
            raise GigWalletError("exhibit_changed", exhibit=exhibit.number)


def _shown(exhibits: Iterable[BundleExhibit]) -> dict[str, Shown]:
    """Digesting and unpacking pictures takes most of the time and leaves the interpreter free."""
    files = [exhibit for exhibit in exhibits if exhibit.extract is None]
    shown = {exhibit.number: Shown(()) for exhibit in exhibits}
    with ThreadPoolExecutor(os.cpu_count() or 1) as workers:
        views = workers.map(lambda exhibit: show(exhibit.data, exhibit.media_type), files)
        shown.update(zip((exhibit.number for exhibit in files), views, strict=True))
    return shown


def _spans(exhibits: Iterable[BundleExhibit], laid: Laid) -> dict[str, tuple[int, int]]:
    return {
        exhibit.number: (
            laid.pages[exhibit_pages.exhibit_anchor(exhibit.number)],
            laid.pages[exhibit_pages.exhibit_end(exhibit.number)],
        )
        for exhibit in exhibits
    }


def _notes(
    exhibits: Iterable[BundleExhibit], shown: Mapping[str, Shown], coverage: fonts.Coverage
) -> Iterable[Step]:
    for exhibit in exhibits:
        view = shown[exhibit.number]
        if view.refused:
            yield Step("exhibit_not_shown", {"exhibit": exhibit.number, "why": view.refused})
        for change in view.changes:
            if change != "metadata_removed":
                yield Step(f"exhibit_{change}", {"exhibit": exhibit.number})
    if coverage.replaced:
        yield Step("characters_replaced", {"characters": " ".join(sorted(coverage.replaced))})
