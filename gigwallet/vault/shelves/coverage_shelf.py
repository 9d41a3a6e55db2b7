"""Coverage: the spans that documents say they cover."""

from __future__ import annotations

import secrets

from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import CoveredSpan
from gigwallet.domain.recorded import EngagementId, ExhibitId
from gigwallet.vault import canonical
from gigwallet.vault.connection import Connection
from gigwallet.vault.log import Log
from gigwallet.vault.shelves.columns import PERIOD


class CoverageShelf:
    def __init__(self, connection: Connection, log: Log) -> None:
        self._connection = connection
        self._log = log

    def add(self, span: CoveredSpan) -> None:
        """The same span of the same documents is kept once."""
        first, last = PERIOD.pack(span.period)
        row = {
            "engagement_id": span.engagement_id,
            "first_day": first,
            "last_day": last,
            "what": span.what,
            "exhibits": canonical.encode(list(span.exhibits)).decode(),
        }
        with self._connection.transaction():
            known = self._connection.one(
                "SELECT 1 FROM coverage WHERE engagement_id = ? AND first_day = ? "
                "AND last_day = ? AND what = ? AND exhibits = ?",
                tuple(row.values()),
            )
            if known is None:
                identity = secrets.token_hex(16)
                rows = {"coverage": {"id": identity, **row}}
                self._log.record("coverage.added", [(identity, rows)])

    def all(self) -> list[CoveredSpan]:
        """In the order in which they were added."""
        rows = self._connection.all(
            "SELECT engagement_id, first_day, last_day, what, exhibits FROM coverage ORDER BY seq"
        )
        return [
            CoveredSpan(EngagementId(engagement), _period(first, last), what, _exhibits(exhibits))
            for engagement, first, last, what, exhibits in rows
        ]


def _period(first: str, last: str) -> Period:
    period: Period = PERIOD.unpack(first, last)
    return period


def _exhibits(text: str) -> tuple[ExhibitId, ...]:
    return tuple(ExhibitId(each) for each in canonical.decode(text.encode()))
