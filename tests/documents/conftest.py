"""A bundle of every kind of exhibit, invented, with canaries that must not come through."""

from __future__ import annotations

import contextlib
import hashlib
import io
import random
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from gigwallet.documents.bundles.composing import (
    BundleExhibit,
    BundleSpec,
    ExhibitGroup,
    Extract,
    ExtractLine,
    Party,
)
from gigwallet.documents.drawing.tables import Column, Row, Table
from gigwallet.domain.exhibit import Route, TakenFrom
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period

GPS_CANARY = "GPSCANARY-30.5728N"
ADDRESS_CANARY = "ADDRESSCANARY-No-12-Long-Street"
RESOURCES = Path(__file__).parents[2] / "resources"
MOMENT = Instant(datetime(2025, 7, 2, 10, 20, 31, tzinfo=UTC), "Asia/Shanghai")


def _shot(size: tuple[int, int], seed: int) -> Image.Image:
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    dice = random.Random(seed)  # noqa: S311  invented pixels
    for top in range(0, size[1], 24):
        draw.rectangle(
            (8, top, dice.randrange(20, size[0]), top + 12), fill=(dice.randrange(200),) * 3
        )
    return image


def _saved(image: Image.Image, kind: str, orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[0x001D] = GPS_CANARY
    out = io.BytesIO()
    if kind == "PNG":
        text = PngInfo()
        text.add_text("Comment", ADDRESS_CANARY)
        image.save(out, kind, exif=exif, pnginfo=text)
    elif kind == "JPEG":
        image.save(out, kind, exif=exif, comment=ADDRESS_CANARY.encode(), quality=85)
    else:
        image.save(out, kind, exif=exif, lossless=True)
    return out.getvalue()


def acting_pdf() -> bytes:
    """Two pages with a note, a form field, a script, an attachment, metadata, and a JPEG whose EXIF
    knows a place."""
    with pikepdf.new() as pdf:
        picture = pdf.make_stream(
            _saved(_shot((60, 40), 5), "JPEG"),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=60,
            Height=40,
            ColorSpace=pikepdf.Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
        )
        font = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name.Helvetica,
            )
        )
        for number in (1, 2):
            page = pdf.add_blank_page(page_size=(300, 400))
            page.Resources = pikepdf.Dictionary(
                Font=pikepdf.Dictionary(F1=font), XObject=pikepdf.Dictionary(Im=picture)
            )
            words = f"BT /F1 20 Tf 40 300 Td (Agreement page {number}) Tj ET".encode()
            page.Contents = pdf.make_stream(words + b" q 60 0 0 40 40 40 cm /Im Do Q")
        look = pdf.make_stream(
            b"BT /F1 12 Tf 2 4 Td (filled in by hand) Tj ET",
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=[0, 0, 120, 20],
            Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font)),
        )
        field = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Tx,
                T="name",
                V="filled in by hand",
                DA="/F1 12 Tf 0 g",
                F=4,
                Rect=[40, 200, 160, 220],
                AP=pikepdf.Dictionary(N=look),
            )
        )
        pdf.pages[0].Annots = pikepdf.Array([field])
        pdf.Root.AcroForm = pikepdf.Dictionary(
            Fields=pikepdf.Array([field]), DR=pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        )
        pdf.Root.OpenAction = pikepdf.Dictionary(
            S=pikepdf.Name.JavaScript, JS="app.alert('SCRIPTCANARY')"
        )
        pdf.attachments["x.txt"] = pikepdf.AttachedFileSpec(pdf, b"ATTACHMENTCANARY")
        pdf.docinfo["/Author"] = ADDRESS_CANARY
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def exhibit(number: str, media_type: str, name: str, data: bytes, **more: object) -> BundleExhibit:
    return BundleExhibit(
        number,
        f"证据名称 {number}",
        "骑手 App",
        "证明完成单量与单价",
        media_type,
        name,
        hashlib.sha256(data).hexdigest(),
        len(data),
        data,
        added_at=MOMENT,
        route=Route.DROPPED,
        **more,  # type: ignore[arg-type]  # fields of BundleExhibit
    )


@pytest.fixture(scope="session")
def resources() -> Path:
    return RESOURCES


@pytest.fixture(scope="session")
def canaries() -> tuple[bytes, ...]:
    return (
        GPS_CANARY.encode(),
        ADDRESS_CANARY.encode(),
        b"SCRIPTCANARY",
        b"ATTACHMENTCANARY",
    )


@pytest.fixture(scope="session")
def make_exhibit() -> Callable[..., BundleExhibit]:
    return exhibit


@pytest.fixture(scope="session")
def make_spec() -> Callable[..., BundleSpec]:
    """``make_spec(language, specimen)``: every kind of exhibit, extract and table."""
    phone = _shot((270, 600), 1)
    clear = Image.new("RGBA", (40, 40), (10, 90, 200, 90))
    extract = Extract(
        "wechat_bill",
        ("交易时间", "交易对方", "金额(元)"),
        tuple(
            ExtractLine(
                str(18 + 3 * n),
                (f"2025-07-1{n} 10:20:31", "武汉样例人力资源有限公司", f"¥{2700 + n}.00"),
            )
            for n in range(3)
        ),
    )
    groups = (
        ExhibitGroup(
            "第一组 主体资格", (exhibit("1-1", "application/pdf", "协议.pdf", acting_pdf()),)
        ),
        ExhibitGroup(
            "第三组 报酬规则与发放",
            (
                exhibit(
                    "3-1",
                    "image/jpeg",
                    "Screenshot_20250702-182031.jpg",
                    _saved(phone, "JPEG"),
                    taken_at=MOMENT,
                    taken_from=TakenFrom.NAME,
                ),
                exhibit(
                    "3-2",
                    "image/jpeg",
                    "IMG_2.jpg",
                    _saved(phone.rotate(90, expand=True), "JPEG", 6),
                ),
                exhibit("3-3", "image/png", "orders.png", _saved(phone, "PNG")),
                exhibit("3-4", "image/png", "long.png", _saved(_shot((200, 1400), 4), "PNG")),
                exhibit("3-5", "image/webp", "wide.webp", _saved(_shot((400, 200), 6), "WEBP")),
                exhibit("3-6", "image/png", "clear.png", _saved(clear, "PNG")),
                exhibit("3-7", "image/png", "palette.png", _saved(phone.convert("P"), "PNG")),
                exhibit("3-8", "image/heic", "photo.heic", b"\0\0\0\x18ftypheic"),
                BundleExhibit(
                    "3-9",
                    "微信支付账单摘录",
                    "微信支付导出",
                    "证明实际到账",
                    "text/csv",
                    "微信支付账单.csv",
                    "ab" * 32,
                    12_345,
                    extract=extract,
                ),
            ),
        ),
    )

    def yuan(text: str) -> Money:
        return Money.of(text, "CNY")

    july = Period.of_month(2025, 7)
    table = Table(
        "A",
        "A. 应付报酬",
        (
            Column("期间"),
            Column("规则", 1.6),
            Column("数量", 0.7, True),
            Column("单价", 0.7, True),
            Column("金额", 1, True),
        ),
        (
            Row((july, "1–300 单", 300, yuan("5.00"), yuan("1500.00")), ("3-1", "3-3")),
            Row((july, "301–922 单", 622, yuan("5.50"), yuan("3421.00")), ("3-1",)),
            Row((july, "合计", 922, None, yuan("4921.00")), strong=True),
        ),
        exhibits_title="证据",
    )

    def spec(language: str = "zh", specimen: bool = False) -> BundleSpec:
        return BundleSpec(
            "样例骑手报酬争议证据材料",
            language,
            date(2025, 9, 10),
            (
                Party("提交人", ("样例骑手",)),
                Party("相对方", ("样例科技有限公司", "武汉样例人力资源有限公司")),
            ),
            groups,
            Period(date(2025, 7, 1), date(2025, 8, 31)),
            (table,),
            ("以下材料由提交人本人在自己的手机上截取或导出。",),
            specimen=specimen,
        )

    return spec


@pytest.fixture(scope="session")
def unpacked() -> Callable[[bytes], bytes]:
    """Every stream of a PDF decompressed, every object spelled out."""

    def unpack(data: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            parts = []
            for thing in pdf.objects:
                if isinstance(thing, pikepdf.Stream):
                    parts.append(thing.read_raw_bytes())
                    with contextlib.suppress(pikepdf.PdfError):
                        parts.append(thing.read_bytes(pikepdf.StreamDecodeLevel.all))
                parts.append(thing.unparse(resolved=True))
        return b"\n".join(parts)

    return unpack
