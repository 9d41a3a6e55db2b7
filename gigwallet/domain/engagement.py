"""An engagement: one account with one platform, under one contract, in one city."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gigwallet.domain.recorded import EngagementId


@dataclass(frozen=True, slots=True)
class Engagement:
    """Everything that hangs on "for whom do I ride, where, since when".

    ``platform`` is a short lower-case key (``meituan``, ``eleme``, ``didi``, ``uber``...) or the
    person's own word; ``kind`` is the platform's own name for the type of work (专送, 众包, rides).
    ``zone`` IANA, ``currency`` ISO 4217.
    """

    platform: str
    city: str
    zone: str
    currency: str
    contracting_firm: str = ""
    paying_firm: str = ""
    kind: str = ""
    level: str = ""
    vehicle: str = ""
    account: str = ""
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class KnownEngagement:
    """A stored engagement."""

    id: EngagementId
    engagement: Engagement
