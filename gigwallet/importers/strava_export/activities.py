"""Each activity of the list as a skip that says where its track is; nothing of it is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.reading import FileHead, Reading, Rejection, Skip
from gigwallet.domain.recorded import Locator
from gigwallet.importers.strava_export import heads
from gigwallet.importers.strava_export.heads import Heads
from gigwallet.tabular import tables
from gigwallet.tabular.lines import BadLine
from gigwallet.tabular.tables import BadCell, Record
from gigwallet.tabular.trust import trusted_stream
from gigwallet.words import N_

_TRACK = re.compile(r"[^/\\]+(?:/[^/\\]+)*\.(?:gpx|tcx|fit)(?:\.gz)?", re.ASCII | re.IGNORECASE)


class StravaExport:
    """A ride on a list is no order: what an athlete recorded says nothing of whom it was ridden
    for, so no line becomes a trip. What counts are the positions, and those are in the files beside
    the list, which the importers of GPX, TCX and FIT know by themselves. Names, descriptions and
    private notes are nobody's business and stay in the file."""

    name = "strava_export"
    version = "1"
    title = N_("Strava archive (list of activities)")
    where = N_(
        "Strava on the web: Settings > My account > Download or delete your account > Request your "
        "archive (not the step that deletes). A link to a ZIP comes by mail, often after some "
        "hours. Drop the ZIP unopened: the tracks in it show where you rode and how far."
    )

    def recognises(self, file: FileHead) -> bool:
        return tables.find_in_head(file, heads.knows, heads.canonical) is not None

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        table = tables.find_in_stream(file.name, stream, heads.knows, heads.canonical)
        known = heads.known_in(table.names)
        if known is None:  # the table was found by them
            raise GigWalletError("format_unknown", name=file.name)
        yield from trusted_stream(file.name, (_line(each, known) for each in table))


def _line(line: Record | BadLine, known: Heads) -> Reading:
    where = Locator(line=line.line)
    if isinstance(line, BadLine):
        return Rejection(line.reason, where)
    try:
        return Skip(_reason(line, known), where)
    except BadCell as bad:
        return Rejection(bad.reason, where, bad.column)


def _reason(line: Record, known: Heads) -> str:
    number, file = line[known.number], line[known.file]
    if not number:
        raise BadCell("missing_value", known.number)
    if not (number.isascii() and number.isdecimal()):
        raise BadCell("bad_number", known.number)
    if not file:
        return "activity_without_track"
    if not _TRACK.fullmatch(file):
        raise BadCell("unknown_status", known.file)
    return "activity_track_beside"
