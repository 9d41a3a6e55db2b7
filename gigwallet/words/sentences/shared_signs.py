"""What is said where a sign of money means several currencies."""

from __future__ import annotations

from gigwallet.words.catalogue import N_

REFUSALS = {
    "currency_not_said": N_(
        "{name} writes its amounts with {sign}, which several countries use, and does not say "
        "which of them is meant. Say for whom you work, with the currency you are paid in, then "
        "drop the file again."
    ),
    "currency_not_of_sign": N_(
        "This file writes its amounts with {sign}, but the work that it would belong to is paid in "
        "{currency}. Choose the work that the file belongs to, or correct its currency."
    ),
}
