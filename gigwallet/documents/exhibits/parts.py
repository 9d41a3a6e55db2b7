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
from pikepdf import Array, Dictionary, Name

from gigwallet.documents.drawing.blank_font import Letters
from gigwallet.documents.drawing.splicing import Beside, Bytes
from gigwallet.documents.exhibits.showing import show
from gigwallet.documents.exhibits.text_layer import form_of, with_font
from gigwallet.documents.exhibits.views import Layer, Loaded, Shown
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.exhibit_choices import AS_USUAL, ExhibitChoices
from gigwallet.domain.paper import Paper

LOOK, ORIGINAL = "/Look", "/Original"
# Packed already: to pack them once more takes time and gives nothing.
_PACKED = ("image/jpeg", "image/png", "image/webp", "image/heic", "application/zip")
# Bytes of originals that one part takes: what a part holds is in memory while it is written.
_PART_BYTES = 12 * 1024 * 1024


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
    """``Shown`` with its place: view ``page`` n lies on page ``first`` + n of its part, and the
    file itself, if it is to be attached, on page ``original`` (else 0). Under other ``choices`` it
    would look otherwise."""

    first: int = 0
    original: int = 0
    choices: ExhibitChoices = AS_USUAL


@dataclass(frozen=True, slots=True)
class Part:
    """``pdf`` holds looks, one a page, with marks for long streams (``splicing``); it is empty
    where nothing can be shown. The streams lie in ``content``, or in the file ``path``. ``stored``
    by the SHA-256 of the original."""

    stored: dict[str, Stored]
    pdf: bytes = field(default=b"", repr=False)
    where: dict[str, Bytes] = field(default_factory=dict, repr=False)
    content: bytes = field(default=b"", repr=False)
    path: str = ""

    def moved_to(self, path: Path) -> Part:
        """The same with its streams in the file ``path``, which is written."""
        path.write_bytes(self.content)
        return replace(self, content=b"", path=str(path))

    @property
    def streams(self) -> dict[str, Bytes]:
        """By their marks."""
        source = self.path or self.content
        return {mark: replace(one, source=source) for mark, one in self.where.items()}


def words_of(view: int) -> str:
    """What the words behind a view are called on the page of its look."""
    return f"/Words{view}"


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
    with ExitStack() as papers, ThreadPoolExecutor(os.cpu_count() or 1) as workers:
        pdf = papers.enter_context(pikepdf.new())
        letters, beside = Letters(), Beside()
        forms: list[pikepdf.Object] = []
        # Digesting and unpacking pictures leaves the interpreter free for the other core.
        loaded = workers.map(_loaded, files)
        for file, one in zip(files, loaded, strict=True):
            first = len(pdf.pages)
            _add(pdf, one, papers, beside)
            forms += _add_words(pdf, one, first, letters)
            shared = {each.name: getattr(one, each.name) for each in fields(Shown)}
            original = _add_original(pdf, file, one) if file.choices.attach_originals else 0
            stored[file.sha256] = Stored(
                **shared, first=first, original=original, choices=file.choices
            )
        with_font(pdf, forms, letters)
        if not len(pdf.pages):
            return Part(stored)
        beside.take_out(pdf)
        out = io.BytesIO()
        pdf.save(
            out,
            static_id=True,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return Part(stored, out.getvalue(), beside.where, beside.content)


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


def _add(pdf: pikepdf.Pdf, loaded: Loaded, papers: ExitStack, beside: Beside) -> None:
    """One page for each picture or sheet, which holds it as its resource and draws nothing. Papers
    stay open until the part is saved: what is copied from them is read then."""
    sheets: list[pikepdf.Page] = []
    if loaded.paper and len(loaded.drawn) < len(loaded.views):
        sheets += papers.enter_context(pikepdf.open(io.BytesIO(loaded.paper))).pages
    for number, layered in enumerate(loaded.layers or [None] * len(sheets)):
        if layered is None:
            _keep(pdf, LOOK, pdf.copy_foreign(sheets[number].obj.Resources.XObject[LOOK]))
            continue
        layer, alpha = layered
        picture = _stream(pdf, layer, beside, loaded.stored_sha256)
        if alpha is not None:
            picture["/SMask"] = _stream(pdf, alpha, beside)
        _keep(pdf, LOOK, picture)


def _add_words(
    pdf: pikepdf.Pdf, loaded: Loaded, first: int, letters: Letters
) -> Iterator[pikepdf.Object]:
    """The words of each view, beside the look that they lie behind."""
    for number, page in enumerate(loaded.words):
        form = None if page is None else form_of(pdf, page, letters)
        if form is not None:
            sheet = pdf.pages[first + loaded.views[number].page].obj
            sheet.Resources.XObject[words_of(number)] = form
            yield form


def _add_original(pdf: pikepdf.Pdf, file: ExhibitFile, loaded: Loaded) -> int:
    """A page that holds the file itself, to be attached; 0 where the pages give it out byte for
    byte. It is never the first page: a look comes before, or a page of its own."""
    if loaded.copy_sha256 == file.sha256 and loaded.stored_as == "DCTDecode":
        return 0
    if not len(pdf.pages):
        pdf.add_blank_page(page_size=(3, 3))
    packed = 0 if file.media_type in _PACKED else 6
    stream = pikepdf.Stream(pdf, b"", Type=Name.EmbeddedFile)
    stream.write(zlib.compress(_bytes_of(file), packed), filter=Name.FlateDecode)
    _keep(pdf, ORIGINAL, pdf.make_indirect(stream))
    return len(pdf.pages) - 1


def _keep(pdf: pikepdf.Pdf, name: str, thing: pikepdf.Object) -> None:
    page = pdf.add_blank_page(page_size=(3, 3))
    page.obj.Resources = Dictionary(XObject=Dictionary({name: thing}))


def _stream(pdf: pikepdf.Pdf, layer: Layer, beside: Beside, sha256: str = "") -> pikepdf.Stream:
    stream = pdf.make_stream(b"")
    beside.put(stream, layer.data, sha256 or hashlib.sha256(layer.data).hexdigest())
    stream.Filter = Name("/" + layer.filter)
    if layer.filter == "FlateDecode":
        stream.DecodeParms = Dictionary(
            Predictor=15,
            Colors=layer.channels,
            BitsPerComponent=layer.bits,
            Columns=layer.width,
        )
    for key, value in _about(layer):
        stream[key] = value
    return stream


def _about(layer: Layer) -> Iterator[tuple[str, object]]:
    yield "/Type", Name.XObject
    yield "/Subtype", Name.Image
    yield "/Width", layer.width
    yield "/Height", layer.height
    yield "/BitsPerComponent", layer.bits
    if layer.palette:
        last = len(layer.palette) // 3 - 1
        colours = pikepdf.String(layer.palette)
        yield "/ColorSpace", Array([Name.Indexed, Name.DeviceRGB, last, colours])
    else:
        yield "/ColorSpace", {1: Name.DeviceGray, 3: Name.DeviceRGB}[layer.channels]
