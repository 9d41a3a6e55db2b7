"""A bundle before it is written: how many pages it will have, and what any one of them shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from gigwallet.documents.bundles import composing as bundle
from gigwallet.documents.bundles.composing import BundleSpec, ExhibitFile, Outline, Part
from gigwallet.documents.bundles.volumes import Limits, divided
from gigwallet.documents.drawing.canvas import Faces, Sheet
from gigwallet.documents.drawing.finishing import About, pieces
from gigwallet.documents.drawing.pdf_file import PdfFile
from gigwallet.documents.drawing.placing import Exhibits
from gigwallet.documents.drawing.sheet import Laid, Window
from gigwallet.documents.exhibits.parts import Stored, write_part
from gigwallet.pages import rasterise

Looks = Mapping[str, Stored]  # by the SHA-256 of the original


@dataclass(frozen=True, slots=True)
class Sheets:
    """All pages as they will be written, with free windows where exhibits come to stand: a few
    kilobytes a page, whatever the exhibits weigh."""

    outline: Outline
    sheets: tuple[Sheet, ...] = field(repr=False)
    faces: Faces = field(repr=False)
    windows: tuple[Window, ...] = field(repr=False)

    def shown_on(self, page: int) -> frozenset[str]:
        """The numbers of the exhibits that stand on ``page`` (from 1)."""
        return frozenset(each.exhibit for each in self.windows if each.page == page)


def looks(files: Sequence[ExhibitFile]) -> dict[str, Stored]:
    """What a layout must know of each file, and none of its bytes. Reads foreign files: call it in
    a worker process."""
    return write_part(files).stored


def sheets(spec: BundleSpec, resources: Path, known: Looks) -> Sheets:
    """The layout alone. ``known`` holds the look of every exhibit that is shown as pages. Of what
    continues served volumes, the further one, in one piece."""
    parts = [Part(dict(known))]
    if spec.served is not None and spec.served.stays:
        (spec,) = divided(spec, resources, parts, Limits())
    ready = bundle.lay(spec, resources, parts)
    laid = ready.laid
    return Sheets(ready.outline, tuple(laid.sheets), laid.faces, tuple(laid.windows))


def drawn(laid: Sheets, page: int, files: Sequence[ExhibitFile], width: int) -> bytes:
    """Page ``page`` (from 1) as a PNG, ``width`` pixels wide. ``files`` are the exhibits that stand
    on it, each ``number`` being the exhibit's. Reads foreign files: call it in a worker process."""
    part = write_part(files) if files else Part({})
    one = Laid(
        total=1,
        sheets=[replace(laid.sheets[page - 1], links=())],
        windows=[replace(each, page=1) for each in laid.windows if each.page == page],
        faces=laid.faces,
    )
    exhibits = Exhibits(one.windows, [part], {each.number: each.sha256 for each in files})
    # Nobody reads what it says of itself.
    about = About("", "en", date.min)
    return rasterise(b"".join(pieces(PdfFile(), one, about, exhibits, sealed=False)), 1, width)
