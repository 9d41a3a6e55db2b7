"""The pay check on a real driver's export: every pay group joined, nobody wronged."""

from __future__ import annotations

import io
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from gigwallet.domain.engagement import Engagement, KnownEngagement
from gigwallet.domain.instants import Instant
from gigwallet.domain.job import Job
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.reading import Covers, FileHead, Row
from gigwallet.domain.reconciled import CoveredSpan, DiscrepancyKind, MatchMethod, Reconciliation
from gigwallet.domain.recorded import ExhibitId, Recorded
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.importers.uber_rides_export import IMPORTER
from gigwallet.reconciliation import Facts, reconcile
from gigwallet.tabular.placing import place
from tests.reconciliation import invented

OWN = invented.OWN
ENGAGEMENT = Engagement("uber", "Paris", "Europe/Paris", "EUR")


@pytest.fixture(scope="module")
def facts(samples: Path) -> Facts:
    folder = samples / "uber_dsar_fr_2021"
    trips: list[Recorded[Trip]] = []
    lines: list[Recorded[PayLine]] = []
    spans: list[CoveredSpan] = []
    for file in sorted(folder.glob("*.csv")):
        data = file.read_bytes()
        if "Lifetime Trips" not in file.name and "Payments" not in file.name:
            continue
        head = FileHead(file.name, len(data), data[:65536])
        for reading in IMPORTER.read(head, io.BytesIO(data)):
            placed = place(reading, ENGAGEMENT)
            if isinstance(placed, Covers):
                exhibits = (ExhibitId(file.name),)
                spans.append(CoveredSpan(OWN, placed.period, placed.what, exhibits))
            elif isinstance(placed, Row) and isinstance(placed.fact, Trip):
                trips.append(invented.known(placed.fact, file.name))
            elif isinstance(placed, Row) and isinstance(placed.fact, PayLine):
                lines.append(invented.known(placed.fact, file.name))
    return Facts(
        engagements=(KnownEngagement(OWN, ENGAGEMENT),),
        trips=tuple(trips),
        pay_lines=tuple(lines),
        coverage=tuple(spans),
    )


def judged(facts: Facts) -> Reconciliation:
    return reconcile(facts, None, date(2026, 1, 1), Job())


def without(facts: Facts, groups: set[object]) -> Facts:
    """The same export with some pay groups cut out."""
    kept = tuple(
        each
        for each in facts.pay_lines
        if each.fact.recognised_at is None or each.fact.recognised_at.utc not in groups
    )
    return replace(facts, pay_lines=kept)


def test_every_pay_group_is_joined_by_its_exact_time(facts: Facts) -> None:
    outcome = judged(facts)

    assert len(outcome.matches) == 140
    assert {each.method for each in outcome.matches} == {MatchMethod.BY_TIME}
    assert sum(len(each.pay_lines) for each in outcome.matches) == 599


def test_no_trip_is_called_unpaid(facts: Facts) -> None:
    kinds = Counter(each.kind for each in judged(facts).discrepancies)

    assert kinds[DiscrepancyKind.UNPAID] == 0
    assert kinds[DiscrepancyKind.UNDERPAID] == 0
    assert kinds[DiscrepancyKind.PAID] == 129


def test_what_was_stated_adds_up_to_the_exports_own_total(facts: Facts) -> None:
    [total] = judged(facts).totals

    assert str(total.stated) == "1746.14"
    # Commission and tips cannot be judged without a rule: they are no difference.
    assert str(total.expected) == "1746.14"
    assert str(total.by_category["commission"]) == "-578.60"


def test_a_missing_pay_group_in_the_middle_is_found_with_its_offer(facts: Facts) -> None:
    middle = next(
        each.fact
        for each in facts.trips
        if each.fact.day == date(2021, 2, 8) and each.fact.offered is not None
    )
    assert middle.accepted_at is not None

    outcome = judged(without(facts, {middle.accepted_at.utc}))

    [unpaid] = invented.of_kind(outcome, DiscrepancyKind.UNPAID)
    assert unpaid.amount == middle.offered


def test_trips_after_the_last_pay_line_are_not_judged(facts: Facts) -> None:
    """A pay file that ends earlier than the trips says nothing about the trips at its edge."""
    by_day: defaultdict[date, set[object]] = defaultdict(set)
    for line in facts.pay_lines:
        if line.fact.recognised_at is not None:
            by_day[line.fact.recognised_at.day].add(line.fact.recognised_at.utc)
    last_days = sorted(by_day)[-2:]
    cut = set().union(*(by_day[day] for day in last_days))

    outcome = judged(without(facts, cut))

    late = {
        each.id
        for each in facts.trips
        if each.fact.day in last_days and each.fact.status is TripStatus.COMPLETED
    }
    assert late
    assert not invented.of_kind(outcome, DiscrepancyKind.UNPAID)
    silent = {
        fact for each in outcome.not_judged if each.reason == "not_covered" for fact in each.facts
    }
    assert late <= silent


def test_the_trip_after_midnight_at_the_edge_of_the_file_is_not_judged(facts: Facts) -> None:
    last = max(
        (each.fact for each in facts.trips if each.fact.accepted_at),
        key=lambda trip: trip.ended.utc if trip.ended else datetime.min.replace(tzinfo=UTC),
    )
    edge = replace(
        last,
        accepted_at=later(last.accepted_at),
        picked_up_at=later(last.picked_up_at),
        completed_at=later(last.completed_at),
    )
    trip = invented.known(edge, "trips")

    outcome = judged(replace(facts, trips=(*facts.trips, trip)))

    assert not invented.of_kind(outcome, DiscrepancyKind.UNPAID)
    silent = [each.facts for each in outcome.not_judged if each.reason == "not_covered"]
    assert silent == [(trip.id,)]


def later(instant: Instant | None) -> Instant | None:
    return replace(instant, utc=instant.utc + timedelta(hours=3)) if instant else None
