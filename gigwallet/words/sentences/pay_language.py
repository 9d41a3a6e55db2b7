"""Sentences about what a pay rule may say beyond prices: numbers of law, measures, limits."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "scheme_unknown_parameter": N_(
        "Line {line}, column {column}: no number of public law is called “{value}” here. Look for "
        "its name in resources/jurisdictions, or write the number itself."
    ),
    "scheme_overlap_missing": N_(
        "Line {line}, column {column}: “{value}” needs a line overlap in the head of the file that "
        "says how orders that overlap count. Write alone, in_turn or divided."
    ),
    "scheme_mixed_bands": N_(
        "Line {line}, column {column}: bands are either all prices or all percentages. Write the "
        "percentages as a line of their own."
    ),
    "scheme_measure_unknown": N_(
        "Line {line}, column {column}: “{value}” is no measure that stands above. Known here are: "
        "{known}."
    ),
    "scheme_not_some_of": N_(
        "Line {line}, column {column}: “{value}” is not a count of spans. Write it as 3 of 6."
    ),
}

STEPS = {
    "pay_raised_to": N_(
        "{line}, {span}: {there_money} lie below {target_money}, so {amount_money} come on top."
    ),
    "pay_cut_to": N_(
        "{line}, {span}: {there_money} lie above {target_money}, so {amount_money} are taken off."
    ),
    "pay_unknown_lateness": N_(
        "How late the order came is not known (orders: {orders}): a range is shown."
    ),
    "pay_unknown_weight": N_("The weight is not known (orders: {orders}): a range is shown."),
    "pay_unknown_amount": N_(
        "A sum that the rule counts on is not known (orders: {orders}): a range is shown."
    ),
    "pay_unknown_word": N_(
        "A word that the rule asks for is not known (orders: {orders}): a range is shown."
    ),
    "pay_unknown_value": N_(
        "A number that the rule asks for is not known (orders: {orders}): a range is shown."
    ),
    "pay_unknown_measure": N_(
        "Whether a bonus was reached cannot be told (bonuses: {orders}): a range is shown."
    ),
}
