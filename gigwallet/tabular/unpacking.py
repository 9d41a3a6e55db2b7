"""A packed file as a stream, and what goes wrong while it is unpacked as a refusal."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

import pyzipper

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.ports import Beat

# What zipfile and its decompressors raise on torn archives.
TORN = (
    zipfile.BadZipFile,
    pyzipper.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    IndexError,  # a locked member that ends before its lock does
    OSError,
    ValueError,
)


PIECE_BYTES = 256 * 1024


def no_beat(done: int = 0, seconds: float | None = None) -> None:
    """Nobody waits."""


@contextmanager
def refusing(name: str) -> Iterator[None]:
    """What goes wrong while a member is unpacked, as a refusal."""
    try:
        yield
    except NotImplementedError as unknown:
        raise GigWalletError("archive_kind_unknown", name=name, what="ZIP") from unknown
    except RuntimeError as wrong:
        raise GigWalletError("archive_password_wrong", name=name) from wrong
    except TORN as torn:
        # Under the older cipher one wrong password in 256 shows only as a torn member.
        raise GigWalletError("archive_torn", name=name) from torn


def drained(name: str, stream: BinaryIO, size: int, beat: Beat) -> None:
    """Reads all of it, so that its check sum is compared; it must be ``size`` bytes."""
    done = 0
    with refusing(name):
        while piece := stream.read(PIECE_BYTES):
            done += len(piece)
            beat(done)
            if done > size:
                break
    if done != size:
        raise GigWalletError("archive_torn", name=name)


class Unpacked(io.RawIOBase):
    """A packed file as a seekable stream. To go back is to unpack it anew from its start."""

    def __init__(self, again: Callable[[], BinaryIO], size: int, beat: Beat = no_beat) -> None:
        super().__init__()
        self._again = again
        self._stream = again()
        self._size = size
        self._beat = beat
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def readinto(self, room: Any) -> int:  # Any: a buffer, as io declares it
        with refusing(""):
            piece = self._stream.read(len(room))
        room[: len(piece)] = piece
        self._at += len(piece)
        self._beat(self._at)
        return len(piece)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        wanted = max(0, start + offset)
        if wanted < self._at:
            self._stream.close()
            self._stream, self._at = self._again(), 0
        room = bytearray(PIECE_BYTES)
        while self._at < wanted:
            if not self.readinto(memoryview(room)[: wanted - self._at]):
                break
        return self._at

    def close(self) -> None:
        self._stream.close()
        super().close()
