"""What exhibits give to show, stored part by part, so that originals are read a few at a time."""

from __future__ import annotations

import hashlib
import io
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

import pikepdf
from pikepdf import Array

from gigwallet.documents.drawing.blank_font import Letters
from gigwallet.documents.drawing.objects import Streams, Thing, Things
from gigwallet.documents.exhibits.foreign_pdf import SHEET
from gigwallet.documents.exhibits.showing import show
from gigwallet.documents.exhibits.text_layer import form_of, with_font
from gigwallet.documents.exhibits.views import Layer, Loaded, Shown
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit_choices import AS_USUAL, ExhibitChoices
from gigwallet.domain.paper import Paper

# Packed already: to pack them once more takes time and gives nothing.
_PACKED = ("image/jpeg", "image/png", "image/webp", "image/heic", "application/zip")
# Bytes of originals that one part takes: what a part holds is in memory while it is written.
_PART_BYTES = 12 * 1024 * 1024
_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ExhibitFile:
    """An original to be shown: its bytes, or where it lies. ``number`` and ``name`` say which in
    refusals. ``read`` is what a program read of it. One of ``passwords`` may open a PDF that is
    locked; they and ``choices`` are the same for all files of a bundle."""

    number: str
    media_type: str
    sha256: str
    size: int
    content: bytes | Path = field(repr=False)
    read: Paper | None = field(default=None, repr=False)
    name: str = ""
    passwords: tuple[str, ...] = field(default=(), repr=False)
    choices: ExhibitChoices = AS_USUAL


@dataclass(frozen=True, slots=True)
class Stored(Shown):
    """``Shown`` as a part holds it. ``attached``: the file itself lies in the part, to go along.
    Under other ``choices`` it would look otherwise."""

    attached: bool = False
    choices: ExhibitChoices = AS_USUAL


@dataclass(frozen=True, slots=True)
class Look:
    """What fills a window: object ``number`` of the file's things. ``box``: left, low, right and
    high edge of a page of a paper; a picture fills the unit square."""

    number: int
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """The objects of one file. ``looks`` by ``View.page``, ``words`` the numbers of what stands
    behind each view (0: nothing; empty: behind none). ``original`` is where the file itself lies,
    packed, if it goes along."""

    things: tuple[Thing, ...]
    looks: tuple[Look, ...]
    words: tuple[int, ...] = ()
    original: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What some files give to show: ``stored`` and ``held`` by the SHA-256 of the original, and the
    things that they ``shared``. Streams lie in ``content``, or in the file ``path``."""

    stored: dict[str, Stored]
    held: dict[str, Held] = field(default_factory=dict, repr=False)
    shared: tuple[Thing, ...] = field(default=(), repr=False)
    content: bytes = field(default=b"", repr=False)
    path: str = ""

    def moved_to(self, path: Path) -> Part:
        """The same with its streams in the file ``path``, which is written."""
        path.write_bytes(self.content)
        return replace(self, content=b"", path=str(path))

    def pieces(self, first: int, length: int) -> Iterator[bytes]:
        """``length`` bytes of the streams, from ``first`` on."""
        if not self.path:
            yield self.content[first : first + length]
            return
        with Path(self.path).open("rb") as stream:
            stream.seek(first)
            while length:
                piece = stream.read(min(length, _PIECE))
                if not piece:
                    raise EOFError
                length -= len(piece)
                yield piece


def batches(files: Iterable[ExhibitFile]) -> Iterator[tuple[ExhibitFile, ...]]:
    """The files in groups that are small enough for one part each; what comes twice, once."""
    batch: list[ExhibitFile] = []
    size = 0
    seen: set[str] = set()
    for file in files:
        if file.sha256 in seen:
            continue
        seen.add(file.sha256)
        if batch and size + file.size > _PART_BYTES:
            yield tuple(batch)
            batch, size = [], 0
        batch.append(file)
        size += file.size
    if batch:
        yield tuple(batch)


def write_part(files: Sequence[ExhibitFile]) -> Part:
    """The part of ``files``, in memory. Call it in a worker process: it reads foreign files.
    Refuses with ``exhibit_changed`` where a file's digest is not the recorded one."""
    stored: dict[str, Stored] = {}
    held: dict[str, Held] = {}
    streams, letters = Streams(), Letters()
    with pikepdf.new() as scratch, ThreadPoolExecutor(os.cpu_count() or 1) as workers:
        forms: dict[str, tuple[pikepdf.Object | None, ...]] = {}
        # Digesting and unpacking pictures leaves the interpreter free for the other core.
        loaded = workers.map(_loaded, files)
        for file, one in zip(files, loaded, strict=True):
            things = Things(streams)
            looks = tuple(_looks(things, one))
            original = _original(file, one)
            if looks or original is not None:
                lies = None if original is None else streams.put(original)
                held[file.sha256] = Held(things.all, looks, (), lies)
            forms[file.sha256] = tuple(
                None if page is None else form_of(scratch, page, letters) for page in one.words
            )
            shared = {each.name: getattr(one, each.name) for each in fields(Shown)}
            stored[file.sha256] = Stored(
                **shared, attached=original is not None, choices=file.choices
            )
        font = Things(streams)
        with_font(
            scratch,
            [one for some in forms.values() for one in some if one is not None],
            letters,
            font,
        )
        for digest, some in forms.items():
            if any(one is not None for one in some):
                held[digest] = _worded(held[digest], some, streams, font)
    return Part(stored, held, font.all, streams.content)


def unshown(file: ExhibitFile) -> Part:
    """The part of a file that ends every process which reads it: a page will say so."""
    return Part({file.sha256: Stored((), refused="file_unreadable", choices=file.choices)})


def _bytes_of(file: ExhibitFile) -> bytes:
    content = file.content
    return content if isinstance(content, bytes) else content.read_bytes()


def _loaded(file: ExhibitFile) -> Loaded:
    data = _bytes_of(file)
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise GigWalletError("exhibit_changed", exhibit=file.number)
    return show(
        data,
        file.media_type,
        file.choices,
        sha256=file.sha256,
        read=file.read,
        passwords=file.passwords,
    )


def _looks(things: Things, loaded: Loaded) -> Iterator[Look]:
    """A picture or a sheet each."""
    with ExitStack() as opened:
        sheets: list[pikepdf.Page] = []
        if loaded.paper and len(loaded.drawn) < len(loaded.views):
            sheets += opened.enter_context(pikepdf.open(io.BytesIO(loaded.paper))).pages
        for number, layered in enumerate(loaded.layers or [None] * len(sheets)):
            if layered is None:
                form = sheets[number].obj.Resources.XObject[SHEET]
                yield Look(things.take(form), _box(form))
                continue
            layer, alpha = layered
            mask = 0 if alpha is None else things.put(_about(alpha), alpha.data)
            yield Look(things.put(_about(layer), layer.data, mask))


def _box(form: pikepdf.Object) -> tuple[float, float, float, float]:
    """The edges of what the form draws, where its own matrix puts them."""
    left, low, right, high = (float(each) for each in form.BBox.as_list())
    a, b, c, d, e, f = (float(each) for each in form.get("/Matrix", Array([1, 0, 0, 1, 0, 0])))
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (low, high)]
    across, up = zip(*corners, strict=True)
    return min(across), min(up), max(across), max(up)


def _worded(
    held: Held, forms: Sequence[pikepdf.Object | None], streams: Streams, font: Things
) -> Held:
    """With the words of each view behind the look that they belong to."""
    things = Things(streams, font, held.things)
    words = tuple(0 if form is None else things.take(form) for form in forms)
    return replace(held, things=things.all, words=words)


def _original(file: ExhibitFile, loaded: Loaded) -> bytes | None:
    """The file itself, packed, where it is to go along and the pages do not give it out byte for
    byte."""
    if not file.choices.attach_originals:
        return None
    if loaded.copy_sha256 == file.sha256 and loaded.stored_as == "DCTDecode":
        return None
    return zlib.compress(_bytes_of(file), 0 if file.media_type in _PACKED else 6)


def _about(layer: Layer) -> str:
    colours = {1: "/DeviceGray", 3: "/DeviceRGB"}.get(layer.channels, "")
    if layer.palette:
        last = len(layer.palette) // 3 - 1
        colours = f"[ /Indexed /DeviceRGB {last} <{layer.palette.hex()}> ]"
    rows = ""
    if layer.filter == "FlateDecode":
        rows = (
            f" /DecodeParms << /Predictor 15 /Colors {layer.channels} "
            f"/BitsPerComponent {layer.bits} /Columns {layer.width} >>"
        )
    return (
        f"/Type /XObject /Subtype /Image /Width {layer.width} /Height {layer.height} "
        f"/BitsPerComponent {layer.bits} /ColorSpace {colours} /Filter /{layer.filter}{rows}"
    )
