"""Taking out what an unfinished import left: its rows and originals, never its leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from gigwallet.vault import canonical, coming
from gigwallet.vault.attachments import Attachments
from gigwallet.vault.committed import committed_tables
from gigwallet.vault.connection import Connection
from gigwallet.vault.log import PROGRAM, Log

CLEARED = "vault.cleared"
_AT_ONCE = 2_000  # entries in one transaction, so that nobody waits long
_ABOUT_EXHIBITS = ("thumbnail", "screen_reading", "exhibit_text")


def clear(
    connection: Connection,
    log: Log,
    attachments: Attachments,
    go_on: Callable[[], bool] = lambda: True,
) -> bool:
    """Erase all that the marked entries bind, and say so in one entry; whether it came to its end.

    In short transactions, the last rows first, so that nothing hangs on what is gone. Nobody sees
    any of it meanwhile, and what is left when it stops is taken out the next time.
    """
    while marked := coming.spans(connection):
        if not go_on():
            return False
        with connection.transaction():
            last = _last_of(connection, marked)
            if last is None:
                log.append(CLEARED, "", _told(marked), PROGRAM)
                coming.unmark(connection)
                connection.checkpoint_after_commit()
            else:
                first = max(last[0], last[1] - _AT_ONCE)
                _erase(connection, attachments, first, last[1])
        connection.gate.let_pass()
    return True


def said_cleared(connection: Connection) -> list[tuple[int, int]]:
    """All that entries of the kind ``CLEARED`` say to be erased."""
    told = connection.all(
        "SELECT event.seq, body FROM event JOIN log ON log.seq = event.seq WHERE kind = ?",
        (CLEARED,),
    )
    return [each for seq, body in told for each in accounted(body, seq)]


def accounted(body: object, seq: int) -> list[tuple[int, int]]:
    """What the one with the number ``seq`` says to be erased: entries before it, and nothing where
    it says something else than this program wrote."""
    try:
        said = canonical.decode(body) if isinstance(body, bytes) else {}
        found = [(first, end) for first, end in said["entries"]]
    except (KeyError, TypeError, ValueError):
        return []
    numbers = all(isinstance(each, int) for span in found for each in span)
    return found if numbers and all(end <= seq for _, end in found) else []


def _told(marked: Iterable[tuple[int, int]]) -> bytes:
    return canonical.encode({"entries": [list(each) for each in marked]})


def _last_of(connection: Connection, marked: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Where the last of the marked entries that still says something lies, and its span's start."""
    for first, end in sorted(marked, reverse=True):
        row = connection.one(
            "SELECT max(seq) FROM log_salt WHERE seq >= ? AND seq < ?", (first, end)
        )
        if row is not None and row[0] is not None:
            return first, row[0] + 1
    return None


def _erase(connection: Connection, attachments: Attachments, first: int, end: int) -> None:
    between = "WHERE seq >= ? AND seq < ?"
    originals = connection.all(f"SELECT id, sha256 FROM main.exhibit {between}", (first, end))  # noqa: S608  own words
    sql = f"SELECT id FROM main.engagement {between} AND revision = 1"  # noqa: S608  own words
    made = connection.all(sql, (first, end))
    tables = committed_tables(connection)
    for table in (*(each for each in tables if each != "fact"), "fact"):
        connection.write(f"DELETE FROM main.{table} {between}", (first, end))  # noqa: S608  names from the schema
    connection.write(f"DELETE FROM log_salt {between}", (first, end))  # noqa: S608  own words
    # What a table calls an engagement is a setting that holds its id.
    connection.write_many("DELETE FROM setting WHERE value = ?", made)
    for exhibit, sha256 in originals:
        for table in _ABOUT_EXHIBITS:
            connection.write(f"DELETE FROM {table} WHERE exhibit_id = ?", (exhibit,))  # noqa: S608  own names
        if not connection.one("SELECT 1 FROM main.exhibit WHERE sha256 = ?", (sha256,)):
            attachments.erase(sha256)
