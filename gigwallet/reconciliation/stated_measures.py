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


Measures = Mapping[str, Mapping[Period, Fraction]]


def stated_measures(tallies: Iterable[Recorded[Tally]]) -> Measures:
    """As ``measures_in``, in the order in which they were said."""
    return measures_in(
        (each.fact.period, source.raw)
        for each in sorted(tallies, key=lambda each: each.revision.at)
        for source in each.sources
    )


def measures_in(rows: Iterable[tuple[Period, Mapping[str, str]]]) -> Measures:
    """By name, without the ``own_``, and days, from rows as they are written. The last that was
    said holds; a cell that is no number says nothing."""
    found: dict[str, dict[Period, Fraction]] = {}
    for period, row in rows:
        for name, cell in row.items():
            if not name.startswith(OWN) or not cell.strip():
                continue
            try:
                value = Fraction(amounts.number(cell))
            except ValueError:
                continue
            found.setdefault(name.removeprefix(OWN), {})[period] = value
    return found
