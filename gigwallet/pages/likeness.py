"""How a picture looks, as 64 bits that survive scaling and recompression: a perceptual hash."""

from __future__ import annotations

from functools import cache
from math import cos, pi

from PIL import Image, ImageOps

from gigwallet.domain.paper import Box
from gigwallet.pages.picture import opened

_SIDE, _KEPT = 32, 8


def look_of(data: bytes, region: Box | None = None) -> str:
    """16 hex digits: which of the lowest 8 x 8 frequencies of the grey picture (or of a part of it,
    in pixels as it is shown) lie above their median. Refuses as other functions on pictures do."""
    with opened(data) as picture:
        grey = ImageOps.exif_transpose(picture).convert("L")
        if region is not None:
            grey = grey.crop((region.left, region.top, region.right, region.bottom))
        small = grey.resize((_SIDE, _SIDE), Image.Resampling.BOX)
    pixels = [float(value) for value in small.tobytes()]
    rows = [_lowest(pixels[start : start + _SIDE]) for start in range(0, _SIDE * _SIDE, _SIDE)]
    columns = [_lowest([row[place] for row in rows]) for place in range(_KEPT)]
    found = [value for column in columns for value in column]
    median = sorted(found[1:])[(len(found) - 1) // 2]  # the first is the brightness of it all
    bits = "".join("1" if value > median else "0" for value in found)
    return f"{int(bits, 2):016x}"


def _lowest(values: list[float]) -> list[float]:
    """The lowest frequencies of a cosine transform."""
    return [sum(map(float.__mul__, values, wave)) for wave in _waves()]


@cache
def _waves() -> tuple[tuple[float, ...], ...]:
    return tuple(
        tuple(cos(pi * (place + 0.5) * number / _SIDE) for place in range(_SIDE))
        for number in range(_KEPT)
    )
