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
        "Line {line}, column '{column}' of the index {name} says '{text}'. Write original, copy or "
        "electronic, or nothing."
    ),
    "bundle_index_file_missing": N_(
        "Line {line}, column '{column}' of the index {name} names {file}, which is not in the "
        "folder. Put the file there, or correct the line."
    ),
    "bundle_index_broken": N_(
        "The index {name} is no proper table in line {line}: a quotation mark is missing or too "
        "many. Open it in a spreadsheet, save it as CSV anew, and try again."
    ),
    "bundle_index_day_unknown": N_(
        "Line {line}, column '{column}' of the index {name} says '{text}', and this form puts the "
        "files in order of time. Write a day such as 2025-07-31 or 31 July 2025, or nothing."
    ),
}
