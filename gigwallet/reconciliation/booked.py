"""When each line of pay was booked, with the clocks of the documents put right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from statistics import median

from gigwallet.domain.offsets import Offsets
from gigwallet.reconciliation.matching import Joined, Matching

# A clock is told from so many orders on, of which so many agree to so much.
_FEW, _MOSTLY = 8, 0.6
_AGREE = timedelta(hours=2)
# Clocks differ by whole half hours; what is further off than the globe is wide was booked late.
_STEP = timedelta(minutes=30)
_LEAST, _MOST = timedelta(minutes=90), timedelta(hours=15)
_MILLISECOND = timedelta(milliseconds=1)

# A document, by its first exhibit or else its statement, and a side of a change of the clocks.
_Clock = tuple[str, int]


def booked(matching: Matching) -> dict[int, int]:
    """By line, when it was booked; one without a time of its own, when its trip ended. A clock that
    is hours off would end a document hours too early or too late."""
    clocks = _Clocks(matching)
    off = clocks.off()
    found: dict[int, int] = {}
    at = matching.lines.at
    for joined in matching.joined:
        for line in joined.lines:
            moment = at[line] if not off else clocks.put_right(line, off)
            if moment is None:
                moment = ended(matching, joined)
            if moment is not None:
                found[line] = moment
    for line in matching.alone_lines:
        moment = clocks.put_right(line, off)
        if moment is not None:
            found[line] = moment
    return found


def ended(matching: Matching, joined: Joined) -> int | None:
    """When the last of the trips ended."""
    moments = matching.trips.ended
    if len(joined.trips) == 1:
        return moments[joined.trips[0]]
    known = [moments[trip] for trip in joined.trips]
    return max((each for each in known if each is not None), default=None)


class _Clocks:
    def __init__(self, matching: Matching) -> None:
        self._matching = matching
        self._offsets: dict[str, Offsets] = {}
        # What is left out because it says the same stands with the line that is kept.
        self._beside = {each.lines[0]: each.repeats for each in matching.joined if each.repeats}

    def put_right(self, line: int, off: dict[_Clock, int]) -> int | None:
        lines = self._matching.lines
        at = lines.at[line]
        if at is None or not off or not lines.timed[line]:
            return at
        return at - off.get(self._clock(line, at), 0)

    def _clock(self, line: int, at: int) -> _Clock:
        lines = self._matching.lines
        zone = lines.zone[line]
        offsets = self._offsets.get(zone)
        if offsets is None:
            offsets = self._offsets[zone] = Offsets(zone)
        exhibits = lines.exhibits[line]
        for other in self._beside.get(line, ()):
            exhibits = exhibits or lines.exhibits[other]
        return (exhibits[0] if exhibits else lines.statement[line], offsets.at(at))

    def off(self) -> dict[_Clock, int]:
        """How far each clock is off: what nearly all its lines agree in."""
        waits: defaultdict[_Clock, list[float]] = defaultdict(list)
        for clock, wait in self._waits():
            waits[clock].append(wait / 1000)
        found: dict[_Clock, int] = {}
        for clock, seen in waits.items():
            middle = timedelta(seconds=median(seen))
            at = middle.total_seconds()
            agree = sum([abs(wait - at) <= _AGREE.total_seconds() for wait in seen])
            enough = len(seen) >= _FEW and agree >= _MOSTLY * len(seen)
            if enough and _LEAST <= abs(middle) <= _MOST:
                found[clock] = round(middle / _STEP) * _STEP // _MILLISECOND
        return found

    def _waits(self) -> Iterator[tuple[_Clock, int]]:
        lines = self._matching.lines
        for joined in self._matching.joined:
            end = ended(self._matching, joined)
            for line in joined.lines if end is not None else ():
                at = lines.at[line]
                if at is not None and lines.timed[line]:
                    yield self._clock(line, at), at - end  # type: ignore[operator]  # no lines without an end
