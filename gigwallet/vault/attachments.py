"""Attachments: each original is one encrypted file under a random name with a key of its own."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from gigwallet.crypto import aead
from gigwallet.domain.errors import GigWalletError
from gigwallet.vault import folder as files
from gigwallet.vault.connection import Connection
from gigwallet.vault.disk import Disk, refusing
from gigwallet.vault.shelves.columns import milliseconds

WHOLE = b"GWATTv1S"
CHUNKED = b"GWATTv1C"
MOST_WHOLE_BYTES = 16 * 1024 * 1024
PADDING = 4096
ORPHAN_AGE_S = 3600
LARGE = MOST_WHOLE_BYTES  # above it: chunked, and never held
_RUN = 64  # originals in one folder before another one is begun
_MAGIC_BYTES = 8


@dataclass(frozen=True, slots=True)
class Attachment:
    """How to find and open one stored content."""

    id: str
    sha256: str
    size: int
    key: bytes = field(repr=False)

    def path(self, root: Path) -> Path:
        return root.joinpath(self.id[:2], self.id[2:])

    def aad(self, magic: bytes, vault_id: bytes) -> bytes:
        where = vault_id + bytes.fromhex(self.id)
        return magic + where + bytes.fromhex(self.sha256) + self.size.to_bytes(8, "big")

    @property
    def lengths(self) -> tuple[int, int]:
        """How long its file is in the whole and in the chunked form."""
        padded = _padded_size(self.size)
        chunks = -(-padded // aead.CHUNK_BYTES)
        whole = _MAGIC_BYTES + aead.NONCE_BYTES + padded + aead.TAG_BYTES
        return whole, _MAGIC_BYTES + aead.PREFIX_BYTES + padded + chunks * aead.TAG_BYTES


def _blocks(content: bytes | memoryview) -> Iterator[bytes | memoryview]:
    """The padded content in pieces of at most 1 MiB; only the last is copied."""
    view = memoryview(content)
    whole = len(view) // aead.CHUNK_BYTES * aead.CHUNK_BYTES
    for start in range(0, whole, aead.CHUNK_BYTES):
        yield view[start : start + aead.CHUNK_BYTES]
    if whole < len(view):
        yield _padded(view[whole:])


def _padded_size(size: int) -> int:
    return max(PADDING, -(-size // PADDING) * PADDING)


def _padded(content: bytes | memoryview) -> bytes:
    missing = _padded_size(len(content)) - len(content)
    return bytes(content) + bytes(missing) if missing else bytes(content)


def sealed(attachment: Attachment, vault_id: bytes, content: bytes) -> Iterator[bytes | bytearray]:
    """The file of ``attachment``, piece by piece."""
    if len(content) <= MOST_WHOLE_BYTES:
        nonce, text = aead.new_nonce(), _padded(content)
        head = WHOLE + nonce
        file = bytearray(len(head) + len(text) + aead.TAG_BYTES)
        file[: len(head)] = head
        room = memoryview(file)[len(head) :]
        aead.seal_into(attachment.key, nonce, text, attachment.aad(WHOLE, vault_id), room)
        yield file
        return
    prefix = secrets.token_bytes(aead.PREFIX_BYTES)
    aad = attachment.aad(CHUNKED, vault_id)
    yield CHUNKED + prefix
    yield from aead.seal_stream(attachment.key, prefix, _blocks(content), aad)


def sealed_stream(
    attachment: Attachment, vault_id: bytes, pieces: Iterable[bytes]
) -> Iterator[bytes | bytearray]:
    """As ``sealed``, of a large content that comes in pieces."""
    prefix = secrets.token_bytes(aead.PREFIX_BYTES)
    yield CHUNKED + prefix
    yield from aead.seal_stream(
        attachment.key, prefix, _reblocked(pieces), attachment.aad(CHUNKED, vault_id)
    )


def _reblocked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in blocks of 1 MiB; the last one padded."""
    waiting = bytearray()
    for piece in pieces:
        waiting += piece
        # One byte more must have come: the last block is the padded one.
        while len(waiting) > aead.CHUNK_BYTES:
            yield bytes(waiting[: aead.CHUNK_BYTES])
            del waiting[: aead.CHUNK_BYTES]
    yield _padded(bytes(waiting))


def verified(pieces: Iterable[bytes], sha256: str, size: int, name: str) -> Iterator[bytes]:
    """The pieces as they come, and at their end ``file_changed`` where they are not the content
    that was announced."""
    digest = hashlib.sha256()
    left = size
    for piece in pieces:
        left -= len(piece)
        digest.update(piece)
        if left < 0:
            break
        yield piece
    if left or digest.hexdigest() != sha256:
        raise GigWalletError("file_changed", name=name)


def _sealed_chunks(stream: BinaryIO) -> Iterator[bytes]:
    while chunk := stream.read(aead.CHUNK_BYTES + aead.TAG_BYTES):
        yield chunk


def unsealed(
    attachment: Attachment, vault_id: bytes, stream: BinaryIO, *, compare: bool
) -> Iterator[bytes]:
    """The content, piece by piece, padding removed; ``exhibit_damaged`` for anything else.

    ``compare``: its SHA-256 too, which takes twice as long. Whoever holds the key can seal other
    bytes under the same name, and the digest is what the log has bound.
    """
    magic = stream.read(_MAGIC_BYTES)
    aad = attachment.aad(magic, vault_id)
    left, digest = attachment.size, hashlib.sha256() if compare else None
    try:
        for block in _blocks_of(attachment, magic, stream, aad):
            piece = block[:left] if len(block) > left else block
            if digest is not None:
                digest.update(piece)
            yield piece
            if block[left:] != bytes(max(0, len(block) - left)):
                raise aead.NotAuthentic
            left -= len(piece)
        if left or (digest is not None and digest.hexdigest() != attachment.sha256):
            raise aead.NotAuthentic
    except aead.NotAuthentic as cause:
        raise GigWalletError("exhibit_damaged") from cause


def _blocks_of(
    attachment: Attachment, magic: bytes, stream: BinaryIO, aad: bytes
) -> Iterator[bytes]:
    if magic == WHOLE:
        nonce = stream.read(aead.NONCE_BYTES)
        # One byte more than the file should have, so that an overlong one fails.
        text = stream.read(_padded_size(attachment.size) + aead.TAG_BYTES + 1)
        if len(nonce) < aead.NONCE_BYTES or len(text) < aead.TAG_BYTES:
            raise aead.NotAuthentic
        yield aead.unseal(attachment.key, nonce, text, aad)
    elif magic == CHUNKED:
        prefix = stream.read(aead.PREFIX_BYTES)
        if len(prefix) < aead.PREFIX_BYTES:
            raise aead.NotAuthentic
        yield from aead.unseal_stream(attachment.key, prefix, _sealed_chunks(stream), aad)
    else:
        raise aead.NotAuthentic


# The file of an attachment, piece by piece.
Seal = Callable[[Attachment], Iterable[bytes | bytearray]]


class Attachments:
    """The folder of encrypted originals together with the rows that hold their keys."""

    def __init__(self, root: Path, vault_id: bytes, connection: Connection, disk: Disk) -> None:
        self._root = root
        self._disk = disk
        self._vault_id = vault_id
        self._connection = connection
        self._unsynced: list[Path] = []
        self._new_folder = True  # an earlier process may have died between making one and its sync
        self._run = ""
        self._left_of_run = 0

    def add(self, content: bytes, added_at: datetime) -> str:
        """Store ``content`` in the present transaction, once; its SHA-256 in hex.

        The file is durable before the row commits. If the transaction fails, the file goes. A known
        content whose file is missing gets its file back, and one whose file is damaged a new file.
        """
        digest = hashlib.sha256(content).hexdigest()
        self._add(digest, len(content), added_at, lambda each: self._sealed(each, content))
        return digest

    def add_stream(
        self, pieces: Iterable[bytes], sha256: str, size: int, added_at: datetime, name: str
    ) -> None:
        """As ``add``, of content that was announced with its digest and its size and comes in
        pieces; what is larger than 16 MiB is never held. ``file_changed``, naming ``name``, where
        something else comes."""
        coming = verified(pieces, sha256, size, name)
        if size <= MOST_WHOLE_BYTES:
            self.add(b"".join(coming), added_at)
            return
        self._add(sha256, size, added_at, lambda each: sealed_stream(each, self._vault_id, coming))

    def lay(self, pieces: Iterable[bytes], sha256: str, size: int, name: str) -> Attachment:
        """The file of a large content, whole and durable, before the transaction in which ``take``
        says that it is there: writing it takes long, and nobody should wait for it.
        ``file_changed`` as of ``add_stream``; then there is no file."""
        attachment = self.new(sha256, size)
        path = attachment.path(self._root)
        coming = verified(pieces, sha256, size, name)
        try:
            with refusing(self._root.parent):
                if not path.parent.is_dir():
                    self._disk.make_folder(path.parent)
                self._disk.create_file(path, sealed_stream(attachment, self._vault_id, coming))
                self._disk.sync_file(path)
                for folder in (path.parent, self._root):
                    self._disk.sync_folder(folder)
        except BaseException:
            self._disk.unlink(path)
            raise
        return attachment

    def take(self, laid: Attachment, added_at: datetime) -> None:
        """In the present transaction; if that fails, the file goes. It takes the place of one that
        is missing or damaged."""
        path = laid.path(self._root)
        with self._connection.transaction():
            self._connection.after_rollback(lambda: self._disk.unlink(path))
            known = self.find(laid.sha256)
            if known is None:
                self._insert(laid, added_at)
            else:
                self._replace(known, laid)

    def _insert(self, attachment: Attachment, added_at: datetime) -> None:
        self._connection.write(
            "INSERT INTO attachment (sha256, id, size, key, added_at) VALUES (?, ?, ?, ?, ?)",
            (
                attachment.sha256,
                attachment.id,
                attachment.size,
                attachment.key,
                milliseconds(added_at),
            ),
        )

    def _replace(self, damaged: Attachment, fresh: Attachment) -> None:
        self._connection.write(
            "UPDATE attachment SET id = ?, key = ? WHERE sha256 = ?",
            (fresh.id, fresh.key, fresh.sha256),
        )
        path = damaged.path(self._root)
        self._connection.after_commit(lambda: self._disk.unlink(path))

    def _sealed(self, attachment: Attachment, content: bytes) -> Iterator[bytes | bytearray]:
        return sealed(attachment, self._vault_id, content)

    def _add(self, sha256: str, size: int, added_at: datetime, seal: Seal) -> None:
        known = self.find(sha256)
        if known is not None:
            if not self.lies(known):
                with self._connection.transaction():
                    self._write(known, seal)
            elif not self.whole(known):
                self._mend(known, seal)
            return
        attachment = self.new(sha256, size)
        with self._connection.transaction():
            self._write(attachment, seal)
            self._insert(attachment, added_at)

    def _mend(self, damaged: Attachment, seal: Seal) -> None:
        """A file of another name and key takes the place of ``damaged``, whose own stays until the
        new one is committed."""
        fresh = self.new(damaged.sha256, damaged.size)
        with self._connection.transaction():
            self._write(fresh, seal)
            self._replace(damaged, fresh)

    def new(self, sha256: str, size: int) -> Attachment:
        """A name and a key that nothing else has. The folder stays the same for a run of originals:
        each folder that is made costs as much as two files."""
        if not self._left_of_run:
            self._run, self._left_of_run = secrets.token_hex(1), _RUN
        self._left_of_run -= 1
        return Attachment(self._run + secrets.token_hex(15), sha256, size, secrets.token_bytes(32))

    def _write(self, attachment: Attachment, seal: Seal) -> None:
        path = attachment.path(self._root)
        if not self._unsynced:
            self._connection.before_commit(self._sync)
            self._connection.after_commit(self._unsynced.clear)
            self._connection.after_rollback(self._forget_unsynced)
        self._unsynced.append(path)
        with refusing(self._root.parent):
            if not path.parent.is_dir():
                self._disk.make_folder(path.parent)
                self._new_folder = True
            self._disk.create_file(path, seal(attachment))

    def _sync(self) -> None:
        """All new files, then each folder once: one wait for the disk, not one per file."""
        with refusing(self._root.parent):
            for path in self._unsynced:
                self._disk.sync_file(path)
            folders = {path.parent for path in self._unsynced}
            for folder in folders | {self._root} if self._new_folder else folders:
                self._disk.sync_folder(folder)
            self._new_folder = False

    def _forget_unsynced(self) -> None:
        for path in self._unsynced:
            self._disk.unlink(path)
        self._unsynced.clear()

    def find(self, sha256: str) -> Attachment | None:
        row = self._connection.one(
            "SELECT id, sha256, size, key FROM attachment WHERE sha256 = ?", (sha256,)
        )
        return Attachment(*row) if row else None

    def present(self, sha256: str) -> bool:
        attachment = self.find(sha256)
        return attachment is not None and self.lies(attachment)

    def lies(self, attachment: Attachment) -> bool:
        """Whether its file is there."""
        return attachment.path(self._root).exists()

    def whole(self, attachment: Attachment) -> bool:
        """Whether its file is there and holds the original to the byte: reads all of it."""
        try:
            for _piece in self.stream(attachment):
                pass
        except GigWalletError:
            return False
        return True

    def length_of(self, attachment: Attachment) -> int | None:
        """How long its file is; None where it is not there."""
        try:
            return attachment.path(self._root).stat().st_size
        except OSError:
            return None

    def all(self) -> list[Attachment]:
        rows = self._connection.all("SELECT id, sha256, size, key FROM attachment ORDER BY id")
        return [Attachment(*row) for row in rows]

    def read(self, sha256: str) -> bytes:
        """The exact bytes to look at; ``exhibit_missing`` or ``exhibit_damaged``. What goes on from
        here as evidence is taken by ``stream`` or compared by whoever writes it."""
        attachment = self.find(sha256)
        if attachment is None:
            raise GigWalletError("exhibit_missing")
        return b"".join(self._unsealed(attachment, compare=False))

    def stream(self, attachment: Attachment) -> Iterator[bytes]:
        """The exact bytes in order, and at their end compared with their digest. Pieces that were
        handed out before ``exhibit_damaged`` are authentic by themselves, but the whole is not."""
        return self._unsealed(attachment, compare=True)

    def _unsealed(self, attachment: Attachment, *, compare: bool) -> Iterator[bytes]:
        try:
            stream = self._disk.open_to_read(attachment.path(self._root))
        except (FileNotFoundError, NotADirectoryError) as cause:
            raise GigWalletError("exhibit_missing") from cause
        except OSError as cause:
            raise GigWalletError("exhibit_damaged") from cause
        with stream:
            try:
                yield from unsealed(attachment, self._vault_id, stream, compare=compare)
            except OSError as cause:  # a bad place on the disk
                raise GigWalletError("exhibit_damaged") from cause

    def erase(self, sha256: str) -> None:
        """Drop the row with the only key in this transaction, and the file after it commits."""
        attachment = self.find(sha256)
        if attachment is None:
            return
        self._connection.write("DELETE FROM attachment WHERE sha256 = ?", (sha256,))
        path = attachment.path(self._root)
        self._connection.after_commit(lambda: self._disk.unlink(path))

    def orphans(self) -> list[Path]:
        """Files that no row names: what an interrupted import left."""
        known = {each.path(self._root) for each in self.all()}
        return [path for path in files.original_files(self._root) if path not in known]

    def sweep(self, now: Callable[[], float] = time.time) -> int:
        """Delete orphans older than an hour; how many went."""
        old = [path for path in self.orphans() if _age(path, now()) > ORPHAN_AGE_S]
        return sum(self._disk.unlink(path) for path in old)


def _age(path: Path, now: float) -> float:
    try:
        return now - path.stat().st_mtime
    except OSError:
        return 0.0
