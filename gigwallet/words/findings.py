"""What intake found, in words: how many things of each kind, and what a sum adds up."""

from __future__ import annotations

from collections.abc import Mapping

from gigwallet.domain.pay_line import PayCategory
from gigwallet.words.catalogue import _, ngettext
from gigwallet.words.figures import number
from gigwallet.words.labels import label
from gigwallet.words.sentences.money_in import TOTALS


def counted(found: Mapping[str, int]) -> str:
    """``3 trips, 2 payments``, by kind of fact; empty where there is nothing."""
    words = {
        "engagements": ngettext("{n} engagement", "{n} engagements", found.get("engagements", 0)),
        "trips": ngettext("{n} trip", "{n} trips", found.get("trips", 0)),
        "tallies": ngettext("{n} count of work", "{n} counts of work", found.get("tallies", 0)),
        "statements": ngettext("{n} statement", "{n} statements", found.get("statements", 0)),
        "pay_lines": ngettext("{n} pay line", "{n} pay lines", found.get("pay_lines", 0)),
        "payouts": ngettext("{n} payment", "{n} payments", found.get("payouts", 0)),
        "shifts": ngettext("{n} shift", "{n} shifts", found.get("shifts", 0)),
        "track_points": ngettext("{n} position", "{n} positions", found.get("track_points", 0)),
        "exhibits": ngettext("{n} original", "{n} originals", found.get("exhibits", 0)),
    }
    return ", ".join(words[kind].format(n=number(found[kind])) for kind in words if found.get(kind))


def total_label(label: str) -> str:
    """What a total is called that a file states about itself: as the file prints it, also where
    that is a word of ours (Commission); only a name that an importer had to give is translated."""
    return _(label) if label in TOTALS else label


def category(key: str) -> str:
    """Our own categories by their words; anything else as the source has it."""
    payouts = {"payout_received": _("Payments received"), "payout_stated": _("Payments stated")}
    if key in payouts:
        return payouts[key]
    try:
        return label(PayCategory(key))
    except ValueError:
        return key
