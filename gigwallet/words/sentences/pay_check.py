"""Sentences of the pay check: what each difference is, and why something is not judged."""

from gigwallet.words.catalogue import N_

STEPS = {
    "pay_by_rule": N_("Reckoned by your pay rule “{rule}”."),
    "pay_by_offer": N_("Before the trip the platform offered {offered_money} for it."),
    "pay_order_paid": N_("Expected {expected_money}, stated {stated_money}: they agree."),
    "pay_order_paid_range": N_(
        "Expected between {expected_money} and {highest_money}, stated {stated_money}: within it."
    ),
    "pay_order_underpaid": N_(
        "Expected {expected_money}, stated {stated_money}: {short_money} short."
    ),
    "pay_order_underpaid_range": N_(
        "Expected at least {expected_money}, stated {stated_money}: at least {short_money} short."
    ),
    "pay_order_overpaid": N_(
        "Expected {expected_money}, stated {stated_money}: {short_money} more than expected."
    ),
    "pay_order_overpaid_range": N_(
        "Expected at most {highest_money}, stated {stated_money}: more than expected."
    ),
    "pay_would_be_line": N_(
        "The difference is exactly what “{line}” gives ({short_money}): that line may be missing."
    ),
    "pay_would_be_units": N_(
        "The difference is exactly {units} × {price} of “{line}” (per {unit}): a smaller figure "
        "there would give what was stated."
    ),
    "pay_unpaid": N_(
        "The documents cover the time of order {order} and list the orders around it, but no pay "
        "for this one."
    ),
    "pay_worth_unknown": N_(
        "No pay rule and no offer says what this order should have paid, so no amount is claimed."
    ),
    "pay_not_covered": N_(
        "No document demonstrably covers the time of this order and the {hours} hours after it, so "
        "it is not called unpaid. A newer export or statement would settle it."
    ),
    "pay_statement_residue": N_(
        "The statement's own figures do not add up: gross {gross_money} less deductions "
        "{deducted_money} is {computed_money}, but the net is printed as {net_money}. "
        "{residue_money} remains unexplained."
    ),
    "pay_gross_from_net": N_(
        "The statement prints no gross: its net {net_money} and its deductions {deducted_money} "
        "stand for it."
    ),
    "pay_period_paid": N_(
        "{when_period}: the statement's {stated_money} agrees with what the rule gives."
    ),
    "pay_period_underpaid": N_(
        "{when_period}: the rule gives {expected_money}, the statement says {stated_money}."
    ),
    "pay_period_underpaid_range": N_(
        "{when_period}: the rule gives at least {expected_money}, the statement says "
        "{stated_money}."
    ),
    "pay_period_unreconciled": N_(
        "{when_period}: the rule gives {expected_money}, the statement accounts for "
        "{stated_money}; {difference_money} remains unexplained."
    ),
    "pay_period_unreconciled_range": N_(
        "{when_period}: the rule gives at least {expected_money}, the statement accounts for "
        "{stated_money}; at least {difference_money} remains unexplained."
    ),
    "pay_period_overpaid": N_(
        "{when_period}: the rule gives {expected_money}, the statement says {stated_money}, which "
        "is more."
    ),
    "pay_period_overpaid_range": N_(
        "{when_period}: the rule gives at most {highest_money}, the statement says "
        "{stated_money}, which is more."
    ),
    "pay_shown_by_order": N_(
        "{shown_money} of the difference is shown order by order and is not counted again here."
    ),
    "pay_orders_differ": N_(
        "The statement counts {stated} orders, your records {known}: ask which orders are missing."
    ),
    "pay_money_paid": N_("{when_period}: {owed_money} was to be paid and arrived."),
    "pay_money_not_received": N_(
        "{when_period}: {owed_money} was to be paid by {due_day}; {received_money} arrived "
        "(payouts: {payouts}), {difference_money} did not."
    ),
    "pay_money_overpaid": N_(
        "{when_period}: {owed_money} was to be paid, {received_money} arrived: "
        "{difference_money} more."
    ),
    "pay_no_statement_lines": N_(
        "No statement covers {when_period}, so the pay that was listed line by line is held "
        "against what arrived in that time."
    ),
    "pay_no_statement_rule": N_(
        "No statement covers {when_period}, so what arrived is held against the rule itself. "
        "Deductions may have been taken that no document here shows: ask for the pay slip."
    ),
    "pay_carried_in": N_("{carried_money} of this came with a payout of a neighbouring period."),
    "pay_carried_out": N_(
        "{carried_money} of its payouts was more than was due and settles a neighbouring period."
    ),
    "pay_late": N_(
        "{received_money} was due by {due_day} and arrived on {received_day} (days late: {days})."
    ),
}

REASONS = {
    "no_time": N_("No time is known, so no rate can be picked."),
    "outside_period": N_("It lies outside the chosen period."),
    "no_rate_for_day": N_("The pay rule has no rate for this day."),
    "no_rule": N_("There is no pay rule for this work: enter yours to see what it should pay."),
    "no_rule_for_day": N_("No pay rule covers these days: add the version that was in force."),
    "no_rule_no_offer": N_(
        "No pay rule is entered and the file states no offer, so the amount cannot be judged."
    ),
    "not_completed": N_("It was not completed, and no rule says what that pays."),
    "not_covered": N_("No statement or export demonstrably covers this time."),
    "two_currencies": N_("Its pay lines are in another currency."),
    "tally_crosses_period": N_(
        "The tally runs across the statement's first or last day: enter one for each statement."
    ),
    "no_work_known": N_("No trips and no tally are known for these days: enter how many orders."),
    "work_not_complete": N_(
        "More is stated or received than the known orders explain; some may not be recorded."
    ),
    "statement_overlaps": N_("Another statement for the same days is judged instead."),
    "payout_without_statement": N_("Money arrived that no statement or tally here explains."),
    "not_due_yet": N_("The pay is not due yet."),
    "payouts_not_known": N_(
        "No bill that shows your pay covers the time in which it was due: import the bill of the "
        "wallet or bank, or enter what arrived."
    ),
}
