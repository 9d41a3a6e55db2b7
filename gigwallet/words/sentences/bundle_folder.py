"""Sentences about an evidence file made from a folder."""

from __future__ import annotations

from gigwallet.words import N_

REFUSALS = {
    "bundle_index_unreadable": N_(
        "The index {name} cannot be read as a table. Save it as CSV, in UTF-8 or as Excel saves "
        "it, and try again."
    ),
    "bundle_index_without_files": N_(
        "The index {name} has no column that names the files. Call one of its columns 'file'."
    ),
    "bundle_index_form_unknown": N_(
        "Line {line} of the index {name} says '{text}' for its form. Write original, copy or "
        "electronic, or nothing."
    ),
    "bundle_index_file_missing": N_(
        "The index {name} names {file}, which is not in the folder. Put the file there, or correct "
        "the line."
    ),
}
