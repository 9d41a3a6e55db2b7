"""A foreign picture as plain colours, the way up that it is shown."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from typing import TYPE_CHECKING

from PIL import Image, ImageOps

from gigwallet.domain.errors import GigWalletError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]  # height, width, red-green-blue

MAX_BYTES = 64 * 1024 * 1024
MAX_PIXELS = 60_000_000
# No letter on a screen or a sheet needs more columns; a camera gives four times as many.
MAX_WIDTH = 2160
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
# What Pillow raises on broken pictures, as far as its decoders and hostile samples show.
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError,
           OverflowError, MemoryError, struct.error, zlib.error)  # fmt: skip


def upright(data: bytes, media_type: str) -> Image.Image:
    """The picture as RGB: turned as its EXIF says, what is transparent on white, of 16 bits the
    upper 8. Only a decoder of ``media_type`` ever sees the bytes.

    Refuses with ``picture_kind_not_shown``, ``file_too_large``, ``image_too_large`` and
    ``picture_unreadable``.
    """
    if media_type not in FORMATS:
        raise GigWalletError("picture_kind_not_shown", media_type=media_type)
    if len(data) > MAX_BYTES:
        raise GigWalletError("file_too_large", limit_mb=MAX_BYTES // (1024 * 1024))
    try:
        with warnings.catch_warnings():
            # The limit is ours, below; Pillow's own warning would only print.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=[FORMATS[media_type]]) as picture:
                _within_limit(*picture.size)
                return _on_white(_turned(picture))
    except Image.DecompressionBombError as bomb:
        raise _too_large() from bomb
    except _BROKEN as broken:
        raise GigWalletError("picture_unreadable") from broken


def colours(picture: Image.Image) -> Pixels:
    """Its pixels, at most ``MAX_WIDTH`` to the row: a wider picture is shrunk."""
    import numpy as np

    if picture.width > MAX_WIDTH:
        height = max(round(picture.height * MAX_WIDTH / picture.width), 1)
        picture = picture.resize((MAX_WIDTH, height), Image.Resampling.BICUBIC, reducing_gap=2.0)
    return np.asarray(picture, dtype=np.uint8)


def _within_limit(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise _too_large()


def _too_large() -> GigWalletError:
    return GigWalletError("image_too_large", limit_megapixels=MAX_PIXELS // 1_000_000)


def _turned(picture: Image.Image) -> Image.Image:
    picture.load()
    try:
        ImageOps.exif_transpose(picture, in_place=True)
    except _BROKEN:
        # Torn EXIF beside sound pixels: the pixels are what matters.
        return picture
    return picture


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode == "RGB" and "transparency" not in picture.info:
        return picture
    if picture.mode.startswith("I"):
        picture = picture.point(lambda value: value / 256).convert("L")
    if picture.mode not in ("RGBA", "LA", "PA", "La", "RGBa") and (
        "transparency" not in picture.info
    ):
        return picture.convert("RGB")
    seen = picture.convert("RGBA")
    if seen.getchannel("A").getextrema() == (255, 255):
        return seen.convert("RGB")
    return Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("RGB")
