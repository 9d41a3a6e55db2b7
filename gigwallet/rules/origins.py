"""Where the amounts of an evaluation come from, asked only when somebody looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.period import Period
from gigwallet.rules.accounts import Account
from gigwallet.rules.expected import Detail, Expected, Origin, Piece
from gigwallet.rules.items import Item
from gigwallet.rules.rewarding import Reward


class Reckoned(Protocol):
    """The evaluation, as far as it is asked afterwards."""

    def told_of(self, items: Sequence[Item]) -> Expected: ...

    def pieces_of(self, items: Sequence[Item]) -> tuple[Piece, ...]: ...

    def add_pieces(self, account: Account, items: Sequence[Item]) -> None: ...

    def categories(self, item: Item) -> frozenset[PayCategory]: ...

    def told(
        self, inside: Sequence[Item], rewards: Sequence[Reward], period: Period | None
    ) -> Expected: ...


@dataclass(frozen=True, slots=True)
class OfItem:
    """The origin of one order's amount."""

    work: Reckoned
    item: Item

    def detail(self) -> Detail:
        return self.work.told_of((self.item,)).detail

    def categories(self) -> frozenset[PayCategory]:
        return self.work.categories(self.item)

    def together(self, others: Sequence[Origin]) -> Detail | None:
        items = self._items(others)
        return None if items is None else self.work.told_of(items).detail

    def pieces(self, others: Sequence[Origin]) -> tuple[Piece, ...] | None:
        items = self._items(others)
        return None if items is None else self.work.pieces_of(items)

    def _items(self, others: Sequence[Origin]) -> list[Item] | None:
        """None where some come from another evaluation."""
        items = [
            each.item for each in others if isinstance(each, OfItem) and each.work is self.work
        ]
        return items if len(items) == len(others) else None


@dataclass(frozen=True, slots=True)
class OfPeriod:
    """The origin of the sum of a period."""

    work: Reckoned
    inside: Sequence[Item]
    rewards: Sequence[Reward]
    period: Period | None

    def detail(self) -> Detail:
        return self.work.told(self.inside, self.rewards, self.period).detail

    def categories(self) -> frozenset[PayCategory]:
        return frozenset(each.category for each in self.detail().pieces)

    def together(self, _others: Sequence[Origin]) -> Detail | None:
        return None

    def pieces(self, _others: Sequence[Origin]) -> tuple[Piece, ...] | None:
        return None
