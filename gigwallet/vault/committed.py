"""Committed tables: those whose rows the log binds (docs/vault-format.md, section 6.1)."""

from __future__ import annotations

from gigwallet.vault.connection import Connection

_LOG_TABLES = {"log", "log_salt"}

# The column that says whose row it is, in tables that hold something with an id of its own.
_OWNERS = ("fact_id", "id", "exhibit_id")


def committed_tables(connection: Connection) -> list[str]:
    """Tables whose first column is ``seq``, in the order of their names."""
    return list(columns_by_table(connection))


def columns_by_table(connection: Connection) -> dict[str, list[str]]:
    """Committed table -> its columns after ``seq``."""
    names = connection.all("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    found = {}
    for (name,) in names:
        columns = [row[1] for row in connection.all(f"PRAGMA main.table_info({name})")]
        if name not in _LOG_TABLES and columns and columns[0] == "seq":
            found[name] = columns[1:]
    return found


def rows_of(connection: Connection, seq: int) -> dict[str, dict[str, object]]:
    """Everything that entry ``seq`` binds and that was not erased: table -> column -> cell."""
    held = {}
    for table, columns in columns_by_table(connection).items():
        names = ", ".join(f'"{column}"' for column in columns)
        row = connection.one(f"SELECT {names} FROM {table} WHERE seq = ?", (seq,))  # noqa: S608  names from the schema
        if row is not None:
            held[table] = dict(zip(columns, row, strict=True))
    return held


def entries_of(connection: Connection, object_id: str) -> list[int]:
    """The numbers of the entries that say something of an object, in order.

    What was erased has no rows any more: then the log itself is read through for its entries.
    """
    found: set[int] = set()
    for table, columns in columns_by_table(connection).items():
        owner = next((name for name in _OWNERS if name in columns), None)
        if owner is not None:
            sql = f"SELECT seq FROM {table} WHERE {owner} = ?"  # noqa: S608  names from the schema
            found |= {row[0] for row in connection.all(sql, (object_id,))}
    if not found and object_id:
        rows = connection.all("SELECT seq FROM log WHERE object = ?", (object_id,))
        found = {row[0] for row in rows}
    return sorted(found)
