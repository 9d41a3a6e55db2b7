"""The words for the steps of long work that this page starts, by the code that a job reports."""

from __future__ import annotations

from gigwallet.words import _


def step_words() -> dict[str, str]:
    """An unknown step has no words: the strip then says what the whole is."""
    return {
        "backing_up": _("copying and sealing"),
        "restoring": _("restoring"),
        "rekeying": _("originals under new keys"),
        "comparing": _("comparing"),
        "merging": _("taking in"),
        "log": _("comparing records with the log"),
        "originals": _("decrypting originals"),
        "exhibits": _("originals"),
        "rows": _("writing rows"),
        "storing": _("storing"),
        "digests": _("checking files"),
    }
