"""A bundle before it is written: how many pages it will have, and what any one of them shows."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

import pikepdf

from gigwallet.documents.bundles import composing as bundle
from gigwallet.documents.bundles.composing import BundleSpec, ExhibitFile, Outline, Part
from gigwallet.documents.bundles.volumes import Limits, divided
from gigwallet.documents.drawing.placing import place
from gigwallet.documents.drawing.sheet import Window
from gigwallet.documents.drawing.splicing import spliced
from gigwallet.documents.exhibits.parts import Stored, write_part
from gigwallet.pages import rasterise

Looks = Mapping[str, Stored]  # by the SHA-256 of the original


@dataclass(frozen=True, slots=True)
class Sheets:
    """All pages as they will be written, with free windows where exhibits come to stand: a few
    kilobytes a page, whatever the exhibits weigh."""

    outline: Outline
    pdf: bytes = field(repr=False)
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
    return Sheets(ready.outline, ready.laid.pdf, tuple(ready.laid.windows))


def drawn(laid: Sheets, page: int, files: Sequence[ExhibitFile], width: int) -> bytes:
    """Page ``page`` (from 1) as a PNG, ``width`` pixels wide. ``files`` are the exhibits that stand
    on it, each ``number`` being the exhibit's. Reads foreign files: call it in a worker process."""
    part = write_part(files) if files else Part({})
    out = io.BytesIO()
    with ExitStack() as opened:
        whole = opened.enter_context(pikepdf.open(io.BytesIO(laid.pdf)))
        one = opened.enter_context(pikepdf.new())
        one.pages.append(whole.pages[page - 1])
        if part.pdf:
            held = opened.enter_context(pikepdf.open(io.BytesIO(part.pdf)))
            found = {each.number: (part.stored[each.sha256], held) for each in files}
            windows = [replace(each, page=1) for each in laid.windows if each.page == page]
            place(one, windows, found)
        one.save(
            out,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return rasterise(b"".join(spliced(out.getvalue(), part.streams)), 1, width)
