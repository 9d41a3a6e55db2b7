"""Takes what the person types: tallies, statements, payouts, shifts; marked as typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.payout import Payout
from gigwallet.domain.recorded import EngagementId, FactId, HowKnown, Locator, NewFact, Source
from gigwallet.domain.shift import Shift
from gigwallet.domain.statement import Statement
from gigwallet.domain.tally import Tally
from gigwallet.vault import FactShelf

T = TypeVar("T")
FAMILY = "typed"
_BY_HAND = Source(None, Locator(), "typed", "1")


@dataclass(frozen=True, slots=True)
class AddedRecord:
    """``known`` is True where exactly this was typed before: nothing was added."""

    id: FactId
    known: bool


def add_tally(wallet: Wallet, engagement: EngagementId, tally: Tally) -> AddedRecord:
    """Refusals: ``tally_exists`` (another count is there for the same days; revise that one),
    ``nothing_counted``, ``bad_amount``."""
    if tally.orders is None and tally.distance_m is None and tally.worked is None:
        raise GigWalletError("nothing_counted")
    if (tally.orders or 0) < 0 or (tally.distance_m or 0) < 0:
        raise GigWalletError("below_zero")
    for known in wallet.vault.tallies.all(engagement):
        counts = known.fact.orders, known.fact.distance_m, known.fact.worked
        if (
            known.fact.period == tally.period
            and known.fact != tally
            and any(each is not None for each in counts)
        ):
            raise GigWalletError("tally_exists", the_period=str(tally.period))
    return _add(wallet, wallet.vault.tallies, engagement, tally, f"{tally.period}")


def add_own_number(
    wallet: Wallet, engagement: EngagementId, of: Tally, name: str, value: Decimal
) -> AddedRecord:
    """A number of the person's own for the days of a tally that counts nothing itself, as the
    tallies table has it in a column ``own_...``."""
    source = replace(_BY_HAND, raw={f"own_{name}": f"{value:f}"})
    return _add(
        wallet, wallet.vault.tallies, engagement, of, f"{of.period}/own_{name}={value:f}", source
    )


def add_statement(wallet: Wallet, engagement: EngagementId, statement: Statement) -> AddedRecord:
    """Refusals: ``statement_empty`` (neither gross nor net), ``currencies_mixed``."""
    if statement.gross is None and statement.net is None:
        raise GigWalletError("statement_empty")
    sums = [statement.gross, statement.net, *(each.amount for each in statement.deductions)]
    if {each.currency for each in sums if each is not None} != {statement.currency}:
        raise GigWalletError("currencies_mixed")
    net = statement.net if statement.net is not None else statement.gross
    key = f"{statement.kind}/{statement.period}/{statement.ref}/{net}"
    return _add(wallet, wallet.vault.statements, engagement, statement, key)


def add_payout(wallet: Wallet, engagement: EngagementId, payout: Payout) -> AddedRecord:
    key = f"{payout.side}/{payout.at.utc.isoformat()}/{payout.amount}/{payout.ext_ref}"
    return _add(wallet, wallet.vault.payouts, engagement, payout, key)


def add_shift(wallet: Wallet, engagement: EngagementId, shift: Shift) -> AddedRecord:
    """Refusal: ``shift_backwards``."""
    if shift.ended_at is not None and shift.ended_at < shift.started_at:
        raise GigWalletError("shift_backwards")
    key = f"{shift.state}/{shift.started_at.utc.isoformat()}"
    return _add(wallet, wallet.vault.shifts, engagement, shift, key)


def _add(
    wallet: Wallet,
    shelf: FactShelf[T],
    engagement: EngagementId,
    fact: T,
    key: str,
    source: Source = _BY_HAND,
) -> AddedRecord:
    new = NewFact(fact, engagement, FAMILY, key, 1, source, HowKnown.TYPED)
    with wallet.vault.transaction():
        added = shelf.add([new])
    if added.added:
        return AddedRecord(added.added[0], known=False)
    for each in shelf.all(engagement):
        if each.typed and each.fact == fact:
            return AddedRecord(each.id, known=True)
    raise GigWalletError("record_exists")
