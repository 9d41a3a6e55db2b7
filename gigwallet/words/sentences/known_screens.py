"""Sentences about screens that are known, given on and taken in, and about labels learnt."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "screen_file_other": N_(
        "{name} does not describe a screen of an app. Choose a file that somebody saved with "
        "GigWallet under Known app screens; its name ends with .toml."
    ),
    "screen_names_person": N_(
        "The words {text} hold your own name or number, which must never be kept with a screen. "
        "Teach the screen anew and leave that row out."
    ),
    "screen_not_known": N_(
        "No screen {which} is known any more. gigwallet screens VAULT --known lists those that are."
    ),
    "label_not_learnt": N_(
        "{label} is not among the labels that were learnt or confirmed here. gigwallet screens "
        "VAULT --known lists them."
    ),
    "too_many_labels": N_(
        "No more than {most} labels can be learnt. Take back some that you no longer need."
    ),
}
