"""Several pictures of one order: what holds of them together, and where they contradict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields, replace
from typing import Any

from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.reading import Row
from gigwallet.domain.trip import Trip
from gigwallet.importers.app_screen.trips import LISTED_PAY, PAY, TRIPS

# What a screen may show of a trip, and how it stands where it shows nothing.
_SHOWN = {each.name: each.default for each in fields(Trip) if each.default is not MISSING}
# (number of the telling, pointer of a box or ``key|attribute`` of a trip)
_Torn = set[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Telling:
    """What one picture states. ``said`` counts how often its person spoke of a field, by the
    pointer of its box and by the attribute of the trip (``key|attribute``); 0 is not listed."""

    rows: tuple[Row, ...]
    said: Mapping[str, int] = field(default_factory=dict)

    def of(self, row: Row) -> int:
        return self.said.get(row.locator.pointer, 0)


@dataclass(frozen=True, slots=True)
class Together:
    """``rows`` of each picture, in the order of the tellings, as they hold beside the others;
    ``torn`` of each the pointers (of pay) and ``key|attribute`` (of trips) that wait for a
    person."""

    rows: tuple[tuple[Row, ...], ...]
    torn: tuple[frozenset[str], ...]


def together(tellings: Sequence[Telling]) -> Together:
    """One picture that a person confirmed or corrected overrules those that were only read, and
    one that they confirmed again the one confirmed once. Of two that the person knows as well and
    that say different amounts neither holds. Times and lengths that nobody confirmed are those of
    the first picture that shows them. What an order came to in a list counts only where no picture
    says its pay line by line; where both are there, they must come to the same."""
    torn: _Torn = set()
    lines = _lines(tellings, PAY, torn)
    listed = _lines(tellings, LISTED_PAY, torn)
    left_out = _left_out(tellings, lines, listed, torn)
    trips = _trips(tellings, torn)
    found = []
    for telling in tellings:
        kept = []
        for row in telling.rows:
            if row.family in (PAY, LISTED_PAY):
                held = (lines if row.family == PAY else listed).get(row.natural_key)
                if held is None or (row.family, _order(row)) in left_out:
                    continue
                kept.append(replace(row, fact=held.fact, amount=held.amount))
            elif row.family == TRIPS:
                kept.append(replace(row, fact=trips[row.natural_key]))
            else:
                kept.append(row)
        found.append(tuple(kept))
    waiting = (frozenset(what for at, what in torn if at == n) for n in range(len(tellings)))
    return Together(tuple(found), tuple(waiting))


def _order(row: Row) -> str:
    return row.natural_key.rpartition("|")[0]


def _said(tellings: Sequence[Telling], family: str) -> list[tuple[int, int, Row]]:
    """(number of the telling, how often its person spoke of it, row) of each line of pay."""
    return [
        (at, telling.of(row), row)
        for at, telling in enumerate(tellings)
        for row in telling.rows
        if row.family == family
    ]


def _lines(tellings: Sequence[Telling], family: str, torn: _Torn) -> dict[str, Row]:
    """Each line of pay that holds, by its key."""
    told: dict[str, list[tuple[int, int, Row]]] = {}
    for each in _said(tellings, family):
        told.setdefault(each[2].natural_key, []).append(each)
    held = {}
    for key, sayings in told.items():
        most = max(said for _, said, _ in sayings)
        best = [(at, row) for at, said, row in sayings if said == most]
        if len({row.amount for _, row in best}) == 1:
            held[key] = best[0][1]
        else:
            torn.update((at, row.locator.pointer) for at, row in best)
    return held


def _left_out(
    tellings: Sequence[Telling],
    lines: Mapping[str, Row],
    listed: Mapping[str, Row],
    torn: _Torn,
) -> set[tuple[str, str]]:
    """(family, order) of what another picture says better, or contradicts."""
    left_out: set[tuple[str, str]] = set()
    parts, whole = _said(tellings, PAY), _said(tellings, LISTED_PAY)
    for order in {_order(row) for _, _, row in parts} & {_order(row) for _, _, row in whole}:
        in_parts, in_whole = (
            [each for each in some if _order(each[2]) == order] for some in (parts, whole)
        )
        doubted = any((at, row.locator.pointer) in torn for at, _, row in in_parts)
        if doubted or _sum(lines, order) == _sum(listed, order):
            left_out.add((LISTED_PAY, order))
            continue
        of_parts, of_whole = (max(said for _, said, _ in some) for some in (in_parts, in_whole))
        if of_parts == of_whole:
            torn.update((at, row.locator.pointer) for at, _, row in (*in_parts, *in_whole))
        if of_whole >= of_parts:
            left_out.add((PAY, order))
        if of_parts >= of_whole:
            left_out.add((LISTED_PAY, order))
    return left_out


def _sum(held: Mapping[str, Row], order: str) -> int:
    return sum(row.amount.minor for row in held.values() if row.amount and _order(row) == order)


def _trips(tellings: Sequence[Telling], torn: _Torn) -> dict[str, Trip]:
    """Each trip with all that any of its pictures shows."""
    told: dict[str, list[tuple[int, Trip]]] = {}
    for at, telling in enumerate(tellings):
        for row in telling.rows:
            if row.family == TRIPS and isinstance(row.fact, Trip):
                told.setdefault(row.natural_key, []).append((at, row.fact))
    return {
        key: _joined(key, sayings, tellings, torn) if len(sayings) > 1 else sayings[0][1]
        for key, sayings in told.items()
    }


def _joined(
    key: str, sayings: Sequence[tuple[int, Trip]], tellings: Sequence[Telling], torn: _Torn
) -> Trip:
    changed: dict[str, Any] = {}  # Any: attributes of several kinds, each taken as it was
    for name, nothing in _SHOWN.items():
        what = f"{key}|{name}"
        shown = [
            (at, tellings[at].said.get(what, 0), value)
            for at, trip in sayings
            if (value := getattr(trip, name)) != nothing
        ]
        most = max((said for _, said, _ in shown), default=0)
        best = [(at, value) for at, said, value in shown if said == most]
        if not best:
            continue
        differ = len({_plain(value) for _, value in best}) > 1
        if differ and (most or isinstance(best[0][1], Money)):
            torn.update((at, what) for at, _ in best)
            changed[name] = nothing
        else:
            changed[name] = best[0][1]
    return replace(sayings[0][1], **changed)


def _plain(value: object) -> object:
    return value.utc if isinstance(value, Instant) else value
