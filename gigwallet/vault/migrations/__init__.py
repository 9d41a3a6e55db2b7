"""The schema's history: numbered scripts, never edited once released, that only add."""

from __future__ import annotations

import re
from importlib import resources

from gigwallet.domain.errors import GigWalletError
from gigwallet.vault.connection import Connection, statements

_TEMPORARY = (
    (re.compile(r"CREATE TABLE ", re.IGNORECASE), "CREATE TEMP TABLE "),
    (re.compile(r"CREATE VIRTUAL TABLE ", re.IGNORECASE), "CREATE VIRTUAL TABLE temp."),
    (re.compile(r"INSERT INTO ", re.IGNORECASE), "INSERT INTO temp."),
)
# They guard writing and speed reading: a reader who sees empty tables needs neither.
_LEFT_OUT = re.compile(r"CREATE (?:UNIQUE )?(?:INDEX|TRIGGER) ", re.IGNORECASE)
_COMMENT = re.compile(r"^\s*--.*\n", re.MULTILINE)


def scripts() -> dict[int, str]:
    """Number -> SQL text of ``NNNN_name.sql``."""
    found = {
        int(entry.name[:4]): entry.read_text(encoding="utf-8")
        for entry in resources.files(__name__).iterdir()
        if entry.name.endswith(".sql")
    }
    return dict(sorted(found.items()))


def latest() -> int:
    return max(scripts())


def missing(connection: Connection) -> dict[int, str]:
    """The scripts that this database has not seen; ``vault_too_new`` where it is ahead."""
    known, version = scripts(), connection.version()
    if version > max(known):
        raise GigWalletError("vault_too_new")
    return {number: script for number, script in known.items() if number > version}


def bring_up_to_date(connection: Connection) -> list[int]:
    """Run what is missing, all of it in one transaction or nothing; the numbers that ran."""
    due = missing(connection)
    if due:
        with connection.transaction():
            for script in due.values():
                connection.run_script(script)
            connection.set_version(max(due))
    return list(due)


def stand_in(connection: Connection) -> None:
    """Let a reader of an older vault, who may not migrate it, see the newer tables as empty.

    They live in this connection's memory. ``ValueError`` for a script that does more than add
    tables: such a version would need another way to be read.
    """
    for script in missing(connection).values():
        for statement in statements(script):
            bare = _COMMENT.sub("", statement).lstrip()
            if _LEFT_OUT.match(bare):
                continue
            for pattern, temporary in _TEMPORARY:
                if pattern.match(bare):
                    connection.write(pattern.sub(temporary, bare, count=1))
                    break
            else:
                raise ValueError("a migration may only add tables")
