"""What each exhibit of a draft will be called, before it is laid out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gigwallet.app.bundles.after import served_before
from gigwallet.app.bundles.build_bundle import BundleDraft, shows
from gigwallet.app.bundles.composing import MATERIAL
from gigwallet.app.bundles.exhibit_days import exhibit_days
from gigwallet.app.bundles.profiles import profile_named
from gigwallet.app.wallet import Wallet
from gigwallet.documents.bundles.case import Served
from gigwallet.documents.bundles.grouping import heading
from gigwallet.documents.bundles.numbering import NumberedGroup, Unnumbered, arranged
from gigwallet.documents.bundles.profile import Order
from gigwallet.documents.captions import Captions


def numbers(wallet: Wallet, draft: BundleDraft, served: Served | None = None) -> tuple[str, ...]:
    """The number of each item in its form; empty for one that is left out. Where the draft
    continues what was ``served`` (read here unless it is given), that keeps its numbers and what is
    late gets its own, 12A. Refusals: ``served_exhibit_gone``, those of ``served_before``."""
    groups = _groups(wallet, draft, served)
    found = {each.place: each.number for group in groups for each in group.exhibits}
    left = iter(range(len(draft.items)))
    return tuple(found[next(left)] if each.included else "" for each in draft.items)


@dataclass(frozen=True, slots=True)
class Headings:
    """By the number of the exhibit the place of its group and its heading; ``computed``: those of
    the computations."""

    exhibits: Mapping[str, tuple[int, str]]
    computed: tuple[int, str]


def headings(wallet: Wallet, draft: BundleDraft, captions: Captions) -> Headings:
    """As the list of the file prints them; ``captions`` are those of its form. Refusals: those of
    ``numbers``."""
    profile = profile_named(wallet.resources, draft.profile)
    groups = _groups(wallet, draft, None)
    titles = [
        (at, heading(each.group, at, len(groups), captions)) for at, each in enumerate(groups)
    ]
    own = [title for title, each in zip(titles, groups, strict=True) if profile.reckons(each.group)]
    return Headings(
        {
            each.number: title
            for title, group in zip(titles, groups, strict=True)
            for each in group.exhibits
        },
        own[0] if own else (len(groups), ""),
    )


def _groups(wallet: Wallet, draft: BundleDraft, served: Served | None) -> tuple[NumberedGroup, ...]:
    profile = profile_named(wallet.resources, draft.profile)
    before = served or served_before(wallet.isolation, draft.after)
    included = [each for each in draft.items if each.included]
    in_time = profile.order is Order.DAY
    days = exhibit_days(wallet, included) if in_time else [None] * len(included)
    given = [
        Unnumbered(
            profile.group_of(MATERIAL[each.group]),
            day,
            str(place) if before is None else shows(wallet, each),
        )
        for place, (each, day) in enumerate(zip(included, days, strict=True))
    ]
    earlier = before.exhibits if before else ()
    return arranged(profile, given, earlier, reckoned=draft.basis is not None)
