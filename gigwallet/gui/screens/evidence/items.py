"""The exhibits of an evidence PDF before it is written: which, in which order, saying what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gigwallet.app.build_bundle import BundleItem

Items = tuple[BundleItem, ...]


def moved(items: Sequence[BundleItem], place: int, by: int) -> Items:
    """The same items with the one at ``place`` moved; it joins the group of its new neighbour."""
    target = place + by
    if not (0 <= place < len(items) and 0 <= target < len(items)):
        return tuple(items)
    ordered = list(items)
    item = ordered.pop(place)
    ordered.insert(target, replace(item, group=items[target].group))
    return tuple(ordered)


def included(items: Sequence[BundleItem], place: int, included: bool) -> Items:
    return tuple(
        replace(item, included=included) if n == place else item for n, item in enumerate(items)
    )


def worded(items: Sequence[BundleItem], place: int, title: str, purpose: str) -> Items:
    """With the person's own title and purpose; an empty title keeps the former one."""
    return tuple(
        replace(item, title=title or item.title, purpose=purpose) if n == place else item
        for n, item in enumerate(items)
    )


def numbers(items: Sequence[BundleItem]) -> list[str]:
    """What each will be stamped with, ``3-2``; an item left out has none.

    Groups are counted as they come, so that the numbers have no gaps.
    """
    found: list[str] = []
    groups: list[int] = []
    within = 0
    for item in items:
        if not item.included:
            found.append("")
            continue
        if not groups or groups[-1] != item.group:
            groups.append(item.group)
            within = 0
        within += 1
        found.append(f"{len(groups)}-{within}")
    return found
