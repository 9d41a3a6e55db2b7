"""An exhibit: an original file as the worker had it, or a derivative of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gigwallet.domain.instants import Instant
from gigwallet.domain.recorded import EngagementId, ExhibitId


class Route(StrEnum):
    """How the file reached the vault."""

    DROPPED = "dropped"
    COMMAND_LINE = "command_line"
    PASTED = "pasted"
    FROM_ARCHIVE = "from_archive"
    MADE_HERE = "made_here"


class TakenFrom(StrEnum):
    """Which sign the time of a shot was read from; stored so that it can be questioned."""

    EXIF = "exif"
    NAME = "name"
    STATUS_BAR = "status_bar"
    FILE_TIME = "file_time"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Exhibit:
    """``sha256`` is of the bytes as received (hex). ``parent`` is set on a derivative: a member of
    an archive, a redacted copy, a page. ``importer`` is empty where its text is not read yet."""

    name: str
    media_type: str
    size: int
    sha256: str
    added_at: datetime
    route: Route
    engagement_id: EngagementId | None = None
    parent: ExhibitId | None = None
    taken_at: Instant | None = None
    taken_from: TakenFrom = TakenFrom.UNKNOWN
    importer: str = ""
    label: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class KnownExhibit:
    """A stored exhibit. ``present`` is False where its file is missing from the attachments."""

    id: ExhibitId
    exhibit: Exhibit
    present: bool = True
