"""What a stranger needs to check one object against a checkpoint, and nothing about the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gigwallet.domain.errors import GigWalletError
from gigwallet.vault.committed import entries_of, rows_of
from gigwallet.vault.connection import Connection
from gigwallet.vault.log import Entry, Log, content


@dataclass(frozen=True, slots=True)
class Disclosed:
    """One entry: its leaf, what opens its commitment, and the path to the root.

    ``salt`` and ``content`` are None where the content was erased: then only the leaf is left.
    """

    seq: int
    leaf: bytes
    salt: bytes | None
    content: bytes | None
    path: tuple[bytes, ...]


def entries(connection: Connection, object_id: str) -> list[int]:
    """``record_unknown`` where the log has nothing of this id."""
    found = entries_of(connection, object_id)
    if not found:
        raise GigWalletError("record_unknown")
    return found


def written_out(connection: Connection, what: str, sha256: str) -> list[int]:
    """The entries that noted that a file of this digest was written out as ``what``, in order."""
    rows = connection.all(
        "SELECT log.seq FROM log JOIN event ON event.seq = log.seq "
        "WHERE log.kind = 'export.written' AND log.object = ? AND event.body = ? ORDER BY log.seq",
        (what, bytes.fromhex(sha256)),
    )
    return [row[0] for row in rows]


def first_sayings(connection: Connection, exhibits: Sequence[str]) -> list[int]:
    """Of each exhibit the first entry that binds its digest; of one that has an entry without a
    private note, the first such."""
    found = []
    for identity in exhibits:
        row = connection.one(
            "SELECT seq FROM exhibit WHERE id = ? ORDER BY note <> '', seq LIMIT 1",
            (identity,),
        )
        if row is not None:
            found.append(int(row[0]))
    return sorted(set(found))


def disclose(
    connection: Connection, log: Log, numbers: Sequence[int], size: int
) -> list[Disclosed]:
    """The entries of ``numbers`` with their paths in the tree of ``size``; all of one moment."""
    with connection.snapshot():
        tree = log.tree(size)
        return [_disclosed(connection, seq, tuple(tree.inclusion_proof(seq))) for seq in numbers]


def _disclosed(connection: Connection, seq: int, path: tuple[bytes, ...]) -> Disclosed:
    row = connection.one(
        "SELECT log.seq, kind, object, at, actor, commitment, salt FROM log "
        "LEFT JOIN log_salt ON log_salt.seq = log.seq WHERE log.seq = ?",
        (seq,),
    )
    if row is None:
        raise GigWalletError("database_damaged")
    *fields, salt = row
    opened = content(rows_of(connection, seq)) if salt is not None else None
    return Disclosed(seq, Entry(*fields).leaf_input(), salt, opened, path)
