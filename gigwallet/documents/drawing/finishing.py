"""Makes a file of what is laid out: title, language, bookmarks, page labels, attachments and
structure; the same bytes each time."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from gigwallet.documents.drawing import other_file, outline, screen_colours
from gigwallet.documents.drawing.canvas import Sheet
from gigwallet.documents.drawing.ink import number
from gigwallet.documents.drawing.objects import name, references, text
from gigwallet.documents.drawing.pdf_file import PdfFile
from gigwallet.documents.drawing.placing import Exhibits
from gigwallet.documents.drawing.sheet import Laid

_PRODUCER = "GigWallet"
_COLOURS = "(sRGB IEC61966-2.1)"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>
<pdf:Producer>{producer}</pdf:Producer>{claim}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""

_CLAIM = """
<pdfaid:part xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">3</pdfaid:part>
<pdfaid:conformance xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">B</pdfaid:conformance>"""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file carried inside the PDF."""

    name: str
    data: bytes
    media_type: str
    description: str


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself. ``day`` stands in for every time in it. ``archival``: that it is
    PDF/A-3b, which foreign pages may rule out. ``labels`` say from which page on (from 0) what
    stands before which number."""

    title: str
    language: str
    day: date
    attachments: tuple[Attachment, ...] = ()
    archival: bool = True
    labels: Sequence[tuple[int, str, int]] = ((0, "", 1),)


@dataclass(frozen=True, slots=True)
class _Numbers:
    """Of objects that others refer to; pages and elements follow one another."""

    pages: int
    tree: int
    first_page: int
    first_element: int
    faces: int = 0


def whole(laid: Laid, about: About, *, sealed: bool) -> bytes:
    """The file in memory, of a document without exhibits."""
    return b"".join(pieces(PdfFile(), laid, about, Exhibits(), sealed=sealed))


def pieces(
    file: PdfFile, laid: Laid, about: About, exhibits: Exhibits, *, sealed: bool = True
) -> Iterator[bytes]:
    """The file piece by piece, with ``exhibits`` in the windows that were left free for them."""
    yield file.head()
    faces = yield from _faces(file, laid)
    numbers = _Numbers(
        file.numbers(),
        file.numbers(),
        file.numbers(laid.total),
        file.numbers(len(laid.structure)),
        faces,
    )
    links: list[int] = []
    for place, sheet in enumerate(laid.sheets):
        yield from _page(file, place, sheet, laid, numbers, exhibits, links)
    kids = references(range(numbers.first_page, numbers.first_page + laid.total))
    yield file.thing(numbers.pages, f"<< /Type /Pages /Count {laid.total} /Kids [ {kids} ] >>")
    keys = [f"/Type /Catalog /Pages {numbers.pages} 0 R /StructTreeRoot {numbers.tree} 0 R"]
    if laid.bookmarks:
        marks = [(words, _target(laid, numbers, to), level) for words, to, level in laid.bookmarks]
        first = file.numbers(1 + len(marks))
        for at, spelt in enumerate(outline.spelt(marks, first), start=first):
            yield file.thing(at, spelt)
        keys.append(f"/Outlines {first} 0 R")
    attached = yield from exhibits.attached(file, _stamp(about.day))
    for each in about.attachments:
        attached.append((each.name, (yield from _attached(file, each, _stamp(about.day)))))
    if attached:
        keys.append(_listed(attached))
    tree = laid.structure.spelt(
        numbers.tree, numbers.first_element, numbers.first_page, laid.total, links
    )
    yield file.thing(numbers.tree, next(tree))
    for at, spelt in enumerate(tree, start=numbers.first_element):
        yield file.thing(at, spelt)
    keys.append((yield from _said(file, about, laid.total, numbers.first_page)))
    root, info = file.numbers(), file.numbers()
    yield file.thing(root, f"<< {' '.join(keys)} >>")
    stamp = _stamp(about.day)
    yield file.thing(
        info,
        f"<< /Title {text(about.title)} /Producer {text(_PRODUCER)} "
        f"/CreationDate {stamp} /ModDate {stamp} >>",
    )
    yield from file.end(root, info, sealed=sealed)


def _faces(file: PdfFile, laid: Laid) -> Generator[bytes, None, int]:
    """The faces; the number of their dictionary."""
    faces = laid.faces
    first = file.numbers(len(faces.things))
    for at, thing in enumerate(faces.things, start=first):
        spelt = thing.spelt(lambda own: first - 1 + own)
        if thing.stream is None:
            yield file.thing(at, spelt)
        else:
            begin, length = thing.stream
            yield from file.stream(at, spelt, (faces.content[begin : begin + length],))
    return first


def _page(
    file: PdfFile,
    place: int,
    sheet: Sheet,
    laid: Laid,
    numbers: _Numbers,
    exhibits: Exhibits,
    links: list[int],
) -> Iterator[bytes]:
    """``links``: the numbers of those before; its own are put behind them."""
    label = exhibits.label(place + 1)
    # Its exhibit stands in front of the first page that shows it.
    things, drawing = yield from exhibits.on(file, place + 1)
    contents = [file.numbers()]
    code = b"<< /Filter /FlateDecode /Length %d >>" % len(sheet.code)
    yield from file.stream(contents[0], code, (sheet.code,), label)
    if drawing:
        contents.append(file.numbers())
        yield from file.stream(contents[1], b"<< /Length %d >>" % len(drawing), (drawing,), label)
    first = file.numbers(len(sheet.links))
    for at, (box, to) in enumerate(sheet.links, start=first):
        where = " ".join(map(number, box))
        yield file.thing(
            at,
            f"<< /Type /Annot /Subtype /Link /F 4 /Border [ 0 0 0 ] /Rect [ {where} ] "
            f"/StructParent {laid.total + len(links)} {_leading(laid, numbers, to)} >>",
            label,
        )
        links.append(at)
    size = " ".join(map(number, sheet.size))
    own = numbers.first_page + place
    notes = f" /Annots [ {references(range(first, first + len(sheet.links)))} ]"
    yield file.thing(
        own,
        f"<< /Type /Page /Parent {numbers.pages} 0 R /MediaBox [ 0 0 {size} ] /Resources << "
        f"/Font {numbers.faces} 0 R{things} >> /Contents [ {references(contents)} ] /Tabs /S "
        f"/StructParents {place}{notes if sheet.links else ''} >>",
        label,
    )


def _leading(laid: Laid, numbers: _Numbers, to: str) -> str:
    """To a place of this document, or to a page of another file."""
    away = other_file.read(to)
    if away is not None:
        return other_file.leading(*away)
    return f"/Contents {text(to)} /Dest {_target(laid, numbers, to)}"


def _target(laid: Laid, numbers: _Numbers, place: str) -> str:
    page, left, top = laid.places[place]
    return f"[ {numbers.first_page + page - 1} 0 R /XYZ {number(left)} {number(top)} 0 ]"


def _attached(file: PdfFile, attachment: Attachment, stamp: str) -> Generator[bytes, None, int]:
    stream, spec = file.numbers(), file.numbers()
    data = attachment.data
    check = hashlib.md5(data, usedforsecurity=False).hexdigest()
    yield file.packed(
        stream,
        f"/Type /EmbeddedFile /Subtype {name(attachment.media_type)} /Params << "
        f"/Size {len(data)} /CheckSum <{check}> /CreationDate {stamp} /ModDate {stamp} >>",
        data,
    )
    called = text(attachment.name)
    yield file.thing(
        spec,
        f"<< /Type /Filespec /F {called} /UF {called} /Desc {text(attachment.description)} "
        f"/AFRelationship /Data /EF << /F {stream} 0 R /UF {stream} 0 R >> >>",
    )
    return spec


def _listed(attached: Sequence[tuple[str, int]]) -> str:
    """The files inside: by their names, in the order of these, and as the document's own."""
    rows = " ".join(f"{text(called)} {at} 0 R" for called, at in sorted(attached))
    along = references(at for _, at in attached)
    return f"/Names << /EmbeddedFiles << /Names [ {rows} ] >> >> /AF [ {along} ]"


def _said(file: PdfFile, about: About, pages: int, first_page: int) -> Generator[bytes, None, str]:
    """What the document says of itself, as keys of its root."""
    tag = {"zh": "zh-Hans"}.get(about.language, about.language)
    metadata, colours = file.numbers(), file.numbers()
    said = _XMP.format(
        title=escape(about.title),
        language=tag,
        moment=f"{about.day:%Y-%m-%d}T00:00:00Z",
        producer=_PRODUCER,
        claim=_CLAIM if about.archival else "",
    ).encode("utf-8")
    keys = b"<< /Type /Metadata /Subtype /XML /Length %d >>" % len(said)
    yield from file.stream(metadata, keys, (said,))
    yield file.packed(colours, "/N 3 /Alternate /DeviceRGB", screen_colours.profile())
    labels = " ".join(_labels(about.labels))
    return " ".join(
        (
            f"/Lang {text(tag)} /ViewerPreferences << /DisplayDocTitle true >>",
            # What is printed on a page is what a reader calls it, the cover included.
            f"/PageLabels << /Nums [ {labels} ] >>",
            f"/OpenAction [ {first_page} 0 R /XYZ null null 1 ] /MarkInfo << /Marked true >>",
            *(["/PageMode /UseOutlines"] if pages > 1 else []),
            f"/Metadata {metadata} 0 R /OutputIntents [ << /Type /OutputIntent /S /GTS_PDFA1 "
            f"/OutputConditionIdentifier {_COLOURS} /Info {_COLOURS} "
            f"/DestOutputProfile {colours} 0 R >> ]",
        )
    )


def _labels(labels: Sequence[tuple[int, str, int]]) -> Iterator[str]:
    for at, prefix, first in labels:
        before = f" /P {text(prefix)}" if prefix else ""
        begins = f" /St {first}" if first != 1 else ""
        yield f"{at} << /S /D{before}{begins} >>"


def _stamp(day: date) -> str:
    return f"(D:{day:%Y%m%d}000000Z)"
