"""Sentences about numbers of public law and the floors made of them."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "parameter_no_value": N_(
        "No rule data: nothing that was checked says what “{parameter}” was on {on_day}. Look the "
        "number up with the authority; the nearest known one is not used in its place."
    ),
    "parameter_unknown": N_(
        "Line {line}, column {column}: no number of public law here is called “{parameter}”. Check "
        "its spelling against the files in the parameters folder."
    ),
}
