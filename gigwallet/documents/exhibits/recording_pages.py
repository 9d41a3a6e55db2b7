"""The pages of a recording: what it is, where it can be heard or seen, room for its transcript."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from gigwallet.documents.captions import Captions
from gigwallet.documents.drawing.cells import written_moment
from gigwallet.documents.drawing.fonts import Coverage
from gigwallet.documents.drawing.grid import ruled
from gigwallet.documents.drawing.looks import BODY, CELL, HEAD, HEADING, SMALL, STRONG
from gigwallet.documents.drawing.text import Paragraph, Style
from gigwallet.documents.exhibits.exhibit import BundleExhibit
from gigwallet.documents.exhibits.views import Recording

# Room to write by hand.
_WRITTEN = Style(size=9, leading=22, after=0)
_ROWS = 12
_SHARES = (0.16, 0.2, 0.64)


def length_of(milliseconds: int | None, captions: Captions) -> str:
    """``1:02:05`` as it is read on a player; nothing is rounded up."""
    if milliseconds is None:
        return captions("recording.length_unknown")
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}"


def recording_story(
    exhibit: BundleExhibit,
    recording: Recording,
    attached_as: str,
    captions: Captions,
    coverage: Coverage,
    width: float,
) -> list[Flowable]:
    """Facts and transcript; who calls it begins the page and ends the exhibit."""
    kind = captions.maybe(f"recording.kinds.{recording.media_type}") or recording.media_type
    facts = [
        (captions("recording.file"), exhibit.original_name),
        (captions("recording.kind"), kind),
        (captions("recording.length"), length_of(recording.milliseconds, captions)),
        (captions("recording.size"), f"{exhibit.size:,} B"),
        ("SHA-256", exhibit.original_sha256),
    ]
    if exhibit.taken_at is not None:
        facts.append((captions("recording.taken_at"), written_moment(exhibit.taken_at)))
    if recording.still_at is not None:
        facts.append((captions("recording.still"), length_of(recording.still_at, captions)))
    where = captions("recording.attached", name=attached_as) if attached_as else ""
    head = [Paragraph(captions(f"recording.{each}"), HEAD) for each in ("fact", "value")]
    rows = [
        [Paragraph(name, CELL), Paragraph(coverage.drawable(value), CELL)] for name, value in facts
    ]
    lines = [[Paragraph(" ", _WRITTEN) for _ in _SHARES] for _ in range(_ROWS)]
    columns = [Paragraph(captions(f"recording.{each}"), HEAD) for each in ("at", "who", "said")]
    return [
        Paragraph(captions("recording.heading"), HEADING),
        ruled([head, *rows], [width * 0.24, width * 0.76]),
        Spacer(0, 8),
        Paragraph(coverage.drawable(where or captions("recording.apart")), BODY),
        Paragraph(captions("recording.note"), SMALL),
        Spacer(0, 10),
        Paragraph(captions("recording.transcript"), STRONG, keep_next=True),
        ruled([columns, *lines], [width * share for share in _SHARES]),
        Spacer(0, 8),
        Paragraph(captions("recording.signed"), BODY),
    ]
