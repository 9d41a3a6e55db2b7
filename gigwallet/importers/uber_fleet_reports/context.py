"""What only a whole payment report tells: how it writes amounts, which branches are complete."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.period import Period
from gigwallet.importers.uber_fleet_reports import cells
from gigwallet.importers.uber_fleet_reports.drivers import Drivers
from gigwallet.importers.uber_fleet_reports.tree import Path, PathAmount, Tree
from gigwallet.tabular.tables import BadCell, Record

# A branch that its leaves explain in nearly all of so many lines is explained by them in all.
_ENOUGH, _NEARLY_ALL = 10, Decimal("0.9")


@dataclass(frozen=True, slots=True)
class Context:
    """What only the whole file tells. ``complete``: the branches that their leaves explain, so that
    a line in which one is not explained contradicts itself. ``cash_is_positive``: cash that the
    driver kept is written without its minus. ``period``: of the file's name."""

    tree: Tree
    numbers: cells.Numbers
    drivers: Drivers
    complete: frozenset[Path]
    cash_is_positive: bool
    period: Period | None

    @classmethod
    def of(cls, tree: Tree, lines: Sequence[Record], period: Period | None) -> Context:
        numbers = cells.Numbers.of(line[name] for line in lines for name in tree.names)
        seen: dict[Path, tuple[int, int]] = {}
        negative = positive = 0
        for line in lines:
            try:
                values = tree.values(line, numbers.read(line, tree.names))
            except BadCell:
                continue
            for branch in tree.branches():
                left = tree.open_of(values, branch)
                if left is not None:
                    filled, explained = seen.get(branch, (0, 0))
                    seen[branch] = (filled + 1, explained + (left == 0))
            for path, amount in values.items():
                if tree.category(path) is PayCategory.CASH_COLLECTED:
                    negative += amount < 0
                    positive += amount > 0
        complete = frozenset(
            branch
            for branch, (filled, explained) in seen.items()
            if filled >= _ENOUGH and explained >= filled * _NEARLY_ALL
        )
        drivers = Drivers.of(lines)
        return cls(tree, numbers, drivers, complete, positive > 0 == negative, period)

    def amounts(self, line: Record) -> list[PathAmount]:
        values = self.tree.values(line, self.numbers.read(line, self.tree.names))
        found = self.tree.amounts(values)
        for each in found:
            if each.residue and each.path in self.complete:
                raise BadCell("total_differs", self.tree.labels[each.path])
        return found
