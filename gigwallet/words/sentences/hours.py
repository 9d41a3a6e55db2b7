"""Sentences about hours and what they lack."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "hours_nothing": N_(
        "Nothing was worked or stated yet. Import your work, or start a shift, and ask again."
    ),
}

STEPS = {
    "hours_no_shifts": N_(
        "No shift is noted for these days, so how long you waited for orders is not known. An hour "
        "on orders always pays more than an hour at work."
    ),
    "hours_typed_only": N_(
        "No shift is noted for these days. Time at work is what you counted yourself."
    ),
    "hours_days_without_shift": N_(
        "Days with orders and no noted shift: {count}. How long you waited then is not known, so "
        "an hour at work seems to have paid more than it did."
    ),
    "hours_untimed": N_("Completed orders without times: {count}. They count no hours."),
    "hours_open_ended": N_("Shifts without a known end: {count}. They count no hours."),
    "hours_unmeasured": N_("Completed orders without a known distance: {count}. They count no km."),
    "hours_pay_without_hours": N_(
        "Days with pay but no hours: {count}. Their pay ({left_money}) is left out here."
    ),
    "hours_pay_of_statements": N_(
        "The pay is that of statements for these days; single orders are not listed."
    ),
    "hours_two_currencies": N_(
        "The pay is in several currencies. Choose one engagement to see what an hour paid."
    ),
}
