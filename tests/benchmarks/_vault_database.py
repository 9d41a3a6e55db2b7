"""What encryption costs the database, against a connection of the same build without a key."""

from __future__ import annotations

import hmac
import os
import random
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlcipher3 import dbapi2

from gigwallet.crypto.secret import Secret
from gigwallet.vault import connection
from gigwallet.vault.connection import PAGE_BYTES, Access, Connection
from tests.benchmarks._measure import Measure, in_turns

TABLE = (
    "CREATE TABLE pay (id INTEGER PRIMARY KEY, platform TEXT, week INTEGER, day TEXT,"
    " minor INTEGER, currency TEXT, label TEXT, ref TEXT, shift INTEGER, note TEXT) STRICT"
)
INSERT = "INSERT INTO pay VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_BATCH = 50_000
Rows = list[tuple[Any, ...]]


def _plain(path: Path) -> dbapi2.Connection:
    plain = dbapi2.connect(str(path), isolation_level=None)
    for setting in (*connection.SETTINGS, "journal_mode=WAL", *connection.WRITER_SETTINGS):
        plain.execute(f"PRAGMA {setting}")
    return plain


def _rows(count: int) -> Rows:
    dice = random.Random(1)  # noqa: S311  rows to store
    platforms = ["meituan", "eleme", "uber", "didi"]
    return [
        (
            number,
            dice.choice(platforms),
            number // 200,
            f"2025-{number % 12 + 1:02}-01",
            dice.randrange(10_000),
            "CNY",
            "配送费",
            f"MT{dice.randrange(10**12):012}",
            number // 20,
            "x" * 20,
        )
        for number in range(count)
    ]


def database(work: Path, count: int, commits: int) -> list[Measure]:
    rows = _rows(count)
    ciphered = Connection.create(work / "cipher.db", Secret(bytearray(os.urandom(32))))
    bases = (_plain(work / "plain.db"), ciphered._base)
    for base in bases:
        base.execute(TABLE)
        base.execute("CREATE INDEX by_ref ON pay (ref, week)")
        base.execute("CREATE INDEX by_shift ON pay (shift)")
    measures = []
    for name, act, times, most in WORK:
        plain, cipher = in_turns([partial(act, base, rows) for base in bases], times)
        measures.append(Measure(name, cipher / plain, most=most))
    measures += _commits(work, bases, rows, commits)
    for base in bases:
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    ciphered.close()
    sizes = [(work / f"{name}.db").stat().st_size for name in ("plain", "cipher")]
    return [
        *measures,
        _cold_scan(work, rows),
        Measure("size of the database file", sizes[1] / sizes[0], most=1.025),
    ]


def _insert(base: Any, rows: Rows) -> None:
    base.execute("DELETE FROM pay")
    for start in range(0, len(rows), _BATCH):
        base.execute("BEGIN")
        base.executemany(INSERT, rows[start : start + _BATCH])
        base.execute("COMMIT")


def _group(base: Any, _: Rows) -> None:
    base.execute("SELECT platform, week, sum(minor) FROM pay GROUP BY 1, 2").fetchall()


def _point(base: Any, rows: Rows) -> None:
    dice = random.Random(2)  # noqa: S311  places to read
    for _ in range(5000):
        base.execute("SELECT * FROM pay WHERE id = ?", (dice.randrange(len(rows)),)).fetchone()


def _range(base: Any, rows: Rows) -> None:
    dice = random.Random(3)  # noqa: S311  places to read
    query = "SELECT * FROM pay WHERE shift BETWEEN ? AND ?"
    for _ in range(300):
        start = dice.randrange(max(1, len(rows) // 20))
        base.execute(query, (start, start + 10)).fetchall()


WORK: tuple[tuple[str, Callable[[Any, Rows], None], int, float], ...] = (
    ("bulk insert", _insert, 3, 1.35),
    ("GROUP BY, warm", _group, 5, 1.15),
    ("point reads", _point, 5, 1.5),
    ("index ranges", _range, 5, 1.6),
)


def _commits(work: Path, bases: tuple[Any, ...], rows: Rows, times: int) -> list[Measure]:
    """One row made durable, against the same without a key, and against one bare fsync of as many
    bytes as such a commit adds to the WAL."""
    dice = random.Random(4)  # noqa: S311  a place to write
    change = "UPDATE pay SET minor = minor + 1 WHERE id = ?"
    handle = os.open(work / "bare", os.O_RDWR | os.O_CREAT)
    page = os.urandom(PAGE_BYTES + 24)

    def bare() -> None:
        os.write(handle, page)
        os.fsync(handle)

    def commit(base: Any) -> None:
        base.execute(change, (dice.randrange(len(rows)),))

    acts = [bare, *(partial(commit, base) for base in bases)]
    synced, plain, cipher = in_turns(acts, times, time.perf_counter, statistics.median)
    os.close(handle)
    return [
        Measure("durable one-row commit to plain (W)", cipher / plain, most=1.15),
        Measure("durable one-row commit to bare fsync (W)", cipher / synced, most=1.3),
        Measure("one bare fsync (W)", synced * 1000, "ms"),
    ]


def _cold_scan(work: Path, rows: Rows) -> Measure:
    """A table without indexes read for the first time: what this costs beyond the same scan without
    a key, against decrypting and authenticating as many pages and nothing else."""
    key = os.urandom(32)
    filled = Connection.create(work / "scanned.db", Secret(bytearray(key)))
    for base in (filled._base, plain := _plain(work / "scanned plain.db")):
        base.execute(TABLE)
        _insert(base, rows)
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    filled.close()
    plain.close()
    page, pages = os.urandom(PAGE_BYTES - 64), (work / "scanned.db").stat().st_size // PAGE_BYTES
    query = "SELECT sum(length(note)), sum(minor), max(ref), max(label) FROM pay"

    def scan() -> None:
        opened = Connection(work / "scanned.db", Secret(bytearray(key)), Access.READ)
        opened.one(query)
        opened.close()

    def scan_plain() -> None:
        opened = _plain(work / "scanned plain.db")
        opened.execute(query).fetchall()
        opened.close()

    def bound() -> None:
        decryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).decryptor()
        for _ in range(pages):
            hmac.digest(key, page, "sha512")
            decryptor.update(page)

    alone, scanned, without = in_turns([bound, scan, scan_plain], 5)
    name = "cold scan beyond plain, speed to its cipher and hash"
    return Measure(name, alone / (scanned - without), least=0.9)
