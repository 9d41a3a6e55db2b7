"""Money that the person moved from their wallet to their bank: received once, not twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from gigwallet.domain.payout import Payout, PayoutMethod
from gigwallet.domain.reconciled import NotJudged
from gigwallet.domain.recorded import Recorded
from gigwallet.tabular.payers import is_wallet, platform_of


def without_withdrawals(
    received: Sequence[Recorded[Payout]],
) -> tuple[list[Recorded[Payout]], list[NotJudged]]:
    """What came to a bank from a wallet, as far as no more came than the wallet had received as
    pay before: it is named and counts no second time. Where no bill of the wallet is known, what
    the bank shows is the only trace of the pay, and it counts."""
    in_wallet: defaultdict[str, int] = defaultdict(int)
    kept: list[Recorded[Payout]] = []
    moved: list[NotJudged] = []
    for each in sorted(received, key=lambda each: (each.fact.at.utc, _to_bank(each.fact))):
        amount = each.fact.amount
        if _to_bank(each.fact) and 0 < amount.minor <= in_wallet[amount.currency]:
            in_wallet[amount.currency] -= amount.minor
            moved.append(NotJudged(each.fact.at.day.isoformat(), "wallet_to_bank", (each.id,)))
            continue
        if each.fact.method is PayoutMethod.WALLET:
            in_wallet[amount.currency] += amount.minor
        kept.append(each)
    return kept, moved


def _to_bank(payout: Payout) -> bool:
    """A wallet is named, and no platform that pays through it."""
    said = f"{payout.payer_text} {payout.label}"
    from_wallet = payout.method is PayoutMethod.BANK and is_wallet(payout.payer_text)
    return from_wallet and not platform_of(said)
