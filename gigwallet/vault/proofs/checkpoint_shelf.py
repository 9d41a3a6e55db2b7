"""Signed checkpoints: numbered, made where something leaves the vault, kept for ever."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from gigwallet.crypto import checkpoint as texts
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.ports import Clock
from gigwallet.vault import canonical
from gigwallet.vault.connection import Connection
from gigwallet.vault.keys.derived import Keys
from gigwallet.vault.log import Log
from gigwallet.vault.proofs import signing_seed
from gigwallet.vault.shelves.columns import milliseconds, moment

_DOCUMENTS = "gigwallet/v1/documents"
_COLUMNS = "no, size, root, text, at, why"


@dataclass(frozen=True, slots=True)
class KnownCheckpoint:
    """``text`` is the signed C2SP checkpoint; ``why`` a stable word: ``exported``, ``proof``,
    ``time_stamp``, ``backup``, ``asked``, ``rebuilt``."""

    no: int
    size: int
    root: bytes
    text: str
    at: datetime
    why: str


class CheckpointShelf:
    def __init__(self, connection: Connection, log: Log, clock: Clock, keys: Keys) -> None:
        self._connection = connection
        self._log = log
        self._clock = clock
        self._keys = keys

    def make(self, why: str, about: Mapping[str, object] | None = None) -> KnownCheckpoint:
        """Sign where the log stands, in one transaction with the entry that says so.

        ``about`` goes into that entry: what leaves the vault with this checkpoint. Without it, and
        where the last checkpoint still tells where the log stands, that one is returned.
        """
        with self._connection.transaction():
            last = self.last()
            if last is not None and not about and last.size == self._log.size:
                return last
            number = last.no + 1 if last else 1
            with signing_seed.ensured(self._connection, self._keys) as seed:
                said = {"no": number, "why": why, **(about or {})}
                self._log.append("checkpoint.made", "", canonical.encode(said))
                size, root = self._log.state()
                text = texts.signed_text(seed.bytes(), size, root)
            made = KnownCheckpoint(number, size, root, text, self._clock.now(), why)
            self._connection.write(
                f"INSERT INTO checkpoint ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",  # noqa: S608  own names
                (number, size, root, text, milliseconds(made.at), why),
            )
        return made

    def last(self) -> KnownCheckpoint | None:
        found = self.all()
        return found[-1] if found else None

    def all(self) -> list[KnownCheckpoint]:
        """In their order. A vault that is only read may be from before there were any."""
        if not has_checkpoints(self._connection):
            return []
        rows = self._connection.all(f"SELECT {_COLUMNS} FROM checkpoint ORDER BY no")  # noqa: S608  own names
        return [
            KnownCheckpoint(no, size, root, text, moment(at), why)
            for no, size, root, text, at, why in rows
        ]

    def public_key(self) -> bytes | None:
        """Of the seed that signs here; None before the first checkpoint."""
        if not has_checkpoints(self._connection):
            return None
        return signing_seed.public_key(self._connection, self._keys)

    def document_secret(self) -> tuple[bytes, str]:
        """What the key for documents of this vault is made from, and the name of the key that signs
        checkpoints here. It is the caller's to use at once and to keep nowhere."""
        with self._connection.transaction():
            secret = signing_seed.derived(self._connection, self._keys, _DOCUMENTS)
        key = self.public_key()
        if key is None:
            raise GigWalletError("database_damaged")
        return secret, texts.origin_of(key)


def has_checkpoints(connection: Connection) -> bool:
    return bool(connection.one("SELECT 1 FROM sqlite_schema WHERE name = 'checkpoint'"))


def last_number(connection: Connection) -> int:
    """Of the last checkpoint; 0 where there is none."""
    if not has_checkpoints(connection):
        return 0
    row = connection.one("SELECT max(no) FROM checkpoint")
    return int(row[0] or 0) if row else 0
