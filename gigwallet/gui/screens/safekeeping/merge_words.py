"""What bringing two copies together brought, and the two sides of what they say differently."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gigwallet.app.seals.telling import Saying
from gigwallet.app.vaults.keep_conflicts import Conflict, Holds
from gigwallet.app.vaults.merge_copy import Merged
from gigwallet.gui.screens.safekeeping import facts
from gigwallet.words import _, ngettext, number, records


@dataclass(frozen=True, slots=True)
class SideWords:
    """One side of a conflict: whose it is, who said it when, and what."""

    title: str
    said: str
    text: str
    holds: bool


def outcome(merged: Merged) -> str:
    """What came in, in one line; kinds of which there were none are left out."""
    if merged.nothing_new:
        return _("The other copy knows nothing that this vault does not know.")
    told: tuple[tuple[int, Callable[[int], str]], ...] = (
        (merged.added, lambda n: ngettext("{n} record came in", "{n} records came in", n)),
        (merged.exhibits, lambda n: ngettext("of them {n} original", "of them {n} originals", n)),
        (merged.revised, lambda n: ngettext("{n} was said anew", "{n} were said anew", n)),
        (merged.erased, lambda n: ngettext("{n} was deleted", "{n} were deleted", n)),
        (merged.known, lambda n: ngettext("{n} was in both", "{n} were in both", n)),
        (
            merged.healed,
            lambda n: ngettext("{n} lost original came back", "{n} lost originals came back", n),
        ),
    )
    what = ", ".join(words(n).format(n=number(n)) for n, words in told if n)
    return _("Brought together: {what}.").format(what=what or _("nothing but conflicts"))


def waiting(count: int) -> str:
    words = ngettext(
        "{n} record was said differently in the two copies. Both sayings are kept; choose which "
        "one holds.",
        "{n} records were said differently in the two copies. Both sayings are kept; choose which "
        "one holds.",
        count,
    )
    return words.format(n=number(count))


def heading(conflict: Conflict, place: int, count: int) -> str:
    return _("{kind}: {place} of {count}").format(
        kind=records.kind(conflict.kind), place=number(place), count=number(count)
    )


def sides(conflict: Conflict) -> tuple[SideWords, SideWords]:
    """Ours and theirs."""
    return (
        _side(_("This copy"), conflict.ours, conflict.holds is Holds.OURS),
        _side(_("The other copy"), conflict.theirs, conflict.holds is Holds.THEIRS),
    )


def _side(title: str, saying: Saying | None, holds: bool) -> SideWords:
    if saying is None:
        return SideWords(title, "", _("Deleted there."), holds)
    said = _("{when}, {who}").format(when=facts.when(saying.at), who=records.actor(saying.actor))
    return SideWords(title, said, saying.text, holds)
