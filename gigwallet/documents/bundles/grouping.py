"""Puts exhibits into the groups of a profile, with headings and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gigwallet.documents.bundles.case import Served
from gigwallet.documents.bundles.numbering import Unnumbered, arranged
from gigwallet.documents.bundles.profile import BundleProfile
from gigwallet.documents.bundles.served import identity
from gigwallet.documents.bundles.spec import ExhibitGroup
from gigwallet.documents.captions import Captions
from gigwallet.documents.exhibits.exhibit import BundleExhibit


def grouped(
    profile: BundleProfile,
    captions: Captions,
    exhibits: Sequence[tuple[str, BundleExhibit]],
    *,
    reckoned: bool = False,
    served: Served | None = None,
) -> tuple[tuple[ExhibitGroup, ...], tuple[str, ...]]:
    """The groups in printing order, and the number that each exhibit got, as they were given. Each
    comes with its group: a key of the profile's, or a heading of one's own. ``reckoned``: there are
    computations, whose group is there even where no exhibit stands in it."""
    given = [
        Unnumbered(group, one.day, identity(one.original_sha256, one.extract))
        for group, one in exhibits
    ]
    earlier, newest = (served.exhibits, len(served.rounds)) if served else ((), 0)
    found = arranged(profile, given, earlier, reckoned=reckoned)
    numbers = {each.place: each.number for group in found for each in group.exhibits}
    groups = []
    for at, group in enumerate(found):
        own = tuple(
            replace(
                exhibits[each.place][1],
                number=each.number,
                round=newest if each.late else each.round,
            )
            for each in group.exhibits
        )
        groups.append(
            ExhibitGroup(heading(group.group, at, len(found), captions), own, group.group)
        )
    return tuple(groups), tuple(numbers[place] for place in range(len(exhibits)))


def heading(group: str, at: int, of: int, captions: Captions) -> str:
    """``group`` is the ``at``-th (from 0) of so many; what stands alone needs no heading."""
    title = captions.maybe(f"groups.{group}") or group
    if not title or (of == 1 and group != title):
        return ""
    ordinals = captions("groups.ordinals").split()
    ordinal = ordinals[at] if at < len(ordinals) else str(at + 1)
    return captions("groups.heading", ordinal=ordinal, title=title) if of > 1 else title
