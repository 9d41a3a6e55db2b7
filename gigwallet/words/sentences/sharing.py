"""Sentences about summaries: what is refused, and who could still recognise a rider."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "campaign_bad_name": N_(
        "A campaign's name has 2 to 40 lower-case letters, digits and hyphens, such as "
        "wuhan-2025. Ask your organiser how it is written."
    ),
    "contribution_empty": N_(
        "There is no month with work or pay to add up. Import your records or type what you did "
        "first."
    ),
    "contributions_missing": N_(
        "None of the files is a contribution that can be counted. Ask the riders to write theirs "
        "with GigWallet and send the file unchanged."
    ),
    "campaigns_mixed": N_(
        "The files belong to more than one campaign: {choices}. Say which one with --campaign."
    ),
}

STEPS = {
    "recognise_platform": N_(
        "The platform could recognise you: it has the exact figures of every rider, and rounded "
        "ones narrow them down."
    ),
    "recognise_organiser": N_(
        "Whoever receives the file knows who sent it, and sees the rounded figures of each month."
    ),
    "recognise_small_group": N_(
        "People who know roughly how much you work could recognise you, above all in a city where "
        "few ride for this platform."
    ),
    "recognise_token": N_(
        "The token is random. Within this campaign it shows that two files come from the same "
        "person; it cannot be joined with other campaigns."
    ),
    "left_out_name": N_(
        "{count} engagement is left out: its platform or city is written in a way that a table "
        "cannot carry. Shorten it to plain words."
    ),
    "left_out_extreme": N_("{measure} of {month} is left out: it is below zero or out of range."),
}

REASONS = {
    "contribution_too_big": N_("larger than any contribution"),
    "contribution_unreadable": N_("not a contribution of GigWallet"),
    "contribution_too_new": N_("written by a newer GigWallet"),
    "contribution_unknown_field": N_("holds something that a contribution does not have"),
    "contribution_field_twice": N_("says the same thing twice"),
    "contribution_cell_twice": N_("gives the same month, platform and city twice"),
    "contribution_cells": N_("has no months, or too many"),
    "contribution_bad_text": N_("a name, month or token is not written as it must be"),
    "contribution_bad_number": N_("a figure is not a whole number within reach of one person"),
    "contribution_not_coarse": N_("a figure is not rounded"),
    "other_campaign": N_("belongs to another campaign"),
    "file_unreadable": N_("could not be read"),
}
