"""Puts the exhibits, untouched, into the windows that the layout left free for them."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gigwallet.documents.drawing.objects import Thing, name, text
from gigwallet.documents.drawing.pdf_file import DOCUMENT, PdfFile
from gigwallet.documents.drawing.sheet import Window
from gigwallet.documents.exhibits.parts import Look, Part
from gigwallet.documents.exhibits.views import View

# What fills a window is the first content of its page (``sheet.ViewPages``).
_FIGURE, _END = "/Figure <</MCID 0>> BDC ", " EMC"
_NOTHING = ("", b"")
# How a stored picture is turned to stand upright: EXIF orientation -> matrix on the unit square.
_UPRIGHT = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}


@dataclass(frozen=True, slots=True)
class Original:
    """A file that goes along as it is, under ``name``."""

    name: str
    sha256: str
    media_type: str
    size: int


@dataclass(slots=True)
class Exhibits:
    """What fills ``windows``: exhibits, whose files (``digests``, by their numbers) the ``parts``
    hold. A file is written where it is shown first, and once. ``shown_on`` names the exhibit of a
    page (from 1); ``originals`` go along."""

    windows: Sequence[Window] = ()
    parts: Sequence[Part] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
    shown_on: Mapping[int, str] = field(default_factory=dict)
    originals: Sequence[Original] = ()
    _on: dict[int, Window] = field(init=False)
    _part_of: dict[str, Part] = field(init=False)
    _labels: dict[str, str] = field(init=False)
    _first: dict[str, int] = field(init=False, default_factory=dict)
    _shared: dict[int, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._on = {each.page: each for each in self.windows}
        self._part_of = {digest: part for part in self.parts for digest in part.stored}
        self._labels = {}
        for number, digest in self.digests.items():
            # What two exhibits show belongs to neither.
            self._labels[digest] = DOCUMENT if digest in self._labels else f"exhibit {number}"

    def label(self, page: int) -> str:
        """What the bytes of a page belong to."""
        exhibit = self.shown_on.get(page)
        return f"page {page}" if exhibit is None else f"exhibit {exhibit}"

    def on(self, file: PdfFile, page: int) -> Generator[bytes, None, tuple[str, bytes]]:
        """What ``page`` draws in its window: the resources that this takes, and how."""
        window = self._on.get(page)
        if window is None:
            return _NOTHING
        digest = self.digests[window.exhibit]
        part = self._part_of[digest]
        stored, held = part.stored[digest], part.held[digest]
        yield from self._written(file, digest, part)
        before = self._first[digest] - 1
        view = stored.views[window.view]
        look = held.looks[view.page]
        drawing = _drawing(window, view, stored.orientation, look)
        things = f"/Exhibit {before + look.number} 0 R"
        words = held.words[window.view] if held.words else 0
        if words:
            things += f" /Words {before + words} 0 R"
            drawing += _behind(window)
        return f" /XObject << {things} >>", f"{_FIGURE}{drawing}{_END}".encode("ascii")

    def attached(self, file: PdfFile, stamp: str) -> Generator[bytes, None, list[tuple[str, int]]]:
        """The files that go along; their names and numbers."""
        made = []
        for each in self.originals:
            part = self._part_of[each.sha256]
            stream = part.held[each.sha256].original
            if stream is None:
                continue
            data, spec = file.numbers(), file.numbers()
            label = self._labels[each.sha256]
            keys = (
                f"<< /Type /EmbeddedFile /Subtype {name(each.media_type)} /Filter /FlateDecode "
                f"/Length {stream[1]} /Params << /Size {each.size} /ModDate {stamp} >> >>"
            )
            yield from file.stream(data, keys.encode("ascii"), part.pieces(*stream), label)
            called = text(each.name)
            yield file.thing(
                spec,
                f"<< /Type /Filespec /F {called} /UF {called} /Desc ({each.sha256}) "
                f"/AFRelationship /Source /EF << /F {data} 0 R /UF {data} 0 R >> >>",
                label,
            )
            made.append((each.name, spec))
        return made

    def _written(self, file: PdfFile, digest: str, part: Part) -> Iterator[bytes]:
        if digest in self._first:
            return
        if id(part) not in self._shared:
            self._shared[id(part)] = file.numbers(len(part.shared))
            yield from self._things(file, part.shared, self._shared[id(part)], part, DOCUMENT)
        things = part.held[digest].things
        self._first[digest] = file.numbers(len(things))
        yield from self._things(file, things, self._first[digest], part, self._labels[digest])

    def _things(
        self, file: PdfFile, things: Sequence[Thing], first: int, part: Part, label: str
    ) -> Iterator[bytes]:
        shared = self._shared[id(part)]

        def number(reference: int) -> int:
            return first - 1 + reference if reference > 0 else shared - 1 - reference

        for at, thing in enumerate(things, start=first):
            if thing.stream is None:
                yield file.thing(at, thing.spelt(number), label)
            else:
                data = part.pieces(*thing.stream)
                yield from file.stream(at, thing.spelt(number), data, label)


def _behind(window: Window) -> str:
    """Lays the words, which are written on the unit square, over the window."""
    where = " ".join(map(_number, (window.width, 0, 0, window.height, window.x, window.y)))
    return f" q {where} cm /Words Do Q"


def _drawing(window: Window, view: View, orientation: int, look: Look) -> str:
    if look.box is not None:
        return _fitted(window, look.box)
    # Clips to the window and draws the whole picture so that the view's part lies in it.
    whole = window.height / (view.bottom - view.top)
    bottom = window.y - (1 - view.bottom) * whole
    numbers = " ".join(map(_number, (window.x, window.y, window.width, window.height)))
    scale = " ".join(map(_number, (window.width, 0, 0, whole, window.x, bottom)))
    upright = " ".join(map(str, _UPRIGHT[orientation]))
    return f"q {numbers} re W n {scale} cm {upright} cm /Exhibit Do Q"


def _fitted(window: Window, box: tuple[float, float, float, float]) -> str:
    """A page of a paper, as large as the window holds it, in its middle."""
    left, low, right, high = box
    wide, tall = right - left, high - low
    scale = min(window.width / wide, window.height / tall) if wide > 0 and tall > 0 else 1.0
    x = window.x + (window.width - scale * wide) / 2 - scale * left
    y = window.y + (window.height - scale * tall) / 2 - scale * low
    return f"q {' '.join(map(_number, (scale, 0, 0, scale, x, y)))} cm /Exhibit Do Q"


def _number(value: float) -> str:
    return f"{value:.5f}".rstrip("0").rstrip(".")
