"""What stands behind a sealed PDF: one signature and what it hangs on, or something else.

A signature alone would not do: whoever appends other pages can sign them too. So the update is read
line by line, and may add a signature field without looks, and nothing more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pikepdf

from gigwallet.sealing.lying import Lying

_UPDATE = re.compile(
    rb"(?P<objects>(?:[1-9]\d{0,8} 0 obj\n.*?\nendobj\n)+)"
    rb"xref\n(?P<table>(?:\d{1,9} \d{1,4}\n(?:\d{10} \d{5} [nf][ \r]\n)+)+)"
    rb"trailer\n(?P<trailer><<.*?>>)\nstartxref\n(?P<start>\d{1,18})\n%%EOF\n",
    re.DOTALL,
)
_SECTION = re.compile(rb"(\d{1,9}) (\d{1,4})\n((?:\d{10} \d{5} [nf][ \r]\n)+)")
_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d{1,18})\s+(\d{1,18})\s+(\d{1,18})\s+(\d{1,18})\s*\]")
_START = re.compile(rb"startxref\n(\d{1,18})\n%%EOF\n$")
_HEX = re.compile(rb"<[0-9A-Fa-f]*>")
_FORM = {"/Fields", "/SigFlags"}
_FIELD = {"/FT", "/T", "/Type", "/Subtype", "/F", "/Rect", "/P", "/V"}
_SIGNATURE = {"/Contents", "/ByteRange", "/Type", "/Filter", "/SubFilter", "/M"}
_TRAILER = {"/Info", "/Root", "/Size", "/ID", "/Prev"}
_LARGEST = 4 * 1024 * 1024
_UNREADABLE = (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError)


@dataclass(frozen=True, slots=True)
class SignedUpdate:
    """``signature`` is the CMS structure with the zeros that fill its room; ``spans`` are the first
    byte and the length of the two parts of the file that it covers: all but its own digits."""

    signature: bytes
    spans: tuple[int, int, int, int]


def read(data: Lying, sealed: int) -> SignedUpdate | None:
    """None where what comes after the first ``sealed`` bytes is anything but one signature over the
    whole file, which adds nothing to see and changes nothing that was sealed."""
    if len(data) - sealed > _LARGEST:
        return None
    tail = data[sealed:]
    if re.search(rb"\bstream\b|ObjStm|XRef", tail):
        return None
    update = _UPDATE.fullmatch(tail)
    ranges = _RANGE.findall(tail)
    if update is None or len(ranges) != 1:
        return None
    spans = tuple(map(int, ranges[0]))
    first, before, second, after = spans
    covers = first == 0 and sealed <= before < second and second + after == len(data)
    held = data[before:second] if covers else b""
    if not _HEX.fullmatch(held) or len(held) % 2:
        return None
    listed = _listed(update["table"], data, sealed)
    if listed is None or int(update["start"]) != sealed + update.start("table") - len(b"xref\n"):
        return None
    try:
        if not _adds_a_signature_only(data, sealed, listed, spans):
            return None
    except _UNREADABLE:
        return None
    return SignedUpdate(bytes.fromhex(held[1:-1].decode("ascii")), (first, before, second, after))


def _listed(table: bytes, data: Lying, sealed: int) -> set[int] | None:
    """The numbers of the objects that the update brings; None where one lies somewhere else."""
    found: set[int] = set()
    for section in _SECTION.finditer(table):
        start, count = int(section[1]), int(section[2])
        rows = section[3].splitlines()
        if len(rows) != count:
            return None
        for number, row in enumerate(rows, start):
            if number == 0 and row.startswith(b"0000000000 65535 f"):
                continue
            place = int(row[:10])
            if row[17:18] != b"n" or place < sealed:
                return None
            if not data.startswith(b"%d 0 obj\n" % number, place) or number in found:
                return None
            found.add(number)
    return found


def _adds_a_signature_only(
    data: Lying, sealed: int, listed: set[int], spans: tuple[int, ...]
) -> bool:
    with (
        pikepdf.open(data.first(sealed).stream()) as old,
        pikepdf.open(data.stream()) as new,
    ):
        if not _same_trailer(old, new, data[sealed - 64 : sealed]):
            return False
        field = _only_field(new)
        if field is None or "/AcroForm" in old.Root or not _is_signature(field, spans):
            return False
        if not _same_but(old.Root, new.Root, "/AcroForm"):
            return False
        page, signed = old.pages[0].obj, new.pages[0].obj
        if page.objgen != signed.objgen or not _same_but(page, signed, "/Annots"):
            return False
        notes = [each.objgen for each in page.get("/Annots", [])]
        if [each.objgen for each in signed.Annots] != [*notes, field.objgen]:
            return False
        changed = {old.Root.objgen[0], page.objgen[0]}
        if "/Annots" in page and page.Annots.is_indirect:
            changed.add(page.Annots.objgen[0])
        size = int(old.trailer.Size)
        return all(number in changed or number >= size for number in listed)


def _same_trailer(old: pikepdf.Pdf, new: pikepdf.Pdf, end: bytes) -> bool:
    start = _START.search(end)
    return (
        set(new.trailer.keys()) <= _TRAILER
        and start is not None
        and int(new.trailer.get("/Prev", -1)) == int(start[1])
        and new.trailer.Root.objgen == old.trailer.Root.objgen
        and new.trailer.Info.objgen == old.trailer.Info.objgen
    )


def _only_field(pdf: pikepdf.Pdf) -> pikepdf.Object | None:
    form = pdf.Root.get("/AcroForm")
    if form is None or not set(form.keys()) <= _FORM or len(form.Fields) != 1:
        return None
    return form.Fields[0]


def _is_signature(field: pikepdf.Object, spans: tuple[int, ...]) -> bool:
    """A field that shows nothing, and whose value covers what was found in the text."""
    if not set(field.keys()) <= _FIELD or str(field.FT) != "/Sig":
        return False
    if any(float(each) for each in field.Rect):
        return False
    value = field.V
    return set(value.keys()) <= _SIGNATURE and [int(each) for each in value.ByteRange] == [*spans]


def _same_but(old: pikepdf.Object, new: pikepdf.Object, added: str) -> bool:
    """Whether two dictionaries of two files say the same, ``added`` aside."""
    keys = set(old.keys()) - {added}
    return keys == set(new.keys()) - {added} and all(
        _text(old[key]) == _text(new[key]) for key in keys
    )


def _text(value: object) -> bytes:
    """A reference as a reference: what it leads to is compared by its own number."""
    if isinstance(value, pikepdf.Object):
        return b"%d %d R" % value.objgen if value.is_indirect else value.unparse()
    return repr(value).encode()
