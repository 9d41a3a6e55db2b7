"""The full check of a vault: pages, structure, log against rows, originals, head; graded."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from gigwallet.crypto import merkle
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.ports import Clock
from gigwallet.domain.step import Step
from gigwallet.vault import folder as files
from gigwallet.vault import header as headers
from gigwallet.vault.attachments import Attachments
from gigwallet.vault.connection import PAGE_BYTES, Connection
from gigwallet.vault.header import LogHead
from gigwallet.vault.log import Entry, commitment, content
from gigwallet.vault.vault import Vault

# A clock may be set right by a little; more than this is shown.
CLOCK_TOLERANCE_MS = 120_000

_LOG_TABLES = {"log", "log_salt"}
_DAMAGE_AT_OPENING = {"database_damaged", "database_missing", "header_damaged"}


class CheckGrade(StrEnum):
    SOUND = "sound"
    ATTENTION = "attention"
    DAMAGED = "damaged"


class _Weight(StrEnum):
    """What a finding does to the grade."""

    NOTE = "note"
    ATTENTION = "attention"
    DAMAGE = "damage"


_WEIGHTS = {
    "unanchored_tail": _Weight.NOTE,
    "orphan_files": _Weight.NOTE,
    "erased_entries": _Weight.NOTE,
    "header_restored": _Weight.ATTENTION,
    "header_copy_differs": _Weight.ATTENTION,
    "exhibit_file_missing": _Weight.ATTENTION,
    "clock_went_back": _Weight.ATTENTION,
}


@dataclass(frozen=True, slots=True)
class CheckReport:
    """``findings`` are worded at the edge; ``counts`` say how much was looked at."""

    grade: CheckGrade
    findings: tuple[Step, ...]
    counts: Mapping[str, int]


@dataclass(slots=True)
class _Findings:
    """Findings by code, each with how often and where first."""

    _times: dict[str, int] = field(default_factory=dict)
    _first: dict[str, str] = field(default_factory=dict)

    def add(self, code: str, first: str | int = "", times: int = 1) -> None:
        if times:
            self._times[code] = self._times.get(code, 0) + times
            self._first.setdefault(code, str(first))

    def report(self, counts: Mapping[str, int]) -> CheckReport:
        weights = {_WEIGHTS.get(code, _Weight.DAMAGE) for code in self._times}
        grade = CheckGrade.SOUND
        if _Weight.ATTENTION in weights:
            grade = CheckGrade.ATTENTION
        if _Weight.DAMAGE in weights:
            grade = CheckGrade.DAMAGED
        steps = [
            Step(code, {"count": str(times), "first": self._first[code]})
            for code, times in self._times.items()
        ]
        return CheckReport(grade, tuple(steps), counts)


def check(
    folder: Path,
    clock: Clock,
    *,
    passphrase: bytearray | None = None,
    recovery_code: str | None = None,
    job: Job | None = None,
) -> CheckReport:
    """Open the vault for reading and check everything in it.

    A database that does not open is a finding; a wrong secret or a missing vault is a refusal.
    """
    try:
        vault = Vault.open(
            folder, clock, passphrase=passphrase, recovery_code=recovery_code, read_only=True
        )
    except GigWalletError as refusal:
        if refusal.code not in _DAMAGE_AT_OPENING:
            raise
        findings = _Findings()
        findings.add(refusal.code)
        return findings.report({})
    with vault:
        return check_open(vault, job)


def check_open(vault: Vault, job: Job | None = None) -> CheckReport:
    """Check an open vault, on a state of its own while others may write."""
    work = job or Job()
    findings, counts = _Findings(), {"entries": 0, "rows": 0, "exhibits": 0, "bytes": 0}
    for notice in vault.notices:
        if notice.code == "header_restored":
            findings.add(notice.code)
    if not headers.copies_agree(vault.folder):
        findings.add("header_copy_differs")
    head = vault.log_head
    connection = vault.connection
    try:
        with connection.snapshot():
            work.report(0, None, "pages")
            _check_pages(connection, findings)
            _check_length(vault.folder, head, findings)
            _LogCheck(connection, head, findings, counts, work).run()
            _check_attachments(connection, vault.attachments, findings, counts, work)
    except GigWalletError as damage:
        findings.add(damage.code)
    return findings.report(counts)


def _check_pages(connection: Connection, findings: _Findings) -> None:
    """Each misses what another finds; integrity_check also compares indexes with rows."""
    false_pages = connection.all("PRAGMA cipher_integrity_check")
    if false_pages:
        # This check reads past SQLite's locks: a page that another program is just writing looks
        # torn, and is whole the second time.
        false_pages = connection.all("PRAGMA cipher_integrity_check")
    findings.add("pages_damaged", times=len(false_pages))
    for check, code in (
        ("integrity_check", "structure_damaged"),
        ("foreign_key_check", "links_broken"),
    ):
        rows = [row for row in connection.all(f"PRAGMA {check}") if row != ("ok",)]
        findings.add(code, times=len(rows))


def _check_length(folder: Path, head: LogHead, findings: _Findings) -> None:
    """The database only grows; a file below its last known length has lost its end."""
    if (folder / files.DATABASE).stat().st_size < head.pages * PAGE_BYTES:
        findings.add("database_shorter")


class _LogCheck:
    """Reads the log and all committed rows once, in step, and compares each with the other."""

    def __init__(
        self,
        connection: Connection,
        head: LogHead,
        findings: _Findings,
        counts: dict[str, int],
        job: Job,
    ) -> None:
        self._connection = connection
        self._head = head
        self._findings = findings
        self._counts = counts
        self._job = job
        self._frontier = merkle.Frontier()
        self._saltless: dict[str, int] = {}
        self._erased: dict[str, int] = {}

    def run(self) -> None:
        rows = groupby(self._rows(), key=itemgetter(0))
        waiting = next(rows, None)
        previous_at = 0
        for entry, leaf, salt in self._job.watch(self._entries(), what="log"):
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

    def _entries(self) -> Iterator[tuple[Entry, bytes, bytes | None]]:
        found = self._connection.stream(
            "SELECT log.seq, kind, object, at, actor, commitment, leaf, salt FROM log "
            "LEFT JOIN log_salt ON log_salt.seq = log.seq ORDER BY log.seq"
        )
        for *entry, leaf, salt in found:
            yield Entry(*entry), leaf, salt

    def _rows(self) -> Iterator[tuple[int, str, dict[str, object]]]:
        """Rows of all committed tables in the order of their entries."""
        tables = [self._table_rows(table) for table in committed_tables(self._connection)]
        return heapq.merge(*tables, key=itemgetter(0))

    def _table_rows(self, table: str) -> Iterator[tuple[int, str, dict[str, object]]]:
        columns = [row[1] for row in self._connection.all(f"PRAGMA table_info({table})")]
        sql = f"SELECT * FROM {table} ORDER BY seq"  # noqa: S608  a name from the schema
        for seq, *cells in self._connection.stream(sql):
            self._counts["rows"] += 1
            yield seq, table, dict(zip(columns[1:], cells, strict=True))

    def _take_leaf(self, entry: Entry, leaf: bytes) -> None:
        self._counts["entries"] += 1
        if entry.leaf() != leaf:
            self._findings.add("leaf_false", entry.seq)
        self._frontier.append(leaf)
        if self._frontier.size == self._head.size and self._frontier.root() != self._head.root:
            self._findings.add("log_head_mismatch", entry.seq)
        if entry.kind.endswith(".erased"):
            self._erased[entry.object] = entry.seq

    def _judge(
        self, entry: Entry, salt: bytes | None, held: Mapping[str, Mapping[str, object]]
    ) -> None:
        if salt is None:
            self._saltless[entry.object] = entry.seq
            self._findings.add("erased_entries", entry.seq)
            if held:
                self._findings.add("row_altered", entry.seq)
        elif commitment(salt, content(held)) != entry.commitment:
            self._findings.add("row_altered" if held else "row_missing", entry.seq)

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


def committed_tables(connection: Connection) -> list[str]:
    """Tables whose first column is ``seq`` (docs/vault-format.md, section 6.1)."""
    names = connection.all("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    return [
        name
        for (name,) in names
        if name not in _LOG_TABLES and connection.all(f"PRAGMA table_info({name})")[0][1] == "seq"
    ]


def _check_attachments(
    connection: Connection,
    attachments: Attachments,
    findings: _Findings,
    counts: dict[str, int],
    job: Job,
) -> None:
    """Each original that an exhibit names is there and authentic to its last byte."""
    named = [row[0] for row in connection.all("SELECT DISTINCT sha256 FROM exhibit ORDER BY 1")]
    for sha256 in job.watch(named, len(named), "exhibits"):
        counts["exhibits"] += 1
        attachment = attachments.find(sha256)
        if attachment is None:
            findings.add("exhibit_file_missing", counts["exhibits"])
            continue
        try:
            for block in attachments.stream(attachment):
                counts["bytes"] += len(block)
        except GigWalletError as damage:
            missing = damage.code == "exhibit_missing"
            findings.add("exhibit_file_missing" if missing else damage.code, counts["exhibits"])
    findings.add("orphan_files", times=len(attachments.orphans()))
