"""Lines whose time is exactly a trip's moment, in documents where that is no accident."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC
from decimal import Decimal

from gigwallet.domain.instants import Instant
from gigwallet.domain.reconciled import MatchMethod
from gigwallet.reconciliation.matching.board import CERTAIN, Board
from gigwallet.reconciliation.matching.joined import line_time

SHARED_INSTANT = Decimal("0.50")
_NEVER = -(2**62)
_MOMENTS = ("accepted", "completed", "picked_up")
# As many lines meet a trip's moment by chance as meet one when all clocks are set off by these.
_DECOYS = (7 * 60, -11 * 60, 19 * 60)

_SHARE = 0.1

_Group = list[int]
# By second, the trips that have it.
_Index = Mapping[int, list[int]]


def by_instant(board: Board, groups: list[_Group]) -> list[_Group]:
    """Join groups of lines that stand at a trip's moment (the request, else the end, else the
    pick-up), and give back the others."""
    keys = [_key(board, group[0]) for group in groups]
    for moment in _MOMENTS:
        faces = {face for face, _ in keys}
        known = {face: _seconds(board, moment, face) for face in faces}
        exact = _exact_documents(board, groups, keys, known)
        if not exact:
            continue
        index = {face: _moments(board, moment, face) for face in faces}
        rest, rest_keys = [], []
        for group, key in zip(groups, keys, strict=True):
            found = []
            if board.lines.document[group[0]] in exact:
                found = _at_instant(board, key[1], index[key[0]])
            if not found or _mixed(board, found, group):
                rest.append(group)
                rest_keys.append(key)
                continue
            confidence = CERTAIN if len(found) == 1 else SHARED_INSTANT
            board.join(found, group, MatchMethod.BY_TIME, confidence)
        groups, keys = rest, rest_keys
    return groups


def _key(board: Board, line: int) -> tuple[bool, int]:
    """A time without a zone was read on assumed clocks: then the clock's face decides. A line
    without a time has the second of no trip."""
    at = board.lines.at[line]
    if at is None or not board.lines.timed[line]:
        return (False, _NEVER)
    if board.lines.assumed[line]:
        return (True, _face(line_time(board.lines.rows[line].fact)))
    return (False, at // 1000)


def _face(at: Instant | None) -> int:
    return _NEVER if at is None else int(at.local.replace(tzinfo=UTC).timestamp())


def _seconds(board: Board, moment: str, face: bool) -> Collection[int]:
    """Those of all trips that are still open."""
    if face:
        return _moments(board, moment, face).keys()
    known: list[int | None] = getattr(board.trips, moment)
    return {
        at // 1000
        for at, used in zip(known, board.used_trips, strict=True)
        if at is not None and not used
    }


def _moments(board: Board, moment: str, face: bool) -> _Index:
    found: dict[int, list[int]] = {}
    known: list[int | None] = getattr(board.trips, moment)
    for trip, at in enumerate(known):
        if at is not None and not board.used_trips[trip]:
            second = at // 1000
            if face:
                second = _face(getattr(board.trips.rows[trip].fact, f"{moment}_at"))
            found.setdefault(second, []).append(trip)
    return found


def _exact_documents(
    board: Board,
    groups: Sequence[_Group],
    keys: Sequence[tuple[bool, int]],
    known: Mapping[bool, Collection[int]],
) -> frozenset[str]:
    """Where clearly more groups meet a trip's moment than would by chance, and not just a few of
    many."""
    seconds: defaultdict[tuple[str, bool], list[int]] = defaultdict(list)
    document = board.lines.document
    for group, (face, second) in zip(groups, keys, strict=True):
        seconds[document[group[0]], face].append(second)
    hits: defaultdict[str, int] = defaultdict(int)
    of: defaultdict[str, int] = defaultdict(int)
    for (name, face), own in seconds.items():
        of[name] += len(own)
        hits[name] += sum(map(known[face].__contains__, own))
    met = {name for name, count in hits.items() if count and count >= _SHARE * of[name]}
    chance: defaultdict[str, int] = defaultdict(int)
    for (name, face), own in seconds.items():
        for off in _DECOYS if name in met else ():
            chance[name] += sum(map(known[face].__contains__, [each + off for each in own]))
    return frozenset(name for name in met if hits[name] * len(_DECOYS) > 4 * chance[name])


def _at_instant(board: Board, second: int, index: _Index) -> list[int]:
    free = [each for each in index.get(second, ()) if not board.used_trips[each]]
    done = [each for each in free if board.trips.done[each]]
    return done if len(done) == 1 else free


def _mixed(board: Board, trips: list[int], group: _Group) -> bool:
    """Several trips and as many payments, all alike: which is whose, amounts may tell."""
    labels = {(board.lines.category[each], board.lines.label[each]) for each in group}
    return len(trips) > 1 and len(group) == len(trips) and len(labels) == 1
