"""Every saying of a stored object: who said what when, and what is left where it was erased."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gigwallet.domain.errors import GigWalletError
from gigwallet.vault.committed import entries_of, rows_of
from gigwallet.vault.connection import Connection
from gigwallet.vault.shelves import layouts
from gigwallet.vault.shelves.case_shelf import LAYOUT as CASE
from gigwallet.vault.shelves.columns import Layout, moment
from gigwallet.vault.shelves.engagement_shelf import LAYOUT as ENGAGEMENT
from gigwallet.vault.shelves.exhibit_shelf import LAYOUT as EXHIBIT
from gigwallet.vault.shelves.pay_decision_shelf import OPINIONS, PAIRINGS
from gigwallet.vault.shelves.redaction_shelf import LAYOUT as REDACTION
from gigwallet.vault.shelves.scheme_shelf import LAYOUT as SCHEME
from gigwallet.vault.shelves.worker_shelf import LAYOUT as WORKER

_FACTS = (
    layouts.TRIP,
    layouts.SHIFT,
    layouts.TRACK_POINT,
    layouts.TRACK,
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
        PAIRINGS,
        OPINIONS,
        REDACTION,
    )
}


@dataclass(frozen=True, slots=True)
class Said:
    """One entry about the object. ``rows`` is what it bound, empty where that is ``erased``;
    ``revision`` and ``how`` are None and empty for an entry that says nothing anew (a further
    source)."""

    seq: int
    kind: str
    at: datetime
    actor: str
    erased: bool
    revision: int | None
    how: str
    rows: dict[str, dict[str, object]]


def ids(connection: Connection, beginning: str) -> list[str]:
    """The ids that begin so, of all that the log says something of."""
    if not beginning:
        return []
    rows = connection.all(
        "SELECT DISTINCT object FROM log WHERE substr(object, 1, ?) = ?",
        (len(beginning), beginning),
    )
    return [row[0] for row in rows]


def history(connection: Connection, object_id: str) -> list[Said]:
    """In the order of the log; empty for an id that it does not know."""
    with connection.snapshot():
        return [said(connection, seq) for seq in entries_of(connection, object_id)]


def said(connection: Connection, seq: int) -> Said:
    """One entry; ``record_unknown`` where the log is not so long."""
    row = connection.one(
        "SELECT kind, coalesce(origin.at, log.at), log.actor, salt IS NULL FROM log "
        "LEFT JOIN log_salt ON log_salt.seq = log.seq "
        "LEFT JOIN origin ON origin.seq = log.seq WHERE log.seq = ?",
        (seq,),
    )
    if row is None:
        raise GigWalletError("record_unknown")
    kind, at, actor, erased = row
    rows = rows_of(connection, seq)
    columns = next((rows[table] for table in rows if table in LAYOUTS), {})
    revision = columns.get("revision")
    number = revision if isinstance(revision, int) else None
    how = str(columns.get("how") or "")
    return Said(seq, kind, moment(at), actor, bool(erased), number, how, rows)


def unpacked(table: str, columns: dict[str, object]) -> object:
    """The domain value of a row; columns that it has not are NULL. ``KeyError``, ``ValueError`` or
    ``TypeError`` where the row is none of this version's, as one from a stranger may be."""
    layout = LAYOUTS[table]
    return layout.unpack([columns.get(name) for name in layout.columns])
