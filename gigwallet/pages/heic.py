"""Photographs of iPhones (HEIC), and AVIF, in a form that everything can show."""

from __future__ import annotations

import io
import warnings
from typing import Any

from PIL import Image, ImageCms, features

from gigwallet.domain.errors import GigWalletError
from gigwallet.pages.limits import within_bytes, within_pixels

_AVIF = (b"avif", b"avis")
_QUALITY = 92
# What the decoders raise on broken files, as far as hostile samples show.
_BROKEN = (OSError, ValueError, RuntimeError, SyntaxError, EOFError, TypeError, IndexError,
           KeyError, MemoryError, Image.DecompressionBombError)  # fmt: skip


def jpeg_of(data: bytes) -> bytes:
    """The main picture as a JPEG: upright, in the colours of screens (sRGB), without metadata. Its
    pixels are packed anew, so they may differ by a shade. Refuses with ``picture_unreadable``,
    ``image_too_large``, ``file_too_large``."""
    out = io.BytesIO()
    heic_pixels(data).save(out, "JPEG", quality=_QUALITY, subsampling=0)
    return out.getvalue()


def heic_pixels(data: bytes) -> Image.Image:
    """The main picture as opaque RGB, upright, in the colours of screens. Refuses as
    ``jpeg_of``."""
    within_bytes(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _on_screen(_avif(data) if data[8:12] in _AVIF else _heic(data))
    except GigWalletError:
        raise
    except _BROKEN as broken:
        raise GigWalletError("picture_unreadable") from broken


def heic_reader(data: bytes) -> str:
    """What ``heic_pixels`` unpacks such a file with: two versions may differ by a shade."""
    if data[8:12] in _AVIF:
        return f"libavif {features.version('avif')}"
    from pi_heif import libheif_info

    return f"libheif {libheif_info()['libheif']}"


def hidden_details(data: bytes) -> Image.Exif:
    """What the file says besides the picture; nothing where that is torn. The pixels are not
    unpacked. Refuses as ``jpeg_of``."""
    within_bytes(data)
    exif = Image.Exif()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if data[8:12] in _AVIF:
                with Image.open(io.BytesIO(data), formats=["AVIF"]) as picture:
                    return picture.getexif()
            noted = [each["data"] for each in _main(data).metadata if each["type"] == "Exif"]
            if noted:
                # Before the block stands how far behind it begins.
                exif.load(noted[0][4:])
    except _BROKEN as broken:
        raise GigWalletError("picture_unreadable") from broken
    return exif


def _heic(data: bytes) -> Image.Image:
    """Turned already, as the file says. The layer of the library that people use reads all hidden
    details first and dies of torn ones, so the one below it is used, and its version is bound."""
    from pi_heif.heif import BaseImage

    main = _main(data)
    opened = BaseImage(main)
    within_pixels(*opened.size)
    picture: Image.Image = opened.to_pillow()
    profile = main.color_profile
    if profile and profile.get("type") in ("prof", "rICC"):
        picture.info["icc_profile"] = profile["data"]
    return picture


def _main(data: bytes) -> Any:  # Any: the library has no types
    """The main picture as it lies in the file."""
    # A library of its own, which most bundles never need.
    from _pi_heif import load_file

    threads, no_limits = 1, False
    images = load_file(data, threads, True, False, True, True, "", no_limits)
    main = next((each for each in images if each is not None and each.primary), None)
    if main is None:
        raise GigWalletError("picture_unreadable")
    return main


def _avif(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data), formats=["AVIF"]) as picture:
        within_pixels(*picture.size)
        picture.load()
        return picture


def _on_screen(picture: Image.Image) -> Image.Image:
    """Opaque RGB; what is transparent, on white. Phones photograph in wider colours (Display P3)
    and say so in a profile, which a JPEG of ours does not carry."""
    profile = picture.info.get("icc_profile")
    if picture.mode in ("RGBA", "LA", "PA"):
        clear = picture.convert("RGBA")
        flat = Image.new("RGB", clear.size, "white")
        flat.paste(clear, mask=clear.getchannel("A"))
    else:
        flat = picture.convert("RGB")
    if profile:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            ImageCms.profileToProfile(flat, own, ImageCms.createProfile("sRGB"), inPlace=True)
        except ImageCms.PyCMSError:
            pass  # a torn profile, or one of greys: the pixels as they are
    flat.info = {}
    return flat
