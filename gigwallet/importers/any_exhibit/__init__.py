"""Any picture, PDF or recording: kept as an exhibit; what pictures and papers say is read later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from gigwallet.domain.reading import FileHead, Reading
from gigwallet.pages import sniff, sniff_recording
from gigwallet.words import N_


class AnyExhibit:
    """Told by its first bytes, never by its name. A torn or locked PDF is still what the person
    has, so it is kept as it is."""

    name = "any_exhibit"
    version = "1"
    title = N_("Picture or paper")
    where = ""

    def recognises(self, file: FileHead) -> bool:
        return sniff(file.head[:1024]) is not None or bool(sniff_recording(file.head[:64]))

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        return iter(())


IMPORTER = AnyExhibit()
