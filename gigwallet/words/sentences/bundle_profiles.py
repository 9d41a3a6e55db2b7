"""Sentences about the forms of bundles, their numbers, and what was served before."""

from __future__ import annotations

from gigwallet.words import N_

REFUSALS = {
    "bundle_profile_missing": N_(
        "There is no form of bundle called {profile}. Choose one of these: {known}."
    ),
    "bundle_profile_wrong": N_(
        "The form of bundle {profile} cannot be followed: line {line}, column {column}, key "
        "'{key}'. Correct that key, or take it out."
    ),
    "served_exhibit_gone": N_(
        "Exhibit {exhibit} of the bundle that was served is not among these files as it was. Put "
        "the same file back in; what was served keeps its number and its pages."
    ),
    "served_unreadable": N_(
        "The file {name} does not tell which exhibits stand on which pages. Take the evidence PDF "
        "that was served, exactly as GigWallet wrote it."
    ),
    "served_volume_missing": N_(
        "Volume {volume} of the {of} that were served is not among these files. Name all of them, "
        "or the folder that they lie in."
    ),
    "served_volumes_differ": N_(
        "The file {name} is not of one bundle with the other volumes as they were served. Name the "
        "volumes of one bundle, each once and exactly as GigWallet wrote it."
    ),
    "served_nothing_new": N_(
        "Nothing has come since these volumes were served, so there is nothing for a further one. "
        "Put in what is to be added."
    ),
    "served_altered": N_(
        "The file {name} was changed or saved anew after it was sealed. Take the evidence PDF that "
        "was served, exactly as GigWallet wrote it."
    ),
    "served_pages_would_move": N_(
        "Exhibit {exhibit} would no longer stand on the pages on which it was served. Use the form "
        "and the language of the bundle that was served, and leave its cover and statement as they "
        "were."
    ),
}

STEPS = {
    "bundle_copies": N_("Print {all} copies: {handed_in} to hand in, {kept} to keep."),
    "volume_beyond_limit": N_(
        "Volume {volume} is beyond the limit of a volume: exhibit {exhibit} is that long or large "
        "by itself. Ask the office whether it takes the file."
    ),
}
