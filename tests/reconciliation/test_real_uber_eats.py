"""The pay check on a real courier's export, whose times of pay meet no moment of the orders."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gigwallet.domain.engagement import Engagement, KnownEngagement
from gigwallet.domain.job import Job
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.reading import Covers, Row
from gigwallet.domain.reconciled import CoveredSpan, DiscrepancyKind, MatchMethod, Reconciliation
from gigwallet.domain.recorded import ExhibitId, Recorded
from gigwallet.domain.trip import Trip
from gigwallet.importers import read_document
from gigwallet.reconciliation import Facts, reconcile
from gigwallet.tabular.placing import place
from tests.reconciliation import invented

OWN = invented.OWN
ENGAGEMENT = Engagement("uber", "Lausanne", "Europe/Zurich", "CHF")
FILES = ("31 - Courier Lifetime Trip Data.csv", "23a - Driver Payments.csv")


@pytest.fixture(scope="module")
def facts(samples: Path) -> Facts:
    trips: list[Recorded[Trip]] = []
    lines: list[Recorded[PayLine]] = []
    spans: list[CoveredSpan] = []
    for name in FILES:
        read = read_document(name, (samples / "ubereats_dsar_ch_2025" / name).read_bytes())
        for reading in (each for file in read.files for each in file.readings):
            placed = place(reading, ENGAGEMENT)
            if isinstance(placed, Covers):
                spans.append(CoveredSpan(OWN, placed.period, placed.what, (ExhibitId(name),)))
            elif isinstance(placed, Row) and isinstance(placed.fact, Trip):
                trips.append(invented.known(placed.fact, name))
            elif isinstance(placed, Row) and isinstance(placed.fact, PayLine):
                lines.append(invented.known(placed.fact, name))
    known = KnownEngagement(OWN, ENGAGEMENT)
    return Facts((known,), tuple(trips), pay_lines=tuple(lines), coverage=tuple(spans))


@pytest.fixture(scope="module")
def expected(samples: Path) -> dict[str, object]:
    found = json.loads((samples / "EXPECTED_real.json").read_text(encoding="utf-8"))
    return dict(found["ubereats_dsar_ch_2025"])


@pytest.fixture(scope="module")
def outcome(facts: Facts) -> Reconciliation:
    return reconcile(facts, None, date(2026, 1, 1), Job())


def test_the_days_balance_by_count_but_for_six_that_are_named(
    outcome: Reconciliation, expected: dict[str, object]
) -> None:
    differing = {
        str(each.day): [each.orders, each.payments] for each in outcome.days if not each.balances
    }

    assert len(outcome.days) == expected["days"]
    balancing = sum(each.balances for each in outcome.days)
    assert balancing == expected["days_where_completed_count_equals_pay_groups"]
    assert differing == expected["days_differing"]


def test_on_days_that_balance_each_order_gets_its_pay_in_order(
    facts: Facts, outcome: Reconciliation
) -> None:
    balanced = sum(each.orders for each in outcome.days if each.balances)
    trips = {each.id: each.fact for each in facts.trips}
    lines = {each.id: each.fact for each in facts.pay_lines}
    by_day = [each for each in outcome.matches if each.method is MatchMethod.BY_DAY]

    even = {each.day for each in outcome.days if each.balances}
    matched = sum(
        trips[each.trips[0]].day in even
        for each in outcome.matches
        if each.method in (MatchMethod.BY_DAY, MatchMethod.BY_TIME)
    )
    assert matched > 0.98 * balanced
    assert {trips[each.trips[0]].day for each in by_day} <= even
    for each in by_day:
        booked, accepted = lines[each.pay_lines[0]].recognised_at, trips[each.trips[0]].accepted_at
        assert booked is not None
        assert accepted is not None
        # The platform books before the courier accepts, never after; nothing here asked for that.
        assert -3600 < (booked.utc - accepted.utc).total_seconds() <= 1
        assert each.confidence < 1


def test_nothing_is_called_unpaid_and_all_money_is_counted(
    outcome: Reconciliation, expected: dict[str, object]
) -> None:
    [total] = outcome.totals

    assert not invented.of_kind(outcome, DiscrepancyKind.UNPAID)
    assert total.shortfall.minor == 0
    # On the days that differ nobody can say which payment is for an order that is not recorded.
    assert not invented.of_kind(outcome, DiscrepancyKind.UNLOGGED_PAY)
    assert str(total.stated) == expected["pay_total"]


def test_the_order_of_the_rows_does_not_matter(facts: Facts, outcome: Reconciliation) -> None:
    turned = replace(facts, trips=facts.trips[::-1], pay_lines=facts.pay_lines[::-1])

    again = reconcile(turned, None, date(2026, 1, 1), Job())

    assert again.days == outcome.days
    assert {each.trips: set(each.pay_lines) for each in again.matches} == {
        each.trips: set(each.pay_lines) for each in outcome.matches
    }
