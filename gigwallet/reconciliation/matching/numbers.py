"""Lines that name an order: the one way of matching that is certain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal

from gigwallet.domain.reconciled import MatchMethod
from gigwallet.reconciliation.ledger import NEVER, milliseconds
from gigwallet.reconciliation.matching.board import CERTAIN, Board

_HOUR = 3_600_000
SAME_NUMBER = 36 * _HOUR
NUMBER_SEEN_TWICE = Decimal("0.90")
ONE_DIGIT_OFF = Decimal("0.95")
# Shorter numbers have neighbours by chance.
_LONG_ENOUGH = 8
# A line is booked at most this long after its order.
_LATEST = 31 * 24 * _HOUR


def by_number(board: Board) -> list[int]:
    """Join what names an order, and give back the other lines. A number that several trips carry
    (daily numbers) needs a time near one of them."""
    numbered: dict[str, int] = {}
    several: dict[str, list[int]] = {}
    used = board.used_trips
    for trip, ref in enumerate(board.trips.ref):
        if ref and not used[trip]:
            first = numbered.setdefault(ref, trip)
            if first != trip:
                several.setdefault(ref, [first]).append(trip)
    of_trip: dict[int, tuple[int, ...]] = {}
    rest = []
    refs = board.lines.ref
    for line in board.open:
        ref = refs[line]
        found = numbered.get(ref)
        if ref in several:
            found = _one_of(board, several[ref], line)
        if found is None or (board.apart and board.is_apart(found, line)):
            rest.append(line)
        else:
            of_trip[found] = (*of_trip.get(found, ()), line)
    for ref in several:
        del numbered[ref]
    doubtful = _misread(board, rest, numbered)
    for line, trip in doubtful:
        of_trip[trip] = (*of_trip.get(trip, ()), line)
    _join(board, of_trip, several)
    told = {line for line, _ in doubtful}
    return [line for line in rest if line not in told] if told else rest


def _join(board: Board, of_trip: Mapping[int, tuple[int, ...]], several: Collection[str]) -> None:
    refs = board.lines.ref
    for trip in sorted(of_trip):
        ref, lines = board.trips.ref[trip], of_trip[trip]
        confidence = CERTAIN if ref not in several else NUMBER_SEEN_TWICE
        if ref not in [refs[line] for line in lines]:
            confidence = ONE_DIGIT_OFF
        board.join((trip,), lines, MatchMethod.BY_ID, confidence)


def _misread(
    board: Board, lines: Iterable[int], numbered: Mapping[str, int]
) -> list[tuple[int, int]]:
    """Lines with a number that was read from a picture, that no trip has, and that is one digit
    away from the number of exactly one trip of about that time: that trip."""
    refs, read = board.lines.ref, board.lines.read
    doubtful = [each for each in lines if read[each] and len(refs[each]) >= _LONG_ENOUGH]
    if not doubtful:
        return []
    wanted = {gap for line in doubtful for gap in _gaps(refs[line])}
    near: defaultdict[str, list[int]] = defaultdict(list)
    for ref in _half_alike([refs[line] for line in doubtful], numbered):
        for gap in _gaps(ref):
            if gap in wanted:
                near[gap].append(numbered[ref])
    told = []
    for line in doubtful:
        found = {trip for gap in _gaps(refs[line]) for trip in near.get(gap, ())}
        likely = [each for each in found if _in_time(board, each, board.lines.at[line])]
        if len(likely) == 1:
            told.append((line, likely[0]))
    return told


def _gaps(ref: str) -> Iterator[str]:
    """The number with each of its places left open in turn."""
    return (f"{ref[:i]}\0{ref[i + 1 :]}" for i in range(len(ref)))


def _half_alike(read: Iterable[str], known: Iterable[str]) -> list[str]:
    """Those of the ``known`` numbers that have a half of one that was ``read``: where one place
    differs, the other half is the same."""
    by_length: defaultdict[int, list[str]] = defaultdict(list)
    for ref in read:
        by_length[len(ref)].append(ref)
    found: list[str] = []
    for length, own in by_length.items():
        middle = length // 2
        heads, tails = {ref[:middle] for ref in own}, {ref[middle:] for ref in own}
        found += [
            ref
            for ref in known
            if len(ref) == length and (ref[:middle] in heads or ref[middle:] in tails)
        ]
    return found


def _in_time(board: Board, trip: int, at: int | None) -> bool:
    return at is None or _distance(board, trip, at) <= _LATEST


def _one_of(board: Board, candidates: list[int], line: int) -> int | None:
    """Of several."""
    at = board.lines.at[line]
    if at is None:
        return None
    near = sorted((_distance(board, each, at), i) for i, each in enumerate(candidates))
    clear = near[0][0] < near[1][0]
    return candidates[near[0][1]] if near[0][0] <= SAME_NUMBER and clear else None


def _distance(board: Board, trip: int, at: int) -> int:
    """From the nearest of the trip's known moments."""
    fact = board.trips.rows[trip].fact
    moments = (fact.accepted_at, fact.offered_at, fact.picked_up_at, fact.completed_at)
    known = [milliseconds(each) for each in moments]
    return min((abs(each - at) for each in known if each is not None), default=NEVER)
