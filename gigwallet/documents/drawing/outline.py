"""The bookmarks of a file, as a tree that opens whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gigwallet.documents.drawing.objects import text

# Where a bookmark hangs among the others, by their places in the list (from 0; -1: the root).
_ROOT = -1


def spelt(marks: Sequence[tuple[str, str, int]], first: int) -> Iterator[str]:
    """The object ``first``, which is the root, and those of ``marks``, one after the other: their
    words, what they lead to, and their level, at most one below the one before."""
    above: list[int] = []
    below: dict[int, list[int]] = {_ROOT: []}
    open_now: list[int] = []
    for place, (_, _, level) in enumerate(marks):
        del open_now[level:]
        above.append(open_now[-1] if open_now else _ROOT)
        below.setdefault(above[-1], []).append(place)
        open_now.append(place)
    all_below = {place: 0 for place in range(len(marks))}
    for place in reversed(range(len(marks))):
        if above[place] != _ROOT:
            all_below[above[place]] += 1 + all_below[place]

    def kids(place: int) -> str:
        own = below.get(place)
        if not own:
            return ""
        count = len(marks) if place == _ROOT else all_below[place]
        return f" /First {first + 1 + own[0]} 0 R /Last {first + 1 + own[-1]} 0 R /Count {count}"

    yield f"<< /Type /Outlines{kids(_ROOT)} >>"
    before: dict[int, int] = {}
    following = {one: other for own in below.values() for one, other in pairwise(own)}
    for place, (words, target, _) in enumerate(marks):
        parts = [f"<< /Title {text(words)} /Parent {first + 1 + above[place]} 0 R"]
        if above[place] in before:
            parts.append(f"/Prev {first + 1 + before[above[place]]} 0 R")
        if place in following:
            parts.append(f"/Next {first + 1 + following[place]} 0 R")
        before[above[place]] = place
        yield f"{' '.join(parts)} /Dest {target}{kids(place)} >>"
