"""Time stamps as they were received, and the authorities that the person chose to ask."""

from __future__ import annotations

import secrets

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.time_stamp import Authority, KnownTimeStamp, TimeStamp, TimeStampId
from gigwallet.vault.connection import Connection
from gigwallet.vault.log import Log
from gigwallet.vault.shelves.columns import MOMENT, MOMENT_OR_NONE, Layout

_LAYOUT = Layout(
    TimeStamp,
    "time_stamp",
    {"stamped_at": MOMENT, "received_at": MOMENT, "certificate_until": MOMENT_OR_NONE},
)
_STAMPS = f"SELECT id, {', '.join(_LAYOUT.columns)} FROM time_stamp"  # noqa: S608  own names


class TimeStampShelf:
    """A stamp is kept for ever; an authority is a setting, and each stamp says whose it is."""

    def __init__(self, connection: Connection, log: Log) -> None:
        self._connection = connection
        self._log = log

    def add(self, stamp: TimeStamp) -> TimeStampId:
        """The same answer is kept once."""
        with self._connection.transaction():
            known = self._connection.one(
                "SELECT id FROM time_stamp WHERE response = ?", (stamp.response,)
            )
            if known:
                return TimeStampId(known[0])
            identity = TimeStampId(secrets.token_hex(16))
            row = {"id": identity, **_LAYOUT.pack(stamp)}
            self._log.record("time_stamp.received", [(identity, {"time_stamp": row})])
        return identity

    def all(self) -> list[KnownTimeStamp]:
        """In the order in which they were received."""
        rows = self._connection.all(f"{_STAMPS} ORDER BY seq")
        return [KnownTimeStamp(TimeStampId(row[0]), _LAYOUT.unpack(row[1:])) for row in rows]

    def get(self, id: str) -> KnownTimeStamp:
        row = self._connection.one(f"{_STAMPS} WHERE id = ?", (id,))
        if row is None:
            raise GigWalletError("time_stamp_missing")
        return KnownTimeStamp(TimeStampId(row[0]), _LAYOUT.unpack(row[1:]))

    def authorities(self) -> list[Authority]:
        """By name."""
        rows = self._connection.all(
            "SELECT name, url, root, algorithm FROM time_authority ORDER BY name"
        )
        return [Authority(*row) for row in rows]

    def put_authority(self, authority: Authority) -> None:
        """Say it, first or anew."""
        with self._connection.transaction():
            self._connection.write(
                "INSERT INTO time_authority (name, url, root, algorithm) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (name) DO UPDATE SET url = excluded.url, root = excluded.root, "
                "algorithm = excluded.algorithm",
                (authority.name, authority.url, authority.root, authority.algorithm),
            )

    def remove_authority(self, name: str) -> None:
        with self._connection.transaction():
            self._connection.write("DELETE FROM time_authority WHERE name = ?", (name,))
