"""When each line of pay was booked, with the clocks of the documents put right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
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


def booked(matching: Matching) -> list[int | None]:
    """Of each line, when it was booked; one without a time of its own, when its trip ended. A clock
    that is hours off would end a document hours too early or too late. Nothing of lines that say
    again what others say."""
    moments = _Clocks(matching).put_right()
    found: list[int | None] = [None] * len(moments)
    for joined in matching.joined:
        for line in joined.lines:
            at = moments[line]
            found[line] = ended(matching, joined) if at is None else at
    for line in matching.alone_lines:
        found[line] = moments[line]
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
        # What is left out because it says the same stands with the line that is kept.
        beside = {each.lines[0]: each.repeats for each in matching.joined if each.repeats}
        lines = matching.lines
        names = [
            exhibits[0] if exhibits else ref
            for exhibits, ref in zip(lines.exhibits, lines.statement, strict=True)
        ]
        for line, others in beside.items():
            shown = (each for other in others for each in lines.exhibits[other])
            if not lines.exhibits[line]:
                names[line] = next(shown, names[line])
        offsets = {zone: Offsets(zone) for zone in set(lines.zone) if zone}
        columns = zip(lines.at, lines.timed, lines.zone, names, strict=True)
        # Of lines without a time of day no clock is asked.
        self._clock: list[_Clock | None] = [
            (name, offsets[zone].at(at)) if at is not None and timed else None
            for at, timed, zone, name in columns
        ]

    def put_right(self) -> Sequence[int | None]:
        """The moments of all lines."""
        at, off = self._matching.lines.at, self._off()
        if not off:
            return at
        return [
            each if each is None or clock is None else each - off.get(clock, 0)
            for each, clock in zip(at, self._clock, strict=True)
        ]

    def _off(self) -> dict[_Clock, int]:
        """How far each clock is off: what nearly all its lines agree in."""
        waits: defaultdict[_Clock, list[float]] = defaultdict(list)
        at, until = self._matching.lines.at, self._matching.trips.ended
        for joined in self._matching.joined:
            one = len(joined.trips) == 1
            end = until[joined.trips[0]] if one else ended(self._matching, joined)
            for line in joined.lines if end is not None else ():
                clock = self._clock[line]
                if clock is not None:
                    waits[clock].append((at[line] - end) / 1000)  # type: ignore[operator]  # no clock without a time
        found: dict[_Clock, int] = {}
        for clock, seen in waits.items():
            middle = timedelta(seconds=median(seen))
            centre = middle.total_seconds()
            agree = sum([abs(wait - centre) <= _AGREE.total_seconds() for wait in seen])
            enough = len(seen) >= _FEW and agree >= _MOSTLY * len(seen)
            if enough and _LEAST <= abs(middle) <= _MOST:
                found[clock] = round(middle / _STEP) * _STEP // _MILLISECOND
        return found
