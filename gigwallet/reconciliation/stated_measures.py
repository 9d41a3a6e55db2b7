"""Numbers that the person states for a pay rule, for a day, week or month: columns ``own_...`` of
the tallies table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from gigwallet.domain.period import Period
from gigwallet.domain.recorded import Recorded
from gigwallet.domain.tally import Tally
from gigwallet.tabular import amounts

# The person's own further columns (docs/tables.md).
OWN = "own_"


def stated_measures(
    tallies: Iterable[Recorded[Tally]],
) -> Mapping[str, Mapping[Period, Fraction]]:
    """By name, without the ``own_``, and days. The last that was said holds; a cell that is no
    number says nothing."""
    found: dict[str, dict[Period, Fraction]] = {}
    for tally in sorted(tallies, key=lambda each: each.revision.at):
        for name, cell in (pair for source in tally.sources for pair in source.raw.items()):
            if not name.startswith(OWN) or not cell.strip():
                continue
            try:
                value = Fraction(amounts.number(cell))
            except ValueError:
                continue
            found.setdefault(name.removeprefix(OWN), {})[tally.fact.period] = value
    return found
