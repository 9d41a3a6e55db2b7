"""Sentences about the form in which a person writes down their pay rule."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "proof_not_shown": N_(
        "{name} is neither a picture nor a PDF, so it cannot be seen beside the form. Take a "
        "screenshot of the rule, or save it as a PDF, and choose that."
    ),
}
