"""A certification of how the files were copied, to be filled in and signed by hand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from reportlab.platypus import Flowable, Spacer

from gigwallet.documents.captions import Captions
from gigwallet.documents.drawing.looks import BODY, HEADING, SMALL
from gigwallet.documents.drawing.sheet import Place, Stamp, new_page
from gigwallet.documents.drawing.text import Paragraph, Style

CERTIFICATION = "certification"
# Blanks are filled in by hand: wide lines.
_LINE = Style(size=10, leading=17.5, after=7)


def certification(captions: Captions, *, metadata_kept: bool) -> list[Flowable]:
    lines = _lines(captions, "_kept" if metadata_kept else "")
    return [
        *new_page(),
        Place(CERTIFICATION, captions("certification.bookmark"), stamp=Stamp()),
        Paragraph(captions("certification.heading"), HEADING),
        Paragraph(captions("certification.rule"), BODY),
        Spacer(0, 8),
        *(Paragraph(f"{n}. {line}", _LINE) for n, line in enumerate(lines, start=1)),
        Spacer(0, 6),
        *(
            Paragraph(captions(f"certification.{key}"), _LINE)
            for key in ("executed", "signature", "printed_name")
        ),
        Spacer(0, 6),
        Paragraph(captions("certification.note"), SMALL),
    ]


def _lines(captions: Captions, otherwise: str) -> Iterator[str]:
    """Where a line is another one when it was chosen ``otherwise``, that one."""
    for number in count(1):
        key = f"certification.line_{number}"
        line = captions.maybe(f"{key}{otherwise}") or captions.maybe(key)
        if line is None:
            return
        yield line
