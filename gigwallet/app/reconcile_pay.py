"""The pay check: what was worked against what was stated against what arrived."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from gigwallet.app.wallet import Wallet
from gigwallet.domain.job import Job
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Reconciliation
from gigwallet.domain.recorded import EngagementId
from gigwallet.reconciliation import Facts, reconcile
from gigwallet.rules import load_scheme


def reconcile_pay(
    wallet: Wallet,
    period: Period | None = None,
    engagement: EngagementId | None = None,
    job: Job | None = None,
) -> Reconciliation:
    """Rebuilt from the facts each time, stored nowhere. ``period`` None: all that there is.

    Refusals: ``scheme_refused`` (a stored rule can no longer be read).
    """
    facts = gather(wallet, engagement)
    zone = facts.engagements[0].engagement.zone if facts.engagements else "UTC"
    today = wallet.clock.now().astimezone(ZoneInfo(zone)).date()
    return reconcile(facts, period, today, job or Job())


def gather(wallet: Wallet, engagement: EngagementId | None = None) -> Facts:
    """Everything that a pay check of one engagement, or of all, looks at."""
    vault = wallet.vault
    return Facts(
        engagements=tuple(
            each for each in vault.engagements.all() if engagement in (None, each.id)
        ),
        trips=tuple(vault.trips.all(engagement)),
        tallies=tuple(vault.tallies.all(engagement)),
        statements=tuple(vault.statements.all(engagement)),
        pay_lines=tuple(vault.pay_lines.all(engagement)),
        payouts=tuple(vault.payouts.all(engagement)),
        schemes=tuple(
            (
                each.id,
                each.scheme.engagement_id,
                load_scheme(each.scheme.text, each.scheme.name),
                (each.scheme.proof,) if each.scheme.proof else (),
            )
            for each in vault.schemes.all()
            if engagement is None or each.scheme.engagement_id in (None, engagement)
        ),
        coverage=tuple(
            each for each in vault.coverage.all() if engagement in (None, each.engagement_id)
        ),
        tracks=tuple(vault.tracks.all()),
    )
