"""A stripped copy shows the same pixels and says nothing about who, where and with what."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from gigwallet.domain.errors import GigWalletError
from gigwallet.pages import Media, pixel_digest, strip_metadata

KINDS = [
    ("JPEG", "RGB", Media.JPEG, {}),
    ("JPEG", "L", Media.JPEG, {}),
    ("JPEG", "CMYK", Media.JPEG, {}),
    ("JPEG", "RGB", Media.JPEG, {"progressive": True}),
    ("JPEG", "RGB", Media.JPEG, {"restart_marker_blocks": 2}),
    ("PNG", "RGB", Media.PNG, {}),
    ("PNG", "RGBA", Media.PNG, {}),
    ("PNG", "P", Media.PNG, {}),
    ("PNG", "1", Media.PNG, {}),
    ("WEBP", "RGB", Media.WEBP, {}),
    ("WEBP", "RGBA", Media.WEBP, {}),
]


@pytest.mark.parametrize(("kind", "mode", "media", "options"), KINDS)
def test_pixels_stay_and_metadata_goes(
    make: Callable[..., bytes],
    canary: bytes,
    kind: str,
    mode: str,
    media: Media,
    options: dict[str, object],
) -> None:
    original = make(kind, mode, **options)
    assert canary in original

    stripped = strip_metadata(original, media)

    assert canary not in stripped
    assert pixel_digest(stripped) == pixel_digest(original)
    with Image.open(io.BytesIO(stripped)) as picture:
        assert not picture.getexif()
        assert not {"exif", "xmp", "comment", "photoshop"} & set(picture.info)


@pytest.mark.parametrize(("kind", "mode", "media", "options"), KINDS)
def test_stripping_twice_changes_nothing_more(
    make: Callable[..., bytes],
    kind: str,
    mode: str,
    media: Media,
    options: dict[str, object],
) -> None:
    once = strip_metadata(make(kind, mode, **options), media)

    assert strip_metadata(once, media) == once


def test_the_compressed_scan_of_a_jpeg_is_copied_byte_for_byte(make: Callable[..., bytes]) -> None:
    original = make("JPEG")

    stripped = strip_metadata(original, Media.JPEG)

    scan = original[original.index(b"\xff\xda") : original.rindex(b"\xff\xd9") + 2]
    assert stripped.endswith(scan)


def test_the_colour_profile_stays(make: Callable[..., bytes]) -> None:
    original = make("JPEG", icc_profile=b"profile" * 9)

    assert b"profile" * 9 in strip_metadata(original, Media.JPEG)


def test_a_thumbnail_inside_jfif_goes(make: Callable[..., bytes]) -> None:
    body = make("JPEG")
    thumbnail = b"JFIF\0\x01\x01\0\0\x01\0\x01\x02\x01" + b"THUMBS"
    at = body.index(b"\xff\xe0")
    (length,) = struct.unpack_from(">H", body, at + 2)
    segment = b"\xff\xe0" + struct.pack(">H", len(thumbnail) + 2) + thumbnail
    with_thumbnail = body[:at] + segment + body[at + 2 + length :]

    stripped = strip_metadata(with_thumbnail, Media.JPEG)

    assert b"THUMBS" not in stripped
    assert pixel_digest(stripped) == pixel_digest(body)


def test_a_picture_hidden_behind_the_picture_goes(make: Callable[..., bytes]) -> None:
    front = make("JPEG")

    stripped = strip_metadata(front + make("JPEG", size=(9, 9)) + b"%PDF-1.4", Media.JPEG)

    assert stripped == strip_metadata(front, Media.JPEG)


@pytest.mark.parametrize("media", [Media.HEIC, Media.PDF])
def test_other_kinds_are_refused(media: Media) -> None:
    head = b"\0\0\0\x18ftypheic" if media is Media.HEIC else b"%PDF-1.7"

    with pytest.raises(GigWalletError) as refused:
        strip_metadata(head, media)

    assert refused.value.code == "picture_not_stripped"


def test_a_kind_that_the_bytes_are_not_is_refused(make: Callable[..., bytes]) -> None:
    with pytest.raises(GigWalletError) as refused:
        strip_metadata(make("PNG"), Media.JPEG)

    assert refused.value.code == "picture_unreadable"


def test_an_unknown_critical_chunk_is_refused(make: Callable[..., bytes]) -> None:
    body = make("PNG")
    chunk = b"\0\0\0\x01EVIL!" + struct.pack(">I", zlib.crc32(b"EVIL!"))

    with pytest.raises(GigWalletError):
        strip_metadata(body[:33] + chunk + body[33:], Media.PNG)


@settings(deadline=None)
@given(kind=st.sampled_from(["JPEG", "PNG", "WEBP"]), data=st.data())
def test_damaged_bytes_are_stripped_or_refused_and_nothing_else(
    kind: str, data: st.DataObject
) -> None:
    out = io.BytesIO()
    Image.new("RGB", (16, 16), "teal").save(out, kind)
    body = bytearray(out.getvalue())
    for at in data.draw(st.lists(st.integers(12, len(body) - 1), max_size=6)):
        body[at] = data.draw(st.integers(0, 255))
    torn = bytes(body[: data.draw(st.integers(12, len(body)))])

    with suppress(GigWalletError):
        assert len(strip_metadata(torn, Media[kind])) <= len(torn) + 8
