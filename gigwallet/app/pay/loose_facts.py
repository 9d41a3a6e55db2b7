"""Loose rows as the facts that a pay check is asked with; nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from gigwallet.app.pay.joined_work import joined_work
from gigwallet.app.pay.loose_rows import LooseRow, LooseRows
from gigwallet.app.pay.loose_work import Work
from gigwallet.domain.engagement import Engagement, KnownEngagement
from gigwallet.domain.job import Job
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.payout import Payout
from gigwallet.domain.reconciled import CoveredSpan, Reconciliation
from gigwallet.domain.recorded import EngagementId, FactId, HowKnown, Recorded, Revision, Source
from gigwallet.domain.shift import Shift
from gigwallet.domain.statement import Statement
from gigwallet.domain.tally import Tally
from gigwallet.domain.track import Track
from gigwallet.domain.trip import Trip
from gigwallet.reconciliation import Facts, reconcile

_SAID_ONCE = Revision(1, datetime(1970, 1, 1, tzinfo=UTC), "", HowKnown.IMPORTED)


def facts_of(gathered: LooseRows) -> Facts:
    """Without pay rules. An id of a row is ``file:line``, where a person finds it."""
    found: dict[type, list[Recorded[Any]]] = {}  # Any: one list for each kind of fact
    for label, rows in gathered.rows.items():
        for each in rows:
            found.setdefault(type(each.row.fact), []).append(recorded(label, each))
    return _facts(gathered.engagements, found, gathered.covers)


def recorded(label: str, found: LooseRow) -> Recorded[Any]:  # Any: a fact of any kind
    id_, fact = _id(found.sources[0]), found.row.fact
    return Recorded(id_, EngagementId(label), fact, found.sources, _SAID_ONCE)


def checked_rows(gathered: LooseRows, job: Job) -> tuple[Facts, Reconciliation]:
    """The rows with a pay check without rules, which says what belongs together."""
    facts = facts_of(gathered)
    days = [each.fact.day for each in facts.trips if each.fact.day is not None]
    # What is due and what is late say nothing here of what belongs together.
    return facts, reconcile(facts, None, max(days, default=date.min), job)


def joined_works(gathered: LooseRows, job: Job) -> list[Work]:
    """The work of each account, with its pay as the pay check of a vault would join it: many a ride
    has no number that its pay could name."""
    facts, checked = checked_rows(gathered, job)
    works = []
    for known in facts.engagements:
        work = joined_work(
            known.id,
            known.engagement,
            (each for each in facts.trips if each.engagement_id == known.id),
            (each for each in facts.pay_lines if each.engagement_id == known.id),
            checked,
        )
        work.shifts += [each.fact for each in facts.shifts if each.engagement_id == known.id]
        work.statements += [
            each.fact for each in facts.statements if each.engagement_id == known.id
        ]
        works.append(work)
    return works


def _facts(
    known: Mapping[str, Engagement],
    found: Mapping[type, list[Recorded[Any]]],  # Any: as above
    spans: Sequence[CoveredSpan],
) -> Facts:
    def of(kind: type) -> tuple[Recorded[Any], ...]:  # Any: as above
        return tuple(found.get(kind, ()))

    return Facts(
        engagements=tuple(
            KnownEngagement(EngagementId(label), each) for label, each in known.items()
        ),
        trips=of(Trip),
        tallies=of(Tally),
        statements=of(Statement),
        pay_lines=of(PayLine),
        payouts=of(Payout),
        shifts=of(Shift),
        coverage=tuple(spans),
        tracks=of(Track),
    )


def _id(source: Source) -> FactId:
    """``trips.csv:12``: where a person finds the row."""
    place = source.locator
    parts = [source.exhibit_id, place.member, place.line or place.page, place.pointer]
    return FactId(":".join(str(part) for part in parts if part))
