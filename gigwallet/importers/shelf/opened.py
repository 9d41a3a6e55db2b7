"""What an importer is handed of a file: its head, and a stream that may only be held if small."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.ports import Beat
from gigwallet.tabular import limits
from gigwallet.tabular.archives import Member

_PIECE_BYTES = 256 * 1024


class _Told(io.RawIOBase):
    """A file that tells how far it was read: a sign of life for whoever waits."""

    def __init__(self, path: Path, beat: Beat) -> None:
        super().__init__()
        self._file = path.open("rb", buffering=0)
        self._beat = beat

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def readinto(self, room: Any) -> int:  # Any: a buffer, as io declares it
        taken = self._file.readinto(room) or 0
        self._beat(self._file.tell())
        return taken

    def close(self) -> None:
        self._file.close()
        super().close()


class _Sparing(io.BufferedReader):
    """Refuses to be read at once where it is larger than what may be held."""

    def __init__(self, raw: Any, size: int) -> None:  # Any: any raw stream
        super().__init__(raw, _PIECE_BYTES)
        self._size = size

    def read(self, size: int | None = -1, /) -> bytes:
        whole = size is None or size < 0 or size > limits.MAX_HELD_BYTES
        if whole and self._size > limits.MAX_HELD_BYTES:
            raise GigWalletError("table_too_large", name="")
        return super().read(-1 if size is None else size)


@dataclass(frozen=True, slots=True)
class Opened:
    """One file. ``stream`` begins anew at each call; ``held`` its bytes, if they may be held."""

    size: int
    head: bytes
    stream: Callable[[], BinaryIO]

    def held(self, name: str) -> bytes:
        """All of it. Refusal: ``table_too_large``."""
        if self.size > limits.MAX_HELD_BYTES:
            raise GigWalletError("table_too_large", name=name)
        with self.stream() as stream:
            return stream.read()

    @classmethod
    def of_bytes(cls, data: bytes) -> Opened:
        return cls(len(data), data[: limits.HEAD_BYTES], lambda: io.BytesIO(data))

    @classmethod
    def of_path(cls, path: Path, beat: Beat) -> Opened:
        """Refusal: ``file_unreadable``."""
        try:
            size = path.stat().st_size
            with path.open("rb") as file:
                head = file.read(limits.HEAD_BYTES)
        except OSError as cause:
            raise GigWalletError("file_unreadable", name=path.name) from cause
        return cls(size, head, lambda: _Sparing(_Told(path, beat), size))

    @classmethod
    def of_member(cls, member: Member) -> Opened:
        if member.large is None:
            return cls.of_bytes(member.data)
        with member.opened() as stream:
            head = stream.read(limits.HEAD_BYTES)
        return cls(member.size, head, lambda: _Sparing(member.opened(), member.size))
