"""Sentences about backups: writing, restoring, moving, and copies that went apart."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "backup_unknown": N_(
        "This file is not a sealed backup of GigWallet, or its beginning is damaged. Choose a file "
        "whose name ends in .gwbackup, or copy it once more from where it was kept."
    ),
    "backup_damaged": N_(
        "This backup was changed or is not complete, so nothing was restored. Copy it once more "
        "from where it was kept, or take another backup."
    ),
    "backup_refused": N_(
        "This backup holds something that no GigWallet writes, so nothing was restored. If it came "
        "from somebody else, do not open it; if it is yours, take another backup."
    ),
    "backup_unsound": N_(
        "The vault that came out of the backup is not whole, so the backup does not count. Check "
        "the vault itself; if it is sound, try another disk for the backup."
    ),
    "backup_inside_vault": N_(
        "A backup inside the vault's own folder would be lost together with it. Choose another "
        "folder, best on another disk."
    ),
    "backup_needs_room": N_(
        "In {name} {needed_mb} MB are needed to write the backup and to try it out, and {free_mb} "
        "MB are free. Make room there or choose another disk."
    ),
    "backup_would_lose": N_(
        "Originals are missing in this vault that the older backup {name} may still have, so it "
        "was not replaced. Give the new backup another name."
    ),
    "restore_needs_room": N_(
        "In {name} {needed_mb} MB are needed and {free_mb} MB are free. Make room there or choose "
        "another disk."
    ),
    "folder_not_empty": N_(
        "The folder {name} is not empty. Choose a new or an empty folder for the vault."
    ),
    "draft_in_use": N_(
        "Another GigWallet is writing {name} at this moment. Wait until it is done, or choose "
        "another name."
    ),
    "merge_copy_false": N_(
        "What is stored in the other copy is not what its log has bound: somebody who has its key "
        "altered it. Nothing was taken in. Ask who had that copy, and check it with gigwallet "
        "check."
    ),
    "merge_other_vault": N_(
        "This is no copy of the open vault but another vault, and two vaults are never mixed. "
        "Choose the folder or the backup of a copy."
    ),
    "merge_same_place": N_(
        "This is the open vault itself. Choose the folder or the backup of the other copy."
    ),
    "merge_secret_needed": N_(
        "The keys of one of the two copies were changed. Give the passphrase or the recovery code "
        "of the other copy as well."
    ),
    "merge_secret_wrong": N_(
        "This passphrase or recovery code does not open the other copy. Give the one that opens "
        "that copy; it may be older or newer than this vault's."
    ),
    "merge_no_copy": N_(
        "{name} is no copy of this vault, or a damaged one. Choose the folder of the other copy, "
        "or a backup of it."
    ),
    "conflict_missing": N_(
        "This difference is settled already, or there is none of this number. Look at the list "
        "once more."
    ),
    "vault_changed_meanwhile": N_(
        "Originals were deleted again and again while the backup was written, so it was given up. "
        "Back up once more when the deleting is done."
    ),
}

STEPS = {
    "backup_never": N_(
        "This vault was never backed up: if this computer is lost, {entries} entries are lost with "
        "it."
    ),
    "backup_old": N_(
        "The last backup is {days} days old, and {entries} entries have come since then."
    ),
    "copy_apart": N_(
        "Another copy of this vault, in {name}, has records that this one does not know. Bring the "
        "copies together."
    ),
    "move_back_up": N_("Back up this vault into a file, or close it and copy its whole folder."),
    "move_carry": N_(
        "Carry the file to the other computer, on a stick or however you like: without the "
        "passphrase or the recovery code nobody can read it."
    ),
    "move_restore": N_(
        "Restore it there into a new folder, with the same passphrase or recovery code."
    ),
    "move_one_of_them": N_(
        "Go on in one of the two. If both were used, bring the copies together: nothing is lost."
    ),
}
