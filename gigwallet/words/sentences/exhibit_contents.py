"""Sentences about what an evidence file shows of an exhibit, and what goes along with it."""

from __future__ import annotations

from gigwallet.words import N_

REFUSALS = {
    "pdf_password_wrong": N_(
        "The PDF does not open with this password. Type it as the message that came with the file "
        "says, or leave the file out."
    ),
}

STEPS = {
    "exhibit_drawn_for_archive": N_(
        "Exhibit {exhibit}: pages that cannot stand in a PDF/A file as they are, are shown as "
        "pictures with their words behind them."
    ),
    "exhibit_encryption_removed": N_(
        "Exhibit {exhibit}: the PDF was locked; its pages are shown unlocked."
    ),
}
