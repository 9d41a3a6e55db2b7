"""Facts in a few words, for the tests of the pay check."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from gigwallet.domain.engagement import Engagement, KnownEngagement
from gigwallet.domain.instants import Instant
from gigwallet.domain.job import Job
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.payout import Payout, PayoutSide
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import (
    UNDERPAID_KINDS,
    Discrepancy,
    DiscrepancyKind,
    Reconciliation,
)
from gigwallet.domain.recorded import (
    EngagementId,
    ExhibitId,
    FactId,
    HowKnown,
    Locator,
    Recorded,
    Revision,
    SchemeId,
    Source,
)
from gigwallet.domain.statement import Deduction, Statement, StatementKind
from gigwallet.domain.tally import Tally
from gigwallet.domain.trip import Trip, TripKind, TripStatus
from gigwallet.reconciliation import Facts, SchemeInUse, reconcile
from gigwallet.rules import PayScheme, load_scheme
from gigwallet.words.refusals import explain, reason

T = TypeVar("T")
OWN = EngagementId("own")
ZONE = "Asia/Shanghai"
JULY, AUGUST = Period.of_month(2025, 7), Period.of_month(2025, 8)
BOTH = Period(JULY.first, AUGUST.last)
REPORTED_DEDUCTIONS = [("差评", "-50"), ("迟到上线", "-30")]
LATER = date(2026, 1, 31)
SCHEMES = Path(__file__).parents[2] / "resources" / "schemes"
_numbers = count(1)


def known(fact: T, exhibit: str = "") -> Recorded[T]:
    number = next(_numbers)
    source = Source(ExhibitId(exhibit) if exhibit else None, Locator(line=number), "test", "1")
    revision = Revision(1, datetime(2026, 1, 1, tzinfo=UTC), "", HowKnown.TYPED)
    return Recorded(FactId(f"fact-{number}"), OWN, fact, (source,), revision)


def cny(amount: str) -> Money:
    return Money.of(amount, "CNY")


def at(wall: str) -> Instant:
    return Instant.from_local(datetime.fromisoformat(wall), ZONE)


def engagement(zone: str = ZONE, currency: str = "CNY") -> KnownEngagement:
    return KnownEngagement(OWN, Engagement("meituan", "Wuhan", zone, currency))


def shape(name: str, **replaced: str) -> PayScheme:
    text = (SCHEMES / f"{name}.toml").read_text(encoding="utf-8")
    for old, new in replaced.items():
        text = text.replace(old, new)
    return load_scheme(text)


def in_use(scheme: PayScheme, proof: str = "rule-shot") -> SchemeInUse:
    return (SchemeId("scheme"), OWN, scheme, (ExhibitId(proof),))


def trip(ref: str, wall: str, **fields: Any) -> Recorded[Trip]:  # Any: the fields of a trip
    moment = at(wall)
    given = {
        "status": TripStatus.COMPLETED,
        "accepted_at": moment,
        "completed_at": moment,
        "ref": ref,
    } | fields
    return known(Trip("meituan", TripKind.DELIVERY, currency="CNY", zone=ZONE, **given), "trips")


def line(ref: str, amount: str, **fields: Any) -> Recorded[PayLine]:  # Any: as above
    given = {"category": PayCategory.BASE, "trip_ref": ref, "label_raw": "配送费"} | fields
    return known(PayLine("meituan", amount=cny(amount), **given), "pay")


def tally(orders: int, period: Period = JULY) -> Recorded[Tally]:
    return known(Tally("meituan", period, orders=orders))


def statement(
    period: Period = JULY,
    gross: str | None = None,
    net: str | None = None,
    deductions: Sequence[tuple[str, str]] = (),
    **fields: Any,  # Any: as above
) -> Recorded[Statement]:
    printed = tuple(Deduction(label, cny(amount)) for label, amount in deductions)
    return known(
        Statement(
            "meituan",
            StatementKind.PAYSLIP,
            period,
            "CNY",
            gross=cny(gross) if gross else None,
            net=cny(net) if net else None,
            deductions=printed,
            **fields,
        ),
        "slip",
    )


def payout(amount: str, day: str, **fields: Any) -> Recorded[Payout]:  # Any: as above
    given = {"side": PayoutSide.RECEIVED} | fields
    return known(Payout(at=at(f"{day}T10:00"), amount=cny(amount), **given), "bill")


def check(today: date = LATER, period: Period | None = None, **facts: Any) -> Reconciliation:
    """The pay check of one engagement; ``facts`` as lists. Every outcome must be worded."""
    given = {name: tuple(rows) for name, rows in facts.items()}
    outcome = reconcile(Facts(engagements=(engagement(),), **given), period, today, Job())
    for item in outcome.discrepancies:
        for step in item.steps:
            assert explain(step) not in ("", step.code)
    for silent in outcome.not_judged:
        assert reason(silent.reason) not in ("", silent.reason)
    return outcome


def reported_case(period: Period | None = None) -> Reconciliation:
    """Two months of a rider, as the press reported them, in one statement."""
    return check(
        tallies=[tally(922), tally(1260, AUGUST)],
        statements=[statement(BOTH, "11831.00", "10751.00", REPORTED_DEDUCTIONS)],
        payouts=[payout("2500.00", "2025-08-15"), payout("3034.00", "2025-09-15")],
        schemes=[in_use(shape("marginal_tiers/orders_per_month"))],
        period=period,
    )


def of_kind(outcome: Reconciliation, *kinds: DiscrepancyKind) -> list[Discrepancy]:
    return [each for each in outcome.discrepancies if each.kind in kinds]


def not_received(outcome: Reconciliation) -> list[Discrepancy]:
    return of_kind(outcome, DiscrepancyKind.MISSING_PAYOUT, DiscrepancyKind.SHORT_PAYOUT)


def short_paid(outcome: Reconciliation) -> list[Discrepancy]:
    return of_kind(outcome, *UNDERPAID_KINDS)
