"""A file on the disk with bytes added behind it in memory; the file itself stays as it is."""

from __future__ import annotations

import io
import os
from typing import BinaryIO


class Appended(io.RawIOBase):
    """Readable from the first byte of the file to the last one added; writable behind the file."""

    def __init__(self, base: BinaryIO) -> None:
        self._base = base
        self.base_size = base.seek(0, os.SEEK_END)
        self._tail = bytearray()
        self._at = 0

    @property
    def tail(self) -> bytes:
        return bytes(self._tail)

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {
            os.SEEK_SET: 0,
            os.SEEK_CUR: self._at,
            os.SEEK_END: self.base_size + len(self._tail),
        }
        self._at = max(0, start[whence] + offset)
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # any writable buffer
        wanted = len(buffer)
        if self._at < self.base_size:
            self._base.seek(self._at)
            piece = self._base.read(min(wanted, self.base_size - self._at))
        else:
            first = self._at - self.base_size
            piece = bytes(self._tail[first : first + wanted])
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def write(self, data: bytes | bytearray | memoryview) -> int:  # type: ignore[override]  # bytes
        first = self._at - self.base_size
        if not 0 <= first <= len(self._tail):
            raise OSError("the file itself is not written to")
        self._tail[first : first + len(data)] = data
        self._at += len(data)
        return len(data)
