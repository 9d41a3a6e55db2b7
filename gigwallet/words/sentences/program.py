"""Sentences of the program as a whole."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "usage": N_("{what}. Type gigwallet --help to see how it is called."),
    "file_unreadable": N_(
        "{name} could not be read. Check that the file opens elsewhere and try a fresh copy of it."
    ),
    "file_missing": N_("{name} is not there. Check the name and the folder, then try again."),
    "folder_not_writable": N_(
        "Nothing can be written to {name}. Choose a folder that is yours and has free space."
    ),
    "disk_full": N_("The disk is full, so nothing was stored. Free some space and do it again."),
    "not_enough_memory": N_(
        "There is not enough free memory to derive the key. Close other programs and try again."
    ),
}
