"""Bytes as hexadecimal editors show them: place, sixteen bytes, what of them can be printed."""

from __future__ import annotations

_LINE = 16


def dump(data: bytes) -> list[str]:
    return [
        f"{start:04x}  {piece.hex(' '):<{3 * _LINE}} {_printed(piece)}"
        for start in range(0, len(data), _LINE)
        if (piece := data[start : start + _LINE])
    ]


def _printed(piece: bytes) -> str:
    return "".join(chr(each) if 32 <= each < 127 else "." for each in piece)
