"""What is known of a file that is shown on pages: its views, its digests, its pictures."""

from __future__ import annotations

from dataclasses import dataclass

from gigwallet.domain.paper import Page

# A paper is shown at the size that it is printed at, and a little more where there is room.
PAPER_SCALE = 1.4
_LYING = 1.15


@dataclass(frozen=True, slots=True)
class Layer:
    """One picture stream of a PDF: ``data`` under ``filter`` (``DCTDecode`` or ``FlateDecode`` with
    PNG rows), ``palette`` as RGB triples where colours are indexed."""

    data: bytes
    filter: str
    width: int
    height: int
    bits: int
    channels: int
    palette: bytes = b""


@dataclass(frozen=True, slots=True)
class View:
    """What one page shows: the height fractions ``top`` to ``bottom`` of picture ``page`` (from 0),
    or page ``page`` of a paper. ``aspect`` is height over width as shown."""

    aspect: float
    width: float
    top: float = 0.0
    bottom: float = 1.0
    page: int = 0

    @property
    def lying(self) -> bool:
        """Whether it is read best on a sheet that lies."""
        return self.aspect < 1 / _LYING


@dataclass(frozen=True, slots=True)
class Recording:
    """Sound or video, which no page can show: its length and, of a video, where in it the picture
    stands that is shown. Milliseconds; None where it is not known or there is none."""

    media_type: str
    milliseconds: int | None
    still_at: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What pages need to know of a file. ``copy_sha256`` is of the file without metadata (pictures
    only). ``stored_as`` is the PDF filter of a picture, ``stored_sha256`` of its stream in the PDF:
    a JPEG's is the copy itself, a PNG's are its compressed rows as they are. Where pixels had to be
    packed anew, ``pixels_sha256`` is of them as a PPM file. ``changes`` are codes of what differs
    from the original, ``refused`` the code of why nothing is shown. ``archival``: it may stand in a
    PDF/A file. ``drawn`` are the pages of a paper (from 1) that are shown as pixels. ``worded``:
    words lie behind pixels of it; ``read_by`` names what read them, where a program did. ``device``
    is what the file says it was made with, ``program`` the program that it names, where hidden
    details were to stay; ``device_left_out``: it says one of them, and they were not."""

    views: tuple[View, ...]
    orientation: int = 1
    stored_as: str = ""
    stored_sha256: str = ""
    copy_sha256: str = ""
    pixels_sha256: str = ""
    changes: tuple[str, ...] = ()
    refused: str = ""
    archival: bool = True
    drawn: tuple[int, ...] = ()
    worded: bool = False
    read_by: str = ""
    recording: Recording | None = None
    device: str = ""
    device_left_out: bool = False
    program: str = ""


@dataclass(frozen=True, slots=True)
class Loaded(Shown):
    """``Shown`` with its bytes: ``layers`` are pictures with their alphas, by their page, or
    ``paper`` the pages of a PDF, those of ``layers`` empty. ``words`` stand behind the pixels of
    each view, None where there are none."""

    layers: tuple[tuple[Layer, Layer | None] | None, ...] = ()
    paper: bytes = b""
    words: tuple[Page | None, ...] = ()
