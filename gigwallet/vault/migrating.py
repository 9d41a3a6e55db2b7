"""Bringing an existing vault to the present schema: a copy first, then all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.ports import Clock
from gigwallet.vault import canonical, migrations
from gigwallet.vault import folder as files
from gigwallet.vault.connection import Connection
from gigwallet.vault.disk import Disk, refusing
from gigwallet.vault.log import PROGRAM, Log

_COPY_BYTES = 1024 * 1024
_HEAD = "SELECT size, root, peaks FROM log_state"


def migrate(folder: Path, connection: Connection, clock: Clock, disk: Disk) -> None:
    """Run what is missing, while the writer's lock is held.

    The database before lies as ``vault.db.before`` until the next opening that finds nothing to do.
    Every committed table must hold as many rows as it did, and the log's head must be as it was;
    otherwise ``migration_failed``, and the vault stays as it was. ``disk_full`` where a copy does
    not fit.
    """
    if not migrations.missing(connection):
        disk.unlink(folder / files.DATABASE_BEFORE)
        return
    _copy_aside(folder, connection, disk)
    counted = _counts(connection)
    with connection.transaction():
        ran = migrations.bring_up_to_date(connection)
        after = _counts(connection)
        if any(after.get(table) != rows for table, rows in counted.items()):
            raise GigWalletError("migration_failed", version=max(ran))
        Log(connection, clock).append("vault.migrated", "", canonical.encode({"to": ran}), PROGRAM)


def _counts(connection: Connection) -> Mapping[str, object]:
    """Rows of every table, and where the log stands."""
    names = connection.all(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
        "AND name NOT LIKE 'sqlite_%'"
    )
    counted: dict[str, object] = {"the head of the log": connection.one(_HEAD)}
    for (name,) in names:
        row = connection.one(f"SELECT count(*) FROM {name}")  # noqa: S608  a name from the schema
        counted[name] = row[0] if row else 0
    return counted


def _copy_aside(folder: Path, connection: Connection, disk: Disk) -> None:
    """A plain copy is whole here: the lock keeps writers out, and the WAL is empty, or else
    ``vault_in_use``: some other process reads the vault, and rows would be missed."""
    if not connection.checkpoint():
        raise GigWalletError("vault_in_use")
    source, before = folder / files.DATABASE, folder / files.DATABASE_BEFORE
    draft = before.with_name(before.name + ".new")
    if disk.free_bytes(folder) < 2 * source.stat().st_size:
        raise GigWalletError("disk_full")
    disk.unlink(draft)
    with refusing(folder), disk.open_to_read(source) as stream:
        disk.create_file(draft, iter(lambda: stream.read(_COPY_BYTES), b""))
        disk.sync_file(draft)
        disk.rename(draft, before)
