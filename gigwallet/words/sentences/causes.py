"""Why pay is short where the arithmetic shows it, and which document would settle a difference."""

from gigwallet.words.catalogue import N_

STEPS = {
    "pay_cause_clawback": N_(
        "The order was paid in full, and then {taken_money} was taken back (“{line}”)."
    ),
    "pay_cause_distance": N_(
        "It was paid for {paid_km} km; your record says {known_km} km. By the rule that is just "
        "the {short_money} that is missing."
    ),
    "pay_cause_bonus": N_(
        "Just what “{line}” gives is missing ({short_money}), and nothing of its kind is stated."
    ),
    "pay_cause_tier": N_(
        "What was stated is just {paid_price} for each of {orders} orders of “{line}”: the price "
        "of another tier than the one that your orders reach ({short_money} less)."
    ),
    "pay_charged_again": N_(
        "The same {charged_money} was already taken off under the same name for the same order."
    ),
    "pay_unlogged": N_(
        "{stated_money} was paid for {order}, which is not among the orders that you recorded. It "
        "changes no sum; if it was yours, add the order."
    ),
    "pay_clawback_alone": N_(
        "{taken_money} was taken back (“{line}”), and no order of yours is named for it. What it "
        "is for is not in your files."
    ),
    "settle_order_page": N_(
        "The page of this order in the app, with its distance, time and pay, would settle it."
    ),
    "settle_next_statement": N_(
        "A statement or export that covers these days to the end would settle it."
    ),
    "settle_rule_page": N_(
        "The pay rule as the app showed it on that day would settle which price holds."
    ),
    "settle_track": N_("A track of the trip would show how far it was."),
    "settle_order_count": N_(
        "The app's own count of your orders for the period would settle which tier was reached."
    ),
    "settle_notice": N_("The notice of the bonus, with its days and conditions, would settle it."),
    "settle_reason": N_(
        "Ask the platform which order and which rule it is for; its answer would settle it."
    ),
    "settle_customer_receipt": N_(
        "What the customer paid, on the order's page or receipt, would settle the share."
    ),
    "settle_hours": N_("Your log-in and order times for all of the period would settle it."),
    "settle_deduction_rule": N_(
        "The rule for this deduction, in the contract or in the app, would settle it."
    ),
    "settle_every_account": N_(
        "The bill of every account that your pay comes to, for the days around the pay day, would "
        "settle it."
    ),
    "settle_payout_proof": N_(
        "Ask the payer for the number of the transfer; it can be looked up at the bank or wallet."
    ),
    "settle_pay_day": N_("The agreed pay day, in the contract or in the app, would settle it."),
    "settle_full_statement": N_(
        "The full statement, with every line behind its sums, would settle it."
    ),
}

REASONS = {
    "documents_differ": N_(
        "Two documents state different pay for it: look at both, and undo the import of the one "
        "that is wrong."
    ),
}
