"""Engagements: every fact hangs on one."""

from __future__ import annotations

from gigwallet.domain.engagement import Engagement, KnownEngagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.recorded import EngagementId
from gigwallet.vault.connection import Connection
from gigwallet.vault.log import Log
from gigwallet.vault.shelves.columns import DAY, Layout
from gigwallet.vault.shelves.revised import Revised

LAYOUT = Layout(Engagement, "engagement", {"first_day": DAY, "last_day": DAY})


class EngagementShelf:
    def __init__(self, connection: Connection, log: Log) -> None:
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
