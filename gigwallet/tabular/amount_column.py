"""A column of amounts: style and habits are told from all of its cells, then each is read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gigwallet.domain.money import Money, exponent
from gigwallet.tabular import amounts
from gigwallet.tabular.amounts import Style, StyleVotes

_USUAL = re.compile(r"([+-]?(?:\d{1,12}|\d{1,3}(?:,\d{3}){1,3}))\.(\d\d?)", re.ASCII)
_ENOUGH, _NEARLY_ALL = 10, 0.9


@dataclass(slots=True)
class AmountColumn:
    """Shown every cell by ``add``, then asked for amounts. ``style`` None: told from the cells."""

    style: Style | None = None
    _filled: int = 0
    _fractions: int = 0
    _zeros: int = 0
    _votes: StyleVotes = field(default_factory=StyleVotes)

    def add(self, cell: str) -> None:
        """One cell of the column, empty or not."""
        if not cell:
            return
        self._filled += 1
        if "." in cell or "," in cell:
            self._fractions += 1
            self._zeros += cell[-1] == "0"
        if self.style is None:
            self._votes.add(cell)

    @property
    def told(self) -> Style:
        """The style that was given, or that the cells show."""
        return self._votes.style() if self.style is None else self.style

    def always_fractional(self, currency: str) -> bool:
        """Whether a cell without a fraction has lost its point. A spreadsheet drops zeros at the
        end; where some are there, a program wrote the column and never drops them."""
        habit = self._filled >= _ENOUGH and self._fractions >= self._filled * _NEARLY_ALL
        return habit and self._zeros > 0 and exponent(currency) > 0

    def minor(self, cell: str, currency: str) -> int:
        """An exact amount in minor units; ``ValueError`` where the cell is none in the style of its
        column, or has lost its point."""
        style = self.style or self.told
        if style is Style.POINT and (usual := _USUAL.fullmatch(cell)) and exponent(currency) == 2:
            whole, fraction = usual.groups()
            if "," in whole:
                whole = whole.replace(",", "")
            return int(whole + (fraction if len(fraction) == 2 else fraction + "0"))
        if "." not in cell and "," not in cell and self.always_fractional(currency):
            raise ValueError("a number that lost its point")
        return amounts.money(cell, currency, style).minor

    def money(self, cell: str, currency: str) -> Money:
        """As ``minor``, as an amount."""
        return Money(self.minor(cell, currency), currency)
