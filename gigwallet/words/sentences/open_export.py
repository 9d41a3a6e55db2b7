"""Sentences about exports in open formats: why none is written, and why one is refused."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "open_export_folder_taken": N_(
        "There is something in the folder {name} already, and it was not touched. Choose an empty "
        "folder or a new name."
    ),
    "open_export_unconfirmed": N_(
        "The export is not encrypted: whoever gets the folder can read everything in it. If that "
        "is what you want, add --yes-unencrypted."
    ),
    "open_export_missing": N_(
        "The folder {name} holds no whole export: manifest.json or head.json is not there. Choose "
        "the folder that GigWallet exported."
    ),
    "open_export_too_new": N_(
        "This export was written by a newer GigWallet ({name}). Install the newest version and "
        "restore it with that."
    ),
    "open_export_file_missing": N_(
        "{name} is gone from the export, so nothing was restored. Put it back, or use another copy "
        "of the export."
    ),
    "open_export_file_altered": N_(
        "{name} is not as it was exported, so nothing was restored. Use an untouched copy of the "
        "export; a spreadsheet program changes a file even when it only saves it."
    ),
    "open_export_name_refused": N_(
        "{name} has no place in an export, so nothing was restored. If the export came from "
        "somebody else, do not use it."
    ),
    "open_export_row_refused": N_(
        "{name}, line {line}, is not as GigWallet writes it, so nothing was restored. Use an "
        "untouched copy of the export."
    ),
    "open_export_rows_refused": N_(
        "The rows of {name} do not fit together, so nothing was restored. Use an untouched copy of "
        "the export."
    ),
    "open_export_forms_differ": N_(
        "{name}, line {line}, says something else than the JSON file of the same name, so nothing "
        "was restored. Use an untouched copy of the export."
    ),
    "open_export_log_false": N_(
        "{name} does not fit entry {entry} of the log, so nothing was restored: something was "
        "changed, added or taken away. Use an untouched copy of the export."
    ),
    "open_export_head_false": N_(
        "{name} does not fit the log of this export, so nothing was restored. Use an untouched "
        "copy of the export."
    ),
}
