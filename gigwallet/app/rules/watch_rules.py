"""The watch over the rule behind a person's pay: a change of it that nobody told them of."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from gigwallet.app.pay.receipts_of import receipts_of_vault
from gigwallet.app.records import list_months
from gigwallet.app.rules.infer_rule import Inferred, search_rule
from gigwallet.app.rules.rule_alarm import Alarm
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import KnownEngagement
from gigwallet.domain.job import Job
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Reconciliation
from gigwallet.domain.recorded import EngagementId

# A year is enough to tell a rule, and what is older is not reckoned with again at each opening.
_WATCHED = timedelta(days=400)
# What is older is no news.
_NEWS = timedelta(days=120)
# A draft dates a change by the first order under the new rule, a person by its notice.
_SAME_CHANGE = timedelta(days=3)


class RuleWatch:
    """Remembers what it found (and nothing of the orders), so that the same receipts are searched
    once."""

    def __init__(self) -> None:
        self._seen: dict[EngagementId, tuple[int, tuple[Alarm, ...]]] = {}

    def look(
        self, wallet: Wallet, checked: Reconciliation | None = None, job: Job | None = None
    ) -> tuple[Alarm, ...]:
        """The latest change of each account, where it is news and no kept rule of the person has a
        version from about that day: then it is known. ``checked``: as ``receipts_of_vault``."""
        job = job or Job()
        found: list[Alarm] = []
        for known in job.watch(wallet.vault.engagements.all()):
            months = list_months.months(wallet, known.id)
            if not months:
                continue
            watched = Period(months[0].last - _WATCHED, months[0].last)
            receipts = receipts_of_vault(wallet, known, job, checked, watched)
            same = hash(tuple(receipts.receipts))
            if self._seen.get(known.id, (None,))[0] != same:
                alarms = tuple(news(search_rule(wallet, receipts, job), known))
                self._seen[known.id] = (same, alarms)
            told = tuple(told_days(wallet, known.id))
            found += [each for each in self._seen[known.id][1] if not is_told(each, told)]
        return tuple(found)


def news(inferred: Inferred, known: KnownEngagement) -> Iterator[Alarm]:
    """The latest change, where it lies in the last days of work."""
    changes = inferred.inference.changes
    days = [each.trip.day for each in inferred.receipts if each.trip.day is not None]
    if changes and days and changes[-1].on >= max(days) - _NEWS:
        yield Alarm(known.id, known, changes[-1])


def is_told(alarm: Alarm, told: Iterable[date]) -> bool:
    """Whether a rule of the person says something else from about that day; ``told_days``."""
    change = alarm.change
    return any(change.until - _SAME_CHANGE <= day <= change.on + _SAME_CHANGE for day in told)


def told_days(wallet: Wallet, engagement: EngagementId) -> Iterator[date]:
    """From which days a rule that the person keeps for this account says something else."""
    for each in wallet.vault.schemes.all():
        rule = each.scheme
        if rule.engagement_id in (None, engagement) and not rule.illustrative:
            yield from (each["from"] for each in tomllib.loads(rule.text)["version"])
