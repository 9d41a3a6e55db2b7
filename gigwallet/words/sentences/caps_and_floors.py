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
    "pay_cap_together": N_(
        "These orders were paid in one sum of {paid_money}. However it is divided among them, by "
        "the rule “{rule}” at least {refund_money} more had to reach you."
    ),
    "pay_cap_month": N_(
        "{when_period}, {orders} orders: by the cap on the month as a whole, {refund_money} is to "
        "be given back."
    ),
    "pay_shown_elsewhere": N_(
        "{shown_money} of it is shown as short pay elsewhere and is not counted again here."
    ),
    "pay_cap_illustrative": N_(
        "“{rule}” is an example and no rule that anybody stated, so nothing is claimed by it. "
        "Enter the rule that holds for you, with its proof, to claim it."
    ),
    "pay_cap_given_back": N_(
        "Just {refund_money} was paid later without an order number: it may be this refund, so it "
        "is asked about and not claimed."
    ),
    "pay_own_floor_order": N_(
        "You were paid {paid_money}. By your rule “{rule}”, {refund_money} more had to reach you."
    ),
    "pay_own_floor_month": N_(
        "{when_period}, {orders} orders: by your rule “{rule}”, {refund_money} more had to be paid."
    ),
    "pay_cap_month_incomplete": N_(
        "Whether these {orders} orders are all of the month is not shown by your files. With more "
        "orders the average may be another one, so it is asked about and not claimed."
    ),
    "pay_floor_below": N_(
        "{when_period}: the floor is {floor_money}, {paid_money} was paid for the work: "
        "{below_money} below it."
    ),
    "pay_floor_below_range": N_(
        "{when_period}: the floor is between {floor_money} and {highest_money}, {paid_money} was "
        "paid for the work: at least {below_money} below it."
    ),
    "pay_floor_trips": N_(
        "Each order is compared by itself: {count} lie below the floor, and only they are counted "
        "here. What other orders paid beyond it makes up for none of them."
    ),
    "pay_floor_law": N_("The floor that you chose for this account: {place}, {title}."),
    "pay_floor_number": N_(
        "{label}: {amount} {unit}. Source: {source}; grade {grade}, checked on {checked_day}."
    ),
    "pay_floor_number_unchecked": N_(
        "{label}: {amount} {unit}. Source: {source}; grade {grade}, last checked on {checked_day}, "
        "before the days that it is used for here: it may have changed since."
    ),
    "pay_floor_caution": N_("To mind: {caution}"),
    "pay_floor_pay_incomplete": N_(
        "No statement or export covers all of these days, so pay that your files do not show may "
        "be what is missing. It is asked about and not claimed."
    ),
    "ground_cap_order": N_(
        "The customer paid {customer_money}, I was paid {paid_money}. By the cap that “{rule}” "
        "states, {refund_money} more had to reach me."
    ),
    "ground_cap_together": N_(
        "These orders were paid in one sum of {paid_money}. However it is divided among them, by "
        "the rule “{rule}” at least {refund_money} more had to reach me."
    ),
    "ground_cap_month": N_(
        "{when_period}, {orders} orders: by the cap on the month as a whole, {refund_money} is to "
        "be given back."
    ),
    "ground_own_order": N_(
        "I was paid {paid_money}. By the rule “{rule}”, {refund_money} more had to reach me."
    ),
    "ground_own_month": N_(
        "{when_period}, {orders} orders: by the rule “{rule}”, {refund_money} more had to be paid."
    ),
    "ground_floor": N_(
        "{when_period}: the floor is at least {floor_money}, {paid_money} was paid for the work."
    ),
    "ground_floor_law": N_("{place}, {title}."),
    "ground_floor_number": N_("{label}: {amount} {unit} ({source})."),
    "ground_floor_trips": N_("Compared order by order; {count} lie below the floor."),
    "ground_shown_elsewhere": N_("{shown_money} of it is claimed in other rows of Annex A."),
}

REASONS = {
    "customer_price_unknown": N_(
        "What the customer paid for it is not known, so the platform's share cannot be told."
    ),
    "floor_not_told": N_(
        "Whether its pay lies below the legal floor cannot be told: distances, times or pay that "
        "it depends on are not known."
    ),
    "cap_not_told": N_(
        "Whether the month's commission lies above its cap cannot be told: the pay or the price "
        "of some of its orders is not known."
    ),
}

REFUSALS = {
    "floor_not_compared": N_(
        "{pack} is not held against pay: it only says what contributions are reckoned on. Choose "
        "another floor, or none."
    ),
    "floor_other_currency": N_(
        "{pack} is a floor in {currency}, and this account is paid in {paid_in}. Choose the floor "
        "of the place in which you work."
    ),
}
