"""Sentences of the window's own affairs: which vaults it offers, and where they lie."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "folder_missing": N_("The folder {name} is not there. Check its name, or make it first."),
    "vault_in_other_window": N_(
        "This vault is open in another window; that one was brought to the front."
    ),
    "vault_folder_names_client": N_(
        "The folder of this vault names the person whose vault it is, so it is not written down "
        "outside the vault. Give the folder a sign of your own, such as your file number, and "
        "open it again."
    ),
}
