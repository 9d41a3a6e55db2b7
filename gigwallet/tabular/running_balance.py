"""Whether the lines of a statement lead from balance to balance, in whichever order they stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field

# Where more lines do not follow, the column is no running balance: lines were left out, or it is
# the balance of another account. One damaged amount breaks one line, a damaged balance two.
_ONE_IN = 10
_ENOUGH, _ENOUGH_FOR_TWO = 5, 8


@dataclass(slots=True)
class _Account:
    """Of a sound account every balance that a line begins with is one that another line ended with,
    but for the oldest line's. What cancels out is forgotten at once."""

    lines: int = 0
    open_ends: Counter[int] = field(default_factory=Counter)
    first_before: int | None = None
    last_before: int | None = None

    def broken(self) -> dict[int, int]:
        """Balances that lines begin with and none ends with, the oldest line's left out."""
        lacking = {before: -count for before, count in self.open_ends.items() if count < 0}
        for opening in (self.first_before, self.last_before):
            if opening is not None and opening in lacking:
                lacking[opening] -= 1
                break
        lacking = {before: count for before, count in lacking.items() if count}
        least = 2 if self.lines >= _ENOUGH_FOR_TWO else 1
        bearable = max(least, self.lines // _ONE_IN) if self.lines >= _ENOUGH else 0
        return lacking if sum(lacking.values()) <= bearable else {}


class RunningBalance:
    """Shown every booked line by ``add``, then asked which line does not follow from the others.
    Amounts and balances in minor units; ``account`` tells accounts of one file apart."""

    def __init__(self) -> None:
        self._accounts: dict[Hashable, _Account] = defaultdict(_Account)
        self._broken: dict[Hashable, dict[int, int]] | None = None

    def add(self, account: Hashable, amount: int, balance: int) -> None:
        """One line: ``amount`` moved, ``balance`` after it."""
        seen, before = self._accounts[account], balance - amount
        seen.lines += 1
        if seen.first_before is None:
            seen.first_before = before
        seen.last_before = before
        for end, step in ((balance, 1), (before, -1)):
            seen.open_ends[end] += step
            if not seen.open_ends[end]:
                del seen.open_ends[end]

    def contradicts(self, account: Hashable, amount: int, balance: int) -> bool:
        """Whether the line of this amount and balance does not follow: one of its figures is
        damaged, or the line before it is missing."""
        if self._broken is None:
            self._broken = {each: seen.broken() for each, seen in self._accounts.items()}
        return balance - amount in self._broken.get(account, {})
