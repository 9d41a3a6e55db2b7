"""What two documents both say is one thing: the same money in two bills, the same pay in two
reports. Both stay as exhibits of it; neither is counted twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.payout import Payout, PayoutMethod
from gigwallet.domain.recorded import ExhibitId, FactId, Recorded
from gigwallet.reconciliation.matching import Joined, Matching

T = TypeVar("T")

# One report prints a fare in one sum that another one takes apart.
_FARE = frozenset(
    {
        PayCategory.BASE,
        PayCategory.DISTANCE,
        PayCategory.TIME,
        PayCategory.SURGE,
        PayCategory.UPFRONT,
        PayCategory.BATCH_DISCOUNT,
    }
)


def money_once(payouts: Iterable[Recorded[Payout]]) -> list[Recorded[Payout]]:
    """The same amount on the same day by the same way, once as a bank's table and once as its
    OFX file or as typed: one payment with all its sources. Equal payments of one kind of document
    are several; the n-th of one is the n-th of the other."""
    same: defaultdict[tuple[str, int, date, PayoutMethod, str], list[Recorded[Payout]]]
    same = defaultdict(list)
    for each in payouts:
        fact = each.fact
        digits = fact.account_mask[-4:]
        key = (fact.amount.currency, fact.amount.minor, fact.at.day, fact.method, digits)
        same[key].append(each)
    _without_account(same)
    return [paid for group in same.values() for paid in _nth_with_nth(group)]


def _without_account(
    same: dict[tuple[str, int, date, PayoutMethod, str], list[Recorded[Payout]]],
) -> None:
    """What does not say its account may be of the only one that has the same."""
    for key in [each for each in same if not each[-1]]:
        named = [each for each in same if each[:-1] == key[:-1] and each[-1]]
        if len(named) == 1:
            same[named[0]] += same.pop(key)


def _nth_with_nth(group: Sequence[Recorded[Payout]]) -> list[Recorded[Payout]]:
    by_kind: dict[frozenset[str], list[Recorded[Payout]]] = {}
    for each in group:
        by_kind.setdefault(_kind(each), []).append(each)
    kinds = sorted(by_kind.values(), key=len, reverse=True)
    found = list(kinds[0])
    for others in kinds[1:]:
        if any(_kind(each) & _kind(other) for each in found for other in others):
            found += others  # documents of one kind state several payments
            continue
        found = [
            _shown_by(each, others[place]) if place < len(others) else each
            for place, each in enumerate(found)
        ]
    return found


def _kind(recorded: Recorded[object]) -> frozenset[str]:
    """Which kinds of documents state it; what was typed is a kind of its own."""
    return frozenset(each.importer if each.exhibit_id else "" for each in recorded.sources) or (
        frozenset({""})
    )


def _shown_by(one: Recorded[T], other: Recorded[T]) -> Recorded[T]:
    return replace(one, sources=(*one.sources, *other.sources))


@dataclass(frozen=True, slots=True)
class SaidOnce:
    """``repeated`` are lines that say what others say; of the trips in ``torn`` two documents say
    different sums."""

    matching: Matching
    repeated: frozenset[FactId]
    torn: frozenset[FactId]


def pay_once(matching: Matching) -> SaidOnce:
    """Lines of one trip from documents of different kinds: what both list is counted once, from
    the one that lists it in more lines."""
    repeated: set[FactId] = set()
    torn: set[FactId] = set()
    joined = []
    shown = matching.lines.exhibits
    for each in matching.joined:
        # One document says nothing twice.
        if len(each.lines) > 1 and not _by_one(shown[line] for line in each.lines):
            rows = matching.line_rows(each.lines)
            if len({_kind(row) for row in rows}) > 1:
                again, differs = _again(rows)
                repeated |= again
                torn.update(matching.trip_ids(each) if differs else ())
                each = _without(matching, each, again) if again else each
        joined.append(each)
    if not repeated and not torn:
        return SaidOnce(matching, frozenset(), frozenset())
    told = replace(matching, joined=tuple(joined))
    return SaidOnce(told, frozenset(repeated), frozenset(torn))


def _by_one(exhibits: Iterable[tuple[ExhibitId, ...]]) -> bool:
    """Whether the same documents state all of these."""
    several = set(exhibits)
    return len(several) == 1 and () not in several


def _again(lines: Sequence[Recorded[PayLine]]) -> tuple[set[FactId], bool]:
    """Lines of documents of another kind that say the same sum, class by class, and whether any
    two documents differ."""
    classes: defaultdict[tuple[str, str], dict[frozenset[str], list[Recorded[PayLine]]]]
    classes = defaultdict(dict)
    for line in lines:
        name = "fare" if line.fact.category in _FARE else line.fact.category.value
        of = classes[(name, line.fact.amount.currency)]
        of.setdefault(_kind(line), []).append(line)
    again: set[FactId] = set()
    differs = False
    for by_kind in classes.values():
        groups = sorted(by_kind.items(), key=lambda group: (-len(group[1]), sorted(group[0])))
        apart = all(not one & other for one, _ in groups for other, _ in groups if one != other)
        if len(groups) < 2 or not apart:
            continue
        sums = {sum(line.fact.amount.minor for line in group) for _, group in groups}
        if len(sums) > 1:
            differs = True
        else:
            again |= {line.id for _, group in groups[1:] for line in group}
    return again, differs


def _without(matching: Matching, joined: Joined, again: set[FactId]) -> Joined:
    """The sources of what is left out stay, at the first line that is kept."""
    left = [line for line in joined.lines if matching.lines.id[line] in again]
    kept = [line for line in joined.lines if line not in left]
    return replace(joined, lines=tuple(kept), repeats=tuple(left))
