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
}
