"""Where a line of text lies: four corners, as it may lie aslant in a photograph."""

from __future__ import annotations

from dataclasses import dataclass

from gigwallet.domain.paper import Box

Corner = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Quad:
    """Corners clockwise from the upper left one."""

    corners: tuple[Corner, Corner, Corner, Corner]

    @property
    def left(self) -> float:
        return min(x for x, _ in self.corners)

    @property
    def right(self) -> float:
        return max(x for x, _ in self.corners)

    @property
    def top(self) -> float:
        return min(y for _, y in self.corners)

    @property
    def bottom(self) -> float:
        return max(y for _, y in self.corners)

    @property
    def area(self) -> float:
        """Of the upright rectangle around it."""
        return (self.right - self.left) * (self.bottom - self.top)

    def overlap(self, other: Quad) -> float:
        """The area that both upright rectangles cover."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width * height if width > 0 and height > 0 else 0.0

    def shared(self, other: Quad) -> float:
        """How much of the smaller one the other covers, 0 to 1."""
        least = min(self.area, other.area)
        return self.overlap(other) / least if least > 0 else 0.0

    def around(self, other: Quad) -> Quad:
        """The smallest upright one that holds both."""
        return upright(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def moved(self, down: float) -> Quad:
        first, second, third, fourth = ((x, y + down) for x, y in self.corners)
        return Quad((first, second, third, fourth))

    def scaled(self, factor: float) -> Quad:
        first, second, third, fourth = ((x * factor, y * factor) for x, y in self.corners)
        return Quad((first, second, third, fourth))

    def box(self, width: int, height: int) -> Box:
        """The whole pixels that it touches, within a picture of that size."""
        left, top = max(int(self.left), 0), max(int(self.top), 0)
        right, bottom = min(round(self.right), width), min(round(self.bottom), height)
        return Box(left, top, max(right - left, 1), max(bottom - top, 1))


def upright(left: float, top: float, right: float, bottom: float) -> Quad:
    return Quad(((left, top), (right, top), (right, bottom), (left, bottom)))


def in_reading_order(quads: list[Quad]) -> list[int]:
    """Places in ``quads``: row after row, each from left to right. Two share a row where their
    centres differ by less than half the height of the lower one."""
    middles = [(each.top + each.bottom) / 2 for each in quads]
    order: list[int] = []
    row: list[int] = []
    for place in sorted(range(len(quads)), key=middles.__getitem__):
        first = row[0] if row else place
        height = min(quads[n].bottom - quads[n].top for n in (first, place))
        if middles[place] - middles[first] > height / 2:
            order += sorted(row, key=lambda n: quads[n].left)
            row = []
        row.append(place)
    return order + sorted(row, key=lambda n: quads[n].left)
