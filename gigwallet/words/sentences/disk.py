"""Sentences about the disk under a vault."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "file_held": N_(
        "Another program, perhaps a virus scanner, keeps {name} open, so nothing was changed. "
        "Wait a moment and try again; if it stays so, let the scanner leave the vault's folder "
        "alone."
    ),
    "migration_failed": N_(
        "The vault could not be brought to this version of GigWallet ({version}), so it was left "
        "as it was. Open it with the version that you had, and report this."
    ),
    "path_too_long": N_(
        "The path of this folder is too long for a vault. Choose a folder nearer to the top of "
        "the disk, or one with a shorter name."
    ),
}

STEPS = {
    "vault_in_synced_folder": N_(
        "This folder is copied by {service} while you work, which can tear a vault apart. It is "
        "opened in the careful way; better move the vault out of it and keep a sealed backup "
        "there instead."
    ),
    "vault_conflict_copy": N_(
        "A second copy of this vault lies beside it ({name}): two computers wrote at the same "
        "time. Bring that copy in before you go on, then move its file out of the folder."
    ),
}
