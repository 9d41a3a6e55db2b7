"""Entries of the log that an import has written and not finished, and the veil over their rows."""

from __future__ import annotations

from gigwallet.vault.committed import committed_tables
from gigwallet.vault.connection import Connection

# Rows that only merging writes. A view on the right of a LEFT JOIN would be made anew as a table
# for each question that counts.
_NEVER_COMING = frozenset({"origin"})

# Nothing is on its way at nearly all times: then the first question is asked once a statement, and
# the second never.
_HERE = (
    "+seq < (SELECT coalesce(min(first), 9223372036854775807) FROM coming) OR NOT EXISTS "
    '(SELECT 1 FROM coming WHERE main.{table}.seq >= first AND main.{table}.seq < "end")'
)


def spans(connection: Connection) -> list[tuple[int, int]]:
    """The first of them and the one after the last, of each run without others in between."""
    return [(first, end) for first, end in connection.all('SELECT first, "end" FROM coming')]


def mark(connection: Connection, first: int, end: int) -> None:
    """In the transaction that writes them."""
    connection.write(
        'INSERT INTO coming (first, "end") VALUES (?, ?) '
        'ON CONFLICT (first) DO UPDATE SET "end" = excluded."end"',
        (first, end),
    )


def unmark(connection: Connection) -> None:
    """They are as good as any other from here on, or gone."""
    connection.write("DELETE FROM coming")


def veil(connection: Connection) -> None:
    """From here on this connection reads every committed table without the rows of such entries: a
    view of its own, in its memory, stands before each. Whoever writes, or must see all there is,
    says ``main.`` before the name of the table."""
    for table in committed_tables(connection):
        if table not in _NEVER_COMING:
            here = _HERE.format(table=table)
            select = f"SELECT * FROM main.{table} WHERE {here}"  # noqa: S608  names from the schema
            connection.write(f"CREATE TEMP VIEW IF NOT EXISTS {table} AS {select}")
