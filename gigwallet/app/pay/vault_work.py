"""The work of one account as a vault holds it, with its pay as the pay check joined it."""

from __future__ import annotations

from gigwallet.app.pay.joined_work import joined_work
from gigwallet.app.pay.loose_work import Work
from gigwallet.app.pay.reconcile_pay import reconcile_pay
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import KnownEngagement
from gigwallet.domain.job import Job
from gigwallet.domain.period import Period


def work_of_vault(
    wallet: Wallet, known: KnownEngagement, period: Period | None = None, job: Job | None = None
) -> Work:
    """As ``joined_work`` tells it."""
    vault = wallet.vault
    work = joined_work(
        known.engagement.platform,
        known.engagement,
        vault.trips.all(known.id),
        vault.pay_lines.all(known.id),
        reconcile_pay(wallet, period, known.id, job),
    )
    work.shifts += [each.fact for each in vault.shifts.all(known.id)]
    work.statements += [each.fact for each in vault.statements.all(known.id)]
    return work
