"""Every saying of a stored object: who said what when, and what is left where it was erased."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gigwallet.vault import layouts
from gigwallet.vault.case_shelf import LAYOUT as CASE
from gigwallet.vault.columns import Layout, moment
from gigwallet.vault.committed import entries_of, rows_of
from gigwallet.vault.connection import Connection
from gigwallet.vault.engagement_shelf import LAYOUT as ENGAGEMENT
from gigwallet.vault.exhibit_shelf import LAYOUT as EXHIBIT
from gigwallet.vault.scheme_shelf import LAYOUT as SCHEME
from gigwallet.vault.worker_shelf import LAYOUT as WORKER

_FACTS = (
    layouts.TRIP,
    layouts.SHIFT,
    layouts.TRACK_POINT,
    layouts.TALLY,
    layouts.STATEMENT,
    layouts.PAY_LINE,
    layouts.PAYOUT,
)
LAYOUTS: dict[str, Layout[Any]] = {  # Any: each table has a value of its own
    layout.table: layout
    for layout in (
        *(each.layout for each in _FACTS),
        ENGAGEMENT,
        EXHIBIT,
        SCHEME,
        CASE,
        WORKER,
    )
}


@dataclass(frozen=True, slots=True)
class Said:
    """One entry about the object. ``rows`` is empty where what it said was erased; ``value`` is
    what it said as a domain value, None for an entry that says none (a further source)."""

    seq: int
    kind: str
    at: datetime
    actor: str
    revision: int | None
    how: str
    value: object | None
    rows: dict[str, dict[str, object]]


def history(connection: Connection, object_id: str) -> list[Said]:
    """In the order of the log; empty for an id that it does not know."""
    with connection.snapshot():
        return [_said(connection, seq) for seq in entries_of(connection, object_id)]


def _said(connection: Connection, seq: int) -> Said:
    row = connection.one("SELECT kind, at, actor FROM log WHERE seq = ?", (seq,))
    kind, at, actor = row if row else ("", 0, "")
    rows = rows_of(connection, seq)
    table = next((name for name in rows if name in LAYOUTS), None)
    columns = rows[table] if table else {}
    revision = columns.get("revision")
    return Said(
        seq,
        kind,
        moment(at),
        actor,
        revision if isinstance(revision, int) else None,
        str(columns.get("how") or ""),
        unpacked(table, columns) if table else None,
        rows,
    )


def unpacked(table: str, columns: dict[str, object]) -> object:
    """The domain value of a row; columns that it has not are NULL. ``KeyError``, ``ValueError`` or
    ``TypeError`` where the row is none of this version's, as one from a stranger may be."""
    layout = LAYOUTS[table]
    return layout.unpack([columns.get(name) for name in layout.columns])
