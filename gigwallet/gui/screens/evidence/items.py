"""The exhibits of an evidence PDF before it is written: which, in which order, saying what."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from gigwallet.app.bundles.build_bundle import BundleItem

Items = tuple[BundleItem, ...]


def moved(items: Sequence[BundleItem], places: Collection[int], before: int) -> Items:
    """Those at ``places`` together, in front of what stood at ``before`` (the length: at the end).

    They join the group of what they passed last: of the one above them where they went down, of
    the one below where they went up. Whoever passes nothing stays as it is.
    """
    chosen = [items[place] for place in sorted(places) if 0 <= place < len(items)]
    together = bool(places) and max(places) - min(places) + 1 == len(places)
    at_home = together and min(places) <= before <= max(places) + 1
    if not chosen or at_home or not 0 <= before <= len(items):
        return tuple(items)
    above = [each for place, each in enumerate(items[:before]) if place not in places]
    below = [each for place, each in enumerate(items[before:], start=before) if place not in places]
    down = min(places) < before
    beside = (above[-1:] or below[:1]) if down else (below[:1] or above[-1:])
    group = beside[0].group if beside else chosen[0].group
    return (*above, *(replace(each, group=group) for each in chosen), *below)


def included(items: Sequence[BundleItem], places: Collection[int], included: bool) -> Items:
    return tuple(
        replace(item, included=included) if n in places else item for n, item in enumerate(items)
    )


def original_shown(items: Sequence[BundleItem], place: int, shown: bool) -> Items:
    """With the original in place of its redacted copy, or the copy again."""
    return tuple(
        replace(item, show_original=shown) if n == place else item for n, item in enumerate(items)
    )


def worded(
    items: Sequence[BundleItem], place: int, title: str | None = None, purpose: str | None = None
) -> Items:
    """With the person's own title or purpose; None, and an empty title, keep the former one."""
    return tuple(
        replace(
            item,
            title=title or item.title,
            purpose=item.purpose if purpose is None else purpose,
        )
        if n == place
        else item
        for n, item in enumerate(items)
    )
