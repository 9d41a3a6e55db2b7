"""A long picture is looked at in tiles: no line is lost at a seam, and none is there twice."""

from __future__ import annotations

import itertools
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from gigwallet.ocr.quads import Quad, upright
from gigwallet.ocr.tiling import HEIGHT, LONG, OVERLAP, Tile, merged, tiles
from tests.examples import examples

_WIDTH = 1000
# A line cut by a seam on both sides would have to be as high as the overlap.
_HIGHEST = OVERLAP - 20


@given(st.integers(1, 60_000))
@settings(max_examples=examples(60), deadline=None)
def test_the_tiles_of_a_picture_hold_every_row_and_overlap(height: int) -> None:
    parts = tiles(height)

    assert parts[0].top == 0
    assert parts[-1].bottom == height
    assert all(part.bottom - part.top <= max(HEIGHT, LONG if len(parts) == 1 else 0)
               for part in parts)  # fmt: skip
    assert all(
        upper.bottom - lower.top >= OVERLAP - 1 for upper, lower in itertools.pairwise(parts)
    )


@st.composite
def _screens(draw: st.DrawFn) -> tuple[int, list[Quad]]:
    """A picture of several tiles with rows of one to three boxes that do not touch."""
    dice = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311
    height = draw(st.integers(LONG + 1, 9_600))
    lines: list[Quad] = []
    top = dice.randint(0, 60)
    while top < height - 20:
        tall = min(dice.choice((18, 30, 44, 90, _HIGHEST)), height - top)
        columns = dice.randint(1, 3)
        for column in range(columns):
            left = column * _WIDTH / columns + dice.randint(0, 40)
            right = (column + 1) * _WIDTH / columns - dice.randint(10, 60)
            lines.append(upright(left, top, right, top + tall))
        top += tall + dice.randint(6, 80)
    return height, lines


def _seen(parts: list[Tile], lines: list[Quad], dice: random.Random) -> list[list[Quad]]:
    """What a detector finds in each tile: each line a little off, cut where the tile ends."""
    found: list[list[Quad]] = []
    for part in parts:
        seen = []
        for line in lines:
            top = max(line.top + dice.randint(-2, 2), part.top)
            bottom = min(line.bottom + dice.randint(-2, 2), part.bottom)
            if bottom - top >= 5:
                off = dice.randint(-2, 2)
                seen.append(upright(line.left + off, top - part.top, line.right + off,
                                    bottom - part.top))  # fmt: skip
        found.append(seen)
    return found


@given(_screens(), st.integers(0, 2**32))
@settings(max_examples=examples(25), deadline=None)
def test_every_line_is_there_once_and_whole(screen: tuple[int, list[Quad]], seed: int) -> None:
    height, lines = screen
    parts = tiles(height)

    kept = merged(parts, _seen(parts, lines, random.Random(seed)))  # noqa: S311

    assert len(kept) == len(lines)
    for line in lines:
        (own,) = (each for each in kept if each.shared(line) > 0.5)
        assert own.top <= line.top + 4
        assert own.bottom >= line.bottom - 4


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(5, 400), st.integers(0, 900),
                          st.integers(5, 900), st.integers(0, 1)), max_size=20))  # fmt: skip
@settings(max_examples=examples(60), deadline=None)
def test_whatever_is_found_stays_covered(boxes: list[tuple[int, int, int, int, int]]) -> None:
    parts = tiles(3_000)
    found: list[list[Quad]] = [[] for _ in parts]
    for top, tall, left, wide, place in boxes:
        height = parts[place].bottom - parts[place].top
        upper = min(top, height - 5)
        found[place].append(upright(left, upper, left + wide, min(upper + tall, height)))

    kept = merged(parts, found)

    for place, (part, quads) in enumerate(zip(parts, found, strict=True)):
        for quad in quads:
            covered = sum(each.overlap(quad.moved(part.top)) for each in kept)
            at_seam = (quad.top <= 4) if place else (quad.bottom >= part.bottom - part.top - 4)
            # Beside a seam, four rows above and below a whole line count as part of it.
            beside = 8 * (quad.right - quad.left) if at_seam else 0
            assert covered + beside >= 0.69 * quad.area


def test_a_sliver_beside_the_seam_is_no_line_of_its_own() -> None:
    parts = tiles(8_700)
    seam = parts[2].top
    whole = upright(359, seam - 41, 652, seam + 1)
    sliver = upright(360, seam, 653, seam + 5)
    found: list[list[Quad]] = [[] for _ in parts]
    found[1] = [whole.moved(-parts[1].top)]
    found[2] = [sliver.moved(-seam)]

    assert merged(parts, found) == [whole]


def test_a_line_higher_than_the_overlap_becomes_one_of_its_two_parts() -> None:
    parts = tiles(3_000)
    seam = parts[0].bottom - OVERLAP // 2
    line = upright(100, seam - 300, 900, seam + 300)

    kept = merged(parts, _seen(parts, [line], random.Random(1)))  # noqa: S311

    assert [(each.top <= line.top + 4, each.bottom >= line.bottom - 4) for each in kept] == [
        (True, True)
    ]


def test_a_line_found_whole_in_one_tile_and_in_halves_in_the_other_is_there_once() -> None:
    parts = tiles(3_000)
    top = parts[1].top + OVERLAP // 2
    whole = upright(50, top, 950, top + 40)
    label, value = upright(50, top, 300, top + 40), upright(700, top, 950, top + 40)
    found = [[whole], [label.moved(-parts[1].top), value.moved(-parts[1].top)]]

    assert merged(parts, found) == [whole]
