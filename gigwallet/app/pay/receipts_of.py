"""What was paid for each completed order, as the pay check joins it, of a vault or of files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from gigwallet.app.pay.loose_facts import checked_rows
from gigwallet.app.pay.loose_rows import LooseRows
from gigwallet.app.pay.reconcile_pay import reconcile_pay
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import Engagement, KnownEngagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Reconciliation
from gigwallet.domain.recorded import FactId, Recorded
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.reconciliation import own_cells, own_paid
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
    """As ``receipts_of``. ``checked``: a pay check of all days that was made already; ``period``:
    orders of these days alone."""
    return receipts_of(
        known.engagement.platform,
        known.engagement,
        wallet.vault.trips.all(known.id, period),
        wallet.vault.pay_lines.all(known.id),
        checked or reconcile_pay(wallet, None, known.id, job),
    )


def receipts_of_rows(gathered: LooseRows, job: Job) -> list[Receipts]:
    """As ``receipts_of``, of each account of loose files that has orders. Refusal: ``floor_column``
    where a column of the person's own is no number: who wrote the file can mend it."""
    rows = (each.row.fact for rows in gathered.rows.values() for each in rows)
    if not any(isinstance(each, Trip) for each in rows):
        return []
    facts, checked = checked_rows(gathered, job)
    found = []
    for known in facts.engagements:
        trips = [each for each in facts.trips if each.engagement_id == known.id]
        for trip in trips:
            _judge_cells(own_cells(each.raw for each in trip.sources), known.engagement.currency)
        if trips:
            lines = [each for each in facts.pay_lines if each.engagement_id == known.id]
            account = _account(known.engagement, trips[0].fact)
            found.append(receipts_of(known.id, account, trips, lines, checked))
    return found


def receipts_of(
    label: str,
    account: Engagement,
    trips: Iterable[Recorded[Trip]],
    lines: Iterable[Recorded[PayLine]],
    checked: Reconciliation,
) -> Receipts:
    """The person's own column ``own_paid`` (less ``own_tip``), else the pay lines that the pay
    check joined to the order. Orders that share their lines say nothing of what each pays; a cell
    that is no number says nothing."""
    known = {each.id: each.fact for each in lines}
    paid: dict[FactId, Money | None] = {}
    together: set[FactId] = set()
    for match in checked.matches:
        if len(match.trips) > 1:
            together.update(match.trips)
        for own in match.trips[:1]:
            paid[own] = _sum(known[each] for each in match.pay_lines if each in known)
    found = Receipts(label, account)
    for trip in trips:
        cells = own_cells(each.raw for each in trip.sources)
        said = own_paid(cells, account.currency)
        if said is None and trip.id in together:
            found.left_out["infer_paid_together"] += 1
        else:
            found.add(trip.fact, said or paid.get(trip.id), _grams(cells))
    return found


def _grams(own: Mapping[str, str]) -> int | None:
    try:
        return int(amounts.number(own["kg"]) * 1000) if own.get("kg", "").strip() else None
    except ValueError:
        return None


def _judge_cells(own: Mapping[str, str], currency: str) -> None:
    for name in ("paid", "tip", "kg"):
        cell = own.get(name, "")
        try:
            if cell.strip():
                amounts.number(cell) if name == "kg" else amounts.money(cell, currency or "XXX")
        except ValueError as cause:
            raise GigWalletError("floor_column", column=f"own_{name}", value=cell) from cause


def _account(said: Engagement, first: Trip) -> Engagement:
    """With the zone and currency of its trips where no table of engagements says any."""
    return replace(said, zone=said.zone or first.zone, currency=said.currency or first.currency)


def _sum(lines: Iterable[PayLine]) -> Money | None:
    """None where no line is for the order itself."""
    counted: Sequence[Money] = [
        each.amount for each in lines if each.category in BY_RULE and not each.is_subtotal
    ]
    if not counted or len({each.currency for each in counted}) > 1:
        return None
    return sum(counted[1:], counted[0])
