"""What is spelt by our own writer reads back as what it was."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from gigwallet.documents.drawing import outline
from gigwallet.documents.drawing.objects import Streams, Things
from gigwallet.documents.drawing.pdf_file import PdfFile


def _read(*texts: bytes | str) -> pikepdf.Pdf:
    """A file of these objects, from 1 on, behind which come an empty tree and its root."""
    file = PdfFile()
    out = [file.head()]
    out += [file.thing(file.numbers(), text) for text in texts]
    pages, root = file.numbers(), file.numbers()
    out.append(file.thing(pages, "<< /Type /Pages /Count 0 /Kids [ ] >>"))
    out.append(file.thing(root, f"<< /Type /Catalog /Pages {pages} 0 R /Held 1 0 R >>"))
    return pikepdf.open(io.BytesIO(b"".join((*out, *file.end(root, root, sealed=True)))))


def test_what_a_stranger_wrote_comes_over_as_it_was_without_the_page_it_leads_to() -> None:
    with pikepdf.new() as strange:
        page = strange.add_blank_page()
        held = strange.make_indirect(Dictionary(Odd=String("a(b)\\\n1 0 R"), Page=page.obj))
        held["/A b#c"] = Array([Name("/x y"), True, None, String(b"\x00\xff"), 7])
        held.Back = strange.make_indirect(Dictionary(To=held))
        things = Things(Streams())
        assert things.take(held) == 1

        with _read(*(each.spelt(lambda number: number) for each in things.all)) as pdf:
            read = pdf.Root.Held
            assert read.Odd == held.Odd
            assert read["/A b#c"].unparse() == held["/A b#c"].unparse()
            assert read.get("/Page") is None
            assert read.Back.To.objgen == read.objgen


def test_bookmarks_hang_below_the_one_before_them() -> None:
    marks = [("a", "[ ]", 0), ("b", "[ ]", 1), ("c", "[ ]", 1), ("证据 d", "[ ]", 0)]

    with _read(*outline.spelt(marks, 1)) as pdf:
        root = pdf.Root.Held
        assert (root.Count, str(root.First.Title), str(root.Last.Title)) == (4, "a", "证据 d")
        assert (root.First.Count, str(root.First.Last.Title)) == (2, "c")
        assert root.First.Next.objgen == root.Last.objgen
        assert root.First.First.Next.Prev.Parent.objgen == root.First.objgen
