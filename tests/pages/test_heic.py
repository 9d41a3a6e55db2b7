"""Photographs of iPhones become upright pictures without metadata; broken ones are refused.

The samples were written with libheif's encoder: red above on the left, blue below on the right; the
second says by its EXIF that it was taken sideways.
"""

from __future__ import annotations

import io
import random
import struct
from pathlib import Path

import pytest
from PIL import Image

from gigwallet.domain.errors import GigWalletError
from gigwallet.pages import Media, jpeg_of, sniff, thumbnail

_SAMPLES = Path(__file__).parent / "samples"


def _looks_right(jpeg: bytes) -> None:
    with Image.open(io.BytesIO(jpeg)) as picture:
        assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (240, 160))
        red, blue = picture.getpixel((20, 20)), picture.getpixel((220, 140))
        assert not set(picture.info) & {"exif", "icc_profile", "xmp", "comment"}
    assert isinstance(red, tuple)
    assert isinstance(blue, tuple)
    assert red[0] > 150 > 80 > red[2]
    assert blue[2] > 150 > 80 > blue[0]


@pytest.mark.parametrize("name", ["photo.heic", "turned.heic"])
def test_a_photograph_stands_upright_and_says_nothing_else(name: str) -> None:
    data = (_SAMPLES / name).read_bytes()
    assert b"HEICCANARY" in data
    assert sniff(data) is Media.HEIC

    made = jpeg_of(data)

    _looks_right(made)
    assert b"HEICCANARY" not in made
    assert jpeg_of(data) == made


def test_avif_comes_in_the_same_way() -> None:
    with Image.open(io.BytesIO(jpeg_of((_SAMPLES / "photo.heic").read_bytes()))) as picture:
        out = io.BytesIO()
        picture.save(out, "AVIF", quality=90)

    assert sniff(out.getvalue()) is Media.HEIC
    _looks_right(jpeg_of(out.getvalue()))


def test_a_list_has_a_small_picture_of_it() -> None:
    small = thumbnail((_SAMPLES / "photo.heic").read_bytes(), Media.HEIC, 60)

    with Image.open(io.BytesIO(small)) as picture:
        assert picture.size == (60, 40)


def test_a_size_that_is_too_large_is_refused_before_it_is_unpacked() -> None:
    data = (_SAMPLES / "photo.heic").read_bytes()
    size = struct.pack(">II", 240, 160)
    assert size in data

    with pytest.raises(GigWalletError) as refused:
        jpeg_of(data.replace(size, struct.pack(">II", 30_000, 30_000)))

    assert refused.value.code in ("image_too_large", "picture_unreadable")


def test_whatever_is_broken_in_it_is_refused_or_shown() -> None:
    whole = (_SAMPLES / "photo.heic").read_bytes()
    dice = random.Random(7)  # noqa: S311  invented damage
    codes = []
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(dice.randrange(1, 8)):
            data[dice.randrange(12, len(data))] = dice.randrange(256)
        try:
            jpeg_of(bytes(data[: dice.randrange(len(data) // 2, len(data) + 1)]))
        except GigWalletError as refusal:
            codes.append(refusal.code)

    assert len(codes) > 20
    assert set(codes) <= {"picture_unreadable", "image_too_large"}
