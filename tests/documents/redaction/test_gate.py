"""Nothing goes out in which what a mask hides can still be read: each hiding place is tried."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Dictionary, Name
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from gigwallet.app.redaction.letters import original_of, read_letters, suggest
from gigwallet.app.redaction.redact_file import copy_name, make_copy, refuse_survivors
from gigwallet.documents.redaction import gate
from gigwallet.documents.redaction.masked_words import Masked
from gigwallet.documents.redaction.masking import redact
from gigwallet.documents.redaction.needles import Needles
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.paper import Box, Page, Piece
from gigwallet.domain.redaction import Mask, MaskReason
from gigwallet.host.isolation import SameProcess
from tests.documents.redaction import papers

PDF = "application/pdf"
SECRET = "13800138000"
NEEDLES = Needles([Masked(1, SECRET)])


def _text_layer(pdf: pikepdf.Pdf) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(F1=font))
    # Spelt figure by figure, so that no stream holds the number as it is.
    spelt = " ".join(f"({each})" for each in SECRET)
    pdf.pages[0].obj.Contents = pdf.make_stream(f"BT /F1 9 Tf [{spelt}] TJ ET".encode())


def _information(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Subject"] = f"Ref {papers.PHONE}"


def _metadata(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as said:
        said["dc:description"] = f"of {SECRET}"


def _thumbnail(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Thumb = pdf.make_stream(
        b"\xff\xd8\xff\xe1 Exif " + SECRET.encode("utf-16-le"), Filter=Name.DCTDecode
    )


def _attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["list.bin"] = SECRET.encode("utf-16-be")


def _attachment_name(pdf: pikepdf.Pdf) -> None:
    pdf.attachments[f"{SECRET}.jpg"] = b"nothing"


def _pdf_inside(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["original.pdf"] = papers.paper()


def _bookmark(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(f"call {papers.PHONE}", 0))


def _spreadsheet(pdf: pikepdf.Pdf) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", f"<si><t>{SECRET}</t></si>")
    pdf.attachments["orders.xlsx"] = out.getvalue()


def _archive_in_archive(pdf: pikepdf.Pdf) -> None:
    inner, out = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.pdf", papers.paper())
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.zip", inner.getvalue())
    pdf.attachments["all.zip"] = out.getvalue()


def _squeezed(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["track.json.gz"] = gzip.compress(f"of {papers.PHONE}".encode())


def _picture_with_a_comment(pdf: pikepdf.Pdf) -> None:
    said = PngInfo()
    said.add_text("Comment", f"phone {SECRET}", zip=True)
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "PNG", pnginfo=said)
    pdf.attachments["a.png"] = out.getvalue()


def _spelt_by_number(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.xml"] = "".join(f"&#{ord(each)};" for each in SECRET).encode()


def _form(pdf: pikepdf.Pdf) -> None:
    field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="phone", V=SECRET,
                       Rect=[0, 0, 90, 20])  # fmt: skip
    held = pdf.make_indirect(field)
    pdf.Root.AcroForm = Dictionary(Fields=pikepdf.Array([held]))
    pdf.pages[0].obj.Annots = pikepdf.Array([held])


def _profile(pdf: pikepdf.Pdf) -> None:
    profile = pdf.make_stream(b"desc" + SECRET.encode("utf-16-be"), N=3)
    pdf.Root.OutputIntents = pikepdf.Array(
        [Dictionary(Type=Name.OutputIntent, DestOutputProfile=profile)]
    )


def _note(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], Contents=SECRET)
    pdf.pages[0].obj.Annots = pikepdf.Array([note])


def _alternate_text(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot, Alt=f"phone {SECRET}")


def _stream_nobody_uses(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Rest = pdf.make_stream(b"x" * 100 + SECRET.encode())


@pytest.mark.parametrize(
    "hide",
    [
        _text_layer, _information, _metadata, _thumbnail, _attachment, _attachment_name,
        _pdf_inside, _bookmark, _note, _alternate_text, _stream_nobody_uses, _spreadsheet,
        _archive_in_archive, _squeezed, _picture_with_a_comment, _spelt_by_number, _form, _profile,
    ],
)  # fmt: skip
def test_masked_text_is_found_wherever_a_pdf_can_hold_it(hide: Callable[..., None]) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 100))
        hide(pdf)
        out = io.BytesIO()
        pdf.save(out, compress_streams=True)

    (found,) = gate.stored_still(NEEDLES, out.getvalue(), PDF)

    assert (found.mask, found.code) == (1, "redaction_still_stored")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("list.csv", "王小明,18.50"),
        ("list.json", '{"name":"\\u738b\\u5c0f\\u660e"}'),
        ("list.html", "<b>&#x738b;&#23567;&#26126;</b>"),
    ],
)
def test_a_name_of_three_signs_is_found_in_an_attached_text(name: str, said: str) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 100))
        pdf.attachments[name] = said.encode()
        out = io.BytesIO()
        pdf.save(out)

    assert gate.stored_still(Needles([Masked(1, "王小明")]), out.getvalue(), PDF)
    assert gate.stored_still(Needles([Masked(1, "李大山")]), out.getvalue(), PDF) == ()


def test_figures_of_a_page_that_is_drawn_are_no_number_that_is_masked() -> None:
    """A content stream is figures: 138001 stands in 13, 800 and 1 on end."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 100))
        page.obj.Contents = pdf.make_stream(b"13 800 13 800 re 0 602 m f")
        out = io.BytesIO()
        pdf.save(out)

    masked = [Masked(1, SECRET), Masked(2, "602")]
    assert gate.stored_still(Needles(masked), out.getvalue(), PDF) == ()


def test_nothing_of_it_is_found_in_what_the_program_makes() -> None:
    made = redact(papers.paper(), PDF, papers.paper_masks())

    assert gate.stored_still(NEEDLES, papers.paper(), PDF)
    assert gate.stored_still(NEEDLES, made.data, PDF) == ()


def test_a_picture_with_anything_but_pixels_is_no_copy() -> None:
    made = redact(papers.screenshot(), "image/png", papers.CUSTOMER)
    for more in (made.data + b"x", papers.screenshot()):
        with pytest.raises(GigWalletError) as refused:
            gate.stored_still(Needles([]), more, "image/png")
        assert refused.value.code == "redaction_still_stored"


def test_four_figures_that_a_narrow_mask_leaves_are_seen_beside_it_and_not_elsewhere() -> None:
    masks = (Mask(1, Box(100, 10, 120, 30), MaskReason.PHONE),)
    left = Piece("8000", Box(225, 10, 60, 30))
    far = Piece("8000", Box(225, 200, 60, 30))

    seen = gate.seen_still(NEEDLES, masks, [(1, Page(400, 240, (left,)))])

    assert [(each.mask, each.page, each.box) for each in seen] == [(1, 1, left.box)]
    assert gate.seen_still(NEEDLES, masks, [(1, Page(400, 240, (far,)))]) == ()
    assert gate.seen_still(NEEDLES, masks, [(2, Page(400, 240, (left,)))]) == ()


@pytest.mark.parametrize(
    ("text", "left", "found"),
    [
        ("明先生", 225, True),  # 王小 is black
        ("顾客王", 20, True),  # 小明 is
        ("先生", 225, False),
        ("明天到", 20, False),  # stands before it
        ("2室", 225, True),
    ],
)
def test_the_rest_of_a_short_name_or_number_right_beside_a_mask_is_seen(
    text: str, left: int, found: bool
) -> None:
    """The surname alone is hidden, or all but it."""
    masks = (Mask(1, Box(100, 10, 120, 30), MaskReason.NAME),)
    needles = Needles([Masked(1, "王小明"), Masked(1, "602")])
    page = Page(400, 240, (Piece(text, Box(left, 10, 70, 30)),))

    assert bool(gate.seen_still(needles, masks, [(1, page)])) is found


def test_a_screenshot_goes_all_the_way_as_suggested() -> None:
    """Real OCR, twice: of the original and of the copy."""
    original = original_of("订单.png", papers.screenshot())
    letters = read_letters(SameProcess(), original)
    masks = suggest(letters)

    made = make_copy(SameProcess(), original, masks, letters, names=["订单-redacted.png"])

    assert {each.reason for each in masks} == {
        MaskReason.NAME,
        MaskReason.PHONE,
        MaskReason.ADDRESS,
    }
    for hidden in (SECRET, "小明", "中山路123号5栋602室"):
        assert any(hidden in each.text for each in made.words)
    assert refuse_survivors(made).data == made.redacted.data


def test_a_mask_that_is_too_narrow_is_refused_and_says_which() -> None:
    original = original_of("a.png", papers.screenshot())
    letters = read_letters(SameProcess(), original)
    narrow = Mask(1, Box(76, 94, 90, 44), MaskReason.PHONE)

    made = make_copy(SameProcess(), original, [papers.CUSTOMER[0], narrow], letters)

    with pytest.raises(GigWalletError) as refused:
        refuse_survivors(made)
    assert refused.value.code == "redaction_still_seen"
    assert refused.value.facts == {"box": 2, "page": 1}


@pytest.mark.parametrize("box", [Box(60, 118, 320, 20), Box(120, 110, 6, 6)])
def test_a_mask_over_half_the_height_of_a_number_and_a_speck_on_it_are_refused(box: Box) -> None:
    """OCR reads the upper half of no figure; a person does."""
    original = original_of("a.png", papers.screenshot())

    made = make_copy(SameProcess(), original, [Mask(1, box, MaskReason.PHONE)])

    assert (1, "redaction_sign_cut") in {(each.mask, each.code) for each in made.survivors}
    with pytest.raises(GigWalletError):
        refuse_survivors(made)


def test_a_number_that_stands_on_another_page_too_is_refused() -> None:
    with pikepdf.open(io.BytesIO(papers.paper())) as pdf:
        pdf.pages.append(pdf.pages[0])
        twice = io.BytesIO()
        pdf.save(twice)
    original = original_of("a.pdf", twice.getvalue())

    made = make_copy(SameProcess(), original, papers.paper_masks())

    assert {(each.mask, each.code, each.page) for each in made.survivors} == {
        (1, "redaction_still_seen", 3)
    }


def test_a_name_that_tells_what_is_masked_is_refused() -> None:
    original = original_of(f"{SECRET}.pdf", papers.paper())
    name = copy_name(original.name, PDF)

    made = make_copy(SameProcess(), original, papers.paper_masks(), names=[name])

    with pytest.raises(GigWalletError) as refused:
        refuse_survivors(made)
    assert (refused.value.code, refused.value.facts) == ("redaction_in_name", {"box": 1})


def test_what_is_neither_picture_nor_pdf_is_refused() -> None:
    with pytest.raises(GigWalletError) as refused:
        original_of("a.csv", b"name,phone\n")
    assert refused.value.code == "redaction_kind"
