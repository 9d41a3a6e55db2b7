"""The boxes as the person leaves them: proposed, black or gone, and every step can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from gigwallet.domain.paper import Box
from gigwallet.domain.redaction import Mask, MaskReason

_LEAST = 4  # pixels: a smaller box is a press with an unsteady hand
_MOST_STEPS = 200


@dataclass(frozen=True, slots=True)
class Drawn:
    """A box on a page. ``black``: it will be filled; else the program only proposes it."""

    mask: Mask
    black: bool


class Editing:
    """``boxes`` in the order in which they came; ``chosen`` is the place of one, or -1."""

    def __init__(self, changed: Callable[[], object] = lambda: None) -> None:
        self._changed = changed
        self._before: list[tuple[tuple[Drawn, ...], int]] = []
        self._moving = False
        self.boxes: tuple[Drawn, ...] = ()
        self.chosen = -1

    def begin(self, kept: Sequence[Mask], proposed: Sequence[Mask]) -> None:
        """What holds already is black; proposals that it covers are left out."""
        black = [Drawn(each, black=True) for each in kept]
        new = [
            Drawn(each, black=False)
            for each in proposed
            if not any(_covers(mask, each) for mask in kept)
        ]
        self.boxes, self.chosen, self._before = (*black, *new), -1, []
        self._changed()

    @property
    def masks(self) -> tuple[Mask, ...]:
        """Those that will be filled."""
        return tuple(each.mask for each in self.boxes if each.black)

    @property
    def proposals(self) -> int:
        return sum(not each.black for each in self.boxes)

    @property
    def can_undo(self) -> bool:
        return bool(self._before)

    def choose(self, place: int) -> None:
        self.chosen = place if 0 <= place < len(self.boxes) else -1
        self._moving = False
        self._changed()

    def choose_next(self, page: int, by: int = 1) -> None:
        """The next box of a page, in a ring."""
        here = [n for n, each in enumerate(self.boxes) if each.mask.page == page]
        if here:
            at = here.index(self.chosen) + by if self.chosen in here else 0
            self.choose(here[at % len(here)])

    def add(self, page: int, box: Box, reason: MaskReason = MaskReason.OTHER) -> None:
        """A box that the person draws is black at once."""
        if box.width >= _LEAST and box.height >= _LEAST:
            self._step((*self.boxes, Drawn(Mask(page, box, reason), black=True)))
            self.choose(len(self.boxes) - 1)

    def place(self, box: Box, *, goes_on: bool = False) -> None:
        """The chosen box goes there. ``goes_on``: one movement of the hand is one step."""
        if self.chosen < 0 or box.width < _LEAST or box.height < _LEAST:
            return
        if not (goes_on and self._moving):
            self._remember()
        self._moving = goes_on
        mask = replace(self.boxes[self.chosen].mask, box=box)
        self._put(self.chosen, Drawn(mask, black=True))

    def let_go(self) -> None:
        """The hand came to rest: what follows is another step."""
        self._moving = False

    def call(self, reason: MaskReason) -> None:
        """Why the chosen box is hidden."""
        if self.chosen >= 0:
            self._remember()
            each = self.boxes[self.chosen]
            self._put(self.chosen, replace(each, mask=replace(each.mask, reason=reason)))

    def accept(self, place: int) -> None:
        if not self.boxes[place].black:
            self._remember()
            self._put(place, replace(self.boxes[place], black=True))

    def accept_all(self) -> None:
        if self.proposals:
            self._step(tuple(replace(each, black=True) for each in self.boxes))

    def drop(self, place: int) -> None:
        kept = tuple(each for n, each in enumerate(self.boxes) if n != place)
        if len(kept) < len(self.boxes):
            chosen = self.chosen
            self._step(kept)
            self.choose(chosen - 1 if place < chosen else -1 if place == chosen else chosen)

    def undo(self) -> None:
        if self._before:
            self.boxes, chosen = self._before.pop()
            self.choose(chosen)

    def _step(self, boxes: tuple[Drawn, ...]) -> None:
        self._remember()
        self.boxes = boxes
        self._changed()

    def _remember(self) -> None:
        self._before = [*self._before[-_MOST_STEPS:], (self.boxes, self.chosen)]

    def _put(self, place: int, drawn: Drawn) -> None:
        self.boxes = (*self.boxes[:place], drawn, *self.boxes[place + 1 :])
        self._changed()


def _covers(mask: Mask, other: Mask) -> bool:
    return mask.page == other.page and mask.box.around(other.box) == mask.box
