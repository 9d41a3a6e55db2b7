"""Asking: everything that a pay check shows, gathered in one piece of work off the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gigwallet.app.pay.reconcile_pay import reconcile_pay
from gigwallet.app.pay.rows_behind import RowBehind, rows_behind
from gigwallet.app.pay.state_measure import AskedMeasure, asked_measures
from gigwallet.app.pay.tell_bridge import Fall
from gigwallet.app.pay.tell_hours import Costs, HoursTold, tell_hours
from gigwallet.app.pay.tell_items import PayItem, items_of, tell_items
from gigwallet.app.pay.tell_pay_over_time import PayOverTime, pay_over_time
from gigwallet.app.records import (
    keep_engagement,
    keep_exhibits,
    keep_shift,
    list_facts,
    list_months,
)
from gigwallet.app.rules import keep_scheme
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import KnownEngagement
from gigwallet.domain.exhibit import KnownExhibit
from gigwallet.domain.job import Job
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy, Reconciliation
from gigwallet.domain.recorded import EngagementId, ExhibitId, FactId, SchemeId
from gigwallet.domain.step import Step
from gigwallet.gui.screens.pay_check.explanation import Place
from gigwallet.gui.screens.pay_check.proofs import Papers
from gigwallet.gui.screens.pay_check.sums import Sums, sums
from gigwallet.words import _
from gigwallet.words.naming import engagement_name

_LOCATED_AT_MOST = 12
# What a busy month has; going through as many takes no longer than a look.
TOLD_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Told:
    """Every item in its order, and what is added up of them, by currency."""

    items: tuple[PayItem, ...]
    sums: Mapping[str, Sums]
    falls: Mapping[str, tuple[Fall, ...]]


@dataclass(frozen=True, slots=True)
class Check:
    """One pay check with the names of what it speaks of. ``told`` is None while its items are many
    and were not gone through yet: then they are made where somebody looks."""

    period: Period | None
    engagement: EngagementId | None
    months: tuple[Period, ...]
    engagements: tuple[KnownEngagement, ...]
    exhibits: Mapping[ExhibitId, KnownExhibit]
    missing: tuple[Step, ...]
    outcome: Reconciliation
    papers: Papers
    rules: Mapping[SchemeId, str]
    asked: tuple[AskedMeasure, ...] = ()
    told: Told | None = None

    @property
    def items(self) -> Sequence[PayItem]:
        return self.told.items if self.told is not None else items_of(self.outcome)

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
    """``period``: as ``list_months.meant`` takes it."""
    months = list_months.months(wallet, engagement)
    period = list_months.meant(months, period)
    chosen = list_facts.FactFilter(engagement, period)
    check = Check(
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
        {each.id: each.scheme.name for each in keep_scheme.schemes(wallet)},
        asked_measures(wallet, period, engagement) if period is not None else (),
    )
    few = len(check.outcome.discrepancies) <= TOLD_AT_ONCE
    return add_up(check, job) if few else check


def add_up(check: Check, job: Job) -> Check:
    """The same check, of which every item is told."""
    told = tell_items(check.outcome, job)
    by_currency = {each.currency: sums(told.items, each.currency) for each in check.outcome.totals}
    return replace(check, told=Told(told.items, by_currency, told.falls))


@dataclass(frozen=True, slots=True)
class Hours:
    """What the chart and the pane say of hours; ``told`` is None where nothing was worked."""

    over_time: PayOverTime
    told: HoursTold | None
    zone: str


def ask_hours(
    wallet: Wallet,
    period: Period | None,
    months: tuple[Period, ...],
    engagement: EngagementId | None,
    costs: Costs | None,
) -> Hours:
    """``period`` None: from the first of ``months`` to the last."""
    whole = period or (Period(months[-1].first, months[0].last) if months else None)
    return Hours(
        pay_over_time(wallet, period, engagement),
        tell_hours(wallet, whole, engagement, costs, wallet.resources) if whole else None,
        keep_shift.zone_of(wallet),
    )


def locate(wallet: Wallet, about: Discrepancy, job: Job) -> dict[FactId, Sequence[Place]]:
    """Where the rows behind a discrepancy stand; the first dozen of them."""
    found = rows_behind(wallet, about.facts[:_LOCATED_AT_MOST], job)
    return {fact: [_place(row) for row in rows] for fact, rows in found.items()}


def _place(row: RowBehind) -> Place:
    file = row.file or (_("typed by you") if not row.member else "")
    if row.member:
        file = f"{file} ({row.member})"
    return Place(file, row.line or 0, tuple(row.cells.items()), row.pixels)
