"""Sentences about the shelf of letters, their forms, and figures that are recomputed."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "letter_unknown": N_("There is no letter called “{name}”. Choose one of these: {known}."),
    "letter_proof_missing": N_(
        "This file carries no figures that can be recomputed. Give a letter or a bundle that "
        "GigWallet wrote as a PDF."
    ),
    "letter_proof_unreadable": N_(
        "The figures in this file cannot be read ({why}). Ask for the file anew from whoever made "
        "it."
    ),
    "recompute_original_not_listed": N_(
        "{name} is not the file of any lines that this bundle shows. Ask for the very file whose "
        "SHA-256 the bundle lists."
    ),
    "recompute_original_unreadable": N_(
        "{name} is the original, but its lines cannot be read here. Compare them by hand with a "
        "program that opens it."
    ),
}

STEPS = {
    "figure_differs": N_("printed {printed}; the source values in the file give {recomputed}"),
    "figure_source_changed": N_(
        "printed {printed}; a source value below it is not the one that the letter was written from"
    ),
    "figure_not_shown": N_(
        "printed {printed}; an exhibit in this file does not show a source value below it"
    ),
    "source_value_differs": N_(
        "The source value {value} is not what line {line} of exhibit {exhibit} states: {listed}"
    ),
    "source_page_differs": N_(
        "The page of exhibit {exhibit} prints line {line} otherwise than the list of the file has "
        "it ({listed}); the source value {value} rests on it"
    ),
    "source_original_differs": N_(
        "The original of exhibit {exhibit} has line {line} otherwise than the bundle shows it "
        "({listed}); the source value {value} rests on it"
    ),
    "extract_unlike_original": N_(
        "Exhibit {exhibit}, line {line}, {column}: the bundle shows {listed}, the original has "
        "{original}"
    ),
    "extract_line_not_in_original": N_(
        "Exhibit {exhibit}: the original has no line {line} as the bundle shows it"
    ),
    "figure_not_printed": N_(
        "{printed} does not stand on the pages as often as the letter says it"
    ),
    "letter_no_exhibits": N_("no exhibits show anything of these days"),
    "letter_field_empty": N_("“{name}” is empty"),
    "letter_too_long": N_(
        "The text has {count} characters; forms of apps often take {most}. Shorten it before you "
        "paste it."
    ),
}
