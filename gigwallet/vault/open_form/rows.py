"""The rows of a vault as they go out in open formats: which tables and columns, and in what order.

It goes by the schema of the database, so a table that a later migration adds goes out by itself.
What stays behind is named here, each with its reason.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass

from gigwallet.vault.connection import PAGE_BYTES, Connection

# The cells of one row, in the order of its table's columns; what is NULL is None.
Cells = tuple[object, ...]

LEFT_OUT_TABLES = {
    "coming": "is empty: nothing is exported while an import is under way",
    "log": "goes out as log.json, together with its salts",
    "log_salt": "goes out as log.json, together with its entries",
    "log_state": "is reckoned from the log",
    "meta": "what it says of the vault stands in head.json",
    "search_document": "is made anew from rows and texts",
    "search_state": "is made anew with the index",
    "signing_seed": "the secret that signs checkpoints; its public key stands in head.json",
}

LEFT_OUT_COLUMNS = {
    ("attachment", "id"): "the random name of a file that only this vault has",
    ("attachment", "key"): "the key of that file",
}


@dataclass(frozen=True, slots=True)
class Column:
    """``kind`` is SQLite's: INTEGER, TEXT, REAL or BLOB; ``needed``: it is never NULL."""

    name: str
    kind: str
    needed: bool


@dataclass(frozen=True, slots=True)
class Table:
    """``committed``: each row is bound by the log entry whose number stands in its ``seq``."""

    name: str
    columns: tuple[Column, ...]

    @property
    def committed(self) -> bool:
        return self.columns[0].name == "seq"

    def filled(self, cells: Cells) -> dict[str, object]:
        """What an entry of the log commits to: the columns but ``seq`` that are not NULL."""
        return {
            column.name: cell
            for column, cell in zip(self.columns, cells, strict=True)
            if cell is not None and column.name != "seq"
        }


# Entries with their salts; what an erased record leaves has no salt.
LOG = Table(
    "log",
    (
        Column("seq", "INTEGER", True),
        Column("kind", "TEXT", True),
        Column("object", "TEXT", True),
        Column("at", "INTEGER", True),
        Column("actor", "TEXT", True),
        Column("commitment", "BLOB", True),
        Column("leaf", "BLOB", True),
        Column("salt", "BLOB", False),
    ),
)


def tables(connection: Connection) -> list[Table]:
    """What goes out beside the log, parents before the tables that point at them.

    Virtual tables and their shadows are search indexes: they are made anew from rows.
    """
    ordinary = {
        name
        for schema, name, kind, *_ in connection.all("PRAGMA table_list")
        if schema == "main" and kind == "table" and not name.startswith("sqlite_")
    }
    made = connection.all("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid")
    return [
        Table(name, tuple(_columns(connection, name)))
        for (name,) in made
        if name in ordinary and name not in LEFT_OUT_TABLES
    ]


def _columns(connection: Connection, table: str) -> Iterator[Column]:
    for _, name, kind, not_null, _, key in connection.all(f"PRAGMA main.table_info({table})"):
        if (table, name) not in LEFT_OUT_COLUMNS:
            yield Column(name, kind, bool(not_null or key))


def rows(connection: Connection, table: Table) -> Generator[Cells, None, None]:
    """All rows, in the order of the log where it binds them, else of the table's key.
    The caller holds one snapshot around it."""
    names = ", ".join(column.name for column in table.columns)
    keys = [row[1] for row in connection.all(f"PRAGMA main.table_info({table.name})") if row[5]]
    order = ", ".join(keys) or names
    # The names come from the schema.
    yield from connection.stream(f"SELECT {names} FROM {table.name} ORDER BY {order}")  # noqa: S608


def entries(connection: Connection) -> Generator[Cells, None, None]:
    """The rows of ``LOG``."""
    yield from connection.stream(
        "SELECT log.seq, kind, object, at, actor, commitment, leaf, salt FROM log "
        "LEFT JOIN log_salt ON log_salt.seq = log.seq ORDER BY log.seq"
    )


def count(connection: Connection, table: Table) -> int:
    row = connection.one(f"SELECT count(*) FROM {table.name}")  # noqa: S608  a name of the schema
    return int(row[0]) if row else 0


def database_bytes(connection: Connection) -> int:
    row = connection.one("PRAGMA page_count")
    return int(row[0]) * PAGE_BYTES if row else 0
