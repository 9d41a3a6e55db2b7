"""Which months a vault speaks of: the choices of every screen that asks "for when?"."""

from __future__ import annotations

from gigwallet.app.records import list_trips
from gigwallet.app.wallet import Wallet
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId

LATEST = "latest"


def meant(months: tuple[Period, ...], period: Period | str | None) -> Period | None:
    """``period`` LATEST: the first of ``months``, if there is any; None: everything."""
    if isinstance(period, Period):
        return period
    return months[0] if period == LATEST and months else None


def months(wallet: Wallet, engagement: EngagementId | None = None) -> tuple[Period, ...]:
    """Calendar months in which something was worked or stated, latest first."""
    vault = wallet.vault
    spans = [tally.fact.period for tally in vault.tallies.all(engagement)]
    spans += [statement.fact.period for statement in vault.statements.all(engagement)]
    found = {
        (month.first.year, month.first.month) for month in list_trips.months(wallet, engagement)
    }
    found |= {(day.year, day.month) for span in spans for day in (span.first, span.last)}
    return tuple(Period.of_month(year, month) for year, month in sorted(found, reverse=True))
