"""What lies inside a sealed backup: a tape archive of a vault's files, with a hash of each.

The headers are those of the standard library's tar; a reader takes only what this module would
have written, byte for byte, so an archive has no room for links, paths or tricks.
"""

from __future__ import annotations

import hashlib
import re
import tarfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from gigwallet.domain.errors import GigWalletError
from gigwallet.vault import canonical
from gigwallet.vault import folder as files

CONTENTS = "backup.json"
SUMS = "SHA256SUMS"
FORMAT = 1
BLOCK = tarfile.BLOCKSIZE
_PIECE = 1024 * 1024
_MOST_CONTENTS = 4096
_ATTACHMENT = re.compile(rf"{files.ATTACHMENTS}/[0-9a-f]{{2}}/[0-9a-f]{{30}}")


@dataclass(frozen=True, slots=True)
class Contents:
    """What the archive says of itself: how many ``attachments``, and the ``size`` in bytes of them
    and the database; ``entries`` and ``root`` of the log."""

    vault_id: str
    written_at: str
    entries: int
    root: str
    attachments: int
    size: int
    format: int = FORMAT

    def encoded(self) -> bytes:
        return canonical.encode(asdict(self))

    @classmethod
    def of(cls, data: bytes) -> Contents:
        try:
            made = cls(**canonical.decode(data))
        except (ValueError, TypeError) as cause:
            raise GigWalletError("backup_refused") from cause
        numbers = (made.entries, made.attachments, made.size)
        if made.format != FORMAT:
            raise GigWalletError("vault_too_new")
        if any(type(each) is not int or each < 0 for each in numbers):
            raise GigWalletError("backup_refused")
        return made


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a vault: ``open`` gives exactly ``size`` bytes."""

    name: str
    size: int
    open: Callable[[], BinaryIO]


def _member(name: str, size: int) -> bytes:
    """The one header that this name and size have: a plain file of its owner, made at no time."""
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = size, 0o600, 0
    return info.tobuf(tarfile.GNU_FORMAT, "ascii", "strict")


def _filling(size: int) -> bytes:
    return bytes(-size % BLOCK)


def packed(contents: Contents, header: bytes, parts: Iterable[Part]) -> Iterator[bytes]:
    """The archive in pieces. ``parts`` in order: the database, then attachments by name."""
    sums: list[str] = []

    def whole(name: str, data: bytes) -> Iterator[bytes]:
        sums.append(f"{hashlib.sha256(data).hexdigest()}  {name}\n")
        yield _member(name, len(data)) + data + _filling(len(data))

    yield from whole(CONTENTS, contents.encoded())
    yield from whole(files.HEADER, header)
    for part in parts:
        yield _member(part.name, part.size)
        digest, left = hashlib.sha256(), part.size
        with part.open() as stream:
            while left:
                piece = _read(stream, min(left, _PIECE))
                if not piece:
                    raise GigWalletError("vault_changed_meanwhile")
                digest.update(piece)
                left -= len(piece)
                yield piece
        yield _filling(part.size)
        sums.append(f"{digest.hexdigest()}  {part.name}\n")
    yield from whole(SUMS, "".join(sums).encode("ascii"))
    yield bytes(2 * BLOCK)


def _read(stream: BinaryIO, count: int) -> bytes:
    """Zeros for what the disk cannot read any more: when it is dying, a backup is needed most. What
    is restored is checked, and that tells which original this was."""
    try:
        return stream.read(count)
    except OSError:
        return bytes(count)


class _Reader:
    """Exact reads from blocks, and nothing but zeros at the end."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._block = memoryview(b"")

    def pieces(self, count: int) -> Iterator[memoryview]:
        while count:
            if not self._block:
                self._block = memoryview(next(self._blocks, b""))
                if not self._block:
                    raise GigWalletError("backup_refused")
            piece = self._block[:count]
            self._block = self._block[len(piece) :]
            count -= len(piece)
            yield piece

    def take(self, count: int) -> bytes:
        return b"".join(self.pieces(count))

    def skip_filling(self, size: int) -> None:
        if any(self.take(-size % BLOCK)):
            raise GigWalletError("backup_refused")

    def finish(self) -> None:
        """Read to the last block, which is what tells that nothing was cut off or added."""
        if any(self._block) or any(any(block) for block in self._blocks):
            raise GigWalletError("backup_refused")


class Archive:
    """The parts of an archive as they come. Whoever reads them keeps nothing until ``finish``.

    ``backup_refused`` for what no GigWallet wrote: the bytes are authentic then, so that whoever
    made them had the key.
    """

    def __init__(self, blocks: Iterator[bytes], header: bytes) -> None:
        self._reader = _Reader(blocks)
        self._sums = hashlib.sha256()
        self._sums_size = 0
        self.contents = Contents.of(self._whole(CONTENTS, _MOST_CONTENTS))
        if self._whole(files.HEADER, len(header)) != header:
            raise GigWalletError("backup_refused")

    def _next(self) -> tuple[str, int]:
        block = self._reader.take(BLOCK)
        try:
            info = tarfile.TarInfo.frombuf(block, "ascii", "strict")
            same = info.size >= 0 and _member(info.name, info.size) == block
        except (tarfile.HeaderError, ValueError) as cause:
            raise GigWalletError("backup_refused") from cause
        if not same:
            raise GigWalletError("backup_refused")
        return info.name, info.size

    def _whole(self, wanted: str, most: int) -> bytes:
        name, size = self._next()
        if name != wanted or size > most:
            raise GigWalletError("backup_refused")
        data = self._reader.take(size)
        self._reader.skip_filling(size)
        self._count(name, hashlib.sha256(data).hexdigest())
        return data

    def _count(self, name: str, digest: str) -> None:
        line = f"{digest}  {name}\n".encode("ascii")
        self._sums.update(line)
        self._sums_size += len(line)

    def parts(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Name and bytes of the database and each attachment; each is to be read to its end before
        the next. Together they are never more than ``contents`` said."""
        left, before = self.contents.size, ""
        for number in range(self.contents.attachments + 1):
            name, size = self._next()
            named = name == files.DATABASE if number == 0 else bool(_ATTACHMENT.fullmatch(name))
            # Rising names: none comes twice.
            if not named or size > left or (number > 1 and name <= before):
                raise GigWalletError("backup_refused")
            left, before = left - size, name
            yield name, self._content(name, size)

    def _content(self, name: str, size: int) -> Iterator[bytes]:
        digest = hashlib.sha256()
        for piece in self._reader.pieces(size):
            digest.update(piece)
            yield bytes(piece)
        self._reader.skip_filling(size)
        self._count(name, digest.hexdigest())

    def finish(self) -> None:
        """Compare the hashes and read to the end."""
        name, size = self._next()
        if name != SUMS or size != self._sums_size:
            raise GigWalletError("backup_refused")
        told = hashlib.sha256()
        for piece in self._reader.pieces(size):
            told.update(piece)
        self._reader.skip_filling(size)
        if told.digest() != self._sums.digest():
            raise GigWalletError("backup_refused")
        self._reader.finish()


def place(folder: Path, name: str) -> Path:
    """Where a part lies in a vault. The name has been judged: it leads nowhere else."""
    return folder.joinpath(*name.split("/"))
