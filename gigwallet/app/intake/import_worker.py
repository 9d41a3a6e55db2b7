"""What the other process does with a file: fold it for a look, or hand out its rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from gigwallet.app.intake.import_folding import Folded, Folding
from gigwallet.app.intake.import_tracks import Tracks, is_sure_of_its_moment
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.ports import Beat
from gigwallet.domain.reading import Row
from gigwallet.domain.taught import NOTHING, Taught
from gigwallet.domain.track_point import TrackPoint
from gigwallet.importers import Asked, FileBegun, FileEnded, Opened, events, placed_with
from gigwallet.pages import MAX_BYTES

_ROWS_AT_ONCE = 500
_BYTES_AT_ONCE = 4 * 1024 * 1024
_SHOWN = ("image/", "application/pdf")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture or page out of an archive, to be looked at."""

    member: str
    name: str
    media_type: str
    data: bytes


def shown(begun: FileBegun) -> bool:
    """Whether it can be looked at: a picture or a page of bearable size."""
    return begun.media_type.startswith(_SHOWN) and begun.size <= MAX_BYTES


def fold(
    beat: Beat, path: str, name: str, password: bytes | None, inside: str, taught: Taught
) -> Iterator[Folded | Picture]:
    """Each file of the document folded; before it, the content of one that can be looked at."""
    asked = Asked(name, password, inside, contents=shown, beat=beat, taught=taught)
    begun, folding, content = FileBegun(name), Folding(FileBegun(name)), bytearray()
    for event in events(Opened.of_path(Path(path), beat), asked):
        match event:
            case FileBegun():
                begun, folding, content = event, Folding(event), bytearray()
            case bytes():
                content += event
            case FileEnded():
                if content and event.error is None:
                    yield Picture(begun.member, begun.name, begun.media_type, bytes(content))
                yield folding.ended(event.error)
            case _:
                folding.add(event)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows are handed out: those without a payer to confirm and those of ``payers``. What is
    other spending never leaves the process. ``theirs`` is what the files of an archive agree on;
    ``left_out`` are members that were refused; ``contents`` that members come with their bytes."""

    payers: frozenset[str]
    theirs: Engagement | None = None
    left_out: Collection[str] = ()
    contents: bool = True
    taught: Taught = NOTHING


def rows(
    beat: Beat, path: str, name: str, password: bytes | None, inside: str, wanted: Wanted
) -> Iterator[FileBegun | bytes | list[Row] | FileEnded]:
    """The files of the document: each begins, then comes a member's content in pieces, its rows in
    batches, and its end. Positions come packed by day: one by one they would be millions."""
    asked = Asked(
        name,
        password,
        inside,
        contents=(lambda _begun: True) if wanted.contents else None,
        left_out=frozenset(wanted.left_out),
        beat=beat,
        taught=wanted.taught,
    )
    batch: list[Row] = []
    weight = 0
    tracks = Tracks()
    for event in events(Opened.of_path(Path(path), beat), asked):
        if isinstance(event, Row):
            if event.payer and event.payer not in wanted.payers:
                continue
            row = event if wanted.theirs is None else placed_with(event, wanted.theirs)
            if isinstance(row.fact, TrackPoint) and is_sure_of_its_moment(row.fact):
                batch += tracks.add(row, row.fact)
            else:
                batch.append(row)
            weight += sum(map(len, event.raw.values()))
            if len(batch) >= _ROWS_AT_ONCE or weight > _BYTES_AT_ONCE:
                yield batch
                batch, weight = [], 0
        elif isinstance(event, FileBegun | bytes | FileEnded):
            batch += tracks.rest()
            if batch:
                yield batch
                batch, weight = [], 0
            yield event
