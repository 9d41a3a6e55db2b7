"""Which pieces stand beside, below or above one another; whole numbers only, so that a picture
scaled up says the same."""

from __future__ import annotations

from collections.abc import Iterable

from gigwallet.domain.paper import Box, Piece

# Two pieces are of one row where their centres differ by at most this share of the smaller height.
_ROW = (11, 20)
_REACH = 2  # a value below or above is at most so many heights away


def order(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Reading order, the same however the pieces came."""
    return tuple(
        sorted(
            pieces,
            key=lambda p: (p.box.top, p.box.left, p.box.width, p.box.height, p.text, p.confidence),
        )
    )


def middle(box: Box) -> int:
    """Twice the height of the centre."""
    return 2 * box.top + box.height


def apart(one: Box, other: Box) -> int:
    """Twice the distance of the centres, up and down."""
    return abs(middle(one) - middle(other))


def beside(one: Box, other: Box) -> bool:
    """Whether both stand in one row."""
    return apart(one, other) * _ROW[1] <= 2 * _ROW[0] * min(one.height, other.height)


def same_place(one: Box, other: Box) -> bool:
    """Whether two looks at a picture mean the same letters."""
    shared = min(one.right, other.right) - max(one.left, other.left)
    return beside(one, other) and 2 * shared >= min(one.width, other.width)


def right_of(label: Box, other: Box) -> bool:
    """Whether ``other`` begins where ``label`` ends, or later; boxes may touch a little."""
    return 3 * (other.left - label.right) >= -min(label.height, other.height) and (
        other.left > label.left
    )


def stacked(label: Box, other: Box) -> bool:
    """Whether one stands over the other: most of the narrower is within the wider, or both begin
    or end at one line."""
    shared = min(label.right, other.right) - max(label.left, other.left)
    narrower = min(label.width, other.width)
    aligned = min(abs(label.left - other.left), abs(label.right - other.right)) * 2 <= min(
        label.height, other.height
    )
    return 2 * shared >= narrower or (aligned and shared > 0)


def gap(label: Box, other: Box) -> int:
    """The room between two stacked boxes; below zero where they overlap."""
    return max(other.top - label.bottom, label.top - other.bottom)


def near(label: Box, other: Box) -> bool:
    """Whether a stacked value is near enough to be the label's."""
    return gap(label, other) <= _REACH * max(label.height, other.height)


def below(label: Box, other: Box) -> bool:
    return middle(other) > middle(label) and not beside(label, other)


def hull(boxes: Iterable[Box]) -> Box:
    """The smallest box around all."""
    first, *rest = boxes
    for each in rest:
        first = first.around(each)
    return first
