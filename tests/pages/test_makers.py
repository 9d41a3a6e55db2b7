"""What a HEIC picture, a PDF or a recording says made it, and never a guess."""

from __future__ import annotations

import io
import random
import struct
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from gigwallet.documents.exhibits.showing import show
from gigwallet.domain.exhibit_choices import ExhibitChoices
from gigwallet.pages import Maker, jpeg_of, maker_of

_PHOTO = (Path(__file__).parent / "samples" / "photo.heic").read_bytes()
_CANARY = b"HEICCANARY"


def _box(kind: bytes, *inside: bytes) -> bytes:
    body = b"".join(inside)
    return struct.pack(">I4s", 8 + len(body), kind) + body


def _atom(kind: bytes, text: str) -> bytes:
    said = text.encode()
    return _box(kind, struct.pack(">HH", len(said), 0), said)


def _recording(*inside: bytes) -> bytes:
    head = _box(b"mvhd", bytes(12), struct.pack(">II", 1000, 5000), bytes(80))
    return _box(b"ftyp", b"qt  ", bytes(4)) + _box(b"moov", head, *inside) + _box(b"mdat", b"x" * 9)


def _keyed(said: dict[str, str], *, full: bool) -> bytes:
    """As QuickTime has it, or with the version that MP4 puts before the boxes."""
    keys = b"".join(_box(b"mdta", key.encode()) for key in said)
    values = b"".join(
        _box(struct.pack(">I", place), _box(b"data", struct.pack(">II", 1, 0), text.encode()))
        for place, text in enumerate(said.values(), start=1)
    )
    return _box(
        b"meta",
        bytes(4) if full else b"",
        _box(b"hdlr", bytes(25)),
        _box(b"keys", struct.pack(">II", 0, len(said)), keys),
        _box(b"ilst", values),
    )


def _pdf(**said: str) -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(100, 100))
        for name, text in said.items():
            pdf.docinfo[f"/{name}"] = text
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


_IPHONE = {
    "com.apple.quicktime.make": "Apple", "com.apple.quicktime.model": "iPhone 14 Pro",
    "com.apple.quicktime.software": "16.5", "com.apple.quicktime.location.ISO6709": "+30.5+114.3/",
}  # fmt: skip
_FILES = {
    "quicktime": (_recording(_keyed(_IPHONE, full=False)), Maker("Apple iPhone 14 Pro", "16.5")),
    "mp4": (_recording(_keyed(_IPHONE, full=True)), Maker("Apple iPhone 14 Pro", "16.5")),
    "atoms": (
        _recording(_box(b"udta", _atom(b"\xa9mak", "Xiaomi"), _atom(b"\xa9mod", "Xiaomi 14"),
                        _atom(b"\xa9too", "Lavf58"))),
        Maker("Xiaomi 14", "Lavf58"),
    ),
    "silent": (_recording(), Maker()),
    "pdf": (_pdf(Creator="Pages\n\u202e5", Producer="Quartz"), Maker("", "Pages 5, Quartz")),
    "pdf once": (_pdf(Creator="Same", Producer="Same"), Maker("", "Same")),
    "pdf silent": (_pdf(), Maker()),
    "heic": (_PHOTO, Maker("HEICCANARY PHONE")),
}  # fmt: skip
_KINDS = {"pdf": "application/pdf", "hei": "image/heic"}


def _kind(name: str) -> str:
    return _KINDS.get(name[:3], "video/quicktime")


@pytest.mark.parametrize("name", list(_FILES))
def test_it_is_what_the_file_says(name: str) -> None:
    data, said = _FILES[name]

    found = maker_of(data, _kind(name))

    if name == "heic":
        assert _CANARY.decode() in found.device
    else:
        assert found == said


def test_avif_says_it_as_heic_does() -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Example", "Phone 3"
    out = io.BytesIO()
    with Image.open(io.BytesIO(jpeg_of(_PHOTO))) as picture:
        picture.save(out, "AVIF", quality=60, exif=exif)

    assert maker_of(out.getvalue(), "image/heic") == Maker("Example Phone 3")


@pytest.mark.parametrize("name", list(_FILES))
def test_a_torn_file_says_nothing_wrong(name: str) -> None:
    whole = _FILES[name][0]
    dice = random.Random(11)  # noqa: S311  invented damage
    for _ in range(12):
        data = bytearray(whole[: dice.randrange(16, len(whole))])
        data[dice.randrange(12, len(data))] = dice.randrange(256)

        found = maker_of(bytes(data), _kind(name))

        assert len(found.device) <= 121
        assert (found.device + found.program).isprintable()


@pytest.mark.parametrize("name", ["quicktime", "pdf", "heic"])
def test_it_is_printed_only_where_hidden_details_stay(name: str) -> None:
    data, _said = _FILES[name]

    kept = show(data, _kind(name), ExhibitChoices(keep_metadata=True))
    usual = show(data, _kind(name))

    assert kept.device or kept.program
    assert not kept.device_left_out
    assert (usual.device, usual.program, usual.device_left_out) == ("", "", True)
