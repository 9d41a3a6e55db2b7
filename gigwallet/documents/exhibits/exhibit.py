"""One exhibit of a bundle, as plain values: the file or the lines of it that are shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gigwallet.documents.drawing.cells import written
from gigwallet.documents.exhibits.custody import NOTHING_SAID, Custody
from gigwallet.domain.exhibit import Route, TakenFrom
from gigwallet.domain.instants import Instant
from gigwallet.domain.redaction import Redaction


@dataclass(frozen=True, slots=True)
class ExtractLine:
    """One chosen line: ``line`` is its number in the file (text: a page or a member may stand
    before it), ``cells`` its values as written, one per column of the extract."""

    line: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Extract:
    """Lines chosen out of a file; nothing of the other lines is given to the writer at all.

    ``columns`` are the file's own names; ``words`` what each holds in the document's language
    (empty where the name says it), ``read_as`` what the format is called. ``whole``: these are all
    lines of the file."""

    importer: str
    columns: tuple[str, ...]
    lines: tuple[ExtractLine, ...]
    read_as: str = ""
    words: tuple[str, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class BundleExhibit:
    """``number`` such as ``3-2`` is unique in the bundle. ``data`` is the file as received, or
    where it lies; empty where an ``extract`` stands for it, or where the parts were written before.
    ``original_sha256`` (hex) and ``size`` are the file's in all cases. ``form`` is what the file
    is: ``electronic``, or the picture of a paper that is an ``original`` or a ``copy``. With a
    ``redaction`` the file is a copy with parts black; nothing of its original goes in. ``day`` is
    when it is from, ``dated`` how the person writes that. ``round``: it came so many times after
    the bundle was first served. ``route`` None: out of a folder, kept in no vault."""

    number: str
    title: str
    source: str
    purpose: str
    media_type: str
    original_name: str
    original_sha256: str
    size: int
    data: bytes | Path = b""
    taken_at: Instant | None = None
    taken_from: TakenFrom = TakenFrom.UNKNOWN
    added_at: Instant | None = None
    route: Route | None = None
    extract: Extract | None = None
    form: str = "electronic"
    redaction: Redaction | None = None
    day: date | None = None
    dated: str = ""
    round: int = 0
    custody: Custody = NOTHING_SAID

    def __post_init__(self) -> None:
        if self.extract is not None and self.data:
            raise ValueError("an extract goes without the file, which holds the other lines")

    @property
    def file_name(self) -> str:
        """The file's name on one line, to be printed: a line feed in it would begin what looks like
        a line of ours. As another control character it is drawn as one that cannot be drawn."""
        return self.original_name.replace("\n", "\r")

    @property
    def called(self) -> str:
        """Its name with its day, where the person gives it one."""
        return f"{self.title} ({self.on_day})" if self.dated else self.title

    @property
    def on_day(self) -> str:
        """Its day as the document writes days; what names no single day as the person wrote it."""
        return self.dated if self.day is None else written(self.day)
