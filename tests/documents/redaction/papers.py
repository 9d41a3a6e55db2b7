"""A small screenshot and a small PDF with an invented customer in them."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pikepdf
from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from gigwallet.domain.paper import Box, Page, Piece
from gigwallet.domain.redaction import Mask, MaskReason

FONT = Path(__file__).parents[3] / "resources/fonts/noto-sans-sc/NotoSansSC-Regular.ttf"
PHONE, NAME, STREET = "138 0013 8000", "王小明先生", "中山路123号5栋602室"
LINES = ("订单 7788", f"顾客 {NAME}", f"电话 {PHONE}", STREET, "收入 18.50")
_LINE = 44


@cache
def screenshot(kind: str = "PNG", *, orientation: int = 1) -> bytes:
    """400 x 240; what is printed is in its metadata too, as apps do."""
    picture = Image.new("RGB", (400, _LINE * len(LINES) + 20), "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(FONT), 26)
    for place, line in enumerate(LINES):
        draw.text((16, 10 + _LINE * place), line, fill="black", font=font)
    back = {1: None, 6: Image.Transpose.ROTATE_90}[orientation]
    stored = picture if back is None else picture.transpose(back)
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = f"customer {PHONE}"
    out = io.BytesIO()
    if kind == "PNG":
        text = PngInfo()
        text.add_text("Comment", f"customer {PHONE}")
        stored.save(out, kind, exif=exif, pnginfo=text)
    else:
        stored.save(out, kind, exif=exif, comment=PHONE.encode(), quality=90)
    return out.getvalue()


def line_box(place: int) -> Box:
    """The whole line ``place`` (from 0) of the screenshot."""
    return Box(8, 6 + _LINE * place, 384, _LINE)


CUSTOMER = (
    Mask(1, Box(76, 6 + _LINE, 300, _LINE), MaskReason.NAME),
    Mask(1, Box(76, 6 + 2 * _LINE, 300, _LINE), MaskReason.PHONE),
    Mask(1, line_box(3), MaskReason.ADDRESS),
)


def read_page() -> Page:
    """What OCR reads of the screenshot, so that most tests need no OCR."""
    pieces = tuple(
        Piece(text, Box(16, 14 + _LINE * place, width, 30))
        for place, (text, width) in enumerate(zip(LINES, (128, 192, 240, 250, 140), strict=True))
    )
    return Page(400, _LINE * len(LINES) + 20, pieces)


@cache
def paper() -> bytes:
    """Two pages that name the customer in text, title, attachment, bookmark and note."""
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1,
                              BaseFont=pikepdf.Name.Helvetica)  # fmt: skip
    for text in (f"Customer phone {PHONE}", "Delivered at noon"):
        page = pdf.add_blank_page(page_size=(300, 120))
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.obj.Contents = pdf.make_stream(f"BT /F1 14 Tf 20 60 Td ({text}) Tj ET".encode())
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text,
                              Rect=[10, 10, 30, 30], Contents=f"call {PHONE}")  # fmt: skip
    pdf.pages[0].obj.Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))
    pdf.docinfo["/Title"] = f"Order of {PHONE}"
    pdf.attachments["order.txt"] = PHONE.encode()
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(PHONE, 0))
    out = io.BytesIO()
    pdf.save(out, static_id=True)
    return out.getvalue()


def paper_masks() -> tuple[Mask, ...]:
    """The number on page 1, in pixels at 200 dots per inch."""
    return (Mask(1, Box(330, 120, 330, 70), MaskReason.PHONE),)


@cache
def photograph() -> bytes:
    """The screenshot as a phone photographs it: HEIC and AVIF are one kind here, and Pillow writes
    the latter. It names the customer in its EXIF and its XMP."""
    exif = Image.Exif()
    exif[0x010E] = f"customer {PHONE}"
    out = io.BytesIO()
    with Image.open(io.BytesIO(screenshot())) as picture:
        picture.convert("RGB").save(
            out, "AVIF", quality=95, exif=exif, xmp=f"<x>{NAME} {PHONE}</x>".encode()
        )
    return out.getvalue()


@cache
def scan() -> bytes:
    """Two pages without words: something harmless, and the screenshot scanned on its side and
    turned by the page, with the customer in a filled form field, a stamp and the XMP."""
    out = io.BytesIO()
    blank = Image.new("RGB", (400, 240), "white")
    ImageDraw.Draw(blank).text((20, 20), "7788", fill="black", font_size=30)
    with Image.open(io.BytesIO(screenshot())) as picture:
        lying = picture.convert("RGB").rotate(90, expand=True)
        blank.save(out, "PDF", resolution=100, save_all=True, append_images=[lying])
    done = io.BytesIO()
    with pikepdf.open(out) as pdf:
        page = pdf.pages[1]
        page.Rotate = 90
        field = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget,
                               FT=pikepdf.Name.Tx, T=NAME, V=PHONE, Rect=[0, 0, 0, 0])
        )  # fmt: skip
        stamp = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText,
                               Rect=[0, 0, 1, 1], Contents=STREET)
        )  # fmt: skip
        page.obj.Annots = pikepdf.Array([field, stamp])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
        with pdf.open_metadata() as said:
            said["dc:description"] = f"{NAME} {PHONE}"
        pdf.save(done, static_id=True)
    return done.getvalue()
