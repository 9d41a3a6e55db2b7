"""The words for the steps of long work that this page starts, by the code that a job reports."""

from __future__ import annotations

from gigwallet.words import _


def step_words() -> dict[str, str]:
    """An unknown step has no words: the strip then says what the whole is."""
    return {
        "copying": _("Copying"),
        "sealing": _("Sealing"),
        "restoring": _("Restoring on trial"),
        "checking": _("Checking"),
        "merging": _("Comparing"),
        "storing": _("Storing"),
        "writing": _("Writing"),
        "reading": _("Reading"),
        "rekeying": _("Encrypting anew"),
    }
