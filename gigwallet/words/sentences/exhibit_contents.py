"""Sentences about what an evidence file shows of an exhibit, and what goes along with it."""

from __future__ import annotations

from gigwallet.words import N_

REFUSALS = {
    "recording_unreadable": N_(
        "The recording is incomplete or of a kind that is not known. Save it once more from the "
        "phone or the chat."
    ),
    "bundle_paper_locked": N_(
        "The PDF {name} is locked with a password, so its pages cannot be shown. Give its "
        "password, leave the file out, or let it have a page that says so."
    ),
    "bundle_paper_password_wrong": N_(
        "No password that was given opens the PDF {name}. Copy it anew from the message that came "
        "with the file, or leave the file out."
    ),
    "pdf_password_wrong": N_(
        "The PDF does not open with this password. Type it as the message that came with the file "
        "says, or leave the file out."
    ),
}

STEPS = {
    "choice_metadata_removed": N_(
        "Hidden details of pictures (place, device, time) stay out of the file. Each picture's "
        "pixels are the same; the list of digests names the original and the copy."
    ),
    "choice_metadata_kept": N_(
        "JPEG pictures go in byte for byte, with their hidden details: whoever gets the file can "
        "read from them where, when and with what they were taken. Other pictures lose them."
    ),
    "choice_papers_as_they_are": N_(
        "Pages of PDFs come in as they are. If one of them breaks a rule of PDF/A, the form for "
        "archives, the file does not call itself PDF/A."
    ),
    "choice_papers_drawn": N_(
        "Pages of PDFs that break a rule of PDF/A, the form for archives, come in as pictures "
        "(200 dots per inch) with their words behind them, and the file calls itself PDF/A-3b."
    ),
    "choice_original_shown": N_("{name} is shown as it is, with all that its redacted copy hides."),
    "choice_originals_attached": N_(
        "At most {count} original files go along inside the PDF ({size}), as they are: with the "
        "hidden details of pictures, and with what PDFs hold beside their pages."
    ),
    "choice_no_words": N_(
        "No words lie behind pictures and scans, so they cannot be searched; some courts ask that "
        "they can."
    ),
    "exhibit_drawn_for_archive": N_(
        "Exhibit {exhibit}: pages that cannot stand in a PDF/A file as they are, are shown as "
        "pictures with their words behind them."
    ),
    "exhibit_converted_to_jpeg": N_(
        "Exhibit {exhibit}: PDF cannot hold a picture of this kind (HEIC, AVIF); it is shown as a "
        "JPEG that was made of it. Keep the original: its digest is in the file."
    ),
    "bundle_words_behind": N_(
        "Behind {count} exhibits lie words that this program read, so that the file can be "
        "searched. They are not drawn and may be wrong; the pixels are what counts."
    ),
    "bundle_files_whole": N_(
        "{count} tables or texts are printed whole, with every line of them, also lines that are "
        "nobody's business. Take such lines out of a copy, or use a vault, which shows chosen "
        "lines alone."
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
