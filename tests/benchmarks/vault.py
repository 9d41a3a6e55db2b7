# ruff: noqa: T201  this is a command
"""What the vault costs, as ratios to the same work without it, measured in one run.

``python3 packaging/run.py bench vault [--rows N] [--json]``. The baseline of the database rows is a
connection of the same build without a key; of attachments, plain files; of unlocking, Argon2 alone.
CPU time and medians, except where fsync is the subject (W: wall time).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import secrets
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from gigwallet.crypto import kdf, merkle
from gigwallet.crypto.secret import Secret
from gigwallet.domain.errors import GigWalletError
from gigwallet.vault import KdfParams, Vault, check_open, connection
from gigwallet.vault.connection import Connection
from tests.vault import things

PASSPHRASE = b"bench passphrase"
PICTURE_BYTES = 300 * 1024
PICTURES = 100


class Clock:
    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True)
class Measure:
    """``measured`` is a ratio unless ``unit`` says otherwise; ``most`` or ``least`` is the goal."""

    name: str
    measured: float
    unit: str = "x"
    most: float | None = None
    least: float | None = None

    @property
    def verdict(self) -> str:
        if self.most is not None:
            return "ok" if self.measured <= self.most else "over"
        if self.least is not None:
            return "ok" if self.measured >= self.least else "under"
        return "-"

    @property
    def target(self) -> str:
        if self.most is not None:
            return f"<= {self.most:g}"
        return f">= {self.least:g}" if self.least is not None else ""


def cpu(work: Callable[[], object], times: int = 5) -> float:
    """Median CPU seconds."""
    spent = []
    for _ in range(times):
        begun = time.process_time()
        work()
        spent.append(time.process_time() - begun)
    return statistics.median(spent)


def wall(work: Callable[[], object], times: int = 5) -> float:
    """Median wall seconds."""
    spent = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        spent.append(time.perf_counter() - begun)
    return statistics.median(spent)


# The database ---------------------------------------------------------------------------------

TABLE = (
    "CREATE TABLE pay (id INTEGER PRIMARY KEY, platform TEXT, week INTEGER, day TEXT,"
    " minor INTEGER, currency TEXT, label TEXT, ref TEXT, shift INTEGER, note TEXT) STRICT"
)
INSERT = "INSERT INTO pay VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def _plain(path: Path) -> dbapi2.Connection:
    plain = dbapi2.connect(str(path), isolation_level=None)
    for setting in (*connection.SETTINGS, "journal_mode=WAL", *connection.WRITER_SETTINGS):
        plain.execute(f"PRAGMA {setting}")
    return plain


def _rows(count: int) -> list[tuple[Any, ...]]:
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


def database(work: Path, count: int) -> list[Measure]:
    rows = _rows(count)
    ciphered = Connection.create(work / "cipher.db", Secret(bytearray(os.urandom(32))))
    bases = (_plain(work / "plain.db"), ciphered._base)
    for base in bases:
        base.execute(TABLE)
        base.execute("CREATE INDEX by_ref ON pay (ref, week)")
        base.execute("CREATE INDEX by_shift ON pay (shift)")
    measures = []
    for name, act, clock, times, most in WORK:
        spent = _alternating(bases, act, rows, clock, times)
        measures.append(Measure(name, spent[1] / spent[0], most=most))
    for base in bases:
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    sizes = [(work / f"{name}.db").stat().st_size for name in ("plain", "cipher")]
    return [*measures, Measure("size of the file", sizes[1] / sizes[0], most=1.025)]


def _alternating(
    bases: Sequence[Any],
    act: Callable[[Any, list[tuple[Any, ...]]], None],
    rows: list[tuple[Any, ...]],
    clock: Callable[[], float],
    times: int,
) -> list[float]:
    """Best of ``times`` for each, taking turns, so that a busy machine disturbs both alike."""
    best = [float("inf")] * len(bases)
    for _ in range(times):
        for place, base in enumerate(bases):
            begun = clock()
            act(base, rows)
            best[place] = min(best[place], clock() - begun)
    return best


def _insert(base: Any, rows: list[tuple[Any, ...]]) -> None:
    base.execute("DELETE FROM pay")
    base.execute("BEGIN")
    base.executemany(INSERT, rows)
    base.execute("COMMIT")


def _group(base: Any, _: object) -> None:
    base.execute("SELECT platform, week, sum(minor) FROM pay GROUP BY 1, 2").fetchall()


def _point(base: Any, rows: list[tuple[Any, ...]]) -> None:
    dice = random.Random(2)  # noqa: S311  places to read
    for _ in range(5000):
        base.execute("SELECT * FROM pay WHERE id = ?", (dice.randrange(len(rows)),)).fetchone()


def _range(base: Any, rows: list[tuple[Any, ...]]) -> None:
    dice = random.Random(3)  # noqa: S311  places to read
    query = "SELECT * FROM pay WHERE shift BETWEEN ? AND ?"
    for _ in range(300):
        start = dice.randrange(len(rows) // 20)
        base.execute(query, (start, start + 10)).fetchall()


def _commit(base: Any, rows: list[tuple[Any, ...]]) -> None:
    dice = random.Random(4)  # noqa: S311  a place to write
    change = "UPDATE pay SET minor = minor + 1 WHERE id = ?"
    base.execute(change, (dice.randrange(len(rows)),))


WORK = (
    ("bulk insert", _insert, time.process_time, 3, 1.35),
    ("GROUP BY, warm", _group, time.process_time, 7, 1.15),
    ("point reads", _point, time.process_time, 7, 1.5),
    ("index ranges", _range, time.process_time, 7, 1.6),
    ("durable one-row commit (W)", _commit, time.perf_counter, 40, 1.15),
)


# Keys -----------------------------------------------------------------------------------------


def unlocking(work: Path, facts: int) -> list[Measure]:
    params = KdfParams()
    folder = work / "unlock"
    vault, code = Vault.create(folder, bytearray(PASSPHRASE), Clock(), kdf=params)
    with vault:
        engagement = vault.engagements.add(things.ENGAGEMENT)
        vault.trips.add(things.trips(engagement, facts))

    def argon2() -> None:
        kdf.stretch(bytearray(PASSPHRASE), bytes(16), params).close()

    def right() -> None:
        Vault.open(folder, Clock(), passphrase=bytearray(PASSPHRASE)).close()

    def wrong() -> None:
        try:
            Vault.open(folder, Clock(), passphrase=bytearray(b"wrong"))
        except GigWalletError:
            return

    def recovery() -> None:
        Vault.open(folder, Clock(), recovery_code=code).close()

    alone, opened, refused = cpu(argon2), cpu(right), cpu(wrong)
    return [
        Measure("Argon2id alone, 256 MiB t3 p4", alone * 1000, "ms"),
        Measure(
            "unlock and close, beyond 1.02 x Argon2", (opened - 1.02 * alone) * 1000, "ms", most=20
        ),
        Measure("wrong passphrase to right one", refused / opened, most=1.05),
        Measure("open with the recovery code", cpu(recovery) * 1000, "ms"),
    ]


# Attachments ----------------------------------------------------------------------------------


def attachments(work: Path) -> list[Measure]:
    pictures = [secrets.token_bytes(PICTURE_BYTES) for _ in range(PICTURES)]
    digests = [hashlib.sha256(picture).hexdigest() for picture in pictures]
    plain, folder = work / "plain files", work / "attachments"
    vault, _ = Vault.create(folder, bytearray(PASSPHRASE), Clock(), kdf=KdfParams(65_536, 1, 1))

    def write_sealed() -> None:
        with vault.transaction():
            for picture in pictures:
                vault.attachments.add(picture, Clock().now())

    def forget_sealed() -> None:
        with vault.transaction():
            for digest in digests:
                vault.attachments.erase(digest)

    def read_sealed() -> None:
        for digest in digests:
            vault.attachments.read(digest)

    bare = sealed = bare_read = sealed_read = float("inf")
    for _ in range(7):  # in turns, so that a busy machine disturbs both alike
        shutil.rmtree(plain, ignore_errors=True)
        forget_sealed()
        bare = min(bare, cpu(lambda: _write_plain(plain, pictures), 1))
        sealed = min(sealed, cpu(write_sealed, 1))
        bare_read = min(bare_read, cpu(lambda: _read_plain(plain), 1))
        sealed_read = min(sealed_read, cpu(read_sealed, 1))
    megabytes = PICTURES * PICTURE_BYTES / 1e6
    stored = sum(path.stat().st_size for path in (folder / "attachments").rglob("*/*"))
    vault.close()
    return [
        Measure("attachment write, speed to plain files", bare / sealed, least=0.75),
        Measure("attachment write", megabytes / sealed, "MB/s"),
        Measure("attachment read, speed to plain files", bare_read / sealed_read, least=0.5),
        Measure("attachment read", megabytes / sealed_read, "MB/s"),
        Measure("size of attachments", stored / (PICTURES * PICTURE_BYTES), most=1.025),
    ]


def _write_plain(folder: Path, pictures: list[bytes]) -> None:
    """The same promises without a cipher: a digest of each, and everything on the disk."""
    folder.mkdir()
    for picture in pictures:
        (folder / hashlib.sha256(picture).hexdigest()).write_bytes(picture)
    for path in folder.iterdir():
        with path.open("rb+") as stream:
            os.fsync(stream.fileno())


def _read_plain(folder: Path) -> None:
    for path in folder.iterdir():
        path.read_bytes()


# Facts and log --------------------------------------------------------------------------------


def facts_and_log(work: Path, count: int) -> list[Measure]:
    vault, _ = Vault.create(
        work / "facts", bytearray(PASSPHRASE), Clock(), kdf=KdfParams(65_536, 1, 1)
    )
    engagement = vault.engagements.add(things.ENGAGEMENT)
    made = things.trips(engagement, count)
    added = wall(lambda: vault.trips.add(made), 1)
    again = wall(lambda: vault.trips.add(made), 1)
    listed = wall(vault.trips.all, 1)
    head = wall(lambda: (vault.log.append("export.made", "", b"x"), vault.anchor()), 5)
    commit = wall(lambda: vault.log.append("export.made", "", b"x"), 5)
    checked = cpu(lambda: check_open(vault), 3)
    leaves = vault.log.leaves()
    hashed = cpu(lambda: [hashlib.sha256(leaf).digest() for leaf in leaves for _ in (0, 1)])
    grown = cpu(lambda: merkle.root(leaves))
    proof = len(merkle.inclusion_proof(leaves, len(leaves) // 3)) * 32
    vault.close()
    return [
        Measure(f"add {count} facts (W)", added, "s", most=5),
        Measure(f"add the same {count} again (W)", again, "s"),
        Measure(f"list {count} facts (W)", listed, "s"),
        Measure("commit of one entry (W)", commit * 1000, "ms"),
        Measure("commit and head in both headers (W)", head * 1000, "ms"),
        Measure("Merkle append to two bare SHA-256", grown / hashed, most=3),
        Measure("inclusion proof", proof, "B", most=32 * (len(leaves) - 1).bit_length()),
        Measure(f"full check of {count} facts", checked, "s"),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench vault", description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--facts", type=int, default=20_000)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        measures = [
            *database(work, chosen.rows),
            *unlocking(work, chosen.facts),
            *attachments(work),
            *facts_and_log(work, chosen.facts),
        ]
    if chosen.json:
        lines = [asdict(each) | {"verdict": each.verdict} for each in measures]
        print(json.dumps(lines, indent=2))
        return 0
    print(f"{'':44} {'measured':>14}  {'target':10} verdict")
    for each in measures:
        print(f"{each.name:44} {each.measured:10.2f} {each.unit:4} {each.target:10} {each.verdict}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
