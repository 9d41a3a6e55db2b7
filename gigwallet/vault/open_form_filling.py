"""Makes a vault of an open export: its log, rows and originals, if they account for each other.

What does not fit refuses the whole; the facts of a refusal name the file of the export.
"""

from __future__ import annotations

import contextlib
import heapq
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Protocol, cast

from sqlcipher3 import dbapi2

from gigwallet.crypto import merkle
from gigwallet.crypto.kdf import KdfParams, calibrated
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.ports import Clock
from gigwallet.vault import canonical, making, open_form
from gigwallet.vault import folder as files
from gigwallet.vault.attachments import Attachments
from gigwallet.vault.columns import moment
from gigwallet.vault.connection import Connection, Journal
from gigwallet.vault.disk import Disk
from gigwallet.vault.log import PROGRAM, Entry, Log, commitment, content
from gigwallet.vault.open_form import Cells, Table

_BATCH = 4000
_SHA256, _SIZE, _ADDED_AT = range(3)


@dataclass(frozen=True, slots=True)
class Head:
    """What an export says of the vault that it came from: the log's size and root, and whose."""

    vault_id: bytes
    specimen: bool
    size: int
    root: bytes


class Record(Protocol):
    """An export that is being read. Iterating may refuse at any row."""

    head: Head

    @property
    def tables(self) -> Sequence[str]:
        """The names of its tables, without the log."""
        ...

    @property
    def originals(self) -> Mapping[str, str]:
        """SHA-256 in hex -> the name of its file."""
        ...

    def file_of(self, table: str) -> str: ...

    def rows(self, table: Table) -> Iterator[Cells]: ...

    def original(self, sha256: str) -> bytes: ...


def make(
    folder: Path,
    passphrase: bytearray,
    record: Record,
    clock: Clock,
    *,
    kdf: KdfParams | None = None,
    disk: Disk | None = None,
    job: Job | None = None,
) -> str:
    """A closed vault in ``folder``, with keys of its own, and its recovery code.

    It keeps the id of the vault that was exported and its whole log: the root at the export's size
    is the export's. One entry follows, ``vault.rebuilt``. A kill leaves a folder that is no vault.
    """
    disk = disk or Disk()

    def fill(connection: Connection) -> None:
        attachments = Attachments(
            folder / files.ATTACHMENTS, record.head.vault_id, connection, disk
        )
        _Filling(connection, attachments, record, job or Job()).run()
        body = {"root": record.head.root.hex(), "size": record.head.size}
        Log(connection, clock).append("vault.rebuilt", "", canonical.encode(body), PROGRAM)

    opened, code = making.build(
        folder,
        passphrase,
        clock,
        kdf or calibrated(),
        record.head.specimen,
        disk,
        Journal.WAL,
        vault_id=record.head.vault_id,
        fill=fill,
    )
    opened.connection.close()
    opened.keys.close()
    if opened.lock:
        opened.lock.release()
    return code


class _Filling:
    """Reads log and committed rows once, in step, and stores what is proved."""

    def __init__(
        self, connection: Connection, attachments: Attachments, record: Record, job: Job
    ) -> None:
        self._connection = connection
        self._attachments = attachments
        self._record = record
        self._job = job
        self._tables = open_form.tables(connection)
        self._frontier = merkle.Frontier()
        self._saltless: dict[str, int] = {}
        self._erased: dict[str, int] = {}
        self._batches: dict[str, list[Cells]] = {}

    def run(self) -> None:
        known = {table.name for table in self._tables}
        for name in self._record.tables:
            if name not in known:
                raise GigWalletError("open_export_too_new", name=self._record.file_of(name))
        self._take_log()
        self._refuse_unsaid_erasures()
        self._refuse_other_head()
        for table in self._tables:
            if table.name == "attachment":
                self._take_originals(table)
            elif not table.committed:
                self._insert(table, self._record.rows(table))
        self._refuse_other_kind()

    def _take_log(self) -> None:
        rows = groupby(self._committed_rows(), key=itemgetter(0))
        waiting = next(rows, None)
        entries = self._record.rows(open_form.LOG)
        for cells in self._job.watch(entries, self._record.head.size, "storing"):
            entry, leaf, salt = Entry(*cells[:6]), cells[6], cells[7]  # type: ignore[arg-type]  # the reader looked at their types
            if entry.seq != self._frontier.size:
                raise self._false(open_form.LOG.name, entry.seq)
            held: dict[str, Cells] = {}
            if waiting is not None and waiting[0] == entry.seq:
                held = {table.name: row for _, table, row in waiting[1]}
                bound = {table.name: table.filled(row) for table, row in self._named(held)}
                waiting = next(rows, None)
            else:
                bound = {}
            self._judge(entry, cast("bytes", leaf), cast("bytes | None", salt), bound)
            self._stage(cells, held)
        if waiting is not None:
            (_, table, row), *_ = waiting[1]
            raise self._false(table.name, row[0])
        self._flush()

    def _named(self, held: Mapping[str, Cells]) -> Iterator[tuple[Table, Cells]]:
        return ((table, held[table.name]) for table in self._tables if table.name in held)

    def _committed_rows(self) -> Iterator[tuple[int, Table, Cells]]:
        """In the order of their entries."""
        committed = [table for table in self._tables if table.committed]
        return heapq.merge(*map(self._numbered, committed), key=itemgetter(0))

    def _numbered(self, table: Table) -> Iterator[tuple[int, Table, Cells]]:
        last = -1
        for cells in self._record.rows(table):
            seq = cast("int", cells[0])
            if seq <= last:
                raise self._false(table.name, seq)
            last = seq
            yield seq, table, cells

    def _judge(
        self,
        entry: Entry,
        leaf: bytes,
        salt: bytes | None,
        bound: Mapping[str, Mapping[str, object]],
    ) -> None:
        if entry.leaf() != leaf:
            raise self._false(open_form.LOG.name, entry.seq)
        self._frontier.append(leaf)
        if entry.kind.endswith(".erased"):
            self._erased[entry.object] = entry.seq
        if salt is None:
            self._saltless[entry.object] = entry.seq
        fits = not bound if salt is None else commitment(salt, content(bound)) == entry.commitment
        if not fits:
            raise self._false(next(iter(bound), open_form.LOG.name), entry.seq)

    def _refuse_unsaid_erasures(self) -> None:
        for object_id, seq in self._saltless.items():
            if self._erased.get(object_id, -1) <= seq:
                raise self._false(open_form.LOG.name, seq)

    def _refuse_other_head(self) -> None:
        size, root = self._frontier.size, self._frontier.root()
        if (size, root) != (self._record.head.size, self._record.head.root):
            raise GigWalletError("open_export_head_false", name="head.json")
        self._connection.write(
            "UPDATE log_state SET size = ?, root = ?, peaks = ?",
            (size, root, b"".join(self._frontier.peaks)),
        )

    def _refuse_other_kind(self) -> None:
        """An invented vault does not come back as a real one: its first entry says which it is."""
        row = self._connection.one("SELECT body FROM event WHERE seq = 0")
        if row != (canonical.encode({"specimen": self._record.head.specimen}),):
            raise GigWalletError("open_export_head_false", name="head.json")

    def _false(self, table: str, seq: object) -> GigWalletError:
        return GigWalletError(
            "open_export_log_false", name=self._record.file_of(table), entry=str(seq)
        )

    # Storing ----------------------------------------------------------------------------------

    def _stage(self, entry: Cells, held: Mapping[str, Cells]) -> None:
        self._batches.setdefault("log", []).append(entry)
        for name, cells in held.items():
            self._batches.setdefault(name, []).append(cells)
        if len(self._batches["log"]) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        """Entries first, then parents before the rows that point at them."""
        staged, self._batches = self._batches, {}
        entries = staged.pop("log", [])
        salts = [(cells[0], cells[7]) for cells in entries if cells[7] is not None]
        with self._refusing("log"):
            self._connection.write_many(
                "INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?)", [cells[:7] for cells in entries]
            )
            self._connection.write_many("INSERT INTO log_salt VALUES (?, ?)", salts)
        for table in self._tables:
            if table.name in staged:
                self._insert(table, staged[table.name])

    def _insert(self, table: Table, rows: Iterator[Cells] | list[Cells]) -> None:
        names = ", ".join(column.name for column in table.columns)
        marks = ", ".join("?" * len(table.columns))
        sql = f"INSERT INTO {table.name} ({names}) VALUES ({marks})"  # noqa: S608  the schema's names
        with self._refusing(table.name):
            self._connection.write_many(sql, rows)

    @contextlib.contextmanager
    def _refusing(self, table: str) -> Iterator[None]:
        """What the schema itself forbids: a number that stands twice, a link to nothing."""
        try:
            yield
        except (dbapi2.IntegrityError, dbapi2.DataError) as cause:
            raise GigWalletError(
                "open_export_rows_refused", name=self._record.file_of(table)
            ) from cause

    def _take_originals(self, table: Table) -> None:
        rows = list(self._record.rows(table))
        stated = {row[_SHA256] for row in rows}
        if len(stated) < len(rows):
            raise GigWalletError("open_export_rows_refused", name=self._record.file_of(table.name))
        unsaid = self._record.originals.keys() - stated
        for sha256 in unsaid:
            raise GigWalletError("open_export_name_refused", name=self._record.originals[sha256])
        for row in self._job.watch(rows, len(rows), "exhibits"):
            self._take_original(table, cast("str", row[_SHA256]), row)

    def _take_original(self, table: Table, sha256: str, row: Cells) -> None:
        """One whose file the vault itself had lost stays a missing exhibit."""
        size, added_at = cast("int", row[_SIZE]), cast("int", row[_ADDED_AT])
        if sha256 not in self._record.originals:
            fresh = (sha256, secrets.token_hex(16), size, secrets.token_bytes(32), added_at)
            with self._refusing(table.name):
                self._connection.write(
                    "INSERT INTO attachment (sha256, id, size, key, added_at) "
                    "VALUES (?, ?, ?, ?, ?)",
                    fresh,
                )
            return
        data = self._record.original(sha256)
        if len(data) != size:
            raise GigWalletError("open_export_rows_refused", name=self._record.file_of(table.name))
        try:
            self._attachments.add(data, moment(added_at))
        except OverflowError as cause:
            raise GigWalletError(
                "open_export_rows_refused", name=self._record.file_of(table.name)
            ) from cause
