"""What is said where several pictures of one order contradict each other."""

from __future__ import annotations

from gigwallet.words.catalogue import N_

REASONS = {
    "screen_pictures_differ": N_(
        "Another picture of this order says another amount. Confirm the one that holds; the other "
        "picture stays as it is."
    ),
}
