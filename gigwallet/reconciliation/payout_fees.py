"""What every payout lacks alike: a fee for paying out is likelier than pay that is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from gigwallet.domain.money import Money
from gigwallet.domain.step import Step
from gigwallet.reconciliation.figures import fact
from gigwallet.reconciliation.owed import Basis, Owed

# So many payouts must lack the same, and no more than such a share of what was to come.
FEWEST = 3
MOST_SHARE = Decimal("0.03")
_RATES = [Decimal(tenths) / 1000 for tenths in range(1, 31)]


@dataclass(frozen=True, slots=True)
class Fee:
    """The same sum from each payout, or the same share of it in tenths of a percent."""

    flat: int = 0
    rate: Decimal | None = None
    times: int = 0

    def explains(self, entry: Owed) -> bool:
        lacking = _lacking(entry)
        if lacking is None:
            return False
        return lacking == self.flat if self.rate is None else lacking == _share(entry, self.rate)

    def step(self, short: Money) -> Step:
        told = {"fee_money": fact(short), "payouts": str(self.times)}
        if self.rate is None:
            return Step("pay_payout_fee_flat", told)
        return Step(
            "pay_payout_fee_rate", {**told, "percent": f"{(self.rate * 100).normalize():f}"}
        )


def usual_fee(entries: Iterable[Owed]) -> Fee | None:
    """Of statements and announced payouts; None where too few payouts lack the same."""
    lacking = [(each, short) for each in entries if (short := _lacking(each)) is not None]
    if len(lacking) < FEWEST:
        return None
    flat, times = Counter(short for _, short in lacking).most_common(1)[0]
    found = Fee(flat, None, times)
    for rate in _RATES:
        fitting = sum(1 for each, short in lacking if short == _share(each, rate))
        if fitting > found.times:
            found = Fee(0, rate, fitting)
    return found if found.times >= FEWEST else None


def _lacking(entry: Owed) -> int | None:
    """The small rest that one payout for one period left open, in minor units."""
    item = entry.item
    if entry.basis not in (Basis.STATEMENT, Basis.ANNOUNCED) or len(item.payouts) != 1:
        return None
    small = 0 < item.open.minor <= item.owed.minor * MOST_SHARE
    return item.open.minor if small and not item.carried else None


def _share(entry: Owed, rate: Decimal) -> int:
    return int((entry.item.owed.minor * rate).quantize(Decimal(1), ROUND_HALF_UP))
