"""What is said where pictures of one order contradict each other, or a list goes on elsewhere."""

from __future__ import annotations

from gigwallet.words.catalogue import N_

REASONS = {
    "screen_pictures_differ": N_(
        "Another picture of this order says another amount. Confirm the one that holds; the other "
        "picture stays as it is."
    ),
    "screen_rows_missing": N_(
        "The orders listed come to less than the total: rows may be missing. Add shots of the rest "
        "of the list, each of which shows the last order of the one before once more."
    ),
}
