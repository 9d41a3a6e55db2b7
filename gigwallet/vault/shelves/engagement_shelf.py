"""Engagements: every fact hangs on one."""

from __future__ import annotations

from gigwallet.domain.engagement import Engagement, KnownEngagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.recorded import EngagementId
from gigwallet.vault.committed import columns_by_table
from gigwallet.vault.connection import Connection
from gigwallet.vault.log import Log
from gigwallet.vault.shelves.columns import DAY, Layout
from gigwallet.vault.shelves.revised import Revised

LAYOUT = Layout(Engagement, "engagement", {"first_day": DAY, "last_day": DAY})


class EngagementShelf:
    def __init__(self, connection: Connection, log: Log) -> None:
        self._connection = connection
        self._rows = Revised(connection, log, LAYOUT, "engagement")

    def add(self, engagement: Engagement) -> EngagementId:
        return EngagementId(self._rows.add(engagement))

    def all(self) -> list[KnownEngagement]:
        """In the order in which they were added."""
        return [
            KnownEngagement(EngagementId(identity), engagement)
            for identity, engagement in self._rows.all()
        ]

    def get(self, id: EngagementId) -> Engagement:
        engagement = self._rows.get(id)
        if engagement is None:
            raise GigWalletError("engagement_missing")
        return engagement

    def revise(self, id: EngagementId, engagement: Engagement) -> None:
        if not self._rows.revise(id, engagement):
            raise GigWalletError("engagement_missing")

    def idle(self, id: EngagementId) -> bool:
        """Whether nothing hangs on it: no fact, original, span, rule, case, or word of a person."""
        tables = columns_by_table(self._connection).items()
        return not any(
            self._connection.one(f"SELECT 1 FROM {table} WHERE engagement_id = ? LIMIT 1", (id,))  # noqa: S608  names from the schema
            for table, columns in tables
            if "engagement_id" in columns
        )

    def remove(self, id: EngagementId) -> None:
        """Erase one that is ``idle``, with what tables call it."""
        with self._connection.transaction():
            self._rows.erase(id)
            self._connection.write("DELETE FROM setting WHERE value = ?", (id,))
