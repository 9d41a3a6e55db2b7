"""Entries of another copy said anew in our log, each bound together with where it stood there."""

from __future__ import annotations

from collections.abc import Mapping

from gigwallet.vault.copies.sides import Told
from gigwallet.vault.log import Log, Rows


class Replay:
    """Keeps what is to be said until ``flush``, so that alike entries are stored in one go."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._pending: list[tuple[str, Rows]] = []
        self._kind, self._actor = "", ""
        self.said = 0

    def say(self, told: Told, kind: str, object_id: str, rows: Rows) -> None:
        """``rows`` under ``kind``, as ``told`` in the other copy."""
        if (kind, told.actor) != (self._kind, self._actor):
            self.flush()
            self._kind, self._actor = kind, told.actor
        self._pending.append((object_id, {**rows, "origin": told.origin()}))
        self.said += 1

    def flush(self) -> None:
        if self._pending:
            self._log.record(self._kind, self._pending, self._actor)
            self._pending = []


def bare(row: Mapping[str, object], **changes: object) -> dict[str, object]:
    """A stored row as it is recorded: without its number, with what changes."""
    return {name: cell for name, cell in row.items() if name != "seq"} | changes
