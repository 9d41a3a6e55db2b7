"""Sentences about the form in which a person writes down their pay rule."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "measure_not_asked": N_(
        "No pay rule asks this account for “{name}” in just these days. It asks for: {known}. "
        "Choose one of these, with its days."
    ),
    "measure_beyond": N_(
        "“{name}” cannot be below 0 or above {most}. Look the number up in the app again."
    ),
    "proof_not_shown": N_(
        "{name} is neither a picture nor a PDF, so it cannot be seen beside the form. Take a "
        "screenshot of the rule, or save it as a PDF, and choose that."
    ),
}
