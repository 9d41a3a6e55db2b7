"""Which pay is for which orders: what the matcher proposes, what the person said, what is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from gigwallet.app.pay.decide_pay import pairings
from gigwallet.app.pay.reconcile_pay import reconcile_pay
from gigwallet.app.wallet import Wallet
from gigwallet.domain.job import Job
from gigwallet.domain.money import Money
from gigwallet.domain.pay_decision import Pairing, PairingSaid
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Match
from gigwallet.domain.recorded import EngagementId, FactId, Recorded
from gigwallet.domain.trip import Trip, TripStatus

_NEVER = datetime.max.replace(tzinfo=UTC)


class Side(StrEnum):
    """``PROPOSED`` by the program; ``SAID`` and ``APART`` by the person; ``ORDER`` and ``PAY`` are
    what nothing was found for: it stays as it is, and is never joined to make a sum come out."""

    PROPOSED = "proposed"
    SAID = "said"
    APART = "apart"
    ORDER = "order"
    PAY = "pay"


@dataclass(frozen=True, slots=True)
class Pair:
    """``match`` is None for what stays alone or was put apart."""

    side: Side
    trips: tuple[Recorded[Trip], ...]
    lines: tuple[Recorded[PayLine], ...]
    match: Match | None = None

    @property
    def day(self) -> date | None:
        days = [each.fact.day for each in self.trips]
        days += [at.day for each in self.lines if (at := each.fact.occurred_at) is not None]
        return min((day for day in days if day is not None), default=None)

    @property
    def moment(self) -> datetime | None:
        """When the first of it happened or was booked."""
        moments = [each.fact.begun or each.fact.ended for each in self.trips]
        moments += [each.fact.occurred_at or each.fact.recognised_at for each in self.lines]
        return min((each.utc for each in moments if each is not None), default=None)

    @property
    def facts(self) -> tuple[tuple[FactId, ...], tuple[FactId, ...]]:
        return tuple(each.id for each in self.trips), tuple(each.id for each in self.lines)

    @property
    def sums(self) -> tuple[Money, ...]:
        """Of its lines, one for each currency."""
        return tuple(sums_of(self.lines))


def sums_of(lines: Iterable[Recorded[PayLine]]) -> Iterator[Money]:
    found: dict[str, Money] = {}
    for each in lines:
        amount = each.fact.amount
        before = found.get(amount.currency)
        found[amount.currency] = amount if before is None else before + amount
    yield from found.values()


def tell_pairs(
    wallet: Wallet,
    period: Period | None = None,
    engagement: EngagementId | None = None,
    job: Job | None = None,
) -> tuple[Pair, ...]:
    """In order of days. Subtotals pay nothing themselves and are left out, and so are orders that
    were not completed and have no pay."""
    trips = {each.id: each for each in wallet.vault.trips.all(engagement)}
    lines = {each.id: each for each in wallet.vault.pay_lines.all(engagement)}
    matches = reconcile_pay(wallet, None, engagement, job).matches
    found = [*_joined(matches, trips, lines), *_apart(pairings(wallet), trips, lines)]
    paired = {known for each in matches for known in (*each.trips, *each.pay_lines)}
    found += _alone(paired, trips, lines)
    wanted = [each for each in found if period is None or _within(each, period)]
    return tuple(sorted(wanted, key=_turn))


def _joined(
    matches: Iterable[Match],
    trips: Mapping[FactId, Recorded[Trip]],
    lines: Mapping[FactId, Recorded[PayLine]],
) -> Iterator[Pair]:
    for each in matches:
        side = Side.SAID if each.by_person else Side.PROPOSED
        own = tuple(lines[known] for known in each.pay_lines if known in lines)
        worked = tuple(trips[known] for known in each.trips if known in trips)
        if own and worked:
            yield Pair(side, worked, own, each)


def _apart(
    said: Iterable[PairingSaid],
    trips: Mapping[FactId, Recorded[Trip]],
    lines: Mapping[FactId, Recorded[PayLine]],
) -> Iterator[Pair]:
    """What is still there of it; a saying about rows that were deleted says nothing."""
    for each in said:
        there = trips.keys() >= set(each.trips) and lines.keys() >= set(each.pay_lines)
        if each.pairing is Pairing.APART and there:
            yield Pair(
                Side.APART,
                tuple(trips[known] for known in each.trips),
                tuple(lines[known] for known in each.pay_lines),
            )


def _alone(
    paired: set[FactId],
    trips: Mapping[FactId, Recorded[Trip]],
    lines: Mapping[FactId, Recorded[PayLine]],
) -> Iterator[Pair]:
    for known, trip in trips.items():
        if known not in paired and trip.fact.status is TripStatus.COMPLETED:
            yield Pair(Side.ORDER, (trip,), ())
    for known, line in lines.items():
        if known not in paired and not line.fact.is_subtotal:
            yield Pair(Side.PAY, (), (line,))


def _within(pair: Pair, period: Period) -> bool:
    day = pair.day
    return day is None or day in period


def _turn(pair: Pair) -> tuple[datetime, str, str]:
    first = (*pair.facts[0], *pair.facts[1])[0]
    return pair.moment or _NEVER, pair.side, first
