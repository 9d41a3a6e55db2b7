"""Sentences of reading what platforms and fleets report."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "report_words_unknown": N_(
        "{name} is a report of Uber, but GigWallet does not know what it says here: {what}. Say "
        "once what these words mean (gigwallet words, or the page that opens from here), or set "
        "the language of Uber's page to English, download the report again, and drop that file."
    ),
    "report_expected": N_(
        "{name} is no report of Uber for fleets whose words could be explained. Drop it in the "
        "inbox: there you see what it is."
    ),
    "report_days_unknown": N_(
        "{name} does not say which days it is about. Download the report again and keep the name "
        "that it comes with: the days stand in it."
    ),
    "several_drivers": N_(
        "{name} lists drivers, and only your own lines may be kept. Say which of them you are: "
        "choose yourself in the inbox, or import with --driver PLATFORM WHO. One of those listed "
        "is {who}."
    ),
    "report_columns_unknown": N_(
        "{name} has columns that GigWallet does not know: {columns}. An amount in them could be "
        "missing from the sum, so nothing was stored. Put the figures into a GigWallet table."
    ),
    "days_not_in_name": N_(
        "{name} does not say which days it is about. Write the first and the last day into its "
        "name, such as 2026-08-03_2026-08-09, and drop it again."
    ),
    "currency_has_no_cents": N_(
        "This file has amounts with cents, but {currency}, the currency of the engagement, has "
        "none. Choose the engagement that the file belongs to, or correct its currency."
    ),
}

REASONS = {
    "no_amount": N_("A line without any amount."),
    "fleet_not_driver": N_("An amount of the whole fleet, not of one driver."),
    "joined_line": N_("The pick-up of a delivery: stored with its drop-off."),
    "other_half_missing": N_("The other line of this delivery is missing or damaged."),
    "other_driver": N_("A line of another driver of the fleet: not yours, not stored."),
}
