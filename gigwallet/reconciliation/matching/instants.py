"""Lines whose time is exactly a trip's moment, in documents where that is no accident."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC
from decimal import Decimal

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.reconciled import MatchMethod
from gigwallet.domain.recorded import Recorded
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.reconciliation.matching.board import CERTAIN, Board
from gigwallet.reconciliation.matching.joined import has_time, line_time
from gigwallet.reconciliation.matching.slips import document_of

SHARED_INSTANT = Decimal("0.50")
_NEVER = -(2**62)
_MOMENTS = ("accepted_at", "completed_at", "picked_up_at")
# As many lines meet a trip's moment by chance as meet one when all clocks are set off by these.
_DECOYS = (7 * 60, -11 * 60, 19 * 60)

_SHARE = 0.1

_Group = list[Recorded[PayLine]]
_Index = Mapping[int, list[Recorded[Trip]]]


def by_instant(board: Board, groups: list[_Group]) -> list[_Group]:
    """Join groups of lines that stand at a trip's moment (the request, else the end, else the
    pick-up), and give back the others."""
    keys = [_key(group) for group in groups]
    for moment in _MOMENTS:
        index = {face: _moments(board, moment, face) for face in {face for face, _ in keys}}
        exact = _exact_documents(groups, keys, index)
        rest, rest_keys = [], []
        for group, key in zip(groups, keys, strict=True):
            found = []
            if document_of(group[0]) in exact:
                found = _at_instant(board, key[1], index[key[0]])
            if not found or _mixed(found, group):
                rest.append(group)
                rest_keys.append(key)
                continue
            confidence = CERTAIN if len(found) == 1 else SHARED_INSTANT
            board.join(found, group, MatchMethod.BY_TIME, confidence)
        groups, keys = rest, rest_keys
    return groups


def _key(group: _Group) -> tuple[bool, int]:
    """A time without a zone was read on assumed clocks: then the clock's face decides. A group
    without a time has the second of no trip."""
    at = line_time(group[0].fact)
    if at is None or not has_time(at):
        return (False, _NEVER)
    face = at.quality is TimeQuality.LOCAL_ASSUMED
    return (face, _second(at, face))


def _second(at: Instant, face: bool) -> int:
    return int((at.local.replace(tzinfo=UTC) if face else at.utc).timestamp())


def _moments(board: Board, moment: str, face: bool) -> _Index:
    found: defaultdict[int, list[Recorded[Trip]]] = defaultdict(list)
    for trip in board.trips:
        at: Instant | None = getattr(trip.fact, moment)
        if at is not None and trip.id not in board.used_trips and has_time(at):
            found[_second(at, face)].append(trip)
    return dict(found)


def _exact_documents(
    groups: list[_Group], keys: list[tuple[bool, int]], index: Mapping[bool, _Index]
) -> frozenset[str]:
    """Where clearly more groups meet a trip's moment than would by chance, and not just a few of
    many."""
    hits: defaultdict[str, int] = defaultdict(int)
    of: defaultdict[str, int] = defaultdict(int)
    chance: defaultdict[str, int] = defaultdict(int)
    for group, (face, second) in zip(groups, keys, strict=True):
        moments = index[face]
        name = document_of(group[0])
        of[name] += 1
        hits[name] += second in moments
        chance[name] += sum(second + off in moments for off in _DECOYS)
    return frozenset(
        name
        for name, count in hits.items()
        if count * len(_DECOYS) > 4 * chance[name] and count >= _SHARE * of[name]
    )


def _at_instant(board: Board, second: int, index: _Index) -> list[Recorded[Trip]]:
    free = [each for each in index.get(second, ()) if each.id not in board.used_trips]
    done = [each for each in free if each.fact.status is TripStatus.COMPLETED]
    return done if len(done) == 1 else free


def _mixed(trips: list[Recorded[Trip]], group: _Group) -> bool:
    """Several trips and as many payments, all alike: which is whose, amounts may tell."""
    labels = {(each.fact.category, each.fact.label_raw) for each in group}
    return len(trips) > 1 and len(group) == len(trips) and len(labels) == 1
