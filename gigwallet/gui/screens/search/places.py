"""Which screen shows what was found, and how it is asked for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gigwallet.app.bundles import keep_arrangement
from gigwallet.app.records import list_facts
from gigwallet.app.records.search_vault import Hit
from gigwallet.app.wallet import Wallet
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import CaseId, FactId
from gigwallet.domain.searching import FoundKind


@dataclass(frozen=True, slots=True)
class Place:
    screen: str
    arguments: Mapping[str, object] = field(default_factory=dict)


def place_of(wallet: Wallet, hit: Hit) -> Place:
    """Looks up what a screen must know beside the id. Refusal: ``fact_missing``."""
    match hit.kind:
        case FoundKind.EXHIBIT:
            return Place("evidence", {"exhibit": hit.id})
        case FoundKind.TRIP:
            return Place("trips", {"fact": hit.id})
        case FoundKind.ENGAGEMENT:
            return Place("type_in", {"what": "engagement", "engagement": hit.id})
        case FoundKind.SCHEME:
            return Place("pay_rules", {"scheme": hit.id})
        case FoundKind.CASE:
            with wallet.reader() as reader:
                engagement, period = keep_arrangement.scope_of(reader, CaseId(hit.id))
            return Place("evidence", {"engagement": engagement, "period": period})
        case _:
            with wallet.reader() as reader:
                found = list_facts.find(reader, FactId(hit.id))
            month = Period.of_month(hit.day.year, hit.day.month) if hit.day else None
            return Place("pay_check", {"engagement": found.engagement_id, "period": month})
