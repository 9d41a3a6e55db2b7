"""Sentences about search and the text of exhibits."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "exhibit_unknown": N_(
        "No original has this id, or several begin with it. gigwallet exhibits lists them."
    ),
    "text_not_kept": N_(
        "The text of this file is not kept: it also shows what you spend in private, or it is a "
        "table. Import the file instead; its pay is found by search."
    ),
}
