"""What page 1 prints: the balances before and after the week, and the sum of each column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gigwallet.domain.money import Money
from gigwallet.domain.recorded import Locator
from gigwallet.importers.uber_weekly_statement.table import EARNINGS, PAYOUTS, REFUNDS
from gigwallet.pages.lines import Line, around, bare
from gigwallet.tabular import amounts

START, END = "start", "end"
# As printed, and as a printed total is named.
LABELS = {
    START: "Starting balance",
    EARNINGS: "Your earnings",
    REFUNDS: "Refunds & expenses",
    PAYOUTS: "Payouts",
    END: "Ending balance",
}
_SUMMED = (START, EARNINGS, REFUNDS, PAYOUTS)


@dataclass(frozen=True, slots=True)
class Summary:
    """``where`` holds the line of each label that was found, also where its amount is torn;
    ``currency`` is ``UNNAMED`` where the paper does not say it."""

    currency: str
    printed: Mapping[str, Money]
    where: Mapping[str, Locator]

    def get(self, name: str) -> Money | None:
        """The amount printed for ``name``; weeks without refunds do not print their zero."""
        if name == REFUNDS and name not in self.where:
            return Money.zero(self.currency)
        return self.printed.get(name)

    @property
    def complete(self) -> bool:
        return all(self.get(name) is not None for name in (*_SUMMED, END))

    @property
    def adds_up(self) -> bool:
        """Whether the balance before, what came and what went are the balance after."""
        summed = [self.get(name) for name in _SUMMED]
        end = self.get(END)
        if end is None or any(each is None for each in summed):
            return False
        return sum(each.minor for each in summed if each is not None) == end.minor


def summary_of(lines: Iterable[Line], currency: str) -> Summary:
    """Each label stands at the beginning of its line, its amount at the end."""
    printed: dict[str, Money] = {}
    where: dict[str, Locator] = {}
    for line in lines:
        for name, label in LABELS.items():
            if name in where or not bare(line.text).startswith(bare(label)):
                continue
            spot = line.spot(label)
            behind = [word for word in line.words if word not in spot]
            if not behind:
                continue
            where[name] = Locator(page=line.page, pointer=around(line.words).pointer)
            try:
                printed[name] = amounts.money(" ".join(each.text for each in behind), currency)
            except ValueError:
                continue
    return Summary(currency, printed, where)
