"""The work of one account as a vault holds it, with its pay as the pay check joined it."""

from __future__ import annotations

from collections.abc import Mapping

from gigwallet.app.floor_pay import counted
from gigwallet.app.loose_work import Work, own_cells_of
from gigwallet.app.reconcile_pay import reconcile_pay
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import KnownEngagement
from gigwallet.domain.job import Job
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import Recorded
from gigwallet.domain.trip import Trip


def work_of_vault(
    wallet: Wallet, known: KnownEngagement, period: Period | None = None, job: Job | None = None
) -> Work:
    """``own_paid`` of a trip is what the pay check says was paid for it alone, unless the person's
    own table says it; lines that pay several trips together belong to none of them. Lines that were
    joined to a trip do not count a second time."""
    vault = wallet.vault
    lines = {each.id: each.fact for each in vault.pay_lines.all(known.id)}
    paid: dict[str, Money] = {}
    joined: set[str] = set()
    for match in reconcile_pay(wallet, period, known.id, job).matches:
        if len(match.trips) != 1:
            continue
        of_trip = [each for each in match.pay_lines if each in lines and counted(lines[each])]
        if of_trip:
            joined.update(of_trip)
            sums = [lines[each].amount for each in of_trip]
            paid[match.trips[0]] = sum(sums[1:], sums[0])
    work = Work(known.engagement.platform, known.engagement)
    for trip in vault.trips.all(known.id):
        work.trips.append(trip.fact)
        work.own.append(_own(trip, paid.get(trip.id)))
    work.pay_lines += [line for id_, line in lines.items() if id_ not in joined]
    work.shifts += [each.fact for each in vault.shifts.all(known.id)]
    work.statements += [each.fact for each in vault.statements.all(known.id)]
    return work


def _own(trip: Recorded[Trip], paid: Money | None) -> Mapping[str, str]:
    cells = dict(own_cells_of(trip.sources))
    if paid is not None and not cells.get("paid", "").strip():
        cells["paid"] = str(paid)
        cells.pop("tip", None)
    return cells
