"""What is said of an import that was taken back, in the window and on the command line."""

from __future__ import annotations

from gigwallet.domain.imported import Undone
from gigwallet.words import ngettext, number


def engagements_gone(done: Undone) -> str:
    """Empty where none went."""
    if not done.engagements:
        return ""
    return ngettext(
        "{n} engagement that an import had made is gone too: nothing is left in it.",
        "{n} engagements that imports had made are gone too: nothing is left in them.",
        done.engagements,
    ).format(n=number(done.engagements))
