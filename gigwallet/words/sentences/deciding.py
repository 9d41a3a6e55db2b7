"""What is said where a person's decision on the pay check cannot be kept."""

from __future__ import annotations

from gigwallet.words.catalogue import N_

REFUSALS = {
    "claim_outside": N_(
        "The pay check shows between {least_money} and {most_money} here; a claim outside of that "
        "has nothing behind it. Choose a figure within it, or add the documents that show more."
    ),
    "pairing_empty": N_("Pay is put together with at least one order and one pay line. Name both."),
    "pairing_unknown": N_(
        "One of these orders or pay lines is not in this vault, or its number stands for several. "
        "Take the ids from gigwallet reconcile VAULT --json and try again."
    ),
    "export_kind_unknown": N_(
        "What kind of file {name} is to be cannot be told. End its name with .csv or .xlsx."
    ),
    "item_missing": N_(
        "The pay check shows nothing under {ref}. Take the name as gigwallet reconcile VAULT --all "
        "prints it."
    ),
    "item_ambiguous": N_(
        "The pay check shows several things under {ref}: {kinds}. Say which with --kind, or decide "
        "in the window where two of one kind have the same name."
    ),
}
