"""How many facts of which kind were read from an exhibit, in words."""

from __future__ import annotations

from collections.abc import Mapping

from gigwallet.words import _, ngettext, number


def stated_words(stated: Mapping[str, int]) -> str:
    """Empty where nothing was read from it."""
    return _(", ").join(_counted(what, count) for what, count in sorted(stated.items()))


def _counted(what: str, count: int) -> str:
    forms = {
        "trip": ngettext("{count} trip", "{count} trips", count),
        "tally": ngettext("{count} count of orders", "{count} counts of orders", count),
        "statement": ngettext("{count} statement", "{count} statements", count),
        "pay_line": ngettext("{count} pay line", "{count} pay lines", count),
        "payout_received": ngettext("{count} sum that arrived", "{count} sums that arrived", count),
        "payout_stated": ngettext("{count} payout as stated", "{count} payouts as stated", count),
        "shift": ngettext("{count} shift", "{count} shifts", count),
        "track": ngettext("{count} track", "{count} tracks", count),
    }
    words = forms.get(what) or ngettext("{count} other row", "{count} other rows", count)
    return words.format(count=number(count))
