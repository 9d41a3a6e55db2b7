"""Lines that name an order: the one way of matching that is certain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
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
    numbered: defaultdict[str, list[int]] = defaultdict(list)
    for trip, ref in enumerate(board.trips.ref):
        if ref and not board.used_trips[trip]:
            numbered[ref].append(trip)
    of_trip: dict[int, list[int]] = {}
    rest = []
    refs = board.lines.ref
    for line in board.open:
        candidates = numbered.get(refs[line]) if refs[line] else None
        found = None if candidates is None else _one_of(board, candidates, line)
        if found is None or (board.apart and board.is_apart(found, line)):
            rest.append(line)
        else:
            of_trip.setdefault(found, []).append(line)
    rest = _misread(board, rest, numbered, of_trip)
    for trip in sorted(of_trip):
        ref, lines = board.trips.ref[trip], of_trip[trip]
        confidence = CERTAIN if len(numbered[ref]) == 1 else NUMBER_SEEN_TWICE
        if not any(refs[line] == ref for line in lines):
            confidence = ONE_DIGIT_OFF
        board.join([trip], lines, MatchMethod.BY_ID, confidence)
    return rest


def _misread(
    board: Board,
    lines: Iterable[int],
    numbered: Mapping[str, list[int]],
    of_trip: dict[int, list[int]],
) -> list[int]:
    """A number that was read from a picture, that no trip has, and that is one digit away from the
    number of exactly one trip of about that time."""
    refs, read = board.lines.ref, board.lines.read
    doubtful: list[int] = []
    rest: list[int] = []
    for line in lines:
        (doubtful if read[line] and len(refs[line]) >= _LONG_ENOUGH else rest).append(line)
    if not doubtful:
        return rest
    wanted = {gap for line in doubtful for gap in _gaps(refs[line])}
    near: defaultdict[str, list[int]] = defaultdict(list)
    may_be = _half_alike([refs[line] for line in doubtful])
    for ref, trips in numbered.items():
        if len(trips) > 1 or not may_be(ref):
            continue
        for gap in _gaps(ref):
            if gap in wanted:
                near[gap].append(trips[0])
    for line in doubtful:
        found = {trip for gap in _gaps(refs[line]) for trip in near.get(gap, ())}
        likely = [each for each in found if _in_time(board, each, board.lines.at[line])]
        if len(likely) == 1:
            of_trip.setdefault(likely[0], []).append(line)
        else:
            rest.append(line)
    return sorted(rest)


def _gaps(ref: str) -> Iterator[str]:
    """The number with each of its places left open in turn."""
    return (f"{ref[:i]}\0{ref[i + 1 :]}" for i in range(len(ref)))


def _half_alike(read: Iterable[str]) -> Callable[[str], bool]:
    """Whether a number has a half of one of these: where one place differs, the other half is the
    same."""
    halves: dict[int, tuple[set[str], set[str]]] = {}
    for ref in read:
        heads, tails = halves.setdefault(len(ref), (set(), set()))
        heads.add(ref[: len(ref) // 2])
        tails.add(ref[len(ref) // 2 :])

    def alike(ref: str) -> bool:
        known, middle = halves.get(len(ref)), len(ref) // 2
        return known is not None and (ref[:middle] in known[0] or ref[middle:] in known[1])

    return alike


def _in_time(board: Board, trip: int, at: int | None) -> bool:
    return at is None or _distance(board, trip, at) <= _LATEST


def _one_of(board: Board, candidates: list[int], line: int) -> int | None:
    if len(candidates) == 1:
        return candidates[0]
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
