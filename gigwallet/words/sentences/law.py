"""Sentences about numbers of public law and the floors made of them."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "parameter_no_value": N_(
        "No rule data: nothing that was checked says what “{parameter}” was on {on_day}. Look the "
        "number up with the authority; the nearest known one is not used in its place."
    ),
    "parameter_missing_key": N_(
        "Line {line}, column {column}: “{missing}” is missing. Add it; docs/adding/jurisdiction.md "
        "has an example."
    ),
    "parameter_not_name": N_(
        "Line {line}, column {column}: a name begins with two letters for the country and has "
        "parts with a point between, such as us.nyc.tlc.mile. Choose one like that."
    ),
    "parameter_not_unit": N_(
        "Line {line}, column {column}: “{value}” is not a unit known here. Write a currency with "
        "what it is paid for, such as EUR/h, USD/mi or CNY/month, or: ratio, percent, day, "
        "day/month, h, min."
    ),
    "parameter_grade": N_(
        "Line {line}, column {column}: a value graded “{value}” does not belong into the folder "
        "{shelf}, which holds {grades}. Move it to the other folder."
    ),
    "parameter_ends_before": N_(
        "Line {line}, column {column}: the value ends before it begins. Correct “from” or “to”."
    ),
    "parameter_overlap": N_(
        "Line {line}, column {column}: this begins before the one above has ended, so that a day "
        "would have two values. Give the earlier one an earlier “to”."
    ),
    "parameter_gap": N_(
        "Line {line}, column {column}: nothing is said about {from_day} to {to_day}. Add the "
        "value, or a [[gap]] for these days that says why none is known."
    ),
    "parameter_twice": N_(
        "The number “{parameter}” stands in two files, or with two units; the second is {file}. "
        "Keep one."
    ),
    "floor_unknown": N_(
        "No pay floor here is called “{pack}”. There are: {known}. Name one of these."
    ),
    "floor_not_rerated": N_(
        "The law behind {pack} does not settle old shortfalls at a later rate. Leave --settled out."
    ),
    "floor_column": N_(
        "“{value}” in the column {column} is no number. Write it with a decimal point and without "
        "its unit."
    ),
}

STEPS = {
    "floor_unreckoned_no_rule_data": N_(
        "Trips without rule data for their day and place: {count}. They are not reckoned; the "
        "nearest known number is not used in its place."
    ),
    "floor_unreckoned_no_time": N_("Trips whose time is not known, and not reckoned: {count}."),
    "floor_unreckoned_other_currency": N_(
        "Trips that are paid in another currency, and not reckoned: {count}."
    ),
    "floor_days_without_rule_data": N_(
        "Days logged in for which no number is confirmed: {count}. They count for nothing here."
    ),
    "floor_incomplete": N_(
        "The pay of trips that are not reckoned is counted: the difference of the period is at "
        "least what stands here, and cannot be told where nothing does."
    ),
    "floor_pay_unknown": N_("Trips whose pay is not known, and not compared: {count}."),
    "floor_pay_partly_known": N_(
        "Trips whose pay is not known: {count}. What lies below the floor may be no more than "
        "that; add their pay lines, or own_paid with 0 where nothing was paid."
    ),
    "floor_called_off": N_(
        "Trips that were called off and count for nothing here: {count}. In law some may count."
    ),
    "floor_elsewhere": N_(
        "Trips in “{place}”, which has no number of its own here and counts as “{word}”: {count}."
    ),
}
