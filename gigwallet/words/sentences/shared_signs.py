"""What is said where a file does not tell whose work it is of, or in which currency it was paid."""

from __future__ import annotations

from gigwallet.words.catalogue import N_

REFUSALS = {
    "work_not_said": N_(
        "{name} does not say for whom you work, and nothing else does yet. Say for whom you work, "
        "or import an export of your platform; then drop the file again."
    ),
    "work_currency_not_said": N_(
        "{name} is of {platform} and does not say which currency you are paid in. Say for whom you "
        "work, with the currency, then drop the file again."
    ),
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
