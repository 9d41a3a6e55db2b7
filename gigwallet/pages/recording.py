"""Sound and video: which kind some bytes are, and how long they run. Nothing is played."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_EBML = b"\x1a\x45\xdf\xa3"
_ISO = {
    b"M4A ": "audio/mp4", b"M4B ": "audio/mp4", b"qt  ": "video/quicktime", b"isom": "video/mp4",
    b"iso2": "video/mp4", b"iso4": "video/mp4", b"iso5": "video/mp4", b"iso6": "video/mp4",
    b"mp41": "video/mp4", b"mp42": "video/mp4", b"avc1": "video/mp4", b"M4V ": "video/mp4",
    b"MSNV": "video/mp4", b"dash": "video/mp4",
}  # fmt: skip
_HEADS = {
    b"ID3\x02": "audio/mpeg", b"ID3\x03": "audio/mpeg", b"ID3\x04": "audio/mpeg",
    b"\xff\xfb": "audio/mpeg", b"\xff\xf3": "audio/mpeg",
    b"\xff\xf2": "audio/mpeg", b"#!AMR\n": "audio/amr", b"#!SILK_V3": "audio/silk",
    b"\x02#!SILK_V3": "audio/silk", b"OggS": "audio/ogg", b"fLaC": "audio/flac",
    _EBML: "video/webm",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RecordingFacts:
    """``media_type`` as the bytes themselves say, ``milliseconds`` None where they do not say."""

    media_type: str
    milliseconds: int | None

    @property
    def is_video(self) -> bool:
        return self.media_type.startswith("video/")


def sniff_recording(head: bytes) -> str:
    """The media type that ``head`` begins; empty where it is no recording that is known."""
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        return _ISO.get(brand) or ("video/3gpp" if brand.startswith((b"3gp", b"3g2")) else "")
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "audio/wav"
    return next((kind for sign, kind in _HEADS.items() if head.startswith(sign)), "")


def describe_recording(data: bytes) -> RecordingFacts | None:
    """None where it is no recording. A torn one has no length. The bytes are foreign: call it in a
    worker process."""
    kind = sniff_recording(data[:64])
    if not kind:
        return None
    try:
        if data[4:8] == b"ftyp":
            length, pictures = _iso(data)
            if not pictures and kind.startswith("video/"):
                kind = "audio/" + kind.removeprefix("video/")
        else:
            measured = _MEASURES.get(kind)
            length = measured(data) if measured else None
    except (struct.error, IndexError, ZeroDivisionError):
        return RecordingFacts(kind, None)
    return RecordingFacts(kind, length)


def boxes(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Kind, first and last place of the content of each box."""
    while at + 8 <= end:
        size, kind = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, at + 8)
            head = 16
        elif size == 0:
            size = end - at
        if size < head or at + size > end:
            return
        yield kind, at + head, at + size
        at += size


def _iso(data: bytes) -> tuple[int | None, bool]:
    length, pictures = None, False
    for kind, first, last in boxes(data, 0, len(data)):
        if kind != b"moov":
            continue
        for inner, start, stop in boxes(data, first, last):
            if inner == b"mvhd":
                wide = data[start] == 1
                times = ">IQ" if wide else ">II"
                scale, lasts = struct.unpack_from(times, data, start + 12 + 8 * wide)
                length = lasts * 1000 // scale
            elif inner == b"trak":
                pictures = pictures or b"vide" in data[start : min(stop, start + 4096)]
    return length, pictures


def _wav(data: bytes) -> int | None:
    at, rate = 12, 0
    while at + 8 <= len(data):
        kind, size = struct.unpack_from("<4sI", data, at)
        if kind == b"fmt ":
            (rate,) = struct.unpack_from("<I", data, at + 16)
        elif kind == b"data":
            return int(min(size, len(data) - at - 8) * 1000 // rate)
        at += 8 + size + size % 2
    return None


_AMR_BYTES = (13, 14, 16, 18, 20, 21, 27, 32, 6, 1, 1, 1, 1, 1, 1, 1)


def _amr(data: bytes) -> int:
    at, frames = 6, 0
    while at < len(data):
        at += _AMR_BYTES[data[at] >> 3 & 15]
        frames += 1
    return frames * 20


def _flac(data: bytes) -> int | None:
    (packed,) = struct.unpack_from(">Q", data, 18)
    rate, samples = packed >> 44, packed & 0xFFFFFFFFF
    return samples * 1000 // rate if samples else None


def _ogg(data: bytes) -> int | None:
    opus, vorbis = data.find(b"OpusHead", 0, 200), data.find(b"\x01vorbis", 0, 200)
    last = data.rfind(b"OggS")
    (granule,) = struct.unpack_from("<q", data, last + 6)
    if granule < 0 or (opus < 0 and vorbis < 0):
        return None
    if opus >= 0:
        (skipped,) = struct.unpack_from("<H", data, opus + 10)
        return int(max(granule - skipped, 0) * 1000 // 48_000)
    (rate,) = struct.unpack_from("<I", data, vorbis + 12)
    return int(granule * 1000 // rate)


# By version (1, else 2 and 2.5) the kilobits of layer III; by version the samples of a second.
_KILOBITS = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}


def _mp3(data: bytes) -> int | None:
    at = 0
    if data.startswith(b"ID3"):
        size = 0
        for byte in data[6:10]:
            size = size << 7 | byte & 127
        at = 10 + size
    microseconds, frames = 0, 0
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] & 0xE6 == 0xE2:
        version, padded = data[at + 1] >> 3 & 3, data[at + 2] >> 1 & 1
        rate = _RATES[version][data[at + 2] >> 2 & 3] if version in _RATES else 0
        kilobits = _KILOBITS[3 if version == 3 else 2][data[at + 2] >> 4]
        samples = 1152 if version == 3 else 576
        size = samples * 125 * kilobits // rate + padded
        if size < 24:
            break
        microseconds += samples * 1_000_000 // rate
        frames += 1
        at += size
    return microseconds // 1000 if frames else None


_MEASURES: dict[str, Callable[[bytes], int | None]] = {
    "audio/wav": _wav,
    "audio/amr": _amr,
    "audio/flac": _flac,
    "audio/ogg": _ogg,
    "audio/mpeg": _mp3,
}
