"""What holds of one thing after two copies of it went apart; nothing here knows of a database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Saying:
    """``leaf`` names the saying wherever it was replayed, ``at`` is when it was first said;
    ``known``: the other copy knows it. ``content`` is what it says, without who, when and how."""

    leaf: bytes
    at: int
    content: frozenset[tuple[str, object]]
    known: bool
    seq: int = -1
    row: dict[str, object] = field(default_factory=dict, compare=False, hash=False)


@dataclass(frozen=True, slots=True)
class Verdict:
    """``add`` these sayings of theirs, then ``current`` is what holds. ``conflict``: each copy said
    something of which the other did not know."""

    add: tuple[Saying, ...]
    current: Saying
    conflict: bool = False


def judged(ours: Sequence[Saying], theirs: Sequence[Saying]) -> Verdict:
    """``ours`` and ``theirs`` in the order of their revisions, neither empty.

    The copies judge alike: what holds does not depend on which of them asks. Where only one side
    said something new, or the other says what that one had already gone beyond, the newer holds.
    Otherwise it is a conflict, and what was said later by the clock holds until a person settles
    it; of two at the same time, the one with the higher leaf.
    """
    our_now, their_now = ours[-1], theirs[-1]
    coming = [each for each in theirs if not each.known]
    if not coming:
        return Verdict((), our_now)
    add = _once(coming, {each.leaf for each in ours})
    own = [each for each in ours if not each.known]
    if not own:
        return Verdict(add, their_now)
    later = max(our_now, their_now, key=lambda each: (each.at, each.leaf))
    if our_now.content == their_now.content:
        return Verdict(add, later)
    we_are_behind = _gone_beyond(own, our_now, theirs)
    they_are_behind = _gone_beyond(coming, their_now, ours)
    if we_are_behind == they_are_behind:
        return Verdict(add, later, conflict=True)
    return Verdict(add, their_now if we_are_behind else our_now)


def _once(coming: Sequence[Saying], known: set[bytes]) -> tuple[Saying, ...]:
    """Without what was said again only to make it hold again."""
    seen, kept = set(known), []
    for each in coming:
        if each.leaf not in seen:
            seen.add(each.leaf)
            kept.append(each)
    return tuple(kept)


def _gone_beyond(unknown: Sequence[Saying], now: Saying, other: Sequence[Saying]) -> bool:
    """Whether ``other`` has been where this side is: it says all that it does not know of this side
    itself, or what holds here is the last that it took over from there."""
    said = {each.content for each in other}
    if all(each.content in said for each in unknown):
        return True
    taken_over = [each for each in other if each.known]
    return bool(taken_over) and taken_over[-1].content == now.content
