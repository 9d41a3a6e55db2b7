"""What originals cost, against plain files and against blobs in the database."""

from __future__ import annotations

import hashlib
import os
import random
import secrets
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from gigwallet.crypto import aead
from gigwallet.crypto.secret import Secret
from gigwallet.vault import KdfParams, Vault
from gigwallet.vault.attachments import WHOLE
from gigwallet.vault.connection import Access, Connection
from tests.benchmarks._measure import Clock, Measure, in_turns
from tests.vault import things

PICTURE_BYTES = 300 * 1024
GROUP = 50  # as many as an import makes durable at once
_CHEAP = KdfParams(65_536, 1, 1)


class _Stores:
    """The same pictures as sealed files, as plain files and as blobs."""

    def __init__(self, work: Path, count: int) -> None:
        self.pictures = [secrets.token_bytes(PICTURE_BYTES) for _ in range(count)]
        self.digests = [hashlib.sha256(picture).hexdigest() for picture in self.pictures]
        self.plain = work / "plain files"
        self.folder = work / "attachments"
        self.vault, _ = Vault.create(self.folder, bytearray(b"bench"), Clock(), kdf=_CHEAP)
        self._blobs, self._key = work / "blobs.db", os.urandom(32)
        self.blobs = Connection.create(self._blobs, Secret(bytearray(self._key)))
        self.blobs.write("CREATE TABLE blob (sha256 TEXT PRIMARY KEY, data BLOB) STRICT")

    def forget(self) -> None:
        shutil.rmtree(self.plain, ignore_errors=True)
        with self.vault.transaction():
            for digest in self.digests:
                self.vault.attachments.erase(digest)

    def write_sealed(self) -> None:
        with self.vault.transaction():
            for picture in self.pictures:
                self.vault.attachments.add(picture, Clock().now())

    def write_plain(self) -> None:
        """The same promises without a cipher: a digest of each, and everything on the disk."""
        self.plain.mkdir()
        for picture in self.pictures:
            (self.plain / hashlib.sha256(picture).hexdigest()).write_bytes(picture)
        for path in self.plain.iterdir():
            with path.open("rb+") as stream:
                os.fsync(stream.fileno())

    def write_blobs(self) -> None:
        with self.blobs.transaction():
            rows = zip(self.digests, self.pictures, strict=True)
            self.blobs.write_many("INSERT OR REPLACE INTO blob VALUES (?, ?)", rows)

    def encrypt_only(self) -> None:
        """One GCM pass over each, which the plain files do without."""
        room = memoryview(bytearray(PICTURE_BYTES + aead.TAG_BYTES))
        for picture in self.pictures:
            aead.seal_into(bytes(32), bytes(12), picture, b"", room)

    def read_sealed(self) -> None:
        for digest in self.digests:
            self.vault.attachments.read(digest)

    def read_plain(self) -> None:
        for path in self.plain.iterdir():
            path.read_bytes()

    def read_blobs(self) -> None:
        """Through a connection of its own, as the files are decrypted anew each time as well."""
        cold = Connection(self._blobs, Secret(bytearray(self._key)), Access.READ)
        for digest in self.digests:
            cold.one("SELECT data FROM blob WHERE sha256 = ?", (digest,))
        cold.close()

    def decrypt_only(self) -> Callable[[], None]:
        """Reading and one GCM pass with nothing around them: what the machine allows."""
        vault_id = bytes.fromhex(self.vault.vault_id)
        root = self.folder / "attachments"
        known = [
            (each.path(root), each.key, each.aad(WHOLE, vault_id))
            for each in self.vault.attachments.all()
        ]

        def act() -> None:
            for path, key, aad in known:
                file = path.read_bytes()
                aead.unseal(key, file[8:20], memoryview(file)[20:], aad)

        return act


def attachments(work: Path, count: int) -> list[Measure]:
    stores = _Stores(work, count)
    writes = [stores.forget, stores.write_plain, stores.write_sealed, stores.encrypt_only]
    _, plain, sealed, encrypted = in_turns(writes, 7)
    stores.write_blobs()
    reads = [stores.read_plain, stores.read_sealed, stores.read_blobs, stores.decrypt_only()]
    plain_read, sealed_read, blob_read, bound = in_turns(reads, 7)
    stored = sum(path.stat().st_size for path in (stores.folder / "attachments").rglob("*/*"))
    stores.vault.close()
    stores.blobs.close()
    megabytes = count * PICTURE_BYTES / 1e6
    allowed = plain_read / bound
    return [
        Measure(
            "attachment write, speed to plain files",
            plain / sealed,
            least=0.75,
            bound=plain / (plain + encrypted),
        ),
        Measure("attachment write", megabytes / sealed, "MB/s"),
        Measure(
            "attachment read, speed to plain files",
            plain_read / sealed_read,
            least=0.5,
            bound=allowed,
        ),
        Measure("attachment read, time to read and one GCM pass", sealed_read / bound, most=1.5),
        Measure("attachment read, speed to blobs in a database", blob_read / sealed_read, least=4),
        Measure("attachment read", megabytes / sealed_read, "MB/s"),
        Measure("size of attachments", stored / (count * PICTURE_BYTES), most=1.025),
    ]


def many_screenshots(work: Path, count: int) -> list[Measure]:
    """Ten thousand screenshots are ordinary: wall time, each group made durable."""
    vault, _ = Vault.create(work / "many", bytearray(b"bench"), Clock(), kdf=_CHEAP)
    dice = random.Random(5)  # noqa: S311  pictures to store
    begun = time.perf_counter()
    for start in range(0, count, GROUP):
        with vault.transaction():
            for number in range(start, min(count, start + GROUP)):
                picture = dice.randbytes(PICTURE_BYTES)
                vault.exhibits.add(things.exhibit(picture, f"{number}.png"), picture)
    written = time.perf_counter() - begun
    made = _spent(lambda: [dice.randbytes(PICTURE_BYTES) for _ in range(GROUP)]) * count / GROUP
    listed = _spent(vault.exhibits.all)
    known = vault.attachments.all()
    dice.shuffle(known)
    read = _spent(lambda: [vault.attachments.read(each.sha256) for each in known])
    vault.close()
    reopened = _spent(
        lambda: Vault.open(work / "many", Clock(), passphrase=bytearray(b"bench")).close()
    )
    megabytes = count * PICTURE_BYTES / 1e6
    size = sum(path.stat().st_size for path in (work / "many").rglob("*") if path.is_file())
    return [
        Measure(f"{count} screenshots stored (W)", megabytes / (written - made), "MB/s"),
        Measure(f"{count} screenshots read in any order (W)", megabytes / read, "MB/s"),
        Measure(f"{count} screenshots listed (W)", listed * 1000, "ms"),
        Measure(f"a vault of {count} screenshots opened and closed (W)", reopened * 1000, "ms"),
        Measure("size of the whole vault", size / (count * PICTURE_BYTES), most=1.025),
    ]


def _spent(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
