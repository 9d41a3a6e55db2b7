"""Many contributions become cells; cells that speak of few people, or mostly of one, are left out.

The published cells are a function of those cells' own contributions only. There are no margins, no
counts of what was left out and no list of it, so that nothing can be subtracted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from gigwallet.sharing.contribution import MEASURES, Contribution, MonthTotals

FEWEST = 10
COUNT_STEP = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """A published cell. ``contributors`` is cut down to a multiple of ``COUNT_STEP``; a measure is
    None where fewer than ``FEWEST`` gave it."""

    month: str
    platform: str
    city: str
    currency: str
    contributors: int
    orders: int | None
    hours: int | None
    expected: int | None
    stated: int | None
    received: int | None
    short: int | None


@dataclass(frozen=True, slots=True)
class Published:
    """``cells`` may be shown to anyone. The counts are for the organiser alone, who holds the
    contributions anyway."""

    cells: tuple[Cell, ...]
    counted: int
    duplicates: int
    suppressed: int


def aggregate(contributions: Iterable[Contribution]) -> Published:
    """All contributions are of one campaign. A token counts once: its highest edition, and of two
    that claim the same edition the one whose cells sort first, whatever the order of the files."""
    latest: dict[str, Contribution] = {}
    duplicates = 0
    for each in contributions:
        known = latest.get(each.token)
        duplicates += known is not None
        if known is None or _rank(each) > _rank(known):
            latest[each.token] = each
    groups: dict[tuple[str, str, str, str], list[MonthTotals]] = defaultdict(list)
    for contribution in latest.values():
        for totals in contribution.cells:
            groups[totals.key].append(totals)
    cells = [cell for key in sorted(groups) if (cell := _publish(groups[key])) is not None]
    return Published(tuple(cells), len(latest), duplicates, len(groups) - len(cells))


def _rank(each: Contribution) -> tuple[int, str]:
    return (each.edition, repr(sorted(repr(cell) for cell in each.cells)))


def _publish(members: list[MonthTotals]) -> Cell | None:
    if len(members) < FEWEST:
        return None
    sums: dict[str, int | None] = {}
    for measure in MEASURES:
        given = [value for each in members if (value := getattr(each, measure)) is not None]
        if given and _dominated(given):
            return None
        sums[measure] = sum(given) if len(given) >= FEWEST else None
    if all(value is None for value in sums.values()):
        return None
    month, platform, city, currency = members[0].key
    count = len(members) // COUNT_STEP * COUNT_STEP
    return Cell(month, platform, city, currency, count, **sums)


def _dominated(values: list[int]) -> bool:
    """Whether one contributor gives more than half; a sum of nothing is dominated by nobody."""
    return 2 * max(values) > sum(values)
