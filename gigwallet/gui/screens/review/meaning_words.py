"""What a row of a screen can mean, in words."""

from __future__ import annotations

from gigwallet.app.screens.teach_screens import About, Meaning
from gigwallet.words import N_, _, screen_words

_MEANINGS = {
    Meaning.NOTHING: N_("(leave out)"),
    Meaning.TOTAL: N_("Total, the sum of the amounts"),
    Meaning.BASE: N_("Base pay"),
    Meaning.DISTANCE_PAY: N_("Pay for distance"),
    Meaning.TIME_PAY: N_("Pay for time"),
    Meaning.WAIT_PAY: N_("Pay for waiting"),
    Meaning.SURGE: N_("Surge, weather or peak pay"),
    Meaning.INCENTIVE: N_("Bonus"),
    Meaning.TIP: N_("Tip"),
    Meaning.PENALTY: N_("Penalty"),
    Meaning.COMMISSION: N_("Commission or service fee"),
    Meaning.INSURANCE: N_("Insurance"),
    Meaning.TAX: N_("Tax withheld"),
    Meaning.OTHER_PAY: N_("Another amount"),
    Meaning.REF: N_("Order number"),
    Meaning.ACCEPTED_AT: N_("Time of accepting"),
    Meaning.PICKED_UP_AT: N_("Time of pick-up"),
    Meaning.COMPLETED_AT: N_("Time of delivery or drop-off"),
    Meaning.DAY: N_("Day"),
    Meaning.FIRST_DAY: N_("First day"),
    Meaning.LAST_DAY: N_("Last day"),
    Meaning.DISTANCE: N_("Distance"),
    Meaning.DURATION: N_("Time worked or taken"),
    Meaning.ORDERS: N_("Number of orders"),
}


def about_words(about: About) -> str:
    return screen_words.about(about)


def meaning_words(meaning: Meaning) -> str:
    return _(_MEANINGS[meaning])
