"""A file as it lies on the disk, read piece by piece: one of any length takes no more memory."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_PIECE = 1 << 20


class Lying:
    """The first ``size`` bytes of a stream. As ``bytes`` where these are asked for with ``[a:b]``,
    ``len`` and ``startswith``; the rest reads in pieces."""

    def __init__(self, stream: BinaryIO, size: int | None = None) -> None:
        self._stream = stream
        self.size = stream.seek(0, os.SEEK_END) if size is None else size

    def __len__(self) -> int:
        return self.size

    def __getitem__(self, span: slice) -> bytes:
        start, stop, _ = span.indices(self.size)
        self._stream.seek(start)
        return self._stream.read(max(0, stop - start))

    def startswith(self, begin: bytes, at: int = 0) -> bool:
        return self[at : at + len(begin)] == begin

    def first(self, size: int) -> Lying:
        """Its beginning alone."""
        return Lying(self._stream, min(size, self.size))

    def rfind(self, sought: bytes, start: int = 0, stop: int | None = None) -> int:
        end = self.size if stop is None else min(stop, self.size)
        while end - start >= len(sought):
            begin = max(start, end - _PIECE)
            found = self[begin:end].rfind(sought)
            if found >= 0:
                return begin + found
            if begin == start:
                return -1
            end = begin + len(sought) - 1
        return -1

    def holds_any(self, sought: tuple[bytes, ...]) -> bool:
        over = max(map(len, sought)) - 1
        return any(
            each in self[max(0, at - over) : at + _PIECE]
            for at in range(0, self.size, _PIECE)
            for each in sought
        )

    def digest(self, *spans: tuple[int, int], algorithm: str = "sha256") -> str:
        """In hex, over the first byte and the length of each span; of all of it without any."""
        found = hashlib.new(algorithm)
        for first, length in spans or ((0, self.size),):
            for at in range(first, first + length, _PIECE):
                found.update(self[at : min(at + _PIECE, first + length)])
        return found.hexdigest()

    def stream(self) -> BinaryIO:
        """For a library that reads files; what lies behind ``size`` is not seen."""
        return io.BufferedReader(_Window(self))


@contextmanager
def opened(data: bytes | Path) -> Iterator[Lying]:
    """What is judged: bytes, or a file where it lies."""
    if isinstance(data, bytes):
        yield Lying(io.BytesIO(data))
        return
    with data.open("rb") as stream:
        yield Lying(stream)


class _Window(io.RawIOBase):
    def __init__(self, lying: Lying) -> None:
        self._lying, self._at = lying, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = (0, self._at, self._lying.size)[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # any writable buffer
        piece = self._lying[self._at : self._at + len(buffer)]
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)
