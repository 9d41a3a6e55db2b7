"""Of versions that differ in their prices alone, those that can give the least and the most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from gigwallet.rules.prices import Flat, Share

if TYPE_CHECKING:
    from gigwallet.rules.program import LineProgram, VersionProgram

_NONE = Fraction()
_Shape = tuple[object, ...]
_Prices = tuple[Fraction, ...]
Outer = tuple[list[int], list[int]]


def outermost(versions: Sequence[VersionProgram]) -> Outer:
    """Their places: those of which one gives the least, and those of which one gives the most, to
    every order of which nothing is below zero.

    A law has a rate for each town, and where a trip began is not known: ten towns are ten versions,
    and the cheapest and the dearest tell for all. Where prices and shares are not below zero and
    lines only add up, what no price of another exceeds never gives more.
    """
    everyone = list(range(len(versions)))
    told = [_told(each) for each in versions]
    shapes = {None if each is None else each[0] for each in told}
    prices = [each[1] for each in told if each is not None]
    if len(shapes) > 1 or None in shapes:
        return everyone, everyone
    return (
        [at for at in everyone if not _beaten(at, prices, lower=True)],
        [at for at in everyone if not _beaten(at, prices, lower=False)],
    )


def _told(version: VersionProgram) -> tuple[_Shape, _Prices] | None:
    """What the lines are beside their prices, and the prices; None where more decides."""
    lines = [_line(each) for each in version.lines]
    known = [each for each in lines if each is not None]
    if len(known) < len(lines):
        return None
    return tuple(shape for shape, _ in known), tuple(price for _, price in known)


def _line(line: LineProgram) -> tuple[_Shape, Fraction] | None:
    price = line.line.price
    if line.group:
        return None
    same = (line.line.id, line.line.condition, line.line.gives, line.size)
    if isinstance(price, Flat) and price.price >= 0:
        return (*same, replace(price, price=_NONE)), price.price
    if isinstance(price, Share) and price.share >= 0:
        return (*same, price.of), price.share
    return None


def _beaten(at: int, prices: Sequence[_Prices], *, lower: bool) -> bool:
    """Whether another goes as far in every price; of equal ones the first stays."""
    own = prices[at]
    for other, rival in enumerate(prices):
        if other == at or (rival == own and other > at):
            continue
        pairs = zip(rival, own, strict=True)
        if all(a <= b if lower else a >= b for a, b in pairs):
            return True
    return False
