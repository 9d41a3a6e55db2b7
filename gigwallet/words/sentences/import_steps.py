"""Sentences of an import that is being stored while something else is asked."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "import_under_way": N_(
        "An import is being stored just now, and this would take it apart. "
        "Wait until it is done, or cancel it, and try again."
    ),
    "merge_copy_unfinished": N_(
        "The other copy was made in the middle of an import. Open it once by itself, which takes "
        "back what was not finished (restore it first if it is a backup), and bring it in again."
    ),
}
