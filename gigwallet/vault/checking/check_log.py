"""The log against the rows that it binds, the head, and every checkpoint: read once, in step."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Generator, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from gigwallet.crypto import merkle
from gigwallet.domain.job import Job
from gigwallet.vault.checking.check_report import Findings
from gigwallet.vault.clearing import said_cleared
from gigwallet.vault.coming import spans
from gigwallet.vault.committed import columns_by_table
from gigwallet.vault.connection import Connection
from gigwallet.vault.header import LogHead
from gigwallet.vault.log import Entry, commitment, content

# A clock may be set right by a little; more than this is shown.
CLOCK_TOLERANCE_MS = 120_000

_FACTS = (
    "trip", "shift", "track_point", "track", "tally", "statement", "pay_line", "payout",
)  # fmt: skip
# What the entries of a noun bind: at least one row, and of no other table.
_BINDS = {
    "fact": {"fact", "source", *_FACTS},
    "exhibit": {"exhibit", "screen_decision"},
    "engagement": {"engagement"},
    "scheme": {"scheme"},
    "case": {"case_file"},
    "pairing": {"pay_pairing"},
    "opinion": {"pay_opinion"},
    "redaction": {"redaction"},
    "worker": {"worker"},
}


class LogCheck:
    """``roots`` takes sizes at which the caller wants the root, and holds them after ``run``;
    ``tables`` counts the rows of each committed table."""

    def __init__(self, connection: Connection, head: LogHead, findings: Findings, job: Job) -> None:
        self._connection = connection
        self._head = head
        self._findings = findings
        self._job = job
        self._frontier = merkle.Frontier()
        self._saltless: dict[str, int] = {}
        self._erased: dict[str, int] = {}
        self._cleared: list[tuple[int, int]] = []
        self._reading: list[Generator[Any, None, None]] = []  # Any: whatever each reads
        self.tables: Counter[str] = Counter()
        self.roots: dict[int, bytes] = {}

    @property
    def size(self) -> int:
        return self._frontier.size

    def run(self) -> None:
        try:
            self._run()
        finally:
            # Whoever cancels closes the vault next: no half-read table may be left behind.
            for reading in self._reading:
                reading.close()

    def _run(self) -> None:
        self._cleared = [*spans(self._connection), *said_cleared(self._connection)]
        self._note_root()
        rows = groupby(self._rows(), key=itemgetter(0))
        waiting = next(rows, None)
        previous_at = 0
        row = self._connection.one("SELECT count(*) FROM log")
        entries = self._entries()
        self._reading.append(entries)
        for entry, leaf, salt in self._job.watch(entries, row[0] if row else 0, "log"):
            if entry.seq != self._frontier.size:
                self._findings.add("log_gap", entry.seq)
                return
            self._take_leaf(entry, leaf)
            if entry.at < previous_at - CLOCK_TOLERANCE_MS:
                self._findings.add("clock_went_back", entry.seq)
            previous_at = entry.at
            while waiting is not None and waiting[0] < entry.seq:
                self._findings.add("row_without_entry", waiting[0])
                waiting = next(rows, None)
            held: dict[str, dict[str, object]] = {}
            if waiting is not None and waiting[0] == entry.seq:
                held = {table: columns for _, table, columns in waiting[1]}
                waiting = next(rows, None)
            self._judge(entry, salt, held)
        while waiting is not None:
            self._findings.add("row_without_entry", waiting[0])
            waiting = next(rows, None)
        self._judge_erasures()
        self._judge_state()

    def _entries(self) -> Generator[tuple[Entry, bytes, bytes | None], None, None]:
        found = self._connection.stream(
            "SELECT log.seq, kind, object, at, actor, commitment, leaf, salt FROM log "
            "LEFT JOIN log_salt ON log_salt.seq = log.seq ORDER BY log.seq"
        )
        for *entry, leaf, salt in found:
            yield Entry(*entry), leaf, salt

    def _rows(self) -> Iterator[tuple[int, str, dict[str, object]]]:
        """Rows of all committed tables in the order of their entries."""
        known = columns_by_table(self._connection)
        tables = [self._table_rows(table, columns) for table, columns in known.items()]
        self._reading += tables
        return heapq.merge(*tables, key=itemgetter(0))

    def _table_rows(
        self, table: str, columns: list[str]
    ) -> Generator[tuple[int, str, dict[str, object]], None, None]:
        self.tables[table] = 0
        # All that there is, also what an import has not finished.
        sql = f"SELECT * FROM main.{table} ORDER BY seq"  # noqa: S608  a name from the schema
        for seq, *cells in self._connection.stream(sql):
            self.tables[table] += 1
            yield seq, table, dict(zip(columns, cells, strict=True))

    def _take_leaf(self, entry: Entry, leaf: bytes) -> None:
        if entry.leaf() != leaf:
            self._findings.add("leaf_false", entry.seq)
        self._frontier.append(leaf)
        self._note_root()
        if self._frontier.size == self._head.size and self._frontier.root() != self._head.root:
            self._findings.add("log_head_mismatch", entry.seq)
        if entry.kind.endswith(".erased"):
            self._erased[entry.object] = entry.seq

    def _note_root(self) -> None:
        if self._frontier.size in self.roots:
            self.roots[self._frontier.size] = self._frontier.root()

    def _judge(
        self, entry: Entry, salt: bytes | None, held: Mapping[str, Mapping[str, object]]
    ) -> None:
        if salt is None:
            if not any(first <= entry.seq < end for first, end in self._cleared):
                self._saltless[entry.object] = entry.seq
            self._findings.add("erased_entries", entry.seq)
            if held:
                self._findings.add("row_altered", entry.seq)
            return
        if commitment(salt, content(held)) != entry.commitment:
            self._findings.add("row_altered" if held else "row_missing", entry.seq)
        noun, _dot, verb = entry.kind.partition(".")
        binds = _BINDS.get(noun)
        said = held.keys() - {"origin"}  # beside what another copy said first, of any kind
        if binds and verb != "erased" and said and not said <= binds:
            self._findings.add("row_of_other_kind", entry.seq)

    def _judge_erasures(self) -> None:
        for object_id, seq in self._saltless.items():
            if self._erased.get(object_id, -1) <= seq:
                self._findings.add("row_missing", seq)

    def _judge_state(self) -> None:
        size, root = self._frontier.size, self._frontier.root()
        if self._head.size > size:
            self._findings.add("log_head_mismatch", size)
        if size >= self._head.size:
            self._findings.add("unanchored_tail", self._head.size, size - self._head.size)
        state = self._connection.one("SELECT size, root, peaks FROM log_state")
        if state != (size, root, b"".join(self._frontier.peaks)):
            self._findings.add("log_state_false")
