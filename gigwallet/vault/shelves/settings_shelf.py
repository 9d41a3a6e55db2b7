"""Settings: small texts that belong to this vault alone; they are no evidence and not logged."""

from __future__ import annotations

from gigwallet.vault.connection import Connection


class SettingsShelf:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: str, default: str = "") -> str:
        row = self._connection.one("SELECT value FROM setting WHERE name = ?", (key,))
        return str(row[0]) if row else default

    def put(self, key: str, value: str) -> None:
        with self._connection.transaction():
            self._connection.write(
                "INSERT INTO setting (name, value) VALUES (?, ?) "
                "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (key, value),
            )
