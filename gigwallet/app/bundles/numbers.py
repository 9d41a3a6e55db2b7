"""What each exhibit of a draft will be called, before it is laid out."""

from __future__ import annotations

from gigwallet.app.bundles.after import served_before
from gigwallet.app.bundles.build_bundle import BundleDraft, shows
from gigwallet.app.bundles.composing import MATERIAL
from gigwallet.app.bundles.exhibit_days import exhibit_days
from gigwallet.app.bundles.profiles import profile_named
from gigwallet.app.wallet import Wallet
from gigwallet.documents.bundles.case import Served
from gigwallet.documents.bundles.numbering import Unnumbered, arranged
from gigwallet.documents.bundles.profile import Order


def numbers(wallet: Wallet, draft: BundleDraft, served: Served | None = None) -> tuple[str, ...]:
    """The number of each item in its form; empty for one that is left out. Where the draft
    continues what was ``served`` (read here unless it is given), that keeps its numbers and what is
    late gets its own, 12A. Refusals: ``served_exhibit_gone``, those of ``served_before``."""
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
    groups = arranged(profile, given, earlier, reckoned=draft.basis is not None)
    found = {each.place: each.number for group in groups for each in group.exhibits}
    left = iter(range(len(included)))
    return tuple(found[next(left)] if each.included else "" for each in draft.items)
