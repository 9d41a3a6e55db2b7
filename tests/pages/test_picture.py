"""A picture tells its size, its time and its pixels, and refuses to be a bomb."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PIL import Image, ImageFile

from gigwallet.domain.errors import GigWalletError
from gigwallet.pages import (
    Media,
    describe_picture,
    flat_layers,
    pixel_digest,
    sniff,
    thumbnail,
)


def _size(png: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(png)) as picture:
        return picture.size


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_time_it_was_taken_is_read_and_the_place_is_not(
    make: Callable[..., bytes], canary: bytes, kind: str
) -> None:
    facts = describe_picture(make(kind, orientation=6))

    assert (facts.width, facts.height, facts.orientation) == (61, 43, 6)
    assert facts.taken_at == datetime(2025, 7, 2, 18, 20, 31)  # noqa: DTZ001  wall time
    assert facts.taken_offset == timedelta(hours=8)
    # The make holds the same words; no other field may.
    assert facts.device == canary.decode()
    assert "48" not in repr(replace(facts, device="")).replace("43", "")


def test_a_picture_without_times_has_none(make: Callable[..., bytes]) -> None:
    out = io.BytesIO()
    Image.new("RGB", (3, 2)).save(out, "PNG")

    facts = describe_picture(out.getvalue())

    assert facts.taken_at is None
    assert facts.orientation == 1


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def test_what_a_png_says_behind_its_pixels_is_read_too(make: Callable[..., bytes]) -> None:
    out = io.BytesIO()
    Image.new("RGB", (61, 43)).save(out, "PNG")
    with Image.open(io.BytesIO(make("PNG", orientation=6))) as told:
        said = _chunk(b"eXIf", told.info["exif"].removeprefix(b"Exif\0\0"))
    end = out.getvalue().rindex(b"IEND") - 4

    facts = describe_picture(out.getvalue()[:end] + said + out.getvalue()[end:])

    assert facts.orientation == 6
    assert facts.taken_at is not None


def test_pixels_are_not_unpacked_to_learn_that_a_png_says_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = io.BytesIO()
    Image.new("RGB", (3, 2)).save(out, "PNG")
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda _picture: pytest.fail("unpacked"))

    assert describe_picture(out.getvalue()).width == 3


@pytest.mark.parametrize(
    ("head", "media"),
    [
        (b"\xff\xd8\xff\xe0rest", Media.JPEG),
        (b"\x89PNG\r\n\x1a\nrest", Media.PNG),
        (b"RIFF\x10\0\0\0WEBPVP8 ", Media.WEBP),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1", Media.HEIC),
        (b"\0\0\0\x18ftypmif1\0\0\0\0heic", Media.HEIC),
        (b"%PDF-1.7\n", Media.PDF),
        (b"\n\n%PDF-1.4", Media.PDF),
        (b"\xff\xd8\xff\xe0 then %PDF-1.4", Media.JPEG),
        (b"GIF89a", None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>", None),
        (b"PK\x03\x04", None),
        (b"\0\0\0\x18ftypisom", None),
        (b"", None),
    ],
)
def test_the_kind_is_told_by_the_first_bytes(head: bytes, media: Media | None) -> None:
    assert sniff(head) is media


def test_the_pixel_digest_is_that_of_a_ppm_file(make: Callable[..., bytes]) -> None:
    png = make("PNG")
    with Image.open(io.BytesIO(png)) as picture:
        ppm = io.BytesIO()
        picture.save(ppm, "PPM")

    assert pixel_digest(png) == hashlib.sha256(ppm.getvalue()).hexdigest()


def test_an_alpha_channel_that_hides_nothing_does_not_count(make: Callable[..., bytes]) -> None:
    assert pixel_digest(make("PNG", "RGBA")) == pixel_digest(make("PNG", "RGB"))


def test_an_alpha_channel_that_hides_something_counts() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (1, 2, 3, 77)).save(out, "PNG")
    clear = out.getvalue()

    flat = flat_layers(clear)
    colours, alpha = flat.colours, flat.alpha

    assert alpha is not None
    with Image.open(io.BytesIO(colours)) as one, Image.open(io.BytesIO(alpha)) as two:
        one.putalpha(two)
        assert one.getpixel((2, 2)) == (1, 2, 3, 77)
    assert pixel_digest(clear) != pixel_digest(colours)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_flat_copy_has_the_same_pixels(mode: str) -> None:
    out = io.BytesIO()
    grey = Image.linear_gradient("L").resize((20, 20))
    image = grey.convert("I;16") if mode == "I;16" else grey.convert(mode)
    image.save(out, "PNG")

    assert pixel_digest(flat_layers(out.getvalue()).colours) == pixel_digest(out.getvalue())


def _idat(png: bytes) -> bytes:
    rows, at = b"", 8
    while at < len(png):
        length, kind = struct.unpack_from(">I4s", png, at)
        rows += png[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += 12 + length
    return rows


def test_a_screen_and_a_photo_are_packed_anew_each_in_its_way() -> None:
    """Flat rows as they are, noisy ones filtered, which shows in the byte before each row."""
    screen = Image.new("RGBA", (300, 400), (250, 250, 250, 255))
    screen.paste((20, 20, 20, 255), (30, 40, 200, 60))
    photo = Image.radial_gradient("L").resize((300, 400)).convert("RGBA")
    photo = Image.blend(photo, Image.effect_noise((300, 400), 9).convert("RGBA"), 0.3)
    filters = []
    for picture in (screen, photo):
        out = io.BytesIO()
        picture.save(out, "PNG")
        packed = flat_layers(out.getvalue()).colours
        assert pixel_digest(packed) == pixel_digest(out.getvalue())
        rows = zlib.decompress(_idat(packed))
        filters.append(set(rows[:: 1 + 3 * 300]))

    assert filters[0] == {0}
    assert filters[1] != {0}


def test_a_thumbnail_stands_upright(make: Callable[..., bytes]) -> None:
    assert _size(thumbnail(make("JPEG", size=(200, 100), orientation=6), Media.JPEG, side=50)) == (
        25,
        50,
    )


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    head = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    bomb = (
        b"\x89PNG\r\n\x1a\n\0\0\0\x0d"
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
        + b"\0\0\0\0IEND\xaeB`\x82"
    )

    for ask in (describe_picture, pixel_digest, lambda it: thumbnail(it, Media.PNG), flat_layers):
        with pytest.raises(GigWalletError) as refused:
            ask(bomb)
        assert refused.value.code == "image_too_large"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_half_a_picture_is_refused(make: Callable[..., bytes], kind: str, share: float) -> None:
    whole = make(kind, size=(300, 300))

    with pytest.raises(GigWalletError) as refused:
        pixel_digest(whole[: int(len(whole) * share)])

    assert refused.value.code == "picture_unreadable"


@pytest.mark.parametrize("junk", [b"", b"GIF89a", b"\xff\xd8\xff", b"<svg/>" * 100])
def test_what_is_no_picture_is_refused(junk: bytes) -> None:
    with pytest.raises(GigWalletError) as refused:
        describe_picture(junk)

    assert refused.value.code == "picture_unreadable"
