"""Sentences about the rule behind receipts: its numbers, what cannot be told, what is left out."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "infer_no_orders": N_(
        "No order stands in these files. Give a table of trips with what was paid for each "
        "(own_paid), or the tables of trips and pay lines together."
    ),
}

STEPS = {
    "inferred_base": N_("Each order: {amount_money}"),
    "inferred_each_km": N_("For each km: {price}"),
    "inferred_km": N_("For each km beyond {from_km} km: {price}"),
    "inferred_km_to": N_("For each km from {from_km} to {to_km} km: {price}"),
    "inferred_begun": N_("For each {each_km} km begun beyond {from_km} km: {price}"),
    "inferred_begun_to": N_("For each {each_km} km begun from {from_km} to {to_km} km: {price}"),
    "inferred_table_step": N_("Beyond {from_km} km: {price} more than the price of each order"),
    "inferred_table_step_to": N_(
        "From {from_km} to {to_km} km: {price} more than the price of each order"
    ),
    "inferred_minute": N_("For each minute: {price}"),
    "inferred_extra": N_("On top: {amount_money}"),
    "inferred_extra_window": N_("From {start} to {end} on top: {amount_money}"),
    "inferred_extra_weekend": N_("On Saturdays and Sundays on top: {amount_money}"),
    "inferred_extra_weekdays": N_("From Monday to Friday on top: {amount_money}"),
    "inferred_extra_days": N_("On some weekdays (1 is Monday: {days}) on top: {amount_money}"),
    "inferred_extra_window_weekend": N_(
        "On Saturdays and Sundays from {start} to {end} on top: {amount_money}"
    ),
    "inferred_extra_window_weekdays": N_(
        "From Monday to Friday, {start} to {end}, on top: {amount_money}"
    ),
    "inferred_extra_window_days": N_(
        "On some weekdays (1 is Monday: {days}) from {start} to {end} on top: {amount_money}"
    ),
    "inferred_extra_dates": N_(
        "{the_period} on top: {amount_money}. This may have been for weather or a holiday"
    ),
    "inferred_load": N_("For each kg begun beyond {from_kg} kg: {amount_money}"),
    "inferred_taken": N_("Less {percent} % of all of it"),
    "inferred_share": N_("All of it {times} times"),
    "inferred_share_window": N_("From {start} to {end} {times} times as much"),
    "inferred_share_weekend": N_("On Saturdays and Sundays {times} times as much"),
    "inferred_share_weekdays": N_("From Monday to Friday {times} times as much"),
    "inferred_share_days": N_("On some weekdays (1 is Monday: {days}) {times} times as much"),
    "inferred_share_window_weekend": N_(
        "On Saturdays and Sundays from {start} to {end} {times} times as much"
    ),
    "inferred_share_window_weekdays": N_(
        "From Monday to Friday, {start} to {end}, {times} times as much"
    ),
    "inferred_share_window_days": N_(
        "On some weekdays (1 is Monday: {days}) from {start} to {end} {times} times as much"
    ),
    "inferred_pays_less": N_(
        "Since {first_day} the same orders pay {order_money} less each ({percent} %): "
        "{month_money} less in a month of such work."
    ),
    "inferred_pays_more": N_(
        "Since {first_day} the same orders pay {order_money} more each ({percent} %): "
        "{month_money} more in a month of such work."
    ),
    "inferred_doubt_clock": N_(
        "Whether the time of accepting or of completing an order decides, these orders do not tell."
    ),
    "inferred_doubt_window": N_(
        "An edge of a window may lie anywhere between {first} and {second}: no order lies between."
    ),
    "inferred_doubt_share": N_(
        "Whether what comes on top is an amount or a share of the price, these orders do not tell."
    ),
    "inferred_doubt_begun": N_(
        "Whether a begun part of the distance counts as a whole one, these orders do not tell."
    ),
    "inferred_doubt_edge": N_(
        "Whether a band of the distance begins at {first} or at {second}, these orders do not tell."
    ),
    "inferred_doubt_time": N_(
        "Whether minutes are paid, or the distance alone, these orders do not tell."
    ),
    "inferred_doubt_rounding": N_("Which way amounts are rounded, these orders do not tell."),
    "inferred_doubt_example": N_(
        "An order of {way_distance} accepted at {time} would show it: the draft says {this_money}, "
        "the other reading {other_money}."
    ),
}

REASONS = {
    "infer_not_completed": N_("not completed"),
    "infer_no_pay": N_("nothing is known of what was paid for it"),
    "infer_paid_together": N_("paid together with another order"),
    "infer_other_currency": N_("in another currency"),
    "infer_no_time": N_("without a day"),
    "too_few_orders": N_("There are too few orders with known pay to tell a rule: {orders}."),
    "no_rule_explains": N_(
        "No rule that this program can look for explains even half of the orders ({orders}). "
        "Nothing is said of changes either."
    ),
}
