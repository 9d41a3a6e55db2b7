"""The pay check: what was worked against what was stated against what arrived."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import compress
from zoneinfo import ZoneInfo

from gigwallet.app.floors.in_pay import ChosenFloors
from gigwallet.app.floors.packs import numbers_for
from gigwallet.app.pay.work_columns import (
    LINES_ALIKE,
    OF_LINES,
    OF_TRIPS,
    TRIPS_ALIKE,
    line_columns,
    trip_columns,
)
from gigwallet.app.wallet import Wallet
from gigwallet.domain.job import Job
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Reconciliation
from gigwallet.domain.recorded import EngagementId, Recorded
from gigwallet.domain.track import Track
from gigwallet.reconciliation import Facts, reconcile
from gigwallet.reconciliation.given_values import OWN
from gigwallet.reconciliation.ledger import TripColumns
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
    law = ChosenFloors.of_vault(wallet, (each.id for each in facts.engagements), today)
    return reconcile(facts, period, today, job or Job(), law)


def gather(
    wallet: Wallet, engagement: EngagementId | None = None, period: Period | None = None
) -> Facts:
    """Everything that a pay check of one engagement, or of all, looks at. Of ``period`` alone are
    the tracks: they say something of single trips only."""
    vault = wallet.vault
    # Of trips elsewhere it is asked when they were: all of them are read.
    trips = vault.trips.rows(OF_TRIPS, alike=TRIPS_ALIKE, written=OWN)
    lines = vault.pay_lines.rows(OF_LINES, engagement, alike=LINES_ALIKE, written=OWN)
    columns = trip_columns(trips)
    own, others = _apart(columns, engagement)
    schemes = [
        each
        for each in vault.schemes.all()
        if engagement is None or each.scheme.engagement_id in (None, engagement)
    ]
    numbers = numbers_for(wallet.resources, (each.scheme.text for each in schemes))
    return Facts(
        engagements=tuple(
            each for each in vault.engagements.all() if engagement in (None, each.id)
        ),
        trips=own.rows,
        tallies=tuple(vault.tallies.all(engagement)),
        statements=tuple(vault.statements.all(engagement)),
        pay_lines=lines,
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
        tracks=_tracks(wallet, own.day, period),
        elsewhere=others.rows,
        pairings=tuple(vault.pay_decisions.pairings()),
        opinions=tuple(vault.pay_decisions.opinions()),
        shifts=tuple(vault.shifts.all(engagement)),
        trip_columns=own,
        line_columns=line_columns(lines),
    )


def _apart(trips: TripColumns, engagement: EngagementId | None) -> tuple[TripColumns, TripColumns]:
    """Those of ``engagement`` (None: all), and the others."""
    own = [engagement in (None, each) for each in trips.engagement]
    if all(own):
        return trips, trips.taken(())
    places = range(len(trips))
    return trips.taken(list(compress(places, own))), trips.taken(
        [place for place in places if not own[place]]
    )


def _tracks(
    wallet: Wallet, trip_days: Iterable[date | None], period: Period | None
) -> tuple[Recorded[Track], ...]:
    """Those of the days on which there are trips: a history may go back ten years. Of whichever
    engagement: a phone does not know whom somebody rode for."""
    days = [day for day in trip_days if day is not None]
    if period is not None:
        days = [day for day in days if day in period]
    if not days:
        return ()
    around = Period(min(days) - _MIDNIGHT, max(days) + _MIDNIGHT)
    return tuple(wallet.vault.tracks.all(period=around))
