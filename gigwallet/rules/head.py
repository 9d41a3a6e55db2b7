"""What the head of a scheme file says and every part of it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gigwallet.rules.quantities import QUANTITIES, WORDS, Quantity, counts_engaged, quantity
from gigwallet.rules.table import Table


@dataclass(frozen=True, slots=True)
class Head:
    """``columns``: further named columns, each ``number`` or ``text``; ``overlap`` is empty where
    the file does not say it."""

    rate_date: str
    currency: str
    columns: Mapping[str, str]
    overlap: str

    @property
    def quantities(self) -> tuple[str, ...]:
        return (*QUANTITIES, *(name for name, kind in self.columns.items() if kind == "number"))

    @property
    def words(self) -> tuple[str, ...]:
        return (*WORDS, *(name for name, kind in self.columns.items() if kind == "text"))

    def quantity(self, table: Table, key: str, default: str | None = None) -> Quantity:
        """The quantity that stands at ``key``."""
        return self.named(table, key, table.choice(key, self.quantities, default))

    def named(self, table: Table, key: str, name: str) -> Quantity:
        if counts_engaged(name) and not self.overlap:
            table.refuse("scheme_overlap_missing", key, value=name)
        found = quantity(name, self.currency, self.columns)
        if found is None:
            table.refuse("scheme_not_choice", key, value=name, choices=", ".join(self.quantities))
        return found
