"""The free fonts of this machine that a screen may be drawn with: the shipped one at least."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import ImageFont

_OWN = Path(__file__).parents[2] / "resources" / "fonts" / "noto-sans-sc"
_SYSTEM = Path("/usr/share/fonts")


@dataclass(frozen=True, slots=True)
class Family:
    """``chinese``: it has the letters of both kinds of screens. ``collection``: a place in a file
    of several fonts."""

    name: str
    regular: Path
    bold: Path
    chinese: bool
    collection: int = 0

    def at(self, size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
        return _loaded(self.bold if bold else self.regular, size, self.collection)


SHIPPED = Family(
    "Noto Sans SC", _OWN / "NotoSansSC-Regular.ttf", _OWN / "NotoSansSC-Bold.ttf", chinese=True
)
_OTHERS = (
    (
        "Noto Sans CJK",
        "opentype/noto/NotoSansCJK-Regular.ttc",
        "opentype/noto/NotoSansCJK-Bold.ttc",
        True,
        2,
    ),
    (
        "WenQuanYi Micro Hei",
        "truetype/wqy/wqy-microhei.ttc",
        "truetype/wqy/wqy-microhei.ttc",
        True,
        0,
    ),
    ("WenQuanYi Zen Hei", "truetype/wqy/wqy-zenhei.ttc", "truetype/wqy/wqy-zenhei.ttc", True, 0),
    (
        "Roboto",
        "truetype/roboto/unhinted/RobotoTTF/Roboto-Regular.ttf",
        "truetype/roboto/unhinted/RobotoTTF/Roboto-Medium.ttf",
        False,
        0,
    ),
    ("Inter", "opentype/inter/Inter-Regular.otf", "opentype/inter/Inter-SemiBold.otf", False, 0),
    (
        "Open Sans",
        "truetype/open-sans/OpenSans-Regular.ttf",
        "truetype/open-sans/OpenSans-Bold.ttf",
        False,
        0,
    ),
    ("Lato", "truetype/lato/Lato-Regular.ttf", "truetype/lato/Lato-Bold.ttf", False, 0),
    (
        "Liberation Sans",
        "truetype/liberation2/LiberationSans-Regular.ttf",
        "truetype/liberation2/LiberationSans-Bold.ttf",
        False,
        0,
    ),
    (
        "DejaVu Sans",
        "truetype/dejavu/DejaVuSans.ttf",
        "truetype/dejavu/DejaVuSans-Bold.ttf",
        False,
        0,
    ),
)


@cache
def _loaded(file: Path, size: int, place: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file, size, index=place, layout_engine=ImageFont.Layout.BASIC)


@cache
def families(*, chinese: bool) -> tuple[Family, ...]:
    """The shipped one first, then what this machine has."""
    found = [SHIPPED]
    for name, regular, bold, has_chinese, place in _OTHERS:
        if (_SYSTEM / regular).exists() and (has_chinese or not chinese):
            heavy = _SYSTEM / bold
            found.append(
                Family(
                    name,
                    _SYSTEM / regular,
                    heavy if heavy.exists() else _SYSTEM / regular,
                    has_chinese,
                    place,
                )
            )
    return tuple(found)
