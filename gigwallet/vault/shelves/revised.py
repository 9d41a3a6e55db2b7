"""Things that are said anew as a whole: every saying is a row, the highest revision counts."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Generic, TypeVar

from gigwallet.vault.connection import Connection
from gigwallet.vault.log import Log
from gigwallet.vault.shelves.columns import Layout

T = TypeVar("T")


class Revised(Generic[T]):
    """The rows of one such table; ``noun`` names it in the log's kinds."""

    def __init__(self, connection: Connection, log: Log, layout: Layout[T], noun: str) -> None:
        self._connection = connection
        self._log = log
        self._layout = layout
        self._noun = noun
        columns = ", ".join(layout.columns)
        # The names come from the layout, the values are bound.
        self._current = (
            f"SELECT id, {columns} FROM {layout.table} AS r WHERE revision = "  # noqa: S608
            f"(SELECT max(revision) FROM {layout.table} WHERE id = r.id)"
        )
        self._last = f"SELECT max(revision) FROM {layout.table} WHERE id = ?"  # noqa: S608

    def add(self, value: T) -> str:
        identity = secrets.token_hex(16)
        self._store(identity, 1, value, f"{self._noun}.added")
        return identity

    def revise(self, identity: str, value: T) -> bool:
        """False where there is nothing under ``identity``."""
        with self._connection.transaction():
            row = self._connection.one(self._last, (identity,))
            if row is None or row[0] is None:
                return False
            self._store(identity, row[0] + 1, value, f"{self._noun}.revised")
        return True

    def put(self, identity: str, value: T) -> None:
        """Say it under a known name, first or anew; saying the same again stores nothing."""
        with self._connection.transaction():
            known = self.get(identity)
            if known is None:
                self._store(identity, 1, value, f"{self._noun}.added")
            elif known != value:
                self.revise(identity, value)

    def _store(self, identity: str, revision: int, value: T, kind: str) -> None:
        row = {"id": identity, "revision": revision, **self._layout.pack(value)}
        self._log.record(kind, [(identity, {self._layout.table: row})])

    def all(self) -> list[tuple[str, T]]:
        """What holds now, in the order of last saying per id's first appearance."""
        first = f"(SELECT min(seq) FROM {self._layout.table} WHERE id = r.id)"  # noqa: S608
        rows = self._connection.all(f"{self._current} ORDER BY {first}")
        return [(row[0], self._layout.unpack(row[1:])) for row in rows]

    def get(self, identity: str) -> T | None:
        row = self._connection.one(f"{self._current} AND id = ?", (identity,))
        return self._layout.unpack(row[1:]) if row else None

    def erase(self, identity: str, hanging: Mapping[str, str] | None = None) -> None:
        """With what hangs on it: table -> column that names it."""
        held = {**(hanging or {}), self._layout.table: "id"}
        self._log.erase(f"{self._noun}.erased", identity, held)
