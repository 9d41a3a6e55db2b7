"""How a PDF is shown: its pages as they look, or drawn as pixels with their words behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gigwallet import pages
from gigwallet.documents.exhibits import foreign_pdf
from gigwallet.documents.exhibits.foreign_pdf import InertCopy
from gigwallet.documents.exhibits.picture_views import jpeg_layer, png_layer
from gigwallet.documents.exhibits.views import PAPER_SCALE, Layer, Loaded, View
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit_choices import Papers
from gigwallet.domain.paper import Page, Paper
from gigwallet.pages import Media


def show_paper(data: bytes, passwords: Sequence[str], papers: Papers, read: Paper | None) -> Loaded:
    """Its views; ``read`` is what a program read of its pages. Refusals: ``pdf_encrypted`` (no
    password), ``pdf_password_wrong``, ``pdf_unreadable``, ``pdf_too_long``, ``file_too_large``."""
    try:
        return _show(data, papers, read)
    except GigWalletError as refusal:
        if refusal.code != "pdf_encrypted" or not passwords:
            raise
    return _show(foreign_pdf.unlocked(data, passwords), papers, read, "encryption_removed")


def _show(data: bytes, papers: Papers, read: Paper | None, *before: str) -> Loaded:
    imported = _imported(data)
    if imported is None:
        sizes = pages.describe_paper(data).sizes
        drawn = tuple(range(1, len(sizes) + 1))
        changes: tuple[str, ...] = (*before, "drawn_as_pixels")
    else:
        sizes, changes = imported.sizes, (*before, *imported.changes)
        drawn = () if papers is Papers.AS_THEY_ARE else _breaking(imported)
        if drawn:
            changes += ("drawn_for_archive",)
    words, engine = _words(data, len(sizes), drawn, read)
    return Loaded(
        tuple(
            View(tall / wide, wide * PAPER_SCALE, page=number)
            for number, (wide, tall) in enumerate(sizes)
        ),
        changes=changes,
        archival=imported is None or not set(_breaking(imported)) - set(drawn),
        drawn=drawn,
        worded=any(words),
        read_by=engine,
        layers=tuple(_layers(data, len(sizes), drawn)) if drawn else (),
        paper=b"" if imported is None else imported.data,
        words=words,
    )


def _imported(data: bytes) -> InertCopy | None:
    """None where the pages can be drawn but not taken over safely."""
    try:
        return foreign_pdf.inert_copy(data)
    except GigWalletError as refusal:
        if refusal.code != "pdf_unreadable":
            raise
        return None


def _breaking(imported: InertCopy) -> tuple[int, ...]:
    return tuple(number for number, fits in enumerate(imported.archival, start=1) if not fits)


def _layers(data: bytes, count: int, drawn: Sequence[int]) -> Iterator[tuple[Layer, None] | None]:
    pictures = dict(zip(drawn, pages.drawn_pages(foreign_pdf.flattened(data), drawn), strict=True))
    for number in range(1, count + 1):
        picture = pictures.get(number)
        if picture is None:
            yield None
        else:
            is_jpeg = pages.sniff(picture) == Media.JPEG
            yield (jpeg_layer(picture) if is_jpeg else png_layer(picture)), None


def _words(
    data: bytes, count: int, drawn: Sequence[int], read: Paper | None
) -> tuple[tuple[Page | None, ...], str]:
    """What lies behind each page, and what read it: nothing behind a page that keeps letters of its
    own; the page's own words behind one that is drawn; else what was read of its pixels."""
    behind: dict[int, Page] = {}
    if drawn:
        own = pages.read_paper(foreign_pdf.flattened(data))
        behind = {number: own.pages[number - 1] for number in drawn if own.pages[number - 1].pieces}
    engine = ""
    if read is not None and read.engine and len(read.pages) == count:
        silent = set(pages.silent_pages(data)) | set(drawn) - set(behind)
        seen = {number: read.pages[number - 1] for number in silent}
        behind |= {number: page for number, page in seen.items() if page.pieces}
        engine = read.engine if any(page.pieces for page in seen.values()) else ""
    if not behind:
        return (), ""
    return tuple(behind.get(number) for number in range(1, count + 1)), engine
