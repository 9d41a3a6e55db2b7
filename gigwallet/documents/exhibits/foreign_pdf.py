"""What a foreign PDF brings along as an exhibit: how its pages look, and nothing that acts."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Name

from gigwallet import pages
from gigwallet.documents.drawing import archive_rules
from gigwallet.domain.errors import GigWalletError
from gigwallet.pages import Media

# What the look of a page is called among the resources of its sheet.
SHEET = "/Look"
# Keys that say more than how a page looks.
_SILENT = ("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/StructParent", "/StructParents",
           "/OPI", "/Measure", "/PtData", "/Alternates")  # fmt: skip

# What the library raises where a page is not what the standard says it is.
_BROKEN = (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError)


@dataclass(frozen=True, slots=True)
class InertCopy:
    """``data`` is a PDF of the same number of pages; ``sizes`` are width and height as shown.
    ``archival``: for each page, whether its look may stand in a PDF/A file."""

    data: bytes
    sizes: tuple[tuple[float, float], ...]
    changes: tuple[str, ...]
    archival: tuple[bool, ...]


def inert_copy(data: bytes) -> InertCopy:
    """The pages without scripts, actions, links, attachments and metadata.

    Filled form fields and notes are drawn into their pages as they look, and this is declared.
    Refuses with ``pdf_encrypted``, ``pdf_unreadable``, ``pdf_too_long``.
    """
    facts = pages.describe_paper(data)
    try:
        with pikepdf.open(io.BytesIO(data)) as source, pikepdf.new() as copy:
            if "/OCProperties" in source.Root:
                # Layers that are switched off would all come to light; pixels keep them off.
                raise GigWalletError("pdf_unreadable")
            changes = _changes(source)
            claims = archive_rules.claims(source)
            archival = []
            source.remove_unreferenced_resources()
            _flatten(source)
            for page, (wide, tall) in zip(source.pages, facts.sizes, strict=True):
                look = copy.copy_foreign(page.as_form_xobject())
                archival.append(archive_rules.keeps(look, claims=claims))
                sheet = copy.add_blank_page(page_size=(max(wide, 3), max(tall, 3)))
                sheet.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary({SHEET: look}))
            _silence(copy)
            out = io.BytesIO()
            copy.save(out, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    except GigWalletError as refusal:
        raise GigWalletError("pdf_unreadable") from refusal
    except pikepdf.PasswordError as locked:
        raise GigWalletError("pdf_encrypted") from locked
    except _BROKEN as broken:
        raise GigWalletError("pdf_unreadable") from broken
    return InertCopy(out.getvalue(), facts.sizes, changes, tuple(archival))


def flattened(data: bytes) -> bytes:
    """The document with its filled fields and notes drawn into its pages, to be drawn or read; as
    it is where that cannot be done. It may still act: it goes nowhere but through PDFium."""
    try:
        with pikepdf.open(io.BytesIO(data)) as source:
            if "/AcroForm" not in source.Root and not any(
                "/Annots" in page for page in source.pages
            ):
                return data
            _flatten(source)
            out = io.BytesIO()
            source.save(out, static_id=True)
    except _BROKEN:
        return data
    return out.getvalue()


def unlocked(data: bytes, passwords: Sequence[str]) -> bytes:
    """The document without its encryption, which the first of ``passwords`` that does opens.
    Refusals: ``pdf_password_wrong``, ``pdf_unreadable``."""
    for password in passwords:
        try:
            with pikepdf.open(io.BytesIO(data), password=password) as source:
                out = io.BytesIO()
                source.save(out, static_id=True, encryption=False)
        except pikepdf.PasswordError:
            continue
        except _BROKEN as broken:
            raise GigWalletError("pdf_unreadable") from broken
        return out.getvalue()
    raise GigWalletError("pdf_password_wrong")


def _flatten(source: pikepdf.Pdf) -> None:
    if "/AcroForm" in source.Root:
        source.generate_appearance_streams()
    source.flatten_annotations("print")


def _changes(source: pikepdf.Pdf) -> tuple[str, ...]:
    found = []
    if any(_is_note(note) for page in source.pages for note in page.get("/Annots", ())):
        found.append("notes_drawn_in")
    if "/AcroForm" in source.Root:
        found.append("form_drawn_in")
    if "/OpenAction" in source.Root or "/AA" in source.Root or _has_scripts(source):
        found.append("actions_removed")
    if len(source.attachments):
        found.append("attachments_removed")
    return tuple(found)


def _is_note(note: pikepdf.Object) -> bool:
    """Whether the annotation shows something of its own (form fields are told apart)."""
    return note.get("/Subtype") not in (Name.Link, Name.Popup, Name.Widget)


def _has_scripts(source: pikepdf.Pdf) -> bool:
    names = source.Root.get("/Names")
    return isinstance(names, pikepdf.Dictionary) and "/JavaScript" in names


def _silence(copy: pikepdf.Pdf) -> None:
    """Takes metadata off every object, and out of the JPEGs inside."""
    for thing in copy.objects:
        if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            continue
        for key in _SILENT:
            if key in thing:
                del thing[key]
        if not isinstance(thing, pikepdf.Stream) or thing.get("/Subtype") != Name.Image:
            continue
        filters = thing.get("/Filter")
        if isinstance(filters, pikepdf.Array) and Name.DCTDecode in list(filters):
            # A JPEG wrapped once more; rare, and its metadata cannot be reached from here.
            raise GigWalletError("pdf_unreadable")
        if filters == Name.DCTDecode:
            raw = thing.read_raw_bytes()
            # A torn picture inside a sound page refuses here, and the pages are drawn as pixels.
            bare = pages.strip_metadata(raw, Media.JPEG)
            if bare != raw:
                thing.write(bare, filter=Name.DCTDecode)
