"""How fast the pay check is: trips, pay lines, weekly statements and payouts of several years.

    python tests/benchmarks/pay_check.py [--trips 20000] [--seed 1]

The work is invented from a seed, with planted faults: short-paid and unpaid orders, payouts that
are missing. The report says how many of them were found beside the seconds and the memory.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from gigwallet.domain.engagement import Engagement, KnownEngagement  # noqa: E402  a script
from gigwallet.domain.instants import Instant  # noqa: E402
from gigwallet.domain.job import Job  # noqa: E402
from gigwallet.domain.money import Money  # noqa: E402
from gigwallet.domain.pay_line import PayCategory, PayLine  # noqa: E402
from gigwallet.domain.payout import Payout, PayoutSide  # noqa: E402
from gigwallet.domain.period import Period  # noqa: E402
from gigwallet.domain.reconciled import (  # noqa: E402
    CoveredSpan,
    DiscrepancyKind,
    Reconciliation,
)
from gigwallet.domain.recorded import (  # noqa: E402
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
from gigwallet.domain.statement import Statement, StatementKind  # noqa: E402
from gigwallet.domain.trip import Trip, TripKind, TripStatus  # noqa: E402
from gigwallet.reconciliation import Facts, reconcile  # noqa: E402
from gigwallet.rules import load_scheme  # noqa: E402

T = TypeVar("T")
ZONE = "Asia/Shanghai"
OWN = EngagementId("own")
RULE = """
format = 1
name = "benchmark"
currency = "CNY"
zone = "Asia/Shanghai"
rate_date = "accepted"
rounding = "half_up"
pay_day = { days_after = 7 }
[[version]]
from = 2020-01-01
[[version.line]]
id = "base"
category = "base"
tiers = "marginal"
over = "month"
steps = [{ to = 300, price = "3.00" }, { to = 600, price = "3.20" }, { price = "3.50" }]
[[version.line]]
id = "km"
category = "distance"
quantity = "km"
bands = [{ to = "1", price = "0" }, { to = "3", add = "0.50" },
  { add = "0.50", each = "0.5", count = "started" }]
[[version.line]]
id = "night"
category = "incentive"
price = "2.00"
when = { between = "22:00-06:00" }
"""


@dataclass
class Planted:
    """What was made wrong, by the name under which it must be found again."""

    short: set[str] = field(default_factory=set)
    unpaid: set[str] = field(default_factory=set)
    missing: set[Period] = field(default_factory=set)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--trips", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    facts, planted = invented(asked.trips, random.Random(asked.seed))  # noqa: S311  not a secret
    before = time.perf_counter()
    outcome = reconcile(facts, None, date(2035, 1, 1), Job())
    seconds = time.perf_counter() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    report = {"trips": asked.trips, "seconds": round(seconds, 2), "peak_mib": peak}
    report |= compared(outcome, planted)
    for name, value in report.items():
        print(f"{name:22} {value}")  # noqa: T201  the report of a command
    print(json.dumps(report))  # noqa: T201  the report of a command
    return 0


def compared(outcome: Reconciliation, planted: Planted) -> dict[str, float]:
    def refs(kind: DiscrepancyKind) -> set[str]:
        return {each.ref for each in outcome.discrepancies if each.kind is kind}

    periods = {str(each) for each in planted.missing}
    pairs = {
        "short": (refs(DiscrepancyKind.UNDERPAID), planted.short),
        "unpaid": (refs(DiscrepancyKind.UNPAID), planted.unpaid),
        "not_received": (refs(DiscrepancyKind.NOT_RECEIVED), periods),
    }
    found: dict[str, float] = {"matches": len(outcome.matches)}
    for name, (said, true) in pairs.items():
        found[f"{name}_planted"] = len(true)
        found[f"{name}_precision"] = round(len(said & true) / len(said), 4) if said else 1.0
        found[f"{name}_recall"] = round(len(said & true) / len(true), 4) if true else 1.0
    return found


def invented(count: int, dice: random.Random) -> tuple[Facts, Planted]:
    """Twenty-five orders a day with pay by exact time or by number, weekly statements, payouts."""
    scheme = load_scheme(RULE)
    planted = Planted()
    rows = _Rows()
    start = datetime(2024, 1, 1, 1, tzinfo=UTC)
    trips = [
        _trip(start + timedelta(days=n // 25, minutes=33 * (n % 25)), n, dice) for n in range(count)
    ]
    due = scheme.for_trips(trips).trips
    weeks: dict[Period, int] = {}
    for number, (trip, expected) in enumerate(zip(trips, due, strict=True)):
        rows.trips.append(rows.known(trip, "trips"))
        if expected is None or trip.accepted_at is None:
            continue
        amount = expected.low
        week = Period.of_week(trip.accepted_at.day)
        weeks.setdefault(week, 0)
        if number % 50 == 49 and 100 < number < count - 200:
            planted.unpaid.add(trip.ref)
            continue
        if number % 20 == 19:
            amount -= Money(dice.randrange(10, 100), "CNY")
            planted.short.add(trip.ref)
        weeks[week] += amount.minor
        ref = trip.ref if number % 2 else ""
        line = PayLine("meituan", PayCategory.BASE, amount, "", ref, recognised_at=trip.accepted_at)
        rows.lines.append(rows.known(line, "pay"))
    for number, (week, minor) in enumerate(weeks.items()):
        total = Money(minor, "CNY")
        statement = Statement(
            "meituan", StatementKind.WEEKLY, week, "CNY", ref=f"w{number}", gross=total, net=total
        )
        rows.statements.append(rows.known(statement, "statements"))
        if number % 10 == 9:
            planted.missing.add(week)
            continue
        at = Instant.from_day(week.last + timedelta(days=3), ZONE)
        rows.payouts.append(rows.known(Payout(PayoutSide.RECEIVED, at, total), "bill"))
    span = Period(date(2020, 1, 1), date(2034, 12, 31))
    facts = Facts(
        engagements=(KnownEngagement(OWN, Engagement("meituan", "Wuhan", ZONE, "CNY")),),
        trips=tuple(rows.trips),
        statements=tuple(rows.statements),
        pay_lines=tuple(rows.lines),
        payouts=tuple(rows.payouts),
        schemes=((SchemeId("rule"), OWN, scheme, ()),),
        coverage=tuple(CoveredSpan(OWN, span, what, ()) for what in ("pay", "payouts")),
    )
    return facts, planted


def _trip(begun: datetime, number: int, dice: random.Random) -> Trip:
    minutes = dice.randrange(8, 30)
    return Trip(
        "meituan",
        TripKind.DELIVERY,
        TripStatus.COMPLETED,
        "CNY",
        ZONE,
        ref=f"N{number}",
        accepted_at=Instant(begun, ZONE),
        completed_at=Instant(begun + timedelta(minutes=minutes), ZONE),
        trip_m=round(dice.lognormvariate(7.7, 0.6)),
        duration_s=minutes * 60,
    )


@dataclass
class _Rows:
    trips: list[Recorded[Trip]] = field(default_factory=list)
    lines: list[Recorded[PayLine]] = field(default_factory=list)
    statements: list[Recorded[Statement]] = field(default_factory=list)
    payouts: list[Recorded[Payout]] = field(default_factory=list)
    number: int = 0

    def known(self, fact: T, exhibit: str) -> Recorded[T]:
        self.number += 1
        source = Source(ExhibitId(exhibit), Locator(line=self.number), "benchmark", "1")
        revision = Revision(1, datetime(2026, 1, 1, tzinfo=UTC), "", HowKnown.IMPORTED)
        return Recorded(FactId(str(self.number)), OWN, fact, (source,), revision)


if __name__ == "__main__":
    sys.exit(main())
