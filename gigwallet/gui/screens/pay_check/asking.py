"""Asking: everything that a pay check shows, gathered in one piece of work off the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gigwallet.app import keep_engagement, keep_exhibits, list_facts, list_months
from gigwallet.app.reconcile_pay import reconcile_pay
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import KnownEngagement
from gigwallet.domain.exhibit import KnownExhibit
from gigwallet.domain.job import Job
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy, Reconciliation
from gigwallet.domain.recorded import EngagementId, ExhibitId, FactId
from gigwallet.domain.step import Step
from gigwallet.gui.screens.pay_check.explanation import Place
from gigwallet.gui.screens.pay_check.proofs import Papers
from gigwallet.words import _
from gigwallet.words.naming import engagement_name

LATEST = "latest"
_LOCATED_AT_MOST = 12


@dataclass(frozen=True, slots=True)
class Check:
    """One pay check with the names of what it speaks of."""

    period: Period | None
    engagement: EngagementId | None
    months: tuple[Period, ...]
    engagements: tuple[KnownEngagement, ...]
    exhibits: Mapping[ExhibitId, KnownExhibit]
    missing: tuple[Step, ...]
    outcome: Reconciliation
    papers: Papers

    @property
    def names(self) -> dict[EngagementId, str]:
        return {each.id: engagement_name(each.engagement) for each in self.engagements}

    @property
    def exhibit_names(self) -> dict[ExhibitId, str]:
        return {
            known: each.exhibit.label or each.exhibit.name for known, each in self.exhibits.items()
        }


def ask(
    wallet: Wallet, period: Period | str | None, engagement: EngagementId | None, job: Job
) -> Check:
    """``period`` LATEST: the latest month that there are facts of; None: everything."""
    months = list_months.months(wallet, engagement)
    if not isinstance(period, Period):
        period = months[0] if period == LATEST and months else None
    chosen = list_facts.FactFilter(engagement, period)
    return Check(
        period,
        engagement,
        months,
        tuple(keep_engagement.engagements(wallet)),
        {each.id: each for each in keep_exhibits.exhibits(wallet)},
        list_facts.missing(wallet),
        reconcile_pay(wallet, period, engagement, job),
        Papers(
            tuple(list_facts.statements(wallet, chosen)), tuple(list_facts.payouts(wallet, chosen))
        ),
    )


def locate(wallet: Wallet, about: Discrepancy, job: Job) -> dict[FactId, Sequence[Place]]:
    """Where the rows behind a discrepancy stand; the first dozen of them."""
    found: dict[FactId, Sequence[Place]] = {}
    for fact in job.watch(about.facts[:_LOCATED_AT_MOST]):
        found[fact] = [
            Place(_file(place), place.line or 0) for place in list_facts.locate(wallet, fact)
        ]
    return found


def _file(place: list_facts.Place) -> str:
    if not place.file and not place.member:
        return _("typed by you")
    return f"{place.file} ({place.member})" if place.member else place.file
