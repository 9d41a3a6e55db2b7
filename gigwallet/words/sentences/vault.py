"""Sentences about the vault: why it does not open, and what a check of it found."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "vault_missing": N_(
        "There is no vault in this folder. Choose the folder that holds vault.gwh, or make a new "
        "vault."
    ),
    "vault_exists": N_(
        "There is a vault in this folder already. Open it, or choose an empty folder for a new one."
    ),
    "vault_has_links": N_(
        "{name} in this folder is a link to another place. No vault is made so, and opening it "
        "could change files there. If the folder came from somebody else, do not open it; if it is "
        "yours, put the real file or folder in place of the link."
    ),
    "vault_in_use": N_(
        "This vault is open in another window or program. Close it there and try again."
    ),
    "folder_cannot_lock": N_(
        "Files in this folder cannot be locked, so two programs could write to the vault at once. "
        "Copy the vault to a disk of this computer and open it there."
    ),
    "vault_damaged": N_(
        "The check found damage in this vault. Make a copy of the whole folder first; then mend "
        "what is named above, or restore your last sealed backup into a new folder."
    ),
    "wrong_passphrase": N_(
        "This is not the passphrase of this vault. Try again, or open it with the recovery code."
    ),
    "wrong_recovery_code": N_(
        "This recovery code belongs to another vault or was replaced. Look for the sheet that was "
        "printed for this vault."
    ),
    "recovery_code_unreadable": N_(
        "A recovery code has {expected} letters and digits, and {signs} were found. Copy it again, "
        "group by group."
    ),
    "recovery_code_mistyped": N_(
        "A letter or digit of the recovery code is wrong. Compare each group with your sheet and "
        "type it again."
    ),
    "vault_too_new": N_(
        "This vault was written by a newer GigWallet. Install the newest version and open it with "
        "that."
    ),
    "header_refused": N_(
        "The header of this vault asks for something that no GigWallet writes, so nothing was "
        "tried. If it came from somebody else, do not open it; if it is yours, restore vault.gwh "
        "from a backup."
    ),
    "header_damaged": N_(
        "Both vault.gwh and vault.gwh.bak are damaged, and without one of them the vault cannot be "
        "opened. Put either back from a copy of the folder, or restore your last sealed backup "
        "into a new folder."
    ),
    "header_missing": N_(
        "vault.gwh and vault.gwh.bak are gone from this folder, and without one of them the vault "
        "cannot be opened. Put either back from a copy of the folder, or restore your last sealed "
        "backup into a new folder."
    ),
    "database_missing": N_(
        "vault.db is gone from this folder. Look whether it was moved; otherwise put it back from "
        "a copy of the folder, or restore your last sealed backup into a new folder."
    ),
    "database_damaged": N_(
        "vault.db is damaged or belongs to another vault. Make a copy of the whole folder first, "
        "then restore your last sealed backup into a new folder, or put vault.db back from a copy "
        "of the folder."
    ),
    "log_head_mismatch": N_(
        "This vault had {expected} entries when they were last counted, and vault.db holds "
        "{entries} that fit: some were lost, or an older file was put back. Copy the whole folder, "
        "then put the newer vault.db back; if that is gone for good, go on without what was lost "
        "where you open the vault in the window, or with gigwallet accept-loss."
    ),
    "loss_unconfirmed": N_(
        "Nothing was changed. Where what was lost is gone for good and the folder is copied, add "
        "--yes."
    ),
    "vault_read_only": N_(
        "The vault is open for reading only, so nothing was changed. Open it for writing; where "
        "its folder cannot be written to, copy the whole folder to a disk of this computer first."
    ),
    "vault_needs_writable_folder": N_(
        "The last changes of this vault wait in vault.db-wal and cannot be read from here. Copy "
        "the whole folder to a place that can be written to and open it there."
    ),
    "exhibit_missing": N_(
        "The original file of this exhibit is not in the vault. Import the file once more, or "
        "restore the attachments folder from a backup."
    ),
    "exhibit_damaged": N_(
        "The stored file of this exhibit is damaged. Import the original once more, or restore "
        "the attachments folder from a backup."
    ),
    "engagement_missing": N_(
        "This engagement is not in the vault. Choose one from the list, or add it first."
    ),
    "fact_missing": N_("This record is not in the vault any more. Open the list again and choose."),
    "scheme_missing": N_("This pay rule is not in the vault any more. Choose one from the list."),
    "case_missing": N_("This case is not in the vault any more. Choose one from the list."),
}

STEPS = {
    "header_restored": N_(
        "vault.gwh was damaged or gone; the vault was opened with its copy, vault.gwh.bak."
    ),
    "header_copy_differs": N_(
        "vault.gwh and vault.gwh.bak are not equal. Opening the vault for writing makes them so."
    ),
    "log_head_mismatch": N_(
        "The log does not fit the head in the header: entries were lost or changed, or an older "
        "file was put back."
    ),
    "header_damaged": N_(
        "The header is damaged, and its copy vault.gwh.bak cannot stand in for it. Copy the whole "
        "folder as it is, then put back vault.gwh or vault.gwh.bak from another copy of the "
        "folder, one whole one is enough; or restore your last sealed backup into a new folder."
    ),
    "database_missing": N_(
        "vault.db is gone from this folder. Look whether it was moved; otherwise put it back from "
        "a copy of the folder, or restore your last sealed backup into a new folder."
    ),
    "database_damaged": N_(
        "vault.db is damaged or belongs to another vault. Copy the whole folder as it is, then "
        "restore your last sealed backup into a new folder, or put vault.db back from another copy "
        "of the folder; keep the damaged one until the check finds the other sound."
    ),
    "database_shorter": N_("vault.db is shorter than it was when the vault was last closed."),
    "pages_damaged": N_("Damaged places in vault.db: {count}."),
    "structure_damaged": N_("Faults in the structure of vault.db: {count}."),
    "links_broken": N_("Rows that point to nothing: {count}."),
    "log_gap": N_("The log has a gap at entry {first}."),
    "leaf_false": N_("Log entries that were changed: {count}, the first is {first}."),
    "log_state_false": N_("The sum of the log that the database keeps does not fit its entries."),
    "row_altered": N_(
        "Records that are not what the log committed to: {count}, the first at entry {first}."
    ),
    "row_missing": N_(
        "Records that are gone although nobody deleted them: {count}, the first at entry {first}."
    ),
    "row_without_entry": N_("Records that the log does not know: {count}."),
    "exhibit_file_missing": N_(
        "Exhibits whose original file is gone: {count}. gigwallet exhibits shows which; import "
        "those files once more."
    ),
    "exhibit_damaged": N_(
        "Exhibits whose stored file is damaged: {count}, the first is {first} (gigwallet exhibits "
        "lists them). Import those files once more; whatever is whole stays as it is."
    ),
    "orphan_files": N_("Left-over files of interrupted imports: {count}. They hold nothing."),
    "erased_entries": N_("Entries whose content you deleted: {count}."),
    "unanchored_tail": N_(
        "Entries since the head was last written: {count}. Closing the vault writes it."
    ),
    "clock_went_back": N_(
        "Times at which the clock of this computer was set back: {count}, the first at entry "
        "{first}."
    ),
}
