"""Which number an exhibit gets: in its group, by its day, and beside those served before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count, islice
from string import ascii_uppercase

from gigwallet.documents.bundles.profile import BundleProfile, ExhibitNumbers, Material, Order
from gigwallet.domain.errors import GigWalletError

_PARTS = re.compile(r"\d+|[A-Z]+")


@dataclass(frozen=True, slots=True)
class Unnumbered:
    """An exhibit as the person has put it. ``group`` is a key of the profile's, or a heading of
    one's own. ``identity`` is what it shows: two that show the same have the same."""

    group: str
    day: date | None
    identity: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """An exhibit as it was served: its ``number``, its group, its first and last page as printed,
    how often had been served before it came, and the volume that holds it."""

    identity: str
    number: str
    group: str
    pages: tuple[int, int]
    round: int = 0
    volume: int = 1


@dataclass(frozen=True, slots=True)
class Numbered:
    """``place`` is where it stands among those that were given. ``late``: not served before, else
    it came with that ``round``."""

    place: int
    number: str
    late: bool = False
    round: int = 0


@dataclass(frozen=True, slots=True)
class NumberedGroup:
    group: str
    exhibits: tuple[Numbered, ...]


def arranged(
    profile: BundleProfile,
    given: Sequence[Unnumbered],
    served: Sequence[Earlier] = (),
    *,
    reckoned: bool = False,
) -> tuple[NumberedGroup, ...]:
    """The groups in printing order, each exhibit with its number. ``reckoned``: there are
    computations, whose group counts even where no exhibit stands in it.

    What was ``served`` keeps number and group. A late exhibit stands where it belongs, and is
    called after the one before it (12A); where none that was served follows it, it takes the next
    number. Refusal: ``served_exhibit_gone``.
    """
    order = _in_order(profile, given)
    heads = dict.fromkeys(one.group for one in served) | dict.fromkeys(
        given[place].group for place in order
    )
    extra = profile.group_of(Material.COMPUTATIONS) if reckoned else ""
    names = _with(extra, list(heads), profile)
    if served:
        return _beside(profile, order, given, served, names)
    groups = []
    runs = count(1)
    for at, group in enumerate(names, start=1):
        own = [place for place in order if given[place].group == group]
        grouped = profile.numbering is ExhibitNumbers.GROUPED and len(names) > 1
        numbers = [
            f"{at}-{n}" if grouped else str(run) for n, run in enumerate(islice(runs, len(own)), 1)
        ]
        groups.append(NumberedGroup(group, tuple(map(Numbered, own, numbers))))
    return tuple(groups)


def natural(number: str) -> tuple[tuple[int, str], ...]:
    """Sorts 2 before 12, 12 before 12A, 12A before 13."""
    return tuple(
        (int(part), "") if part.isdecimal() else (-1, part.rjust(4))
        for part in _PARTS.findall(number)
    )


def _with(extra: str, names: list[str], profile: BundleProfile) -> list[str]:
    """The group ``extra`` in its place."""
    if not extra or extra in names:
        return names
    order = [group.key for group in profile.groups]
    before = order[: order.index(extra)]
    at = max((n for n, name in enumerate(names, start=1) if name in before), default=0)
    return [*names[:at], extra, *names[at:]]


def _in_order(profile: BundleProfile, given: Sequence[Unnumbered]) -> list[int]:
    known = [group.key for group in profile.groups]
    own = [each.group for each in given if each.group not in known]
    groups = list(dict.fromkeys([*known, *own]))

    def rank(place: int) -> tuple[int, date]:
        day = given[place].day if profile.order is Order.DAY else None
        undated = date.max if profile.order is Order.DAY else date.min
        return groups.index(given[place].group), day or undated

    return sorted(range(len(given)), key=rank)


def _beside(
    profile: BundleProfile,
    order: Sequence[int],
    given: Sequence[Unnumbered],
    served: Sequence[Earlier],
    names: Sequence[str],
) -> tuple[NumberedGroup, ...]:
    known: dict[int, Earlier] = {}
    for one in served:
        same = (p for p in order if given[p].identity == one.identity and p not in known)
        place = next(same, None)
        if place is None:
            raise GigWalletError("served_exhibit_gone", exhibit=one.number)
        known[place] = one
    rows: list[list[Numbered]] = []
    for group in names:
        row = [
            Numbered(p, one.number, round=one.round)
            for p, one in known.items()
            if one.group == group
        ]
        rows.append(row)
        late = [p for p in order if p not in known and given[p].group == group]
        for place in late:
            _put_in(row, place, order)
    taken = {one.number for one in served}
    flat = [(at, row, n) for at, row in enumerate(rows, start=1) for n in range(len(row))]
    for step, (at, row, n) in enumerate(flat):
        if not row[n].number:
            rest = flat[step:]
            if profile.numbering is ExhibitNumbers.GROUPED:
                rest = [each for each in rest if each[0] == at]
            follows = any(not later[m].late for _, later, m in rest)
            before = [earlier[m].number for _, earlier, m in flat[:step]]
            own = [each.number for each in row[:n]]
            number = _late(profile, at, own, before, taken, follows)
            taken.add(number)
            row[n] = Numbered(row[n].place, number, True)
    return tuple(NumberedGroup(group, tuple(row)) for group, row in zip(names, rows, strict=True))


def _put_in(row: list[Numbered], place: int, order: Sequence[int]) -> None:
    """Behind the last one that comes before it, and behind what was already added there; what
    would come first comes behind the first: a letter needs a number to stand behind."""
    rank = order.index(place)
    before = [n for n, each in enumerate(row) if order.index(each.place) < rank]
    at = (before[-1] if before else 0) + 1
    while at < len(row) and (row[at].late or row[at].number != _base(row[at].number)):
        at += 1
    row.insert(min(at, len(row)), Numbered(place, "", True))


def _late(
    profile: BundleProfile,
    group: int,
    own: Sequence[str],
    before: Sequence[str],
    taken: set[str],
    follows: bool,
) -> str:
    grouped = profile.numbering is ExhibitNumbers.GROUPED
    if not follows or (grouped and not own):
        plain = not grouped or (own and "-" not in own[-1])
        return _next(taken, "" if plain else f"{group}-")
    base = _base((own if grouped else before)[-1]) if (own if grouped else before) else "0"
    return next(name for name in map(base.__add__, _letters()) if name not in taken)


def _next(taken: set[str], head: str) -> str:
    plain = [_base(one).removeprefix(head) for one in taken if one.startswith(head)]
    return f"{head}{max((int(one) for one in plain if one.isdecimal()), default=0) + 1}"


def _base(number: str) -> str:
    """12 of 12A."""
    return number.rstrip(ascii_uppercase)


def _letters() -> Iterator[str]:
    for size in count(1):
        for letter in ascii_uppercase:
            yield letter * size
