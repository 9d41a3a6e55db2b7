"""The watch over the rule behind a person's pay: a change of it that nobody told them of."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gigwallet.app.infer_rule import Inferred, infer_rule
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import KnownEngagement
from gigwallet.domain.job import Job
from gigwallet.domain.reconciled import Reconciliation
from gigwallet.domain.recorded import EngagementId
from gigwallet.rules.inferring import Change

# What is older is no news.
_NEWS = timedelta(days=120)
# A draft dates a change by the first order under the new rule, a person by its notice.
_SAME_CHANGE = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Measured:
    """How often the watch called something a change that was none, over years of invented riders
    whose rule stayed the same (tests/benchmarks/_pay_inference.py, decision 0044)."""

    years: int
    months: int
    false: int
    at_most_percent: int  # of months; with 95 % confidence, from so many


FALSE_ALARMS = Measured(years=24, months=288, false=0, at_most_percent=1)


@dataclass(frozen=True, slots=True)
class Alarm:
    """``place`` is that of the change among those of the account."""

    engagement: EngagementId
    name: KnownEngagement
    currency: str
    place: int
    change: Change


def watch_rules(
    wallet: Wallet, checked: Reconciliation | None = None, job: Job | None = None
) -> tuple[Alarm, ...]:
    """The latest change of each account, where it is news and no kept rule of the person has a
    version from about that day: then it is known. Searches aside, after everything else."""
    job = job or Job()
    found: list[Alarm] = []
    for known in job.watch(wallet.vault.engagements.all()):
        inferred = infer_rule(wallet, known, job, checked=checked, aside=True)
        found += news(inferred, known, told_days(wallet, known.id))
    return tuple(found)


def news(inferred: Inferred, known: KnownEngagement, told: Iterable[date] = ()) -> Iterator[Alarm]:
    """``told``: see ``told_days``."""
    changes = inferred.inference.changes
    days = [each.trip.day for each in inferred.receipts if each.trip.day is not None]
    if not changes or not days:
        return
    last = changes[-1]
    known_to_them = any(last.until - _SAME_CHANGE <= day <= last.on + _SAME_CHANGE for day in told)
    if last.on >= max(days) - _NEWS and not known_to_them:
        yield Alarm(known.id, known, inferred.currency, len(changes) - 1, last)


def told_days(wallet: Wallet, engagement: EngagementId) -> Iterator[date]:
    """From which days a rule that the person keeps for this account says something else."""
    for each in wallet.vault.schemes.all():
        rule = each.scheme
        if rule.engagement_id in (None, engagement) and not rule.illustrative:
            yield from (each["from"] for each in tomllib.loads(rule.text)["version"])
