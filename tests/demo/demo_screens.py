"""The three pictures of the demo, drawn: a rule, an order, a weekly statement. All say SPECIMEN."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

_FONTS = Path(__file__).parents[2] / "resources" / "fonts" / "noto-sans-sc"
_WIDTH, _HEIGHT = 720, 1280
_INK, _GREY, _LINE, _PAPER = (28, 32, 38), (122, 128, 138), (228, 231, 236), (255, 255, 255)
_BAR, _MARK, _SOFT = (255, 196, 0), (214, 69, 65), (246, 247, 249)
_MARGIN = 44


@dataclass(frozen=True)
class Entry:
    """One line of a screen: words on the left, a figure on the right. ``strong`` is bold;
    ``small`` a grey remark; no ``left`` is a rule across."""

    left: str = ""
    right: str = ""
    strong: bool = False
    small: bool = False


def _font(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    name = "NotoSansSC-Bold.ttf" if bold else "NotoSansSC-Regular.ttf"
    # The simple layout, because the other one is there only where the system has fribidi.
    return ImageFont.truetype(str(_FONTS / name), size, layout_engine=ImageFont.Layout.BASIC)


def screen(clock: str, title: str, entries: list[Entry]) -> Image.Image:
    """A telephone's screen with ``entries`` below one another."""
    picture = Image.new("RGB", (_WIDTH, _HEIGHT), _SOFT)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, _WIDTH, 64), fill=_BAR)
    draw.text((_MARGIN, 14), clock, font=_font(26), fill=_INK)
    draw.text((_WIDTH - _MARGIN, 14), "4G  82%", font=_font(26), fill=_INK, anchor="ra")
    draw.rectangle((0, 64, _WIDTH, 168), fill=_BAR)
    draw.text((_MARGIN, 90), title, font=_font(38, bold=True), fill=_INK)
    bottom = 212 + sum(_height(entry) for entry in entries) + 24
    draw.rounded_rectangle((20, 188, _WIDTH - 20, bottom), 18, fill=_PAPER)
    at = 212
    for entry in entries:
        _draw_entry(draw, at, entry)
        at += _height(entry)
    return _marked(picture)


def _height(entry: Entry) -> int:
    if not entry.left:
        return 26
    return 44 if entry.small else 62


def _draw_entry(draw: ImageDraw.ImageDraw, at: int, entry: Entry) -> None:
    if not entry.left:
        draw.line((_MARGIN, at + 12, _WIDTH - _MARGIN, at + 12), fill=_LINE, width=2)
        return
    font = _font(24) if entry.small else _font(30, bold=entry.strong)
    ink = _GREY if entry.small else _INK
    draw.text((_MARGIN, at + 8), entry.left, font=font, fill=ink)
    draw.text((_WIDTH - _MARGIN, at + 8), entry.right, font=font, fill=ink, anchor="ra")


def _marked(picture: Image.Image) -> Image.Image:
    """SPECIMEN and 样张 across the picture and at its foot."""
    veil = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    sign = Image.new("RGBA", (_WIDTH, 150), (0, 0, 0, 0))
    words = ImageDraw.Draw(sign)
    words.text(
        (_WIDTH // 2, 75), "SPECIMEN 样张", font=_font(76, True), fill=(*_MARK, 58), anchor="mm"
    )
    turned = sign.rotate(24, expand=True, resample=Image.Resampling.BICUBIC)
    for height in (250, 760):
        veil.alpha_composite(turned, ((_WIDTH - turned.width) // 2, height))
    marked = Image.alpha_composite(picture.convert("RGBA"), veil).convert("RGB")
    foot = ImageDraw.Draw(marked)
    text = "SPECIMEN 样张 · 人物、公司、订单均为虚构"
    foot.text((_WIDTH // 2, _HEIGHT - 40), text, font=_font(24), fill=_MARK, anchor="mm")
    return marked


def as_png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.quantize(64, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def as_jpeg_with_place(picture: Image.Image, taken: str, canary: str) -> bytes:
    """As a phone saves it: with the time, and with the place that must never leave the vault."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "SPECIMEN", canary
    exif[0x0132] = taken
    details = exif.get_ifd(0x8769)
    details[0x9003] = taken
    details[0x9011] = "+08:00"
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (30.0, 35.0, 17.29)
    place[3], place[4] = "E", (114.0, 18.0, 41.73)
    place[29] = taken[:10]
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=82, optimize=True, exif=exif)
    return out.getvalue()
