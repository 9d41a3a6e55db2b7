"""The pay check: what was worked against what was stated against what arrived."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from zoneinfo import ZoneInfo

from gigwallet.app.floor_in_pay import ChosenFloors
from gigwallet.app.floor_packs import numbers_for
from gigwallet.app.wallet import Wallet
from gigwallet.domain.job import Job
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Reconciliation
from gigwallet.domain.recorded import EngagementId, Recorded
from gigwallet.domain.track import Track
from gigwallet.domain.trip import Trip
from gigwallet.reconciliation import Facts, reconcile
from gigwallet.reconciliation.given_values import OWN
from gigwallet.rules import load_scheme

# A trip over midnight counts on one day, and a track's days are those of another clock.
_MIDNIGHT = timedelta(days=1)


def reconcile_pay(
    wallet: Wallet,
    period: Period | None = None,
    engagement: EngagementId | None = None,
    job: Job | None = None,
) -> Reconciliation:
    """Rebuilt from the facts each time, stored nowhere. ``period`` None: all that there is.

    Refusals: ``scheme_refused`` (a stored rule can no longer be read).
    """
    facts = gather(wallet, engagement, period)
    zone = facts.engagements[0].engagement.zone if facts.engagements else "UTC"
    today = wallet.clock.now().astimezone(ZoneInfo(zone)).date()
    law = ChosenFloors(wallet, (each.id for each in facts.engagements), today)
    return reconcile(facts, period, today, job or Job(), law)


def gather(
    wallet: Wallet, engagement: EngagementId | None = None, period: Period | None = None
) -> Facts:
    """Everything that a pay check of one engagement, or of all, looks at. Of ``period`` alone are
    the tracks: they say something of single trips only."""
    vault = wallet.vault
    trips = vault.trips.all(written=OWN)
    schemes = [
        each
        for each in vault.schemes.all()
        if engagement is None or each.scheme.engagement_id in (None, engagement)
    ]
    numbers = numbers_for(wallet.resources, (each.scheme.text for each in schemes))
    own = tuple(each for each in trips if engagement in (None, each.engagement_id))
    return Facts(
        engagements=tuple(
            each for each in vault.engagements.all() if engagement in (None, each.id)
        ),
        trips=own,
        tallies=tuple(vault.tallies.all(engagement)),
        statements=tuple(vault.statements.all(engagement)),
        pay_lines=tuple(vault.pay_lines.all(engagement, written=OWN)),
        payouts=tuple(vault.payouts.all(engagement)),
        schemes=tuple(
            (
                each.id,
                each.scheme.engagement_id,
                load_scheme(each.scheme.text, each.scheme.name, numbers),
                (each.scheme.proof,) if each.scheme.proof else (),
            )
            for each in schemes
        ),
        coverage=tuple(
            each for each in vault.coverage.all() if engagement in (None, each.engagement_id)
        ),
        tracks=_tracks(wallet, own, period),
        elsewhere=tuple(each for each in trips if engagement not in (None, each.engagement_id)),
        pairings=tuple(vault.pay_decisions.pairings()),
        opinions=tuple(vault.pay_decisions.opinions()),
        shifts=tuple(vault.shifts.all(engagement)),
    )


def _tracks(
    wallet: Wallet, trips: Iterable[Recorded[Trip]], period: Period | None
) -> tuple[Recorded[Track], ...]:
    """Those of the days on which there are trips: a history may go back ten years. Of whichever
    engagement: a phone does not know whom somebody rode for."""
    days = [each.fact.day for each in trips if each.fact.day is not None]
    if period is not None:
        days = [day for day in days if day in period]
    if not days:
        return ()
    around = Period(min(days) - _MIDNIGHT, max(days) + _MIDNIGHT)
    return tuple(wallet.vault.tracks.all(period=around))
