"""The watch over the rule behind a person's pay: a change of it that nobody told them of."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from gigwallet.app.infer_rule import Inferred, search_rule
from gigwallet.app.receipts_of import receipts_of_vault
from gigwallet.app.rule_alarm import Alarm
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import KnownEngagement
from gigwallet.domain.job import Job
from gigwallet.domain.reconciled import Reconciliation
from gigwallet.domain.recorded import EngagementId

# What is older is no news.
_NEWS = timedelta(days=120)
# A draft dates a change by the first order under the new rule, a person by its notice.
_SAME_CHANGE = timedelta(days=3)


class RuleWatch:
    """Remembers what it found, so that the same receipts are searched once."""

    def __init__(self) -> None:
        self._seen: dict[EngagementId, tuple[int, Inferred]] = {}

    def look(
        self, wallet: Wallet, checked: Reconciliation | None = None, job: Job | None = None
    ) -> tuple[Alarm, ...]:
        """The latest change of each account, where it is news and no kept rule of the person has a
        version from about that day: then it is known. ``checked``: as ``receipts_of_vault``."""
        job = job or Job()
        found: list[Alarm] = []
        for known in job.watch(wallet.vault.engagements.all()):
            receipts = receipts_of_vault(wallet, known, job, checked)
            same = hash(tuple(receipts.receipts))
            before, inferred = self._seen.get(known.id, (0, None))
            if inferred is None or before != same:
                inferred = search_rule(wallet, receipts, job)
                self._seen[known.id] = (same, inferred)
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
