"""When each line of pay was booked, with the clocks of the documents put right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from statistics import median

from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.recorded import FactId, Recorded
from gigwallet.reconciliation.facts import exhibits_of
from gigwallet.reconciliation.matching import Joined, Matching, has_time, line_time

# A clock is told from so many orders on, of which so many agree to so much.
_FEW, _MOSTLY = 8, 0.6
_AGREE = timedelta(hours=2)
# Clocks differ by whole half hours; what is further off than the globe is wide was booked late.
_STEP = timedelta(minutes=30)
_LEAST, _MOST = timedelta(minutes=90), timedelta(hours=15)

# A document, by its first exhibit or else its statement, and a side of a change of the clocks.
_Clock = tuple[str, object]


def booked(matching: Matching) -> dict[FactId, datetime]:
    """When each line was booked; one without a time of its own, when its trip ended. A clock that
    is hours off would end a document hours too early or too late."""
    off = _offs(matching.joined)
    found: dict[FactId, datetime] = {}
    for joined in matching.joined:
        end = ended(joined)
        for line in joined.lines:
            at = _put_right(line, off)
            if at is not None or end is not None:
                found[line.id] = at or end  # type: ignore[assignment]  # one of them is known
    for line in matching.alone_lines:
        at = _put_right(line, off)
        if at is not None:
            found[line.id] = at
    return found


def ended(joined: Joined) -> datetime | None:
    """When the last of the trips ended."""
    return max((t.fact.ended.utc for t in joined.trips if t.fact.ended is not None), default=None)


def _put_right(line: Recorded[PayLine], off: dict[_Clock, timedelta]) -> datetime | None:
    at = line_time(line.fact)
    if at is None:
        return None
    return at.utc - off.get(_clock(line), timedelta()) if has_time(at) else at.utc


def _clock(line: Recorded[PayLine]) -> _Clock:
    at = line_time(line.fact)
    named = exhibits_of([line])
    return (named[0] if named else line.fact.statement_ref, at.local.utcoffset() if at else None)


def _offs(joined: Iterable[Joined]) -> dict[_Clock, timedelta]:
    """How far each clock is off: what nearly all its lines agree in."""
    waits: defaultdict[_Clock, list[float]] = defaultdict(list)
    for clock, wait in _waits(joined):
        waits[clock].append(wait.total_seconds())
    found: dict[_Clock, timedelta] = {}
    for clock, seen in waits.items():
        middle = timedelta(seconds=median(seen))
        agree = sum(abs(wait - middle.total_seconds()) <= _AGREE.total_seconds() for wait in seen)
        if len(seen) >= _FEW and agree >= _MOSTLY * len(seen) and _LEAST <= abs(middle) <= _MOST:
            found[clock] = round(middle / _STEP) * _STEP
    return found


def _waits(joined: Iterable[Joined]) -> Iterator[tuple[_Clock, timedelta]]:
    for each in joined:
        end = ended(each)
        for line in each.lines:
            at = line_time(line.fact)
            if end is not None and at is not None and has_time(at):
                yield _clock(line), at.utc - end
