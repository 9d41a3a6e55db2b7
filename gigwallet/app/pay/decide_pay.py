"""What the person says of the pay check: of a difference, and of which pay is for which order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gigwallet.app.pay.reconcile_pay import reconcile_pay
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.money import Money
from gigwallet.domain.pay_decision import Opinion, Pairing, PairingSaid
from gigwallet.domain.reconciled import Discrepancy
from gigwallet.domain.recorded import FactId
from gigwallet.reconciliation import said_on


def think(
    wallet: Wallet,
    item: Discrepancy,
    opinion: Opinion,
    claim: Money | None = None,
    note: str = "",
) -> Discrepancy:
    """Keep what the person makes of ``item``, which comes back with it. ``claim`` is the figure
    that they choose for a filing: it must lie between the least and the most that the pay check
    shows (``claim_outside``), and only something disputed has one."""
    if claim is not None:
        least, most = item.bounds
        same = claim.currency == least.currency
        if opinion is not Opinion.DISPUTED or not same or not least <= claim <= most:
            raise GigWalletError(
                "claim_outside",
                least_money=f"{least} {least.currency}",
                most_money=f"{most} {most.currency}",
            )
    wallet.vault.pay_decisions.think(said_on(item, opinion, claim, note))
    return replace(item, opinion=opinion, chosen=claim, outdated=False)


def pair(
    wallet: Wallet, trips: Iterable[FactId], pay_lines: Iterable[FactId], pairing: Pairing
) -> tuple[PairingSaid, ...]:
    """Say that these belong together, or apart, or leave it open again. What was joined before and
    shares a trip or a line with it is open again: a line pays one thing. Returned is what held
    before of all that this changed, for ``say_again``. ``pairing_empty``, ``pairing_unknown`` (no
    such record in this vault)."""
    said = PairingSaid.of(trips, pay_lines, pairing)
    if not said.trips or not said.pay_lines:
        raise GigWalletError("pairing_empty")
    vault = wallet.vault
    for shelf, facts in ((vault.trips, said.trips), (vault.pay_lines, said.pay_lines)):
        for fact in facts:
            try:
                shelf.get(fact)
            except GigWalletError as missing:
                raise GigWalletError("pairing_unknown") from missing
    held = {each.name: each for each in vault.pay_decisions.pairings()}
    before = [held.get(said.name, PairingSaid(said.trips, said.pay_lines, Pairing.OPEN))]
    with vault.transaction():
        for other in held.values():
            joined = pairing is other.pairing is Pairing.JOINED
            if joined and _touch(said, other):
                before.append(other)
                vault.pay_decisions.pair(PairingSaid(other.trips, other.pay_lines, Pairing.OPEN))
        vault.pay_decisions.pair(said)
    return tuple(before)


def say_again(wallet: Wallet, before: Iterable[PairingSaid]) -> None:
    """Take back what ``pair`` changed: what held before holds again. Both stay readable."""
    with wallet.vault.transaction():
        for each in before:
            wallet.vault.pay_decisions.pair(each)


def _touch(one: PairingSaid, other: PairingSaid) -> bool:
    """Whether two different pairings speak of the same trip or line."""
    if one.name == other.name:
        return False
    return not (
        set(one.trips).isdisjoint(other.trips) and set(one.pay_lines).isdisjoint(other.pay_lines)
    )


def pairings(wallet: Wallet) -> list[PairingSaid]:
    """What holds, without what was left open again."""
    said = wallet.vault.pay_decisions.pairings()
    return [each for each in said if each.pairing is not Pairing.OPEN]


def find_item(wallet: Wallet, ref: str, kind: str = "", job: Job | None = None) -> Discrepancy:
    """The difference that the pay check shows for ``ref``. ``item_missing``; ``item_ambiguous``
    where several kinds, engagements or days show one."""
    found = [
        each
        for each in reconcile_pay(wallet, job=job).discrepancies
        if each.ref == ref and kind in ("", each.kind.value)
    ]
    if not found:
        raise GigWalletError("item_missing", ref=ref)
    if len(found) > 1:
        raise GigWalletError("item_ambiguous", ref=ref, kinds=_kinds(found))
    return found[0]


def _kinds(items: Sequence[Discrepancy]) -> str:
    return ", ".join(sorted({each.kind.value for each in items}))


def find_facts(
    wallet: Wallet, trips: Iterable[str], lines: Iterable[str]
) -> tuple[list[FactId], list[FactId]]:
    """Ids of trips by order number or id, and of lines by id; ``pairing_unknown``."""
    by_ref: dict[str, list[FactId]] = {}
    for trip in wallet.vault.trips.all():
        by_ref.setdefault(trip.id, []).append(trip.id)
        if trip.fact.ref:
            by_ref.setdefault(trip.fact.ref, []).append(trip.id)
    found = [by_ref.get(each, []) for each in trips]
    if any(len(each) != 1 for each in found):
        raise GigWalletError("pairing_unknown")
    return [each[0] for each in found], [FactId(each) for each in lines]
