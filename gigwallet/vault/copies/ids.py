"""Which of our ids a thing of the other copy has here, where both copies made it by themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gigwallet.vault import canonical
from gigwallet.vault.connection import Connection

_ID = re.compile(r"[0-9a-f]{32}")

# Columns that hold the id of something else, alone or inside a small JSON text.
_REFERENCES = frozenset(
    {
        "engagement_id",
        "exhibit_id",
        "copy_id",
        "parent",
        "proof",
        "exhibits",
        "object",
        "trips",
        "pay_lines",
    }
)


class Ids:
    """``found`` are those of this merge; earlier ones are read from either copy."""

    def __init__(self, ours: Connection, theirs: Connection) -> None:
        self.found: dict[str, str] = {}
        self._here = {mine: other for other, mine in _same(theirs).items()} | _same(ours)

    def here(self, identity: str) -> str:
        return self._here.get(identity, identity)

    def found_same(self, theirs: str, ours: str) -> None:
        if self.here(theirs) != ours:
            self._here[theirs] = ours
            self.found[theirs] = ours

    def taken(self) -> set[str]:
        """Ours that already stand for one of theirs."""
        return set(self._here.values())

    def row(self, row: Mapping[str, object]) -> dict[str, object]:
        """A row of theirs with our ids in it."""
        if not self._here:
            return dict(row)
        return {
            name: self._text(cell) if name in _REFERENCES and isinstance(cell, str) else cell
            for name, cell in row.items()
        }

    def _text(self, text: str) -> str:
        return _ID.sub(lambda found: self.here(found[0]), text)


def _same(connection: Connection) -> dict[str, str]:
    """Their id -> own id, from all merges of one copy."""
    known: dict[str, str] = {}
    for (text,) in connection.all("SELECT same FROM merge ORDER BY seq"):
        known |= canonical.decode(text.encode())
    return known
