"""What every document gets before it is sealed: title, language, attachments, page labels, and the
same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import BinaryIO
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from gigwallet.documents.drawing import screen_colours
from gigwallet.documents.drawing.splicing import spliced
from gigwallet.documents.drawing.structure import Structure

_PRODUCER = "GigWallet"
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


def finish(
    pdf: pikepdf.Pdf,
    *,
    title: str,
    language: str,
    day: date,
    attachments: tuple[Attachment, ...] = (),
    structure: Structure,
) -> bytes:
    """As ``finish_into``, in memory, of a document of our own making."""
    out = io.BytesIO()
    finish_into(out, pdf, title=title, language=language, day=day, attachments=attachments)
    return b"".join(spliced(out.getvalue(), {}, structure))


def finish_into(
    out: BinaryIO,
    pdf: pikepdf.Pdf,
    *,
    title: str,
    language: str,
    day: date,
    attachments: tuple[Attachment, ...] = (),
    archival: bool = True,
    labels: Sequence[tuple[int, str, int]] = ((0, "", 1),),
) -> None:
    """Writes what ``spliced`` makes a file of, which is then ready to be sealed. ``day`` stands in
    for every time in the file. ``archival``: the file says of itself that it is PDF/A-3b, which
    foreign pages may rule out. ``labels`` say from which page on (from 0) what stands before which
    number. ``pdf`` is changed."""
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    stamp = moment.strftime("D:%Y%m%d%H%M%SZ")
    tag = {"zh": "zh-Hans"}.get(language, language)
    root = pdf.Root
    root.Lang = String(tag)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    # What is printed on a page is what a reader calls it, the cover included.
    root.PageLabels = Dictionary(Nums=Array(list(_labels(labels))))
    first = pdf.pages[0].obj
    root.OpenAction = Array([first, Name.XYZ, None, None, 1])
    # An empty one, for ``spliced`` to fill.
    root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root.MarkInfo = Dictionary(Marked=True)
    for place, page in enumerate(pdf.pages):
        page.obj.Tabs = Name.S
        page.obj.StructParents = place
        for note in page.obj.get("/Annots", Array()):
            note["/F"] = 4
    if len(pdf.pages) > 1:
        root.PageMode = Name.UseOutlines
    root.Metadata = pdf.make_stream(
        _XMP.format(
            title=escape(title),
            language=tag,
            moment=moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
            producer=_PRODUCER,
            claim=_CLAIM if archival else "",
        ).encode("utf-8"),
        Type=Name.Metadata,
        Subtype=Name.XML,
    )
    colours = pdf.make_stream(screen_colours.profile(), N=3, Alternate=Name.DeviceRGB)
    root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
                Info=String("sRGB IEC61966-2.1"),
                DestOutputProfile=colours,
            )
        ]
    )
    pdf.trailer.Info = pdf.make_indirect(Dictionary())
    pdf.docinfo["/Title"] = String(title)
    pdf.docinfo["/Producer"] = String(_PRODUCER)
    pdf.docinfo["/CreationDate"] = String(stamp)
    pdf.docinfo["/ModDate"] = String(stamp)
    for attachment in attachments:
        _attach(pdf, attachment, stamp)
    pdf.save(
        out,
        deterministic_id=True,
        min_version="1.7",
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        compress_streams=True,
        recompress_flate=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )


def _labels(labels: Sequence[tuple[int, str, int]]) -> Iterator[int | Dictionary]:
    for at, prefix, number in labels:
        said = Dictionary(S=Name.D)
        if prefix:
            said.P = String(prefix)
        if number != 1:
            said.St = number
        yield at
        yield said


def _attach(pdf: pikepdf.Pdf, attachment: Attachment, stamp: str) -> None:
    spec = pikepdf.AttachedFileSpec(
        pdf,
        attachment.data,
        filename=attachment.name,
        description=attachment.description,
        mime_type=attachment.media_type,
        creation_date=stamp,
        mod_date=stamp,
    )
    spec.relationship = Name.Data
    # The library lists the file under the document's associated files, as PDF/A-3 wants it.
    pdf.attachments[attachment.name] = spec
