"""What was paid for each completed order: from the pay check of a vault, or from loose tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from gigwallet.app.pay.loose_work import Work
from gigwallet.app.pay.reconcile_pay import reconcile_pay
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import Engagement, KnownEngagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Reconciliation
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.rules.inferring import Receipt
from gigwallet.tabular import amounts

# What a rule pays for one order. Corrections, top-ups and fees follow rules of their own; a tip is
# the customer's.
BY_RULE = frozenset(
    {
        PayCategory.BASE,
        PayCategory.DISTANCE,
        PayCategory.TIME,
        PayCategory.WAIT,
        PayCategory.SURGE,
        PayCategory.UPFRONT,
        PayCategory.INCENTIVE,
        PayCategory.BATCH_DISCOUNT,
    }
)


@dataclass(slots=True)
class Receipts:
    """Of one account. ``left_out`` counts orders by a stable reason: ``infer_not_completed``,
    ``infer_no_pay``, ``infer_paid_together``, ``infer_other_currency``, ``infer_no_time``."""

    label: str
    engagement: Engagement
    receipts: list[Receipt] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    def add(self, trip: Trip, paid: Money | None, grams: int | None = None) -> None:
        reason = _reason(trip, paid, self.engagement.currency)
        if reason or paid is None:
            self.left_out[reason] += 1
        else:
            self.receipts.append(Receipt(trip, paid, grams))


def _reason(trip: Trip, paid: Money | None, currency: str) -> str:
    if trip.status is not TripStatus.COMPLETED:
        return "infer_not_completed"
    if trip.day is None:
        return "infer_no_time"
    if paid is None:
        return "infer_no_pay"
    return "" if paid.currency == currency else "infer_other_currency"


def receipts_of_vault(
    wallet: Wallet,
    known: KnownEngagement,
    job: Job | None = None,
    checked: Reconciliation | None = None,
    period: Period | None = None,
) -> Receipts:
    """Orders with the pay lines that the pay check joined to them. Orders that share their lines
    say nothing of what each pays. ``checked``: a pay check of all days that was made already;
    ``period``: orders of these days alone."""
    vault = wallet.vault
    lines = {each.id: each.fact for each in vault.pay_lines.all(known.id)}
    paid: dict[str, Money | None] = {}
    together: set[str] = set()
    checked = checked or reconcile_pay(wallet, None, known.id, job)
    for match in checked.matches:
        if len(match.trips) > 1:
            together.update(match.trips)
        for own in match.trips[:1]:
            paid[own] = _sum(lines[each] for each in match.pay_lines if each in lines)
    found = Receipts(known.engagement.platform, known.engagement)
    for trip in vault.trips.all(known.id, period):
        if trip.id in together:
            found.left_out["infer_paid_together"] += 1
        else:
            found.add(trip.fact, paid.get(trip.id))
    return found


def receipts_of_work(work: Work) -> Receipts:
    """The person's own column ``own_paid`` (less ``own_tip``), else the pay lines that name the
    order by its number. Refusal: ``floor_column`` where such a cell is no amount."""
    by_ref: defaultdict[str, list[PayLine]] = defaultdict(list)
    for line in work.pay_lines:
        if line.trip_ref and not line.is_subtotal:
            by_ref[line.trip_ref].append(line)
    numbers = Counter(trip.ref for trip in work.trips if trip.ref)
    found = Receipts(work.label, _account(work))
    for trip, own in zip(work.trips, work.own, strict=True):
        if own.get("paid", "").strip():
            found.add(trip, _own_paid(own, found.engagement.currency), _grams(own))
        elif numbers[trip.ref] > 1 and by_ref.get(trip.ref):
            found.left_out["infer_paid_together"] += 1
        else:
            found.add(trip, _sum(by_ref.get(trip.ref, ())), _grams(own))
    return found


def _grams(own: Mapping[str, str]) -> int | None:
    cell = own.get("kg", "")
    if not cell.strip():
        return None
    try:
        return int(amounts.number(cell) * 1000)
    except ValueError as cause:
        raise GigWalletError("floor_column", column="own_kg", value=cell) from cause


def _account(work: Work) -> Engagement:
    """With the zone and currency of its trips where no table of engagements says any."""
    said = work.engagement
    first = work.trips[0] if work.trips else None
    if first is None:
        return said
    return replace(said, zone=said.zone or first.zone, currency=said.currency or first.currency)


def _own_paid(own: Mapping[str, str], currency: str) -> Money:
    paid = _amount(own["paid"], "own_paid", currency)
    tip = own.get("tip", "")
    return paid - _amount(tip, "own_tip", currency) if tip.strip() else paid


def _amount(cell: str, column: str, currency: str) -> Money:
    try:
        return amounts.money(cell, currency)
    except ValueError as cause:
        raise GigWalletError("floor_column", column=column, value=cell) from cause


def _sum(lines: Iterable[PayLine]) -> Money | None:
    """None where no line is for the order itself."""
    counted: Sequence[Money] = [
        each.amount for each in lines if each.category in BY_RULE and not each.is_subtotal
    ]
    if not counted or len({each.currency for each in counted}) > 1:
        return None
    return sum(counted[1:], counted[0])
