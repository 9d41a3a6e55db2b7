"""Makes a vault of an open export: its log, rows and originals, if they account for each other.

What does not fit refuses the whole; the facts of a refusal name the file of the export.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import cast

from gigwallet.crypto import merkle
from gigwallet.crypto.kdf import KdfParams, calibrated
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.ports import Clock
from gigwallet.vault import canonical, making
from gigwallet.vault import folder as files
from gigwallet.vault.attachments import Attachments
from gigwallet.vault.clearing import CLEARED, accounted
from gigwallet.vault.connection import Connection, Journal
from gigwallet.vault.disk import Disk
from gigwallet.vault.log import PROGRAM, Entry, Log, commitment, content
from gigwallet.vault.open_form import rows as open_form
from gigwallet.vault.open_form.record import Record
from gigwallet.vault.open_form.rows import Cells, Table
from gigwallet.vault.open_form.storing import Storing


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
        self._record = record
        self._job = job
        self._tables = open_form.tables(connection)
        self._storing = Storing(connection, attachments, record, self._tables, job)
        self._frontier = merkle.Frontier()
        self._saltless: dict[str, list[int]] = defaultdict(list)
        self._cleared: list[tuple[int, int]] = []
        self._erased: dict[str, int] = {}

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
                self._storing.take_originals(table)
            elif not table.committed:
                self._storing.insert(table, self._record.rows(table))
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
            self._storing.stage(cells, held)
        if waiting is not None:
            (_, table, row), *_ = waiting[1]
            raise self._false(table.name, row[0])
        self._storing.flush()

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
            self._saltless[entry.object].append(entry.seq)
        if entry.kind == CLEARED and "event" in bound:
            self._cleared += accounted(bound["event"].get("body"), entry.seq)
        fits = not bound if salt is None else commitment(salt, content(bound)) == entry.commitment
        if not fits:
            raise self._false(next(iter(bound), open_form.LOG.name), entry.seq)

    def _refuse_unsaid_erasures(self) -> None:
        for object_id, numbers in self._saltless.items():
            erased = self._erased.get(object_id, -1)
            for seq in numbers:
                cleared = any(first <= seq < end for first, end in self._cleared)
                if erased <= seq and not cleared:
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
