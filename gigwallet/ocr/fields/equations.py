"""Which sums hold on every example of a screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

# Every amount may be added, taken off or left out: three ways each.
_MOST_SIGNED = 9
_MOST = 14

Figures = Sequence[Mapping[str, Decimal]]


@dataclass(frozen=True, slots=True)
class Equation:
    """``total`` is the sum of ``parts``, of which those in ``minus`` are taken off although no sign
    is printed."""

    total: str
    parts: tuple[str, ...]
    minus: frozenset[str]


def equation_of(total: str, parts: Sequence[str], examples: Figures) -> Equation | None:
    """All ``parts`` as they are printed, else with some of them taken off; None where no way of
    signs holds on every example, or several do."""
    if _holds(total, dict.fromkeys(parts, 1), examples):
        return Equation(total, tuple(parts), frozenset())
    free = [part for part in parts if any(example.get(part) for example in examples)]
    if len(free) > _MOST:
        return None
    found = []
    for signs in product((1, -1), repeat=len(free)):
        chosen = dict(zip(free, signs, strict=True))
        if _holds(total, chosen, examples):
            found.append(frozenset(part for part, sign in chosen.items() if sign < 0))
    return Equation(total, tuple(parts), found[0]) if len(found) == 1 else None


def equations_among(
    totals: Sequence[str], parts: Sequence[str], examples: Figures
) -> Iterator[Equation]:
    """For each of several totals, the parts (or other totals) that it is the sum of. Where several
    choices hold, none is told."""
    for total in totals:
        others = [each for each in (*parts, *totals) if each != total]
        others = [each for each in others if any(example.get(each) for example in examples)]
        if len(others) > _MOST:
            continue
        ways = (0, 1, -1) if len(others) <= _MOST_SIGNED else (0, 1)
        found = []
        for signs in product(ways, repeat=len(others)):
            chosen = {part: sign for part, sign in zip(others, signs, strict=True) if sign}
            if chosen and _holds(total, chosen, examples):
                found.append(chosen)
        best = _plainest(found)
        if best is not None:
            minus = frozenset(part for part, sign in best.items() if sign < 0)
            yield Equation(total, tuple(best), minus)


def _plainest(found: Sequence[dict[str, int]]) -> dict[str, int] | None:
    """Printed signs before turned ones, fewer terms before more; a tie is nobody."""
    ranked = sorted(found, key=lambda each: (sum(sign < 0 for sign in each.values()), len(each)))
    if not ranked:
        return None
    rank = [(sum(sign < 0 for sign in each.values()), len(each)) for each in ranked[:2]]
    return ranked[0] if len(rank) == 1 or rank[0] != rank[1] else None


def _holds(total: str, signs: Mapping[str, int], examples: Figures) -> bool:
    """On every example that shows the total; what one does not show counts nothing there."""
    told = [example for example in examples if total in example]
    return bool(told) and all(
        example[total] == sum(sign * example.get(part, Decimal(0)) for part, sign in signs.items())
        for example in told
    )
