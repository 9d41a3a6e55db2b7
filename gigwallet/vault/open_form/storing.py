"""Stores the rows and originals of an export in a vault that is being made."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

from sqlcipher3 import dbapi2

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.vault.attachments import Attachments
from gigwallet.vault.connection import Connection
from gigwallet.vault.open_form.record import Record
from gigwallet.vault.open_form.rows import Cells, Table
from gigwallet.vault.shelves.columns import moment

_BATCH = 4000
_SHA256, _SIZE, _ADDED_AT = range(3)


class Storing:
    """Log entries and committed rows in batches; ``tables``: parents before those that point at
    them. ``open_export_rows_refused`` where the schema itself forbids a row."""

    def __init__(
        self,
        connection: Connection,
        attachments: Attachments,
        record: Record,
        tables: Sequence[Table],
        job: Job,
    ) -> None:
        self._connection = connection
        self._attachments = attachments
        self._record = record
        self._tables = tables
        self._job = job
        self._batches: dict[str, list[Cells]] = {}

    def stage(self, entry: Cells, held: Mapping[str, Cells]) -> None:
        self._batches.setdefault("log", []).append(entry)
        for name, cells in held.items():
            self._batches.setdefault(name, []).append(cells)
        if len(self._batches["log"]) >= _BATCH:
            self.flush()

    def flush(self) -> None:
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
                self.insert(table, staged[table.name])

    def insert(self, table: Table, rows: Iterable[Cells]) -> None:
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

    def take_originals(self, table: Table) -> None:
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
