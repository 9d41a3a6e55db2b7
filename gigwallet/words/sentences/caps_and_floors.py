"""Sentences about commission above a cap and pay below a floor of public law."""

from gigwallet.words.catalogue import N_

STEPS = {
    "pay_cause_cap": N_(
        "Just what “{line}” gives back of the commission is missing ({refund_money})."
    ),
    "pay_cap_order": N_(
        "The customer paid {customer_money}, you were paid {paid_money}. By the cap that “{rule}” "
        "states, {refund_money} more had to reach you."
    ),
    "pay_cap_passed_on": N_(
        "{passed_money} of tips, tolls or expenses only passed through to you: they count neither "
        "as what the customer paid for the trip nor as your pay."
    ),
    "pay_cap_month": N_(
        "{when_period}, {orders} orders: by the cap on the month as a whole, {refund_money} is to "
        "be given back."
    ),
    "pay_cap_shown": N_(
        "{shown_money} of it is shown as short pay elsewhere and is not counted again here."
    ),
    "pay_cap_illustrative": N_(
        "“{rule}” is an example and no rule that anybody stated, so nothing is claimed by it. "
        "Enter the cap that your platform announced, with its notice, to claim it."
    ),
    "pay_cap_given_back": N_(
        "Just {refund_money} was paid later without an order number: it may be this refund, so it "
        "is asked about and not claimed."
    ),
    "pay_cap_month_incomplete": N_(
        "Whether these {orders} orders are all of the month is not shown by your files. With more "
        "orders the average may be another one, so it is asked about and not claimed."
    ),
}

REASONS = {
    "customer_price_unknown": N_(
        "What the customer paid for it is not known, so the platform's share cannot be told."
    ),
    "cap_not_told": N_(
        "Whether the month's commission lies above its cap cannot be told: the pay or the price "
        "of some of its orders is not known."
    ),
}
