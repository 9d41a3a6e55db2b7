"""The sealed backup file: who can open it stands in front, everything else is one stream."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from gigwallet.crypto import aead, kdf
from gigwallet.crypto.secret import Secret
from gigwallet.domain.errors import GigWalletError
from gigwallet.vault import header as headers
from gigwallet.vault.disk import Disk
from gigwallet.vault.header import Header, HeaderDamaged
from gigwallet.vault.keys import derived as labels
from gigwallet.vault.keys.derived import Keys

SUFFIX = ".gwbackup"
MAGIC = b"GWBKUPv1"
FILE_LABEL = "gigwallet/v1/backup/file"
_LENGTH_BYTES = 4


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the stream, readable by all: a whole ``vault.gwh``, and random bytes that
    give each file a key of its own."""

    header: bytes
    salt: bytes
    prefix: bytes

    @classmethod
    def new(cls, header: bytes) -> Front:
        salt = secrets.token_bytes(kdf.SALT_BYTES)
        return cls(header, salt, secrets.token_bytes(aead.PREFIX_BYTES))

    @classmethod
    def read(cls, stream: BinaryIO) -> Front:
        """``backup_unknown`` for another kind of file, ``backup_damaged`` for the start of one."""
        if stream.read(len(MAGIC)) != MAGIC:
            raise GigWalletError("backup_unknown")
        length = int.from_bytes(_exactly(stream, _LENGTH_BYTES), "big")
        if not 0 < length <= headers.MOST_BYTES:
            raise GigWalletError("backup_damaged")
        header = _exactly(stream, length)
        return cls(header, _exactly(stream, kdf.SALT_BYTES), _exactly(stream, aead.PREFIX_BYTES))

    def to_bytes(self) -> bytes:
        return self._bound() + self.prefix

    def _bound(self) -> bytes:
        length = len(self.header).to_bytes(_LENGTH_BYTES, "big")
        return MAGIC + length + self.header + self.salt

    def aad(self) -> bytes:
        return hashlib.sha256(self._bound()).digest()

    def key(self, keys: Keys) -> Secret:
        with keys.derive(labels.BACKUP) as backup:
            return kdf.expand(backup.bytes(), self.salt, FILE_LABEL)

    def parsed(self) -> Header:
        """The header, judged before anything is derived from it: ``header_refused`` for costs that
        no GigWallet asks for, ``backup_damaged`` for bytes that decayed."""
        try:
            header = headers.parse(self.header)
        except HeaderDamaged as cause:
            raise GigWalletError("backup_damaged") from cause
        if header.pending_rekey is not None:
            raise GigWalletError("backup_refused")  # none is made during a change of all keys
        return header


def _exactly(stream: BinaryIO, count: int) -> bytes:
    data = stream.read(count)
    if len(data) != count:
        raise GigWalletError("backup_damaged")
    return data


def sealed(front: Front, keys: Keys, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The whole file, piece by piece. Its length tells the size of the whole to 1 MiB and nothing
    of the number or the sizes of its parts."""
    yield front.to_bytes()
    with front.key(keys) as key:
        yield from aead.seal_stream(key.bytes(), front.prefix, _blocks(pieces), front.aad())


def _blocks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces as blocks of exactly 1 MiB, the last one filled up with zeros."""
    block = bytearray()
    for piece in pieces:
        block += piece
        while len(block) >= aead.CHUNK_BYTES:
            yield bytes(block[: aead.CHUNK_BYTES])
            del block[: aead.CHUNK_BYTES]
    if block:
        yield bytes(block).ljust(aead.CHUNK_BYTES, b"\0")


class BackupFile:
    """A backup file that is open for reading. ``header`` is judged but not yet authentic."""

    def __init__(self, path: Path, disk: Disk) -> None:
        try:
            self._stream = disk.open_to_read(path)
        except (FileNotFoundError, IsADirectoryError) as cause:
            raise GigWalletError("file_missing", name=path.name) from cause
        try:
            self._front = Front.read(self._stream)
            self.header = self._front.parsed()
        except BaseException:
            self._stream.close()
            raise
        self.header_bytes = self._front.header
        self.size = path.stat().st_size

    def content(self, keys: Keys) -> Iterator[bytes]:
        """What was sealed, in blocks, each of them authentic; ``backup_damaged`` where a byte is
        not as it was written, or missing, or too many. Only the end tells that it is whole."""
        with keys.derive(labels.HEADER) as key:
            if not self.header.authentic(key):
                raise GigWalletError("backup_damaged")
        try:
            with self._front.key(keys) as key:
                yield from aead.unseal_stream(
                    key.bytes(), self._front.prefix, self._chunks(), self._front.aad()
                )
        except aead.NotAuthentic as cause:
            raise GigWalletError("backup_damaged") from cause

    def _chunks(self) -> Iterator[bytes]:
        while chunk := self._stream.read(aead.CHUNK_BYTES + aead.TAG_BYTES):
            yield chunk

    def close(self) -> None:
        self._stream.close()

    def __enter__(self) -> BackupFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def is_backup(path: Path, disk: Disk) -> bool:
    """Whether ``path`` begins as a backup file does."""
    try:
        with disk.open_to_read(path) as stream:
            return stream.read(len(MAGIC)) == MAGIC
    except OSError:
        return False
