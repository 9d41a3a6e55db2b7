"""The library's canvas, which keeps its file back until it is known to be the last one."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen import canvas

from gigwallet.documents.drawing import fonts, other_file
from gigwallet.documents.drawing.ink import Ink, number
from gigwallet.documents.drawing.structure import Structure

Link = tuple[tuple[float, float, float, float], str]


class Canvas(canvas.Canvas):  # type: ignore[misc]  # reportlab has no types
    """Writes its file only when it is asked for it. On one that is a ``draft`` flowables find out
    where they come to stand and need not draw themselves."""

    def __init__(self, out: io.BytesIO, *, draft: bool) -> None:
        super().__init__(
            out, pagesize=A4, invariant=1, pageCompression=1, initialFontName=fonts.REGULAR
        )
        self.draft = draft
        self.structure = Structure()
        self._out = out

    def ink(self) -> Ink:
        return Ink(self._doc)

    def put(self, ink: Ink, content: str = "") -> None:
        """Draws what ``ink`` holds where the canvas stands now, as one ``content`` of the page."""
        if not ink.blank:
            self._code.append(ink.code(content))

    def put_element(self, ink: Ink, kind: str) -> None:
        """Draws it as an element of the document, such as ``P``."""
        if not ink.blank:
            self.put(ink, self.structure.content(kind, self.getPageNumber()))

    def add_page(self, size: tuple[float, float], code: str, links: Sequence[Link]) -> None:
        """A whole page. ``links`` are rectangles and the places that they lead to."""
        document = self._doc
        if self.draft:
            document.pageCounter += 1
        else:
            notes = [
                document.Reference(_LinkTo(box, self._bookmarkReference(place)))
                for box, place in links
            ]
            document.addPage(_Page(size, document.Reference(_Content(code)), notes))
        self._pageNumber += 1

    def linkRect(  # noqa: N802  the library's name
        self,
        contents: str,
        destinationname: str,
        Rect: Any = None,  # noqa: N803
        **options: Any,
    ) -> None:
        """A place of this document, or a page of another file."""
        away = other_file.read(destinationname)
        if away is None:
            super().linkRect(contents, destinationname, Rect, **options)
        else:
            box = self._absRect(Rect, options.get("relative", 1))
            self._addAnnotation(other_file.LinkAway(box, *away))

    def save(self) -> None:
        """Nothing yet: the layout may turn out to be no more than another draft."""

    def written(self) -> bytes:
        # Streams are bytes in the file that this becomes; spelt in letters they are a quarter more.
        rl_config.useA85 = 0
        super().save()
        return self._out.getvalue()


class _Page(pdfdoc.PDFObject):  # type: ignore[misc]  # reportlab has no types
    """Spelt out at once: the library's own page is a dozen objects, each formatted by itself."""

    def __init__(self, size: tuple[float, float], content: Any, notes: Sequence[Any]) -> None:
        self._size, self._content, self._notes = size, content, notes

    def format(self, document: Any) -> bytes:
        parent = document.Reference(document.Pages)
        faces = pdfdoc.PDFObjectReference(pdfdoc.BasicFonts)
        size = " ".join(map(number, self._size)).encode("ascii")
        notes = b" ".join(note.format(document) for note in self._notes)
        return b"".join(
            (
                b"<< /Type /Page /Parent ",
                parent.format(document),
                b" /MediaBox [ 0 0 " + size + b" ] /Resources << /Font ",
                faces.format(document),
                b" >> /Contents ",
                self._content.format(document),
                b" /Annots [ " + notes + b" ] >>" if notes else b" >>",
            )
        )


class _Content(pdfdoc.PDFObject):  # type: ignore[misc]  # as above
    def __init__(self, code: str) -> None:
        self._code = code.encode("ascii")

    def format(self, _document: Any) -> bytes:
        return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(self._code), self._code)


class _LinkTo(pdfdoc.PDFObject):  # type: ignore[misc]  # as above
    def __init__(self, box: tuple[float, float, float, float], destination: Any) -> None:
        self._box, self._destination = box, destination

    def format(self, document: Any) -> bytes:
        box = " ".join(map(number, self._box)).encode("ascii")
        place = self._destination.format(document)
        return b"<< /Type /Annot /Subtype /Link /Border [ 0 0 0 ] /Rect [ %s ] /Dest %s /F 4 >>" % (
            box,
            place,
        )
