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
    "bundle_words_behind": N_(
        "Behind {count} exhibits lie words that this program read, so that the file can be "
        "searched. They are not drawn and may be wrong; the pixels are what counts."
    ),
    "bundle_metadata_kept": N_(
        "{count} pictures keep their hidden details: whoever gets the file can read from them "
        "where, when and with what they were taken."
    ),
    "bundle_originals_attached": N_(
        "{count} original files go along inside the PDF ({size}), with all that they tell: in "
        "pictures, where and with what they were taken."
    ),
    "exhibit_encryption_removed": N_(
        "Exhibit {exhibit}: the PDF was locked; its pages are shown unlocked."
    ),
}
