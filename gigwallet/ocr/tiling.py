"""How a long picture is looked at piece by piece, without losing or doubling a line at a seam."""

from __future__ import annotations

from dataclasses import dataclass

from gigwallet.ocr.quads import Quad, upright

LONG = 2200
HEIGHT = 1800
OVERLAP = 220
# A box that comes this near to where its tile was cut may be a part of a line.
_NEAR = 4
# Two boxes of neighbouring tiles that share this much of the smaller are (parts of) one line.
_SAME = 0.3
_COVERED = 0.7


@dataclass(frozen=True, slots=True)
class Tile:
    """Rows ``top`` (within) to ``bottom`` (without) of a picture."""

    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class _Seen:
    quad: Quad
    tile: int
    cut: bool


def tiles(height: int) -> list[Tile]:
    """One tile, or for a picture of more than ``LONG`` rows equal ones of at most ``HEIGHT``, each
    of which shares ``OVERLAP`` rows (give or take one) with the next."""
    if height <= LONG:
        return [Tile(0, height)]
    count = -(-(height - OVERLAP) // (HEIGHT - OVERLAP))
    each = -(-(height + (count - 1) * OVERLAP) // count)
    tops = [n * (height - each) // (count - 1) for n in range(count)]
    return [Tile(top, top + each) for top in tops]


def merged(parts: list[Tile], found: list[list[Quad]]) -> list[Quad]:
    """What was found in each tile (in rows of that tile) as one list in rows of the picture.

    A box goes only where another tile's covers it, whole ones are preferred to cut ones, and two
    that each hold a part of the same line become one.
    """
    kept: list[Quad] = []
    doubtful: list[_Seen] = []
    for place, (part, quads) in enumerate(zip(parts, found, strict=True)):
        for quad in quads:
            moved = quad.moved(part.top)
            if _is_shared(moved, parts, place):
                doubtful.append(_Seen(moved, place, _is_cut(moved, parts, place)))
            else:
                kept.append(moved)
    return kept + _settled(doubtful)


def _settled(doubtful: list[_Seen]) -> list[Quad]:
    kept: list[_Seen] = []
    for each in sorted(doubtful, key=lambda one: (one.cut, -one.quad.area)):
        if not _is_within(each, kept):
            _add(each, kept)
    return [each.quad for each in kept]


def _is_shared(quad: Quad, parts: list[Tile], place: int) -> bool:
    """Whether a neighbouring tile sees some of its rows too."""
    above = place > 0 and quad.top < parts[place - 1].bottom
    below = place < len(parts) - 1 and quad.bottom > parts[place + 1].top
    return above or below


def _is_cut(quad: Quad, parts: list[Tile], place: int) -> bool:
    above = place > 0 and quad.top <= parts[place].top + _NEAR
    below = place < len(parts) - 1 and quad.bottom >= parts[place].bottom - _NEAR
    return above or below


def _is_within(one: _Seen, kept: list[_Seen]) -> bool:
    """Whether boxes of other tiles cover it; kept ones hardly share anything among themselves.
    What a tile cut off may be a sliver no higher than boxes of one line differ, so that it lies
    beside the whole one more than on it."""
    reach = _NEAR if one.cut else 0
    covered = sum(
        one.quad.overlap(_taller(other.quad, reach))
        for other in kept
        if other.tile != one.tile and (one.cut or not other.cut)
    )
    return covered >= _COVERED * one.quad.area


def _taller(quad: Quad, reach: int) -> Quad:
    return upright(quad.left, quad.top - reach, quad.right, quad.bottom + reach)


def _add(one: _Seen, kept: list[_Seen]) -> None:
    others = [place for place, other in enumerate(kept) if other.tile != one.tile]
    nearest = max(others, key=lambda place: kept[place].quad.shared(one.quad), default=None)
    if nearest is None or kept[nearest].quad.shared(one.quad) < _SAME:
        kept.append(one)
        return
    other = kept[nearest]
    kept[nearest] = _Seen(other.quad.around(one.quad), other.tile, other.cut)
