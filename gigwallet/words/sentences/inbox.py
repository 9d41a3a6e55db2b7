"""Sentences of the inbox: what is pasted, watched, and taken back."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "clipboard_holds_no_picture": N_(
        "There is no picture on the clipboard. Copy a screenshot or a file first, then paste again."
    ),
}
