"""A connection to the encrypted database, with every setting that the format asks for."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from gigwallet.crypto.secret import Secret, wipe
from gigwallet.domain.errors import GigWalletError
from gigwallet.vault.disk import Disk, refusing
from gigwallet.vault.gate import Gate

APPLICATION_ID = 0x47574C54  # "GWLT"
PAGE_BYTES = 4096
_PLAIN_START = b"SQLite format 3\0"

Row = tuple[Any, ...]  # Any: what a column holds; the shelf that asked knows its types


class Access(StrEnum):
    """``IMMUTABLE`` is for media that cannot be written to at all: it looks at no WAL."""

    WRITE = "mode=rw"
    READ = "mode=ro"
    IMMUTABLE = "mode=ro&immutable=1"


class Journal(StrEnum):
    """``DELETE`` where another program copies the folder while it is used: at rest the database is
    then one file, and none of its rows waits in another one that may be copied at another time."""

    WAL = "WAL"
    DELETE = "DELETE"


_KIB_OF_PAGES = 64 * 1024
_KIB_OF_FEW_PAGES = 8 * 1024

# mmap stays 0 for ever: with it SQLCipher wrote files whose salt is all zero.
SETTINGS = (
    "mmap_size=0",
    "temp_store=2",
    f"cache_size=-{_KIB_OF_PAGES}",
    "secure_delete=ON",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
)
WRITER_SETTINGS = ("synchronous=FULL", "wal_autocheckpoint=256")
_PATIENCE_S = 2.0  # for a reader's snapshot, when the WAL is to be emptied
_PAGES_AT_ONCE = 2048  # 8 MiB between two looks at whether the copying is to stop
_PRAGMAS_WITH_ARGUMENT = {"wal_checkpoint", "table_info"}
_FORBIDDEN_FUNCTIONS = {"load_extension", "sqlcipher_export", "fts3_tokenizer"}


def _authorise(action: int, first: str | None, second: str | None, *_: object) -> int:
    if action in (dbapi2.SQLITE_ATTACH, dbapi2.SQLITE_DETACH):
        return int(dbapi2.SQLITE_DENY)
    if action == dbapi2.SQLITE_PRAGMA and second is not None:
        allowed = first in _PRAGMAS_WITH_ARGUMENT
        return int(dbapi2.SQLITE_OK if allowed else dbapi2.SQLITE_DENY)
    if action == dbapi2.SQLITE_FUNCTION and second in _FORBIDDEN_FUNCTIONS:
        return int(dbapi2.SQLITE_DENY)
    return int(dbapi2.SQLITE_OK)


# SQLite's own words, since this binding passes on no error codes.
_MEANINGS = (
    ("database or disk is full", "disk_full"),
    ("attempt to write a readonly database", "vault_read_only"),
    ("database is locked", "vault_in_use"),
    ("file is not a database", "database_damaged"),
    ("malformed", "database_damaged"),
    ("vtable constructor failed", "database_damaged"),  # a torn page under the search index
    ("disk I/O error", "database_damaged"),
    ("unable to open database file", "database_missing"),
)


@contextlib.contextmanager
def _refusing(path: Path) -> Iterator[None]:
    try:
        yield
    except dbapi2.DatabaseError as cause:
        text = str(cause)
        for words, code in _MEANINGS:
            if words in text:
                gone = code == "database_damaged" and not path.exists()  # a stick was pulled out
                raise GigWalletError("database_missing" if gone else code) from cause
        raise


class Connection:
    """One SQLCipher connection. Threads take turns; a transaction keeps its turn to the end."""

    def __init__(
        self,
        path: Path,
        key: Secret,
        access: Access,
        *,
        disk: Disk | None = None,
        journal: Journal = Journal.WAL,
        fresh: bool = False,
        gate: Gate | None = None,
    ) -> None:
        self.access = access
        self.gate = gate or Gate()  # of all that write to this database in this process
        self.closed = False
        self._path = path
        self._journal = journal
        self._turn = threading.RLock()
        self._depth = 0
        self._doomed = False
        self._before_commit: list[Callable[[], object]] = []
        self._after_commit: list[Callable[[], object]] = []
        self._after_rollback: list[Callable[[], object]] = []
        if not fresh:
            refuse_foreign_file(path, disk or Disk())
        with _refusing(path):
            self._base = dbapi2.connect(
                f"{path.absolute().as_uri()}?{access}",
                uri=True,
                isolation_level=None,
                timeout=_PATIENCE_S,
                check_same_thread=False,  # the turn above is what keeps threads apart
            )
            try:
                self._prepare(key)
            except BaseException:
                self._base.close()
                raise

    @classmethod
    def create(cls, path: Path, key: Secret, disk: Disk | None = None) -> Connection:
        """A connection to a new, empty file, readable by its owner only."""
        with refusing(path.parent):
            (disk or Disk()).create_file(path, ())
        return cls(path, key, Access.WRITE, fresh=True)

    def _prepare(self, key: Secret) -> None:
        literal = key.raw_key_literal()
        self._base.set_key(literal)
        wipe(literal)
        self._base.execute("PRAGMA cipher_log_level=NONE")
        settings: tuple[str, ...] = SETTINGS
        if self.access is Access.WRITE:
            settings += (f"journal_mode={self._journal}", *WRITER_SETTINGS)
        self._base.execute("SELECT count(*) FROM sqlite_schema").fetchall()
        for setting in settings:
            self._base.execute(f"PRAGMA {setting}").fetchall()
        if self.one("PRAGMA cipher_status") != ("1",):
            raise GigWalletError("database_damaged")
        self._base.set_authorizer(_authorise)

    def close(self) -> None:
        with self._turn:
            self._base.close()
            self.closed = True

    def all(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        with self._turn, _refusing(self._path):
            return list(self._base.execute(sql, values))

    def one(self, sql: str, values: Sequence[object] = ()) -> Row | None:
        with self._turn, _refusing(self._path):
            row: Row | None = self._base.execute(sql, values).fetchone()
            return row

    def stream(self, sql: str, values: Sequence[object] = ()) -> Iterator[Row]:
        """Rows as they are read; the caller holds one transaction around it."""
        with self._turn, _refusing(self._path):
            yield from self._base.execute(sql, values)

    def write(self, sql: str, values: Sequence[object] = ()) -> None:
        with self._turn, _refusing(self._path):
            self._base.execute(sql, values)

    def write_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        with self._turn, _refusing(self._path):
            self._base.executemany(sql, rows)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """BEGIN IMMEDIATE to COMMIT, or ROLLBACK; an inner one joins the outer one."""
        if self.access is not Access.WRITE:
            raise GigWalletError("vault_read_only")
        # The gate first, as all that is done behind it: whoever took a turn and then waited at the
        # gate would keep the one inside, who needs a turn to get out, waiting for ever.
        with self.gate.passage(), self._turn:
            if self._depth:
                yield from self._joined()
            else:
                yield from self._whole()

    def _joined(self) -> Iterator[None]:
        self._depth += 1
        try:
            yield
        except BaseException:
            self._doomed = True
            raise
        finally:
            self._depth -= 1

    def _whole(self) -> Iterator[None]:
        self.write("BEGIN IMMEDIATE")
        self._depth, self._doomed = 1, False
        committing = False
        try:
            yield
            if self._doomed:
                raise RuntimeError("a part of this transaction failed and was not passed on")
            for step in self._before_commit:
                step()
            committing = True
            self.write("COMMIT")
        except BaseException as end:
            # Ctrl-C during COMMIT is raised when SQLite is done: rows that stay keep their files.
            if committing and not isinstance(end, Exception) and not self._base.in_transaction:
                self._settle(self._after_commit)
            else:
                self._roll_back()
            raise
        else:
            self._settle(self._after_commit)
        finally:
            self._depth = 0

    def _roll_back(self) -> None:
        # After "disk full" SQLite may have rolled back by itself.
        if self._base.in_transaction:
            self._base.execute("ROLLBACK")
        self._settle(self._after_rollback)

    def _settle(self, steps: list[Callable[[], object]]) -> None:
        due = list(steps)
        for each in (self._before_commit, self._after_commit, self._after_rollback):
            each.clear()
        failed: Exception | None = None
        for step in due:
            try:
                step()
            except Exception as error:  # noqa: BLE001  the others are due all the same
                failed = failed or error
        if failed is not None:
            raise failed

    def before_commit(self, step: Callable[[], object]) -> None:
        """Called once before the commit of the present transaction, however often it is asked for;
        what it raises undoes everything."""
        if step not in self._before_commit:
            self._before_commit.append(step)

    def after_commit(self, step: Callable[[], object]) -> None:
        self._after_commit.append(step)

    def after_rollback(self, step: Callable[[], object]) -> None:
        self._after_rollback.append(step)

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """Several reads of one state."""
        with self._turn:
            if self._base.in_transaction:
                yield
                return
            self.all("BEGIN")
            try:
                yield
            finally:
                self.all("ROLLBACK")

    @contextlib.contextmanager
    def passing_through(self) -> Iterator[None]:
        """A snapshot of which very much is read, and every page once: to keep them in memory is of
        no use to anybody, and the memory does not come back."""
        with self.snapshot():
            self._keep_pages(_KIB_OF_FEW_PAGES)
            try:
                yield
            finally:
                self._keep_pages(_KIB_OF_PAGES)

    def _keep_pages(self, kib: int) -> None:
        self._base.set_authorizer(None)
        try:
            self.one(f"PRAGMA cache_size=-{kib:d}")
        finally:
            self._base.set_authorizer(_authorise)

    def checkpoint(self) -> bool:
        """Move the WAL into the database file and empty it, so that a flip in it loses nothing.

        False where a reader of another process still needs what the file holds: every row is safe,
        but some wait in the WAL."""
        with self.gate.passage():
            busy, *_ = self.one("PRAGMA wal_checkpoint(TRUNCATE)") or (1,)
        return not busy

    def checkpoint_after_commit(self) -> None:
        """After something was erased: its pages leave the WAL as soon as the erasure is safe. Where
        the disk is full that waits for the next head: what is erased must not seem refused."""
        if self._empty_wal not in self._after_commit:
            self._after_commit.append(self._empty_wal)

    def _empty_wal(self) -> None:
        try:
            self.checkpoint()
        except GigWalletError as refusal:
            if refusal.code != "disk_full":
                raise

    def copy_to(
        self, path: Path, key: Secret, disk: Disk, on_pages: Callable[[int, int], object]
    ) -> None:
        """The database of one moment as the new, encrypted file ``path``, while others write.

        ``on_pages`` hears how many pages are done, of how many; what it raises ends the copying.
        """
        with refusing(path.parent):
            disk.create_file(path, ())
        with _refusing(self._path), self.snapshot():
            target = dbapi2.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)
            try:
                literal = key.raw_key_literal()
                target.set_key(literal)
                wipe(literal)
                for setting in ("cipher_log_level=NONE", *SETTINGS, "journal_mode=OFF"):
                    target.execute(f"PRAGMA {setting}").fetchall()
                self.one("SELECT count(*) FROM sqlite_schema")  # now the snapshot stands
                self._base.backup(
                    target,
                    pages=_PAGES_AT_ONCE,
                    progress=lambda _, left, of: on_pages(of - left, of),
                )
            finally:
                target.close()

    def rekey(self, key: Secret) -> None:
        """Encrypt every page under ``key``: all of them or, whatever happens, none. Not inside a
        transaction. Other connections of this database read nothing any more afterwards."""
        literal = key.raw_key_literal()
        with self._turn, _refusing(self._path):
            if self._depth:
                raise RuntimeError("the key of a database does not change inside a transaction")
            try:
                self._base.reset_key(literal)
            finally:
                wipe(literal)

    @property
    def depth(self) -> int:
        """Of transactions within transactions: 0 outside of any. For the thread that is in one."""
        return self._depth

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Several steps that no other thread may come between; no transaction."""
        with self._turn:
            yield

    def set_version(self, number: int) -> None:
        """``user_version`` and ``application_id``, inside the migration's transaction."""
        self._base.set_authorizer(None)
        try:
            self.write(f"PRAGMA application_id={APPLICATION_ID}")
            self.write(f"PRAGMA user_version={number:d}")
        finally:
            self._base.set_authorizer(_authorise)

    def version(self) -> int:
        row = self.one("PRAGMA user_version")
        return int(row[0]) if row else 0

    def run_script(self, script: str) -> None:
        """The statements of ``script`` inside the present transaction (``executescript`` would
        commit it first)."""
        for statement in statements(script):
            self.write(statement)


def statements(script: str) -> Iterator[str]:
    """Each whole statement of ``script``; ``ValueError`` where the script ends inside one."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if dbapi2.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        raise ValueError("the script ends inside a statement")


def refuse_foreign_file(path: Path, disk: Disk) -> None:
    """SQLCipher opens a zero-length file as an empty, healthy database; a vault never is one."""
    try:
        with disk.open_to_read(path) as stream:
            start = stream.read(16)
            size = os.fstat(stream.fileno()).st_size
    except FileNotFoundError as cause:
        raise GigWalletError("database_missing") from cause
    if size == 0 or start == _PLAIN_START or len(set(start)) == 1:
        raise GigWalletError("database_damaged")
