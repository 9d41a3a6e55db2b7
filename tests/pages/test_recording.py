"""Sound and video are known by their bytes, and how long they run is told without playing them."""

from __future__ import annotations

import io
import random
import struct
import wave
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from gigwallet.pages import describe_recording, sniff_recording, still_of


def wav(seconds: float = 2.5) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(round(seconds * 8000) * 2))
    return out.getvalue()


def _box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", len(body) + 8, kind) + body


def _iso(brand: bytes, track: bytes, *, wide: bool = False) -> bytes:
    times = (
        struct.pack(">QQIQ", 0, 0, 600, 54_000) if wide else struct.pack(">4I", 0, 0, 600, 54_000)
    )
    head = _box(b"mvhd", bytes([wide, 0, 0, 0]), times, bytes(80))
    track = _box(b"trak", _box(b"mdia", _box(b"hdlr", bytes(8), track, bytes(12))))
    return _box(b"ftyp", brand, bytes(4)) + _box(b"moov", head, track) + _box(b"mdat", bytes(99))


def _mp3() -> bytes:
    frame = b"\xff\xfb\x90\x00".ljust(417, b"\0")  # 128 kbit/s, 44,100 Hz: 1,152 samples
    return b"ID3\x04\0\0\0\0\0\x05" + bytes(5) + frame * 383


def _flac() -> bytes:
    return b"fLaC\0\0\0\x22" + bytes(10) + struct.pack(">Q", 44_100 << 44 | 441_000) + bytes(16)


def _opus() -> bytes:
    head = b"OggS\0\x02" + bytes(22) + b"OpusHead\x01\x01" + struct.pack("<H", 312)
    return head + bytes(40) + b"OggS\0\x04" + struct.pack("<q", 48_000 * 7 + 312) + bytes(30)


_KINDS: dict[str, tuple[Callable[[], bytes], str, int]] = {
    "wav": (wav, "audio/wav", 2500),
    "m4a": (lambda: _iso(b"M4A ", b"soun"), "audio/mp4", 90_000),
    "mp4": (lambda: _iso(b"isom", b"vide"), "video/mp4", 90_000),
    "mp4 of sound": (lambda: _iso(b"mp42", b"soun"), "audio/mp4", 90_000),
    "mov, long times": (lambda: _iso(b"qt  ", b"vide", wide=True), "video/quicktime", 90_000),
    "3gp": (lambda: _iso(b"3gp4", b"soun"), "audio/3gpp", 90_000),
    "mp3": (_mp3, "audio/mpeg", 10_004),
    "amr": (lambda: b"#!AMR\n" + (b"\x3c" + bytes(31)) * 250, "audio/amr", 5000),
    "flac": (_flac, "audio/flac", 10_000),
    "opus": (_opus, "audio/ogg", 7000),
}


@pytest.mark.parametrize("kind", _KINDS)
def test_kind_and_length_are_those_of_the_bytes(kind: str) -> None:
    made, media_type, length = _KINDS[kind]

    facts = describe_recording(made())

    assert facts is not None
    assert (facts.media_type, facts.milliseconds) == (media_type, length)


@pytest.mark.parametrize(
    "head",
    [b"", b"GIF89a", b"\0\0\0\x18ftypheic", b"RIFF\0\0\0\0WEBP", b"%PDF-1.7", b"\xff\xd8\xff\xe0"],
)
def test_what_is_no_recording_is_none(head: bytes) -> None:
    assert sniff_recording(head) == ""
    assert describe_recording(head) is None


@pytest.mark.parametrize("kind", _KINDS)
def test_a_torn_recording_is_still_one(kind: str) -> None:
    whole = _KINDS[kind][0]()
    dice = random.Random(5)  # noqa: S311  invented damage
    for _ in range(40):
        data = bytearray(whole[: dice.randrange(16, len(whole))])
        data[dice.randrange(12, len(data))] = dice.randrange(256)
        facts = describe_recording(bytes(data))

        assert facts is not None
        assert facts.milliseconds is None or facts.milliseconds >= 0


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Black at first, then red on the left."""
    import cv2
    import numpy as np

    path = tmp_path_factory.mktemp("video") / "v.mp4"
    written = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), 10, (320, 240))
    for number in range(30):
        picture = np.full((240, 320, 3), 255 if number > 4 else 0, np.uint8)
        if number > 4:
            picture[:, :160] = (0, 0, 200)
        written.write(picture)
    written.release()
    return Path(path).read_bytes()


def test_a_video_gives_a_picture_that_shows_something(video: bytes) -> None:
    still = still_of(video)
    facts = describe_recording(video)

    assert still is not None
    assert facts is not None
    assert facts.milliseconds == 3000
    assert 400 < still.milliseconds < 3000
    with Image.open(io.BytesIO(still.jpeg)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (320, 240))
        red = picture.getpixel((60, 120))
    assert isinstance(red, tuple)
    assert red[0] > 150 > 60 > red[2]


def test_a_video_that_cannot_be_unpacked_gives_none() -> None:
    assert still_of(_iso(b"isom", b"vide")) is None
    assert still_of(b"nothing of the kind") is None
