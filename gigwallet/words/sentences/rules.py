"""Sentences about pay schemes: what is wrong in a file, and how a figure came about."""

from gigwallet.words.catalogue import N_

REFUSALS = {
    "scheme_syntax": N_(
        "The pay rule cannot be read at line {line}, column {column}. Look for a missing quotation "
        "mark, bracket or equals sign there."
    ),
    "scheme_format": N_(
        "The pay rule needs the line: format = {known}. If it names a higher number, update "
        "GigWallet to read it."
    ),
    "scheme_unknown_key": N_(
        "Line {line}, column {column}: “{key}” is not known here, so the rule was not taken. Known "
        "here are: {known}."
    ),
    "scheme_missing_key": N_(
        "Line {line}, column {column}: “{missing}” is missing in the pay rule. Add it; "
        "docs/pay-schemes.md has an example of each."
    ),
    "scheme_one_of": N_(
        "Line {line}, column {column}: the pay rule needs exactly one of {keys} here. Keep one of "
        "them and take the others out."
    ),
    "scheme_not_text": N_(
        "Line {line}, column {column}: “{key}” must be words in quotation marks. Write it as "
        '{key} = "...".'
    ),
    "scheme_not_choice": N_(
        "Line {line}, column {column}: “{value}” cannot stand for “{key}”. Write one of: {choices}."
    ),
    "scheme_not_flag": N_(
        "Line {line}, column {column}: "
        "“{key}” is neither true nor false. Write true or false, without quotation marks."
    ),
    "scheme_not_number": N_(
        "Line {line}, column {column}: “{key}” must be a number in quotation marks with a point, "
        'such as "4.50", so that it stays exact. Write it like that.'
    ),
    "scheme_not_whole": N_(
        "Line {line}, column {column}: "
        "“{key}” is not a whole number within its bounds. "
        "Write one without quotation marks, such as 300."
    ),
    "scheme_not_money": N_(
        "Line {line}, column {column}: “{key}” must be an amount in {currency} that is not below "
        "zero and not finer than its smallest coin. Correct the amount."
    ),
    "scheme_too_fine": N_(
        "Line {line}, column {column}: “{key}” must be above zero and not finer than a metre or a "
        "second. Correct the number."
    ),
    "scheme_not_day": N_(
        "Line {line}, column {column}: "
        "“{key}” is not a day. Write it without quotation marks, such as 2025-07-01."
    ),
    "scheme_not_window": N_(
        "Line {line}, column {column}: “{value}” is not a time window. Write it as "
        '"11:00-13:00"; it may cross midnight, as "22:00-06:00".'
    ),
    "scheme_not_dates": N_(
        "Line {line}, column {column}: “{value}” is not a span of days. Write it as "
        '"2025-01-28/2025-02-03".'
    ),
    "scheme_not_during": N_(
        "Line {line}, column {column}: “{value}” is not a span of time. Write it as "
        '"2025-07-03T14:00/2025-07-03T22:00".'
    ),
    "scheme_not_currency": N_(
        "Line {line}, column {column}: "
        "the currency is not a code. Write three capital letters, such as CNY."
    ),
    "scheme_not_zone": N_(
        "Line {line}, column {column}: “{value}” is not a time zone. Write it as Asia/Shanghai."
    ),
    "scheme_not_id": N_(
        "Line {line}, column {column}: an id must begin with a small letter and hold only a-z, 0-9 "
        "and _. Choose another; the label may hold any words."
    ),
    "scheme_not_table": N_(
        "Line {line}, column {column}: "
        '“{key}” is not a table in braces. Write it like {{ between = "11:00-13:00" }}.'
    ),
    "scheme_not_tables": N_(
        "Line {line}, column {column}: “{key}” must be a list of tables. docs/pay-schemes.md has "
        "an example."
    ),
    "scheme_id_twice": N_(
        "Line {line}, column {column}: the id “{value}” stands twice. Give each line its own."
    ),
    "scheme_line_not_above": N_(
        "Line {line}, column {column}: there is no line with the id “{value}” above this one. A "
        "percentage or multiplier can only name lines that stand before it."
    ),
    "scheme_group_closed": N_(
        "Line {line}, column {column}: a line above already counts on the group “{value}”. Move "
        "all lines of the group before it."
    ),
    "scheme_steps_rise": N_(
        "Line {line}, column {column}: steps and bands must rise, and “most” must not be below "
        "“least”. Correct their order."
    ),
    "scheme_last_open": N_(
        "Line {line}, column {column}: the last entry of “{key}” must be open, without “to”, so "
        "that nothing lies beyond it. Add one."
    ),
    "scheme_tiers_count_orders": N_(
        "Line {line}, column {column}: tiers count orders. Take “quantity” out, or use “bands” "
        "instead of “steps”."
    ),
    "scheme_ends_before": N_(
        "Line {line}, column {column}: the version ends before it begins. Correct “from” or “to”."
    ),
    "scheme_versions_overlap": N_(
        "Line {line}, column {column}: this version begins before the one above has ended. Give "
        "the earlier one a “to” day before this one's “from”."
    ),
    "scheme_no_version": N_(
        "The pay rule “{scheme}” says nothing about {on_day}. Add a version that covers this day."
    ),
}

STEPS = {
    "pay_tier_cliff": N_(
        "{line}: all orders get the price of the tier that their number reaches, here {orders}. "
        "{edge} orders give {edge_money} in all, {next} orders {next_money}."
    ),
    "pay_unknown_time": N_("The time of day is not known (orders: {orders}): a range is shown."),
    "pay_unknown_distance": N_("The distance is not known (orders: {orders}): a range is shown."),
    "pay_unknown_duration": N_("The duration is not known (orders: {orders}): a range is shown."),
    "pay_unknown_waiting": N_(
        "The waiting time is not known (orders: {orders}): a range is shown."
    ),
    "pay_unknown_product": N_(
        "The kind of service is not known (orders: {orders}): a range is shown."
    ),
    "pay_unknown_rank": N_(
        "How many orders came before is not known (orders: {orders}): a range is shown."
    ),
    "pay_unknown_version": N_(
        "Which of two rates applied is not known (orders: {orders}): a range is shown."
    ),
    "deduction_rule_shown": N_(
        "“{label}” {taken_money}: your rule “{rule}” shows this deduction, {times} × {most_money}."
    ),
    "deduction_rule_shown_range": N_(
        "“{label}” {taken_money}: your rule “{rule}” shows this deduction, {times} × {least_money} "
        "to {most_money}."
    ),
    "deduction_no_rule": N_("“{label}” {taken_money}: no rule in your files shows this deduction."),
    "deduction_rule_differs": N_(
        "“{label}” {taken_money}: your rule “{rule}” says otherwise, {most_money} each time; it "
        "accounts for at most {allowed_money}."
    ),
    "deduction_rule_differs_range": N_(
        "“{label}” {taken_money}: your rule “{rule}” says otherwise, {least_money} to {most_money} "
        "each time; it accounts for at most {allowed_money}."
    ),
}
