"""The least and the most that the lines of one case can come to together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import ceil, prod
from typing import TYPE_CHECKING

from gigwallet.rules.runs import Limited, Shared, Span

if TYPE_CHECKING:  # the program holds its scenarios
    from gigwallet.rules.program import LineProgram, VersionProgram

# Whether each line counts: True, False, or None where even this case cannot tell.
Held = tuple[bool | None, ...]
_Turn = tuple[Fraction, Fraction]
_NONE, _ONE = Fraction(0), Fraction(1)
_MOST_TRIED = 128


@dataclass(frozen=True, slots=True)
class Ends:
    low: int
    high: int
    lows: tuple[int, ...]
    highs: tuple[int, ...]
    held: tuple[bool, ...]
    # What each line by itself may give.
    mins: tuple[int, ...]
    maxs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Turning:
    """By how much the sum changes with each line, whether it never falls with it, and whether it
    may do either."""

    turns: list[_Turn]
    rises: list[bool]
    both: list[bool]

    @classmethod
    def of(cls, turns: list[_Turn]) -> _Turning:
        return cls(
            turns,
            [least >= 0 for least, _ in turns],
            [least < 0 < most for least, most in turns],
        )


class Extremes:
    def __init__(self, version: VersionProgram) -> None:
        self._version = version
        self._turns: dict[tuple[object, ...], _Turning] = {}
        self._banded = [
            line for line in version.lines if isinstance(line.run, Shared) and line.run.banded
        ]
        self._rounded = [
            line for line in version.lines if line.size and isinstance(line.run, Shared)
        ]

    def of(
        self, held: Held, words: Sequence[str], units: Sequence[Span], tiers: Sequence[Span]
    ) -> Ends:
        """Where the sum only rises or only falls with each line, its ends are reckoned exactly,
        with every line at its own end; else by what each line may give at least and at most."""
        base = [
            (0, 0)
            if held[line.index] is False or line.run.refs
            else line.run.reach(units, words, tiers)
            for line in self._version.lines
        ]
        loose = self._loose(held, base, units)
        return self._corners(held, base, units, loose) or loose

    def _corners(
        self, held: Held, base: Sequence[Span], units: Sequence[Span], loose: Ends
    ) -> Ends | None:
        if None in held or not self._one_share(held, units):
            return None
        sure = loose.held
        turning = self._turns_of(sure, units)
        lows, highs = [], []
        for (low, high), rises, both in zip(base, turning.rises, turning.both, strict=True):
            if both and low != high:
                return None
            lows.append(low if rises else high)
            highs.append(high if rises else low)
        points = [low for low, _ in units]
        at_low, at_high = self._outmost(sure, lows, highs, points, turning.turns)
        total = self._version.total
        return Ends(
            total(at_low),
            total(at_high),
            tuple(at_low),
            tuple(at_high),
            sure,
            loose.mins,
            loose.maxs,
        )

    def _outmost(
        self,
        sure: Sequence[bool],
        lows: Sequence[int],
        highs: Sequence[int],
        points: Sequence[int],
        turns: Sequence[_Turn],
    ) -> tuple[list[int], list[int]]:
        """The lines' amounts at both ends. Each share is rounded by itself, so where several are
        taken of one sum it may step out of turn: then what lies near the ends is tried as well."""
        version = self._version
        at_low = version.combined(sure, lows, points)
        at_high = version.combined(sure, highs, points)
        rounded = [line for line in self._rounded if sure[line.index]]
        if len(rounded) < 2:
            return at_low, at_high
        moving = [place for place, low in enumerate(lows) if low != highs[place]]
        if not moving:
            return at_low, at_high
        near = list(self._near(moving, lows, highs, turns, len(rounded)))
        if not near:
            for line in rounded[1:]:
                at_low[line.index] -= line.size
                at_high[line.index] += line.size
            return at_low, at_high
        tried = [version.combined(sure, each, points) for each in near]
        return min(tried, key=version.total), max(tried, key=version.total)

    def _near(
        self,
        moving: Sequence[int],
        lows: Sequence[int],
        highs: Sequence[int],
        turns: Sequence[_Turn],
        rounded: int,
    ) -> Iterator[list[int]]:
        """The amounts by which one line alone may be off its ends while the roundings still
        outweigh them; nothing where they are too many to try."""
        place = moving[0]
        line, turn = self._version.lines[place], min(map(abs, turns[place]))
        stride = line.size or (self._version.program.size if line.paid else 0)
        steps = ceil(rounded / turn) + 1 if turn else _MOST_TRIED
        if len(moving) > 1 or not stride or steps >= _MOST_TRIED:
            return
        low, high = sorted((lows[place], highs[place]))
        for step in range(steps):
            for amount in (low + step * stride, high - step * stride):
                if low <= amount <= high:
                    moved = list(lows)
                    moved[place] = amount
                    yield moved

    def _one_share(self, held: Held, units: Sequence[Span]) -> bool:
        shares = (line.run for line in self._banded if held[line.index])
        return all(
            len(each.shares_between(*units[each.place])) == 1
            for each in shares
            if isinstance(each, Shared)
        )

    def _turns_of(self, sure: tuple[bool, ...], units: Sequence[Span]) -> _Turning:
        """By how much the sum changes with each line, at least and at most: a commission of a
        quarter leaves three quarters, a minimum that tops up leaves all or nothing."""
        # A share that no quantity decides is always the same.
        shares = tuple([self._share(line, units) for line in self._banded])
        key = (sure, shares) if shares else sure
        found = self._turns.get(key)
        if found is None:
            found = self._turns[key] = _Turning.of(self._turned(sure, units))
        return found

    @staticmethod
    def _share(line: LineProgram, units: Sequence[Span]) -> Fraction:
        run = line.run
        if not isinstance(run, Shared):
            return _NONE
        return run.share_at(units[run.place][0] if run.banded else 0)

    def _turned(self, sure: Sequence[bool], units: Sequence[Span]) -> list[_Turn]:
        """Over all ways in which limits may bite or not, and lines of a group may be the highest:
        a sum that rises in each of them rises."""
        lines = [line for line in self._version.lines if sure[line.index]]
        groups: dict[str, list[int]] = {}
        for line in lines:
            groups.setdefault(line.group or f"\0{line.index}", []).append(line.index)
        limits = [line.index for line in lines if isinstance(line.run, Limited)]
        if prod(map(len, groups.values())) * 2 ** len(limits) > _MOST_TRIED:
            return [(-_ONE, _ONE)] * len(sure)
        found = [
            self._weights(lines, set(best) - set(idle), units)
            for best in product(*groups.values())
            for idle in product(*((each, -1) for each in limits))
        ]
        return [(min(each), max(each)) for each in zip(*found, strict=True)]

    def _weights(
        self, lines: Sequence[LineProgram], counting: set[int], units: Sequence[Span]
    ) -> list[Fraction]:
        """By how much the sum changes with each line, where these are the ones that count."""
        found = [_ONE if line.paid else _NONE for line in self._version.lines]
        for line in reversed(lines):
            if line.index not in counting:
                found[line.index] = _NONE
            weight, run = found[line.index], line.run
            if isinstance(run, Shared):
                for ref in run.refs:
                    found[ref] += weight * self._share(line, units)
            elif isinstance(run, Limited):
                for ref in run.lines:
                    found[ref] += weight
                for ref in run.summed:
                    found[ref] -= weight
        return found

    def _loose(self, held: Held, base: Sequence[Span], units: Sequence[Span]) -> Ends:
        """Each line by itself, between its least and its most."""
        version = self._version
        found: list[Span] = [(0, 0)] * len(version.lines)
        alone: list[Span] = [(0, 0)] * len(version.lines)
        first: dict[str, tuple[int, bool]] = {}
        for line in version.lines:
            answer = held[line.index]
            if answer is False:
                continue
            low, high = self._reach(line, base[line.index], units, found)
            if line.size:
                low, high = version.round(low, line.size), version.round(high, line.size)
            if answer is None:
                low, high = min(0, low), max(0, high)
            alone[line.index] = (min(0, low), max(0, high)) if line.group else (low, high)
            if line.group and line.group in first:
                mate, firm = first[line.group]
                found[mate] = _highest(found[mate], firm, (low, high), answer is True)
                first[line.group] = (mate, firm or answer is True)
                continue
            first[line.group] = (line.index, answer is True)
            found[line.index] = (low, high)
        lows, highs = tuple(each[0] for each in found), tuple(each[1] for each in found)
        sure = tuple(each is True for each in held)
        mins, maxs = tuple(each[0] for each in alone), tuple(each[1] for each in alone)
        return Ends(version.total(lows), version.total(highs), lows, highs, sure, mins, maxs)

    @staticmethod
    def _reach(line: LineProgram, base: Span, units: Sequence[Span], found: Sequence[Span]) -> Span:
        run = line.run
        if isinstance(run, Shared):
            low, high = _sum(found, run.refs)
            shares = run.shares_between(*units[run.place]) if run.banded else [run.share_at(0)]
            ends = [_part(share, each) for share in shares for each in (low, high)]
            return min(ends), max(ends)
        if isinstance(run, Limited):
            target, there = _sum(found, run.lines), _sum(found, run.summed)
            return (
                run.between(run.amount + target[0], there[1]),
                run.between(run.amount + target[1], there[0]),
            )
        return base


def _part(share: Fraction, whole: int) -> int:
    """``int(share * whole)``, without a fraction for each."""
    top = share.numerator * whole
    return top // share.denominator if top >= 0 else -(-top // share.denominator)


def _highest(one: Span, one_sure: bool, two: Span, two_sure: bool) -> Span:
    """The higher of two of which one that is not sure may not count at all."""
    high = max(one[1], two[1])
    if one_sure is two_sure:
        return (max if one_sure else min)(one[0], two[0]), high
    return (one if one_sure else two)[0], high


def _sum(found: Sequence[Span], places: Sequence[int]) -> Span:
    return sum(found[each][0] for each in places), sum(found[each][1] for each in places)
